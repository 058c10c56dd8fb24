import Foundation
import GRDB

extension LabelStore {
    /// Records an assessment and, where it has a grade, its label with the events, all or nothing.
    ///
    /// The same key with the same scene, norm, body and query gives back the first decision and changes nothing; a label the scene
    /// has under the norm is superseded in the same transaction.
    ///
    /// - Parameters:
    ///   - assessment: what was asked and came out.
    ///   - files: the norm's files, stored once per digest.
    ///   - idempotencyKey: the caller's name for the request.
    /// - Returns: the decision, and whether this call made it.
    /// - Throws: `LabelStoreError`, or what the database throws; nothing is recorded then.
    public func record(
        _ assessment: Assessment, files: [NormReference.File], idempotencyKey: String
    ) throws -> (decision: Decision, isNew: Bool) {
        if assessment.grade != nil, assessment.terms.isEmpty { throw LabelStoreError.withoutTerms }
        return try pool.write { database in
            if let row = try Row.fetchOne(
                database, sql: Self.decisions + "WHERE idempotency_key = ?", arguments: [idempotencyKey])
            {
                let earlier = try Self.decision(row)
                guard Self.isSameRequest(earlier.assessment, assessment) else {
                    throw LabelStoreError.keyUsed(decision: earlier.id)
                }
                return (earlier, false)
            }
            try Self.store(files, digest: assessment.norm.digest, database)
            var decision = Decision(id: Self.newID("dec_"), at: timestamp(), assessment: assessment, label: nil)
            try Self.insert(decision, idempotencyKey, database)
            guard let grade = assessment.grade else { return (decision, true) }
            let label = Self.newID("lab_")
            decision.label = label
            let held = try Self.heldLabels(scene: assessment.scene, norm: assessment.norm.id, database)
            try database.execute(
                sql: "INSERT INTO label (id, decision, scene, norm) VALUES (?, ?, ?, ?)",
                arguments: [label, decision.id, assessment.scene, assessment.norm.id])
            for last in held {
                try Self.append(
                    Self.next(last, .superseded, at: decision.at, reason: nil, replacedBy: label), database)
            }
            let terms = assessment.terms
            try Self.append(
                LabelEvent(
                    sequence: 0, event: .issued, at: decision.at, scene: assessment.scene, sceneSequence: 0,
                    label: label, decision: decision.id, norm: assessment.norm, grade: grade,
                    valid: .init(from: terms.map(\.from).min() ?? "", to: terms.map(\.to).max() ?? ""),
                    schedule: terms, reason: nil, replacedBy: nil), database)
            return (decision, true)
        }
    }

    /// Suspends, reinstates or withdraws a label.
    ///
    /// - Parameters:
    ///   - label: its id.
    ///   - kind: `suspended` after `issued` or `reinstated`; `reinstated` after `suspended`; `withdrawn` after any of these three.
    ///   - reason: the authority's words; they stand in the event.
    /// - Returns: the event's bytes as the feed sends them.
    /// - Throws: `LabelStoreError`, or what the database throws.
    public func change(_ label: String, to kind: LabelEvent.Kind, reason: String) throws -> [UInt8] {
        try pool.write { database in
            guard let last = try Self.lastEvent(of: label, database) else { throw LabelStoreError.unknownLabel(label) }
            let isAllowed =
                switch kind {
                case .suspended: last.event == .issued || last.event == .reinstated
                case .reinstated: last.event == .suspended
                case .withdrawn: last.event == .issued || last.event == .reinstated || last.event == .suspended
                case .issued, .superseded: false
                }
            guard isAllowed else { throw LabelStoreError.notAllowed(kind, after: last.event) }
            return try Self.append(
                Self.next(last, kind, at: timestamp(), reason: reason, replacedBy: nil), database)
        }
    }

    private static func isSameRequest(_ one: Assessment, _ other: Assessment) -> Bool {
        one.scene == other.scene && one.norm.id == other.norm.id && one.input == other.input
            && one.query == other.query
    }

    private static func next(
        _ last: LabelEvent, _ kind: LabelEvent.Kind, at: String, reason: String?, replacedBy: String?
    ) -> LabelEvent {
        var event = last
        event.event = kind
        event.at = at
        event.reason = reason
        event.replacedBy = replacedBy
        return event
    }

    /// Numbers the event in the feed and in its scene and adds it.
    @discardableResult private static func append(_ event: LabelEvent, _ database: Database) throws -> [UInt8] {
        var event = event
        event.sequence = try Int64.fetchOne(database, sql: "SELECT coalesce(max(sequence), 0) + 1 FROM event") ?? 1
        event.sceneSequence =
            try Int64.fetchOne(
                database, sql: "SELECT coalesce(max(scene_sequence), 0) + 1 FROM event WHERE scene = ?",
                arguments: [event.scene]) ?? 1
        let body = try event.encoded()
        try database.execute(
            sql: "INSERT INTO event (sequence, scene, scene_sequence, label, kind, body) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                event.sequence, event.scene, event.sceneSequence, event.label, event.event.rawValue, Data(body),
            ])
        return body
    }

    private static func store(_ files: [NormReference.File], digest: String, _ database: Database) throws {
        let isKnown =
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM norm_file WHERE digest = ?)", arguments: [digest]) ?? false
        guard !isKnown else { return }
        for (place, file) in files.enumerated() {
            try database.execute(
                sql: "INSERT INTO norm_file (digest, place, path, bytes) VALUES (?, ?, ?, ?)",
                arguments: [digest, place, file.path, Data(file.bytes)])
        }
    }

    private static func insert(_ decision: Decision, _ key: String, _ database: Database) throws {
        let assessment = decision.assessment
        try database.execute(
            sql: """
                INSERT INTO decision (id, at, idempotency_key, scene, norm, version, digest, input, query, today, language,
                    result, status, grade, terms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                decision.id, decision.at, key, assessment.scene, assessment.norm.id, assessment.norm.version,
                assessment.norm.digest, Data(assessment.input), assessment.query, assessment.today,
                assessment.language, Data(assessment.result), assessment.status, assessment.grade,
                try JSONEncoder().encode(assessment.terms),
            ])
    }
}
