import Foundation
import GRDB
import Testing

@testable import LabelStore

@Suite struct LabelStoreTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("labels-\(UUID().uuidString)")

    private func open() throws -> LabelStore {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try LabelStore(path: folder.appendingPathComponent("store.sqlite").path)
    }

    private static let files = [NormReference.File(path: "rules/hotel/1.yaml", bytes: Array("norm".utf8))]

    private static func assessment(_ scene: String, grade: String? = "gold", input: String = "{}") -> Assessment {
        Assessment(
            scene: scene, norm: NormReference(id: "hotel", version: "1", digest: "ab"), input: Array(input.utf8),
            query: "norm=hotel", today: "2026-10-01", language: "zh", result: Array("{\"score\":\"1\"}".utf8),
            status: "graded", grade: grade,
            terms: [LabelTerm(from: "2026-10-01", to: "2027-09-30", behaviour: "-", multiplier: "1.20")])
    }

    private func feed(_ store: LabelStore) throws -> [LabelEvent] {
        try store.events(after: 0, limit: 1000).events.map { try LabelEvent(json: $0) }
    }

    @Test func aKeyDecidesOnce() throws {
        let store = try open()
        let first = try store.record(Self.assessment("H-1"), files: Self.files, idempotencyKey: "a")
        let again = try store.record(Self.assessment("H-1"), files: Self.files, idempotencyKey: "a")
        #expect(first.isNew && !again.isNew)
        #expect(first.decision == again.decision)
        #expect(throws: LabelStoreError.keyUsed(decision: first.decision.id)) {
            try store.record(Self.assessment("H-1", input: "{ }"), files: Self.files, idempotencyKey: "a")
        }
        #expect(try feed(store).count == 1)
        #expect(try store.faults() == [])
    }

    @Test func aNewLabelSupersedesTheOld() throws {
        let store = try open()
        let old = try store.record(Self.assessment("H-1"), files: Self.files, idempotencyKey: "a").decision
        _ = try store.record(Self.assessment("H-2"), files: Self.files, idempotencyKey: "b")
        let new = try store.record(Self.assessment("H-1"), files: Self.files, idempotencyKey: "c").decision
        let events = try feed(store)
        #expect(events.map(\.event) == [.issued, .issued, .superseded, .issued])
        #expect(events.map(\.sequence) == [1, 2, 3, 4])
        #expect(events.filter { $0.scene == "H-1" }.map(\.sceneSequence) == [1, 2, 3])
        #expect(events[2].label == old.label)
        #expect(events[2].replacedBy == new.label)
        #expect(try store.faults() == [])
    }

    @Test func withoutAGradeThereIsNoLabel() throws {
        let store = try open()
        let decision = try store.record(Self.assessment("H-1", grade: nil), files: Self.files, idempotencyKey: "a")
        #expect(decision.decision.label == nil)
        #expect(try feed(store).isEmpty)
        #expect(try store.decision(decision.decision.id) == decision.decision)
    }

    @Test func everyChangeAfterEveryOther() throws {
        let allowed: [LabelEvent.Kind: Set<LabelEvent.Kind>] = [
            .issued: [.suspended, .withdrawn], .suspended: [.reinstated, .withdrawn],
            .reinstated: [.suspended, .withdrawn], .withdrawn: [], .superseded: [],
        ]
        let ways: [LabelEvent.Kind: [LabelEvent.Kind]] = [
            .issued: [], .suspended: [.suspended], .reinstated: [.suspended, .reinstated], .withdrawn: [.withdrawn],
        ]
        let store = try open()
        for (state, way) in ways {
            for change in LabelEvent.Kind.allCases {
                let key = "\(state)-\(change)"
                let label = try #require(
                    try store.record(Self.assessment(key), files: Self.files, idempotencyKey: key).decision.label)
                for step in way { _ = try store.change(label, to: step, reason: "test") }
                if allowed[state]?.contains(change) == true {
                    let event = try LabelEvent(json: try store.change(label, to: change, reason: "否"))
                    #expect(event.event == change)
                    #expect(event.reason == "否")
                } else {
                    #expect(throws: LabelStoreError.notAllowed(change, after: state)) {
                        try store.change(label, to: change, reason: "test")
                    }
                }
            }
        }
        #expect(throws: LabelStoreError.unknownLabel("lab_0")) {
            try store.change("lab_0", to: .withdrawn, reason: "test")
        }
        #expect(try store.faults() == [])
    }

    @Test func nothingIsEdited() throws {
        let store = try open()
        _ = try store.record(Self.assessment("H-1"), files: Self.files, idempotencyKey: "a")
        for table in ["norm_file", "decision", "label", "event"] {
            for sql in ["UPDATE \(table) SET rowid = rowid", "DELETE FROM \(table)"] {
                #expect(throws: (any Error).self) { try store.pool.write { try $0.execute(sql: sql) } }
            }
        }
        #expect(try feed(store).count == 1)
    }

    @Test func theFeedGoesOnWhereTheCursorStands() throws {
        let store = try open()
        for number in 1...25 {
            _ = try store.record(Self.assessment("H-\(number)"), files: Self.files, idempotencyKey: "\(number)")
        }
        var cursor: Int64 = 0
        var seen: [Int64] = []
        while true {
            let page = try store.events(after: cursor, limit: 7)
            seen += try page.events.map { try LabelEvent(json: $0).sequence }
            cursor = page.next
            if !page.hasMore { break }
        }
        #expect(seen == Array(1...25))
        #expect(try store.events(after: 25, limit: 7).next == 25)
    }

    @Test func manyAtOnceAreEachThereOnce() async throws {
        let store = try open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<120 {
                group.addTask {
                    _ = try store.record(
                        Self.assessment("H-\(number % 40)"), files: Self.files,
                        idempotencyKey: "\(number % 60)-\(number % 40)")
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.faults() == [])
        #expect(try feed(store).filter { $0.event == .issued }.count == 120)
    }

    @Test func anotherOpeningSeesTheSame() throws {
        let decision = try open().record(Self.assessment("H-1"), files: Self.files, idempotencyKey: "a").decision
        let store = try open()
        #expect(try store.decision(decision.id) == decision)
        #expect(try store.files(digest: "ab") == Self.files)
        #expect(try store.files(digest: "cd").isEmpty)
    }
}
