import Diagnostics
import ExactNumbers

/// Writes syntax in canonical form: keywords of one language, single spaces, the fewest parentheses that keep the tree.
/// Reading the result gives the same syntax, apart from places and the spelling of names and functions.
public struct ExpressionPrinter {
    public var language: DocumentLanguage
    /// The spelling of a name, field, variable or option.
    public var name: (String) -> String
    /// The spelling of what is called; nil: the language's own for its functions, `name` for the rest.
    public var function: ((String) -> String)?
    /// The spelling of a name where it stands, if that decides; nil: by `name`.
    public var placed: ((String, Span) -> String?)?

    public init(
        language: DocumentLanguage, name: @escaping (String) -> String = { $0 }, function: ((String) -> String)? = nil,
        placed: ((String, Span) -> String?)? = nil
    ) {
        self.language = language
        self.name = name
        self.function = function
        self.placed = placed
    }

    /// The text in the printer's language.
    public func text(of expression: Expression) -> String { piece(expression, bareDates: false).text }

    /// As a table cell.
    public func text(of tests: UnaryTests) -> String {
        switch tests.kind {
        case .any: "-"
        case .anyOf(let tests): list(tests)
        case .not(let tests): word(.not) + "(" + list(tests) + ")"
        }
    }

    /// The text in the printer's language.
    public func text(of range: RangeSyntax) -> String {
        let low = range.low.map { piece($0, bareDates: true).text } ?? ""
        let high = range.high.map { piece($0, bareDates: true).text } ?? ""
        return (range.lowIncluded ? "[" : "(") + low + ".." + high + (range.highIncluded ? "]" : ")")
    }

    /// The text in the printer's language.
    public func text(of unit: UnitSyntax) -> String {
        var above: [String] = []
        var below: [String] = []
        for factor in unit.factors {
            let symbols = Array(repeating: factor.symbol, count: min(abs(factor.exponent), 8))
            if factor.exponent > 0 { above += symbols } else { below += symbols }
        }
        let numerator = above.isEmpty ? "1" : above.joined(separator: ".")
        switch below.count {
        case 0: return numerator
        case 1: return numerator + "/" + below[0]
        default: return numerator + "/(" + below.joined(separator: ".") + ")"
        }
    }

    func word(_ keyword: ExpressionKeyword) -> String { keyword.spelling(language) }

    func called(_ text: String) -> String {
        if let function { return function(text) }
        return Vocabulary.function(text)?[language] ?? name(text)
    }

    private func list(_ tests: [UnaryTest]) -> String { tests.map { text(of: $0) }.joined(separator: ", ") }

    private func text(of test: UnaryTest) -> String {
        switch test.kind {
        case .compare(let sign, let value):
            return sign.rawValue + " " + operand(value, atLeast: .additive, bareDates: true).text
        case .range(let range): return text(of: range)
        case .equals(let value):
            let text = piece(value, bareDates: true).text
            if case .not = value.kind { return "(" + text + ")" }
            return text
        }
    }

    /// The right side of `in`.
    func membership(_ tests: UnaryTests) -> String {
        switch tests.kind {
        case .any: return "(-)"
        case .not: return text(of: tests)
        case .anyOf(let list):
            let text = text(of: tests)
            if list.count == 1, standsAlone(list[0], text) { return text }
            return "(" + text + ")"
        }
    }

    private func standsAlone(_ test: UnaryTest, _ text: String) -> Bool {
        switch test.kind {
        case .compare: false
        case .range: true
        case .equals(let value):
            switch value.kind {
            case .list, .name, .member, .call, .filter: !text.hasPrefix("(")
            default: false
            }
        }
    }
}

/// Text literals with the escapes that the lexer knows.
enum TextLiteral {
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}":
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
