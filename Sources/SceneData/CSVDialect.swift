/// How a CSV is written.
public struct CSVDialect: Sendable, Equatable {
    /// Character set, by the name the system knows it by; nil for UTF-8.
    public var encoding: String?
    /// Records before the header.
    public var skipRows = 0
    public var delimiter = UInt8(ascii: ",")
    /// Character between groups of three digits, taken out of numbers; nil if none is allowed.
    public var thousands: UInt8?
    public var decimal = UInt8(ascii: ".")
    /// Texts that stand for no value, besides the empty cell.
    public var notAvailable: [String] = []

    public init() {}
}
