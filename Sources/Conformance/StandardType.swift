import ExactNumbers
import Foundation

/// A type of values as a record declares it: a built-in one, or one of the record's own.
struct StandardType: Sendable {
    /// What it is based on: a built-in type or another of the record.
    var base: String?
    var isCollection = false
    /// Unary tests that its values satisfy.
    var allowed: String?
    var fields: [String: StandardType] = [:]
    var isFunction = false

    init(base: String) { self.base = base }

    init(json: [String: Any]) {
        base = json["type"] as? String
        isCollection = json["collection"] as? Bool ?? false
        allowed = json["allowed"] as? String
        fields = (json["fields"] as? [String: Any] ?? [:]).compactMapValues {
            ($0 as? [String: Any]).map { StandardType(json: $0) }
        }
        isFunction = json["function"] != nil
    }
}

/// Brings results to the type that a record declares, as the standard does: a value becomes a list of one where a list is
/// declared, a list of one the value in it, a date the start of its day; what does not conform becomes null.
struct TypeConformance {
    var types: [String: StandardType]
    /// Whether a value satisfies unary tests.
    var satisfies: (StandardValue, String) -> Bool
    private static let deepest = 32

    init(types: [String: StandardType], satisfies: @escaping (StandardValue, String) -> Bool) {
        self.types = types
        self.satisfies = satisfies
    }

    /// The value as `type` has it; null where it does not conform.
    func conformed(_ value: StandardValue, to type: String) -> StandardValue {
        fitted(value, StandardType(base: type), 0) ?? .null
    }

    private func fitted(_ value: StandardValue, _ type: StandardType, _ depth: Int) -> StandardValue? {
        if value.isNull { return value }
        guard depth < TypeConformance.deepest, !type.isFunction else { return nil }
        if type.isCollection {
            var element = type
            element.isCollection = false
            var items = [value]
            if case .list(let own) = value { items = own }
            let fitted = items.compactMap { self.fitted($0, element, depth + 1) }
            return fitted.count == items.count ? .list(fitted) : nil
        }
        var result = value
        if !type.fields.isEmpty {
            guard let context = fields(value, type, depth) else { return nil }
            result = context
        } else if let base = type.base {
            let own = types[base].map { fitted(value, $0, depth + 1) } ?? builtIn(value, base)
            guard let own else { return nil }
            result = own
        }
        if let allowed = type.allowed, !satisfies(result, allowed) { return nil }
        return result
    }

    private func fields(_ value: StandardValue, _ type: StandardType, _ depth: Int) -> StandardValue? {
        switch value {
        case .context(var entries):
            for (name, field) in type.fields {
                guard let entry = entries[name], let fitted = fitted(entry, field, depth + 1) else { return nil }
                entries[name] = fitted
            }
            return .context(entries)
        case .list(let items) where items.count == 1: return fields(items[0], type, depth)
        default: return nil
        }
    }

    private func builtIn(_ value: StandardValue, _ name: String) -> StandardValue? {
        if name == "Any" { return value }
        if case .list(let items) = value, items.count == 1 { return builtIn(items[0], name) }
        switch (value, name) {
        case (.boolean, "boolean"), (.number, "number"), (.string, "string"), (.date, "date"), (.context, "context"):
            return value
        case (.date(let day), "date and time"), (.date(let day), "dateTime"):
            return .moment(type: "date and time", "\(day)T00:00:00Z")
        case (.duration(let duration), "days and time duration"), (.duration(let duration), "dayTimeDuration"):
            if case .nanoseconds = duration.amount { return value }
            return nil
        case (.duration(let duration), "years and months duration"), (.duration(let duration), "yearMonthDuration"):
            if case .months = duration.amount { return value }
            return nil
        case (.moment(let type, _), _): return type == (name == "dateTime" ? "date and time" : name) ? value : nil
        default: return nil
        }
    }
}
