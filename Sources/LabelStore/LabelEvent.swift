import Foundation

/// One change of a label, as the feed tells it. The bytes that are stored are the bytes that are sent, for ever.
public struct LabelEvent: Sendable, Equatable, Codable {
    /// What happened.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case issued, superseded, suspended, reinstated, withdrawn
    }

    /// First and last day, both included.
    public struct Days: Sendable, Equatable, Codable {
        public var from: String
        public var to: String
    }

    /// The feed's cursor: 1, 2, 3 … without a gap.
    public var sequence: Int64
    public var event: Kind
    /// UTC.
    public var at: String
    public var scene: String
    /// Counts the events of a scene, 1, 2, 3 … without a gap: a consumer sees what it misses and what it has twice.
    public var sceneSequence: Int64
    public var label: String
    /// The decision that issued the label.
    public var decision: String
    public var norm: NormReference
    public var grade: String
    public var valid: Days
    /// What each behaviour's acts are multiplied by; it counts only while the label is issued or reinstated.
    public var schedule: [LabelTerm]
    /// Why, in the authority's words; absent where nobody gave one.
    public var reason: String?
    /// The label that took this one's place; only where superseded.
    public var replacedBy: String?

    /// One line of JSON with sorted members in `snake_case`.
    ///
    /// - Throws: what the encoder throws.
    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return [UInt8](try encoder.encode(self))
    }

    /// - Parameter json: as `encoded` writes it.
    /// - Throws: what the decoder throws.
    public init(json: [UInt8]) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(LabelEvent.self, from: Data(json))
    }

    init(
        sequence: Int64, event: Kind, at: String, scene: String, sceneSequence: Int64, label: String, decision: String,
        norm: NormReference, grade: String, valid: Days, schedule: [LabelTerm], reason: String?, replacedBy: String?
    ) {
        self.sequence = sequence
        self.event = event
        self.at = at
        self.scene = scene
        self.sceneSequence = sceneSequence
        self.label = label
        self.decision = decision
        self.norm = norm
        self.grade = grade
        self.valid = valid
        self.schedule = schedule
        self.reason = reason
        self.replacedBy = replacedBy
    }
}
