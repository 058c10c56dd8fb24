import Foundation
import YAMLTree

/// What a text means under the core schema of YAML 1.2, which the suite's JSON is written in. `YAMLTree` itself gives texts.
enum CoreSchema {
    /// Structure, keys and values agree.
    static func matches(_ node: YAMLNode, _ value: Any) -> Bool {
        switch node.content {
        case .scalar(let scalar): return matches(scalar, value)
        case .sequence(let items):
            guard let list = value as? [Any], list.count == items.count else { return false }
            return zip(items, list).allSatisfy { matches($0, $1) }
        case .mapping(let entries):
            guard let object = value as? [String: Any], object.count == entries.count else { return false }
            return entries.allSatisfy { entry in object[entry.key].map { matches(entry.value, $0) } ?? false }
        }
    }

    private static func matches(_ scalar: YAMLNode.Scalar, _ value: Any) -> Bool {
        if let string = value as? String { return scalar.text == string }
        guard scalar.style == .plain else { return false }
        if value is NSNull { return ["", "~", "null", "Null", "NULL"].contains(scalar.text) }
        guard let number = value as? NSNumber else { return false }
        switch scalar.text {
        case "true", "True", "TRUE": return number == true
        case "false", "False", "FALSE": return number == false
        default: return self.number(scalar.text) == number.doubleValue
        }
    }

    private static func number(_ text: String) -> Double? {
        if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8).map { Double($0) } }
        if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16).map { Double($0) } }
        return Double(text)
    }
}
