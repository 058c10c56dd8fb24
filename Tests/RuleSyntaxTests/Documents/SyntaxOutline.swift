import Diagnostics
import ExactNumbers
import RuleSyntax
import SyntaxSamples

/// A syntax tree as indented text without places: two documents that say the same have the same outline. A cell that is a
/// word of the language counts as that word, whatever it is spelled.
enum SyntaxOutline {
    static func outline(_ value: Any) -> String {
        var lines: [String] = []
        write(value, label: "", depth: 0, to: &lines)
        return lines.joined(separator: "\n")
    }

    private static func write(_ value: Any, label: String, depth: Int, to lines: inout [String]) {
        let indent = String(repeating: " ", count: depth) + label
        switch value {
        case is Span, is DocumentLanguage, is SourceID: return
        case let cell as PipeTable.Cell:
            lines.append(indent + (cell.keyword?.en ?? cell.text.string))
            return
        case let text as LocatedText:
            lines.append(indent + text.string)
            return
        case let decimal as ExactDecimal:
            lines.append(indent + decimal.description)
            return
        case let day as CalendarDay:
            lines.append(indent + day.description)
            return
        default: break
        }
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .optional {
            if let content = mirror.children.first {
                write(content.value, label: label, depth: depth, to: &lines)
            } else {
                lines.append(indent + "nil")
            }
            return
        }
        guard !mirror.children.isEmpty else {
            lines.append(indent + "\(value)")
            return
        }
        lines.append(indent + "\(type(of: value))")
        for child in mirror.children {
            write(child.value, label: child.label.map { $0 + ": " } ?? "", depth: depth + 1, to: &lines)
        }
    }
}
