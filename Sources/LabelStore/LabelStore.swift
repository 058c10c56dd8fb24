import Foundation
import GRDB

/// The embedded store of decisions, labels and their events: one SQLite file with a write-ahead log.
///
/// Rows are only ever added; triggers in the file refuse any update or deletion. A call that returned is on the disk
/// (`synchronous = FULL`); one that did not return is there whole or not at all.
public final class LabelStore: Sendable {
    let pool: DatabasePool
    let now: @Sendable () -> Date

    /// Opens the file, and makes it if there is none.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - now: the clock that dates decisions and events.
    /// - Throws: if the file cannot be opened, or is no store of ours.
    public init(path: String, now: @escaping @Sendable () -> Date = { Date() }) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        configuration.busyMode = .timeout(10)
        pool = try DatabasePool(path: path, configuration: configuration)
        self.now = now
        try Self.migrator.migrate(pool)
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: tables)
            for table in ["norm_file", "decision", "label", "event"] {
                for change in ["UPDATE", "DELETE"] {
                    try database.execute(
                        sql: """
                            CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
                            BEGIN SELECT RAISE(ABORT, 'rows of \(table) are only ever added'); END
                            """)
                }
            }
        }
        return migrator
    }

    private static let tables = """
        CREATE TABLE norm_file (
            digest TEXT NOT NULL, place INTEGER NOT NULL, path TEXT NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (digest, place)
        ) STRICT;
        CREATE TABLE decision (
            id TEXT PRIMARY KEY NOT NULL, at TEXT NOT NULL, idempotency_key TEXT NOT NULL UNIQUE, scene TEXT NOT NULL,
            norm TEXT NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL, input BLOB NOT NULL, query TEXT NOT NULL,
            today TEXT NOT NULL, language TEXT NOT NULL, result BLOB NOT NULL, status TEXT NOT NULL, grade TEXT,
            terms BLOB NOT NULL
        ) STRICT;
        CREATE TABLE label (
            id TEXT PRIMARY KEY NOT NULL, decision TEXT NOT NULL UNIQUE REFERENCES decision (id), scene TEXT NOT NULL,
            norm TEXT NOT NULL
        ) STRICT;
        CREATE INDEX label_of_scene ON label (scene, norm);
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY, scene TEXT NOT NULL, scene_sequence INTEGER NOT NULL,
            label TEXT NOT NULL REFERENCES label (id), kind TEXT NOT NULL, body BLOB NOT NULL,
            UNIQUE (scene, scene_sequence)
        ) STRICT;
        CREATE INDEX event_of_label ON event (label, sequence);
        """

    /// The clock's time in UTC to the millisecond.
    func timestamp() -> String { Self.format.format(now()) }

    private static let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// A prefix and 32 random hexadecimal digits.
    static func newID(_ prefix: String) -> String {
        prefix + UUID().uuidString.replacingOccurrences(of: "-", with: "").lowercased()
    }
}

/// Why the store refused a call.
public enum LabelStoreError: Error, Equatable, Sendable {
    /// The idempotency key was used for another request; the decision it made.
    case keyUsed(decision: String)
    case unknownLabel(String)
    /// The label's last event does not allow the change.
    case notAllowed(LabelEvent.Kind, after: LabelEvent.Kind)
    /// A label needs a last day.
    case withoutTerms
}
