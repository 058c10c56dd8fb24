/// Which norm a decision rests on, with the files to compute it again.
public struct NormReference: Sendable, Equatable, Codable {
    /// A file the norm was read from.
    public struct File: Sendable, Equatable {
        public var path: String
        public var bytes: [UInt8]

        public init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    public var id: String
    /// As the norm says, such as `2026.1`.
    public var version: String
    /// SHA-256 over its files, 64 hexadecimal digits.
    public var digest: String

    public init(id: String, version: String, digest: String) {
        self.id = id
        self.version = version
        self.digest = digest
    }
}

/// From when to when, both days included, a behaviour carries a multiplier.
public struct LabelTerm: Sendable, Equatable, Codable {
    /// `YYYY-MM-DD`.
    public var from: String
    public var to: String
    /// Id of a behaviour; `-` for all that no other term of the label names.
    public var behaviour: String
    /// Decimal text.
    public var multiplier: String

    public init(from: String, to: String, behaviour: String, multiplier: String) {
        self.from = from
        self.to = to
        self.behaviour = behaviour
        self.multiplier = multiplier
    }
}

/// What was asked and what came out: all that is needed to compute a decision again.
public struct Assessment: Sendable, Equatable {
    public var scene: String
    public var norm: NormReference
    /// The body as it came.
    public var input: [UInt8]
    /// The address' query, which may set day, language and renewal.
    public var query: String
    /// The machine's day when it was asked, `YYYY-MM-DD`: it counts for scenes that say none.
    public var today: String
    /// `zh` or `en`.
    public var language: String
    /// The answer, byte for byte.
    public var result: [UInt8]
    /// As the engine says, such as `graded`.
    public var status: String
    /// Id of the grade; nil without one. Only a grade makes a label.
    public var grade: String?
    public var terms: [LabelTerm]

    public init(
        scene: String, norm: NormReference, input: [UInt8], query: String, today: String, language: String,
        result: [UInt8], status: String, grade: String?, terms: [LabelTerm]
    ) {
        self.scene = scene
        self.norm = norm
        self.input = input
        self.query = query
        self.today = today
        self.language = language
        self.result = result
        self.status = status
        self.grade = grade
        self.terms = terms
    }
}

/// An assessment that was recorded. It is never edited.
public struct Decision: Sendable, Equatable {
    /// `dec_` and 32 hexadecimal digits.
    public var id: String
    /// UTC, `2026-11-24T08:00:00.123Z`.
    public var at: String
    public var assessment: Assessment
    /// The label it gave; nil without a grade.
    public var label: String?
}
