import BigInt
import ExactNumbers
import Foundation
import RuleModel

/// A value of the DMN standard, as a conformance file writes it and as a result is read back.
public indirect enum StandardValue: Sendable {
    case null
    case boolean(Bool)
    case number(Rational)
    case string(String)
    case date(CalendarDay)
    case duration(ClockDuration)
    /// A time of day, a date and time, or a date outside four-digit years: its type and text.
    case moment(type: String, String)
    case list([StandardValue])
    case context([String: StandardValue])

    /// Reads `{"type": …, "value": …}`; nil where it is malformed.
    init?(json: Any?) {
        guard let object = json as? [String: Any], let type = object["type"] as? String else { return nil }
        let value = object["value"]
        switch type {
        case "null": self = .null
        case "boolean":
            guard let flag = value as? Bool else { return nil }
            self = .boolean(flag)
        case "number":
            guard let text = value as? String, let number = StandardValue.number(text) else { return nil }
            self = .number(number)
        case "string":
            guard let text = value as? String else { return nil }
            self = .string(text)
        case "date":
            guard let text = value as? String else { return nil }
            self = CalendarDay(text).map { .date($0) } ?? .moment(type: type, text)
        case "days and time duration", "years and months duration":
            guard let text = value as? String else { return nil }
            self = ClockDuration(text).map { .duration($0) } ?? .moment(type: type, text)
        case "list":
            guard let items = value as? [Any] else { return nil }
            let values = items.compactMap { StandardValue(json: $0) }
            guard values.count == items.count else { return nil }
            self = .list(values)
        case "context":
            guard let entries = value as? [String: Any] else { return nil }
            let values = entries.compactMapValues { StandardValue(json: $0) }
            guard values.count == entries.count else { return nil }
            self = .context(values)
        default:
            guard let text = value as? String else { return nil }
            self = .moment(type: type, text)
        }
    }

    /// A decimal of any length, with or without exponent.
    static func number(_ text: String) -> Rational? {
        let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let mantissa = parts.first else { return nil }
        let exponent = parts.count == 2 ? Int(parts[1].hasPrefix("+") ? parts[1].dropFirst() : parts[1]) : 0
        let pieces = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        guard let exponent, exponent.magnitude < 10_000, (1...2).contains(pieces.count),
            let whole = BigInt(pieces.joined())
        else { return nil }
        let scale = (pieces.count == 2 ? pieces[1].count : 0) - exponent
        let factor = BigInt(10).power(Int(scale.magnitude))
        return scale >= 0 ? Rational(whole, factor) : Rational(whole * factor)
    }

    /// True if a time of day is part of it.
    var usesTimeOfDay: Bool {
        switch self {
        case .moment(let type, _): type == "time" || type == "date and time"
        case .list(let items): items.contains(where: \.usesTimeOfDay)
        case .context(let entries): entries.values.contains(where: \.usesTimeOfDay)
        default: false
        }
    }

    /// Names of the entries of contexts in it.
    var keys: [String] {
        switch self {
        case .list(let items): items.flatMap(\.keys)
        case .context(let entries): Array(entries.keys) + entries.values.flatMap(\.keys)
        default: []
        }
    }

    var isNull: Bool {
        if case .null = self { return true }
        return false
    }
}

extension StandardValue: CustomStringConvertible {
    public var description: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let value): value.description
        case .string(let text): "\"" + text + "\""
        case .date(let day): day.description
        case .duration(let value): value.description
        case .moment(_, let text): text
        case .list(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
        case .context(let entries):
            "{" + entries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        }
    }
}
