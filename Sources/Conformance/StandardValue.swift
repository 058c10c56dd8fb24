import BigInt
import Diagnostics
import ExactNumbers
import Foundation
import RuleModel
import RuleProgram
import RuleSyntax
import YAMLTree

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
    /// A number with its unit; only in records of norms.
    case quantity(Rational, RuleModel.Unit)
    /// What is not known: not answered, not known whether it applies, not applicable. Only in records of norms.
    case state(ValueState)

    /// Reads `{"type": …, "value": …}`; nil where it is malformed.
    init?(json: Any?) {
        guard let object = json as? [String: Any], let type = object["type"] as? String else { return nil }
        let value = object["value"]
        switch type {
        case "null": self = .null
        case "boolean":
            guard let flag = value as? Bool else { return nil }
            self = .boolean(flag)
        case "unknown": self = .state(.unknown)
        case "open": self = .state(.open)
        case "not applicable": self = .state(.notApplicable)
        case "number":
            guard let text = value as? String ?? (value as? NSNumber)?.stringValue,
                let number = StandardValue.fraction(text)
            else { return nil }
            self = .number(number)
            if let unit = object["unit"] as? String {
                guard let resolved = StandardValue.unit(unit) else { return nil }
                self = .quantity(number, resolved)
            }
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
        case "time", "date and time":
            guard let text = value as? String else { return nil }
            self = .moment(type: type, text)
        default: return nil
        }
    }

    /// A decimal of any length, with or without exponent.
    static func number(_ text: String) -> Rational? {
        let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let mantissa = parts.first else { return nil }
        let exponent = parts.count == 2 ? Int(parts[1].hasPrefix("+") ? parts[1].dropFirst() : parts[1]) : 0
        let pieces = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        guard let exponent, exponent.magnitude < 6_200, (1...2).contains(pieces.count),
            let whole = BigInt(pieces.joined())
        else { return nil }
        let scale = (pieces.count == 2 ? pieces[1].count : 0) - exponent
        let factor = BigInt(10).power(Int(scale.magnitude))
        return scale >= 0 ? Rational(whole, factor) : Rational(whole * factor)
    }

    /// A decimal, or a quotient of two.
    private static func fraction(_ text: String) -> Rational? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return number(text) }
        guard let top = number(String(parts[0])), let bottom = number(String(parts[1])), !bottom.isZero else {
            return nil
        }
        return top / bottom
    }

    private static func unit(_ text: String) -> RuleModel.Unit? {
        var bag = DiagnosticBag()
        let located = LocatedText(string: text, map: TextMap(file: SourceID(0), source: 0..<text.utf8.count))
        guard let syntax = ExpressionParser.unit(located, into: &bag), !bag.hasErrors,
            case .success(let unit) = UnitRegistry().resolve(syntax)
        else { return nil }
        return unit
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
        case .quantity(let value, let unit): "\(value) \(unit.text)"
        case .state(.known): "known"
        case .state(.unknown): "unknown"
        case .state(.open): "open"
        case .state(.notApplicable): "not applicable"
        case .list(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
        case .context(let entries):
            "{" + entries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        }
    }
}
