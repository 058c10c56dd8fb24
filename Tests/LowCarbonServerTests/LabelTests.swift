import ExactNumbers
import Foundation
import HTTPTypes
import LabelStore
import LowCarbonRules
import Testing

@testable import LowCarbonServer

@Suite struct LabelTests {
    private let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("serve-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appendingPathComponent("store.sqlite").path
    }

    private func service(_ catalogue: NormCatalogue = ServiceHarness.catalogue) throws -> RuleService {
        var service = ServiceHarness.service(catalogue)
        service.labels = try LabelStore(path: path)
        return service
    }

    private func named(_ scene: String, _ name: String) throws -> [UInt8] {
        var object =
            try JSONSerialization.jsonObject(with: Data(try Scenes.json("hotel", scene).utf8)) as? [String: Any] ?? [:]
        object["scene"] = name
        return [UInt8](try JSONSerialization.data(withJSONObject: object))
    }

    private func label(
        _ body: [UInt8], key: String?, to service: RuleService, query: String = "norm=hotel&lang=en"
    ) async throws -> ServiceHarness.Answer {
        var headers: HTTPFields = [:]
        if let key, let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
        return try await ServiceHarness.send(.post, "/v1/labels?\(query)", headers, body: body, to: service)
    }

    @Test func aLabelIsDecidedOnceAndFed() async throws {
        let service = try service()
        let body = try named("good", "H-1")
        let first = try await label(body, key: "k1", to: service)
        #expect(first.status == 201, "\(first.text)")
        let again = try await label(body, key: "k1", to: service)
        #expect(again.status == 200)
        #expect(again.bytes == first.bytes)
        let answer = try first.json()
        #expect(answer["grade"] as? String == "level_2")
        #expect((answer["result"] as? [String: Any])?["score"] as? String == "86.54")
        let decision = try #require(answer["decision"] as? String)
        let kept = try await ServiceHarness.send(.get, "/v1/decisions/\(decision)", to: service)
        #expect(kept.bytes == first.bytes)
        let feed = try await ServiceHarness.send(.get, "/v1/multipliers?after=0", to: service).json()
        let events = try #require(feed["events"] as? [[String: Any]])
        #expect(events.map { $0["event"] as? String } == ["issued"])
        #expect(events.first?["decision"] as? String == decision)
        let schedule = try #require(events.first?["schedule"] as? [[String: Any]])
        #expect(schedule.first?["multiplier"] as? String == "1.20")
        #expect(feed["next"] as? Int == 1)
    }

    @Test func aDecisionIsComputedAgainWithoutItsNorm() async throws {
        let first = try await label(try named("good", "H-1"), key: "k1", to: try service())
        let decision = try #require(try first.json()["decision"] as? String)
        let empty = NormCatalogue(RuleLibrary(folder: "nowhere", files: .memory([:])))
        let replay = try await ServiceHarness.send(.get, "/v1/decisions/\(decision)/replay", to: try service(empty))
        #expect(replay.status == 200, "\(replay.text)")
        #expect(replay.header("Lowcarbon-Replay") == "same")
        #expect(first.text.contains(replay.text))
    }

    @Test func aLabelIsSuspendedAndWithdrawn() async throws {
        let service = try service()
        let answer = try await label(try named("good", "H-1"), key: "k1", to: service).json()
        let label = try #require(answer["label"] as? String)
        func change(_ verb: String, _ body: String = #"{"reason":"虚报"}"#) async throws -> Int {
            try await ServiceHarness.send(
                .post, "/v1/labels/\(label)/\(verb)", body: Array(body.utf8), to: service
            ).status
        }
        #expect(try await change("reinstate") == 409)
        #expect(try await change("suspend", "{}") == 400)
        #expect(try await change("suspend") == 200)
        #expect(try await change("reinstate") == 200)
        #expect(try await change("withdraw") == 200)
        #expect(try await change("withdraw") == 409)
        #expect(try await change("burn") == 404)
        let feed = try await ServiceHarness.send(.get, "/v1/multipliers?limit=2&after=2", to: service).json()
        let events = try #require(feed["events"] as? [[String: Any]])
        #expect(events.map { $0["event"] as? String } == ["reinstated", "withdrawn"])
        #expect(events.last?["reason"] as? String == "虚报")
    }

    @Test func whatIsRefusedIsNotRecorded() async throws {
        let service = try service()
        let body = try named("good", "H-1")
        #expect(try await label(body, key: nil, to: service).status == 400)
        #expect(try await label(body, key: "k", to: service, query: "").status == 400)
        #expect(try await label(body, key: "k", to: service, query: "norm=hostel").status == 404)
        #expect(try await label(Array("{}".utf8), key: "k", to: service).status == 422)
        #expect(try await label([], key: "k", to: service).status == 400)
        let wrong = Array(#"{"scene":"H","answers":{"beds":"many"}}"#.utf8)
        #expect(try await label(wrong, key: "k", to: service).status == 422)
        #expect(try await label(body, key: "k", to: service).status == 201)
        #expect(try await label(try named("good", "H-2"), key: "k", to: service).status == 422)
        let feed = try await ServiceHarness.send(.get, "/v1/multipliers", to: service).json()
        #expect((feed["events"] as? [Any])?.count == 1)
        for query in ["after=-1", "after=x", "limit=0", "limit=9999"] {
            #expect(try await ServiceHarness.send(.get, "/v1/multipliers?\(query)", to: service).status == 400)
        }
        #expect(try await ServiceHarness.send(.get, "/v1/decisions/dec_0", to: service).status == 404)
        #expect(try await ServiceHarness.send(.get, "/v1/multipliers").status == 404)
    }
}
