import Foundation
import GRDB

extension LabelStore {
    /// A piece of the feed.
    public struct FeedPage: Sendable, Equatable {
        /// Events as they were stored, in the order of `sequence`.
        public var events: [[UInt8]]
        /// The cursor for the next call.
        public var next: Int64
        /// Whether there is more by now.
        public var hasMore: Bool
    }

    /// Events after a cursor.
    ///
    /// - Parameters:
    ///   - cursor: `sequence` of the last event the caller has; 0 for all.
    ///   - limit: how many at most.
    /// - Throws: what the database throws.
    public func events(after cursor: Int64, limit: Int) throws -> FeedPage {
        // One more than asked for is read, to see whether there is more: the sum must not overflow.
        let limit = max(0, min(limit, 1 << 20))
        return try pool.read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT sequence, body FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?",
                arguments: [cursor, limit + 1])
            let page = rows.prefix(limit)
            return FeedPage(
                events: page.map { [UInt8]($0["body"] as Data) }, next: page.last.map { $0["sequence"] } ?? cursor,
                hasMore: rows.count > limit)
        }
    }

    /// The decision of that id; nil if there is none.
    ///
    /// - Parameter id: as `Decision.id`.
    /// - Throws: what the database throws.
    public func decision(_ id: String) throws -> Decision? {
        try pool.read { database in
            try Row.fetchOne(database, sql: Self.decisions + "WHERE decision.id = ?", arguments: [id])
                .map(Self.decision)
        }
    }

    /// The decision that a request of this key made; nil if there was none.
    ///
    /// - Parameter key: the caller's name for the request.
    /// - Throws: what the database throws.
    public func decision(idempotencyKey key: String) throws -> Decision? {
        try pool.read { database in
            try Row.fetchOne(database, sql: Self.decisions + "WHERE idempotency_key = ?", arguments: [key])
                .map(Self.decision)
        }
    }

    /// The files of a norm as they were when it was used first, the norm itself first.
    ///
    /// - Parameter digest: the norm's.
    /// - Returns: empty if no decision rests on it.
    /// - Throws: what the database throws.
    public func files(digest: String) throws -> [NormReference.File] {
        try pool.read { database in
            try Row.fetchAll(
                database, sql: "SELECT path, bytes FROM norm_file WHERE digest = ? ORDER BY place", arguments: [digest]
            ).map { NormReference.File(path: $0["path"], bytes: [UInt8]($0["bytes"] as Data)) }
        }
    }

    /// What does not hold in the store; empty if it is sound. For tests and operators.
    ///
    /// - Throws: what the database throws.
    public func faults() throws -> [String] {
        try pool.read { database in
            var faults = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            let checks = [
                "the feed has gaps": "SELECT count(*) <> coalesce(max(sequence), 0) FROM event",
                "a scene's events have gaps":
                    "SELECT EXISTS (SELECT 1 FROM event GROUP BY scene HAVING count(*) <> max(scene_sequence))",
                "a label was not issued exactly once": """
                SELECT EXISTS (SELECT 1 FROM label WHERE
                    (SELECT count(*) FROM event WHERE event.label = label.id AND kind = 'issued') <> 1)
                """,
                "a graded decision has no label": """
                SELECT EXISTS (SELECT 1 FROM decision LEFT JOIN label ON label.decision = decision.id
                    WHERE (grade IS NULL) <> (label.id IS NULL))
                """,
                "a decision's norm is missing":
                    "SELECT EXISTS (SELECT 1 FROM decision WHERE digest NOT IN (SELECT digest FROM norm_file))",
            ]
            for (fault, sql) in checks.sorted(by: { $0.key < $1.key })
            where try Bool.fetchOne(database, sql: sql) ?? true { faults.append(fault) }
            return faults
        }
    }

    static let decisions = """
        SELECT decision.*, label.id AS label FROM decision LEFT JOIN label ON label.decision = decision.id

        """

    static func decision(_ row: Row) throws -> Decision {
        Decision(
            id: row["id"], at: row["at"],
            assessment: Assessment(
                scene: row["scene"],
                norm: NormReference(id: row["norm"], version: row["version"], digest: row["digest"]),
                input: [UInt8](row["input"] as Data), query: row["query"], today: row["today"],
                language: row["language"], result: [UInt8](row["result"] as Data), status: row["status"],
                grade: row["grade"], terms: try JSONDecoder().decode([LabelTerm].self, from: row["terms"] as Data)),
            label: row["label"])
    }

    static func lastEvent(of label: String, _ database: Database) throws -> LabelEvent? {
        try Data.fetchOne(
            database, sql: "SELECT body FROM event WHERE label = ? ORDER BY sequence DESC LIMIT 1", arguments: [label]
        ).map { try LabelEvent(json: [UInt8]($0)) }
    }

    /// The last events of the labels that are in force or suspended.
    static func heldLabels(scene: String, norm: String, _ database: Database) throws -> [LabelEvent] {
        try String.fetchAll(
            database, sql: "SELECT id FROM label WHERE scene = ? AND norm = ? ORDER BY id", arguments: [scene, norm]
        ).compactMap { try lastEvent(of: $0, database) }.filter { $0.event != .superseded && $0.event != .withdrawn }
    }
}
