import ExactNumbers

/// The answers a norm asks for, in the order of the record that the engine reads.
public struct InputSchema: Sendable {
    public var fields: [InputField]
    /// Evidence kinds in order; empty if the norm has no evidence strength.
    public var evidenceKinds: [SchemaOption]
    /// Criteria that a scene may claim not applicable, by id, in the order of the record's claims.
    public var claims: [SchemaOption]

    public init(fields: [InputField], evidenceKinds: [SchemaOption], claims: [SchemaOption]) {
        self.fields = fields
        self.evidenceKinds = evidenceKinds
        self.claims = claims
    }
}

/// A name in both languages: `id` is the English one, or the only one.
public struct SchemaOption: Sendable, Equatable {
    public var id: String
    public var chinese: String
    public init(id: String, chinese: String) {
        self.id = id
        self.chinese = chinese
    }
}

/// One answer: a scalar, or a list of records whose fields are scalars.
public struct InputField: Sendable {
    /// What an answer may be.
    public enum Kind: Sendable {
        /// Scaled integer in `low...high` at `scale` places, in `unit`.
        case number(scale: Int, low: Int128, high: Int128)
        /// 0 or 1.
        case boolean
        /// Days since 1970-01-01, in `low...high`.
        case date(low: Int128, high: Int128)
        /// Index into the options.
        case option([SchemaOption])
        /// Index into the norm's text constants, or the count of them for any other text.
        case text([String])
        case list(max: Int, fields: [InputField])
    }

    public var name: SchemaOption
    public var kind: Kind
    /// Unit as written in the norm, empty for a bare number.
    public var unit: String
    /// May be answered `not applicable`.
    public var mayNotApply: Bool
    /// True if answers to it may name an evidence kind.
    public var takesEvidence: Bool
    /// Outside of this a number is likely a slip (scaled like the value).
    public var usualLow: Int128?
    public var usualHigh: Int128?

    public init(
        name: SchemaOption, kind: Kind, unit: String = "", mayNotApply: Bool = false, takesEvidence: Bool = false,
        usualLow: Int128? = nil, usualHigh: Int128? = nil
    ) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.mayNotApply = mayNotApply
        self.takesEvidence = takesEvidence
        self.usualLow = usualLow
        self.usualHigh = usualHigh
    }
}
