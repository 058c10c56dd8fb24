import RuleProgram

/// What reading one answer needs, without references: one per input, and one per field of a list's records.
struct HotField {
    enum Kind: UInt8 { case number, boolean, date, option, text, list }

    var kind: Kind
    var mayNotApply: Bool
    var hasUsual: Bool
    /// True if the unit is `%`, so that `85 %` may be written.
    var isPercent: Bool
    /// Names the scene or its day of assessment, besides being an answer.
    var role: Role
    var scale: Int
    /// Range of a number or a date; for a list `high` is the greatest length.
    var low: Int128
    var high: Int128
    var usualLow: Int128
    var usualHigh: Int128
    /// True for a number whose values and range fit 64 bits.
    var isNarrow = false
    /// The range with what is usual in it, where it is narrow.
    var usualLow64: Int64 = 0
    var usualHigh64: Int64 = 0
    /// Texts of an option or text field; owned by the layout.
    var texts: Unmanaged<ByteTable>?
    /// Index that a text field has for any other text.
    var otherText: Int

    enum Role: UInt8 { case none, id, asOf }

    init(_ field: InputField, texts: ByteTable?, role: Role) {
        mayNotApply = field.mayNotApply
        isPercent = field.unit == "%"
        self.role = role
        scale = 0
        low = 0
        high = 0
        otherText = 0
        self.texts = texts.map { Unmanaged.passUnretained($0) }
        switch field.kind {
        case .number(let scale, let low, let high):
            kind = .number
            self.scale = scale
            self.low = low
            self.high = high
        case .boolean:
            kind = .boolean
        case .date(let low, let high):
            kind = .date
            self.low = low
            self.high = high
        case .option:
            kind = .option
        case .text(let constants):
            kind = .text
            otherText = constants.count
        case .list(let max, _):
            kind = .list
            high = Int128(max)
        }
        hasUsual = field.usualLow != nil || field.usualHigh != nil
        usualLow = field.usualLow ?? .min
        usualHigh = field.usualHigh ?? .max
        if kind == .number, let least = Int64(exactly: max(low, usualLow)),
            let most = Int64(exactly: min(high, usualHigh))
        {
            isNarrow = true
            usualLow64 = least
            usualHigh64 = most
        }
    }
}
