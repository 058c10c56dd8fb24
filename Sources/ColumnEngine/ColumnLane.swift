import ExactNumbers
import RuleProgram

/// How wide the numbers of a column are.
public enum ColumnLane: UInt8, Sendable, Comparable {
    /// One bit a row.
    case bits
    case int32
    case int64
    /// 128 bits, not vectorised.
    case wide

    public static func < (left: ColumnLane, right: ColumnLane) -> Bool { left.rawValue < right.rawValue }

    /// The narrowest lane of numbers that holds both ends.
    init(_ low: Int128, _ high: Int128) { self.init(SlotBounds(low: low, high: high)) }

    init(_ bounds: SlotBounds) {
        switch NumberLane(bounds) {
        case .int32: self = .int32
        case .int64: self = .int64
        case .wide: self = .wide
        }
    }

    /// The lane of an answer.
    init(_ kind: InputField.Kind) {
        switch kind {
        case .boolean: self = .bits
        case .number(_, let low, let high): self = max(.int32, ColumnLane(low, high))
        case .date, .option, .text, .list: self = .int32
        }
    }

    /// Bytes of so many rows, a multiple of 64.
    func bytes(rows: Int) -> Int {
        switch self {
        case .bits: rows / 8
        case .int32: rows * 4
        case .int64: rows * 8
        case .wide: rows * 16
        }
    }
}
