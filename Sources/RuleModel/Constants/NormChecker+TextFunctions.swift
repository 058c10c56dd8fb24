import BigInt
import Diagnostics
import ExactNumbers
import RuleSyntax

/// The standard's functions of texts, over texts that are written out. Positions count Unicode characters.
extension NormChecker {
    /// Nil if `canonical` is no such function, or its arguments do not fit.
    func textFunction(_ canonical: String, _ values: [TypedExpression], _ function: Name, _ span: Span)
        -> TypedExpression?
    {
        switch canonical {
        case "string":
            guard values.count == 1 else { return nil }
            return string(values[0], span)
        case "number":
            guard (1...3).contains(values.count) else { return nil }
            return overTexts(values, span) { self.parsed($0, span) }
        case "string join":
            guard let first = values.first, values.count <= 4, values.count != 3, let items = elements(of: first) else {
                return nil
            }
            return overTexts(items + values.dropFirst(), span) { texts in
                let words = texts.map(\.writtenText)
                guard !words.contains(nil) else { return self.wrongText(function, span) }
                let parts = words.compactMap { $0 }
                let rest = Array(parts.dropFirst(items.count))
                let joined = parts.prefix(items.count).joined(separator: rest.first ?? "")
                return self.text((rest.count > 1 ? rest[1] : "") + joined + (rest.count > 2 ? rest[2] : ""), span)
            }
        case "matches", "replace", "split", "contains", "starts with", "ends with", "substring before",
            "substring after", "string length", "upper case", "lower case":
            return overTexts(values, span) { texts in
                let words = texts.compactMap(\.writtenText)
                guard words.count == texts.count else { return self.wrongText(function, span) }
                return self.ofTexts(canonical, words, function, span)
            }
        case "substring":
            guard values.count == 2 || values.count == 3 else { return nil }
            guard values[0].type == .text else { return wrongText(function, span) }
            return overTexts(values, span) { self.substring($0, span) }
        default: return nil
        }
    }

    /// Texts put together with `+`.
    func concatenated(_ values: [TypedExpression], _ span: Span) -> TypedExpression {
        for value in values where value.type != .text {
            typeMismatch(value, wanted: ("文本", "text"))
            return .invalid(span)
        }
        return overTexts(values, span) { texts in self.bounded(texts.compactMap(\.writtenText).joined(), span) }
    }

    private func bounded(_ text: String, _ span: Span) -> TypedExpression {
        guard text.utf8.count <= 100_000 else {
            return noSuchValue(span, zh: "文本太长", en: "the text grows too long")
        }
        return self.text(text, span)
    }

    private func wrongText(_ function: Name, _ span: Span) -> TypedExpression {
        report(
            .typeMismatch, at: span, zh: "`\(function.text)` 的参数要是文本", en: "`\(function.text)` takes texts")
        return .invalid(span)
    }

    private func ofTexts(_ canonical: String, _ words: [String], _ function: Name, _ span: Span) -> TypedExpression {
        let form = TextFunction.places[canonical] ?? 1...1
        guard form.contains(words.count) else {
            return wrongArguments(function, "\(function.text)(文本, …)", "\(function.text)(text, …)")
        }
        let text = words[0]
        let scalars = Array(text.unicodeScalars)
        switch canonical {
        case "string length": return number(Rational(scalars.count), .none, span)
        case "upper case": return self.text(text.uppercased(), span)
        case "lower case": return self.text(text.lowercased(), span)
        case "contains": return truth(span, TextFunction.position(of: words[1], in: text) != nil)
        case "starts with":
            return truth(span, Array(scalars.prefix(words[1].unicodeScalars.count)) == Array(words[1].unicodeScalars))
        case "ends with":
            return truth(span, Array(scalars.suffix(words[1].unicodeScalars.count)) == Array(words[1].unicodeScalars))
        case "substring before", "substring after":
            let length = words[1].unicodeScalars.count
            guard let position = TextFunction.position(of: words[1], in: text) else { return self.text("", span) }
            let part = canonical == "substring before" ? scalars.prefix(position) : scalars.dropFirst(position + length)
            return self.text(TextFunction.string(part), span)
        default: return withPattern(canonical, words, span)
        }
    }

    private func withPattern(_ canonical: String, _ words: [String], _ span: Span) -> TypedExpression {
        let flags = canonical == "matches" ? 2 : canonical == "replace" ? 3 : 9
        do throws(TextPattern.Fault) {
            let pattern = try TextPattern(words[1], flags: words.count > flags ? words[flags] : "")
            switch canonical {
            case "matches": return truth(span, try pattern.matches(words[0]))
            case "replace": return bounded(try pattern.replacing(in: words[0], by: words[2]), span)
            default: return list(try pattern.split(words[0]).map { self.text($0, span) }, span)
            }
        } catch {
            report(.badPattern, at: span, zh: error.message.zh, en: error.message.en)
            return .invalid(span)
        }
    }

    private func substring(_ values: [TypedExpression], _ span: Span) -> TypedExpression {
        guard let text = values[0].writtenText, let start = constantPlace(values[1]) else { return .invalid(span) }
        let scalars = Array(text.unicodeScalars)
        let from = start > 0 ? start - 1 : scalars.count + start
        guard start != 0, from >= 0, from < scalars.count else {
            return noSuchValue(
                span, zh: "文本有 \(scalars.count) 个字符，没有第 \(start) 个",
                en: "the text has \(scalars.count) characters, there is no character \(start)")
        }
        var end = scalars.count
        if values.count == 3 {
            guard let length = constantPlace(values[2]) else { return .invalid(span) }
            guard length >= 1 else {
                return noSuchValue(values[2].span, zh: "长度至少为 1", en: "a length is at least 1")
            }
            end = min(end, from + length)
        }
        return self.text(TextFunction.string(scalars[from..<end]), span)
    }

    private func parsed(_ values: [TypedExpression], _ span: Span) -> TypedExpression {
        if values.count == 1, values[0].type.unit != nil { return values[0].at(span) }
        let words = values.compactMap(\.writtenText)
        guard words.count == values.count else { return wrongText(Name("number", span: span), span) }
        guard words.count == 1 || words.count == 3, words.count == 1 || words[1] != words[2],
            words.count == 1 || ([" ", ".", ",", ""].contains(words[1]) && [".", ","].contains(words[2]))
        else {
            return wrongArguments(
                Name("number", span: span), "转数值(文本, \",\", \".\")", "number(text, \",\", \".\")")
        }
        var plain = words[0]
        if words.count == 3 {
            plain = plain.split(separator: words[1].isEmpty ? "\u{0}" : words[1], omittingEmptySubsequences: false)
                .joined()
            plain = plain.split(separator: words[2], omittingEmptySubsequences: false).joined(separator: ".")
        }
        if plain.hasPrefix(".") { plain = "0" + plain }
        guard let value = ExactDecimal(plain) else {
            return noSuchValue(span, zh: "`\(words[0])` 不是数", en: "`\(words[0])` is no number")
        }
        return number(Rational(value), .none, span)
    }

    /// `string(x)` as the standard writes values.
    private func string(_ value: TypedExpression, _ span: Span) -> TypedExpression {
        if value.type == .text { return value.at(span) }
        guard let written = value.standardText(quoted: false) else {
            return mustBeConstant(value, zh: "转成文本的值", en: "a value that is made a text")
        }
        return bounded(written, span)
    }
}

extension TypedExpression {
    var writtenText: String? {
        if case .text(let text) = kind { return text }
        return nil
    }

    static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }

    private static func key(_ name: String) -> String { NameSyntax.normalized(name) == nil ? quoted(name) : name }

    /// The value as the standard writes it in a text; nil unless it is constant and can be written exactly.
    func standardText(quoted: Bool) -> String? {
        if let text = writtenText { return quoted ? TypedExpression.quoted(text) : text }
        if let unit = type.unit, let value = constantNumber {
            if unit == UnitRegistry.days {
                let nanoseconds = value * Rational(BigInt(ClockDuration.day))
                guard nanoseconds.denominator == 1, let count = Int128(exactly: nanoseconds.numerator) else {
                    return nil
                }
                return ClockDuration(.nanoseconds(count)).description
            }
            if unit == UnitRegistry.months {
                guard value.denominator == 1, let count = Int(exactly: value.numerator) else { return nil }
                return ClockDuration(.months(count)).description
            }
            return unit.isBare && value.decimalPlaces != nil ? value.description : nil
        }
        if let value = constantTruth { return value ? "true" : "false" }
        if let day = constantDay { return day.description }
        if let moment = writtenMoment { return moment.description }
        if let elements {
            let parts = elements.compactMap { $0.standardText(quoted: true) }
            return parts.count == elements.count ? "[" + parts.joined(separator: ", ") + "]" : nil
        }
        if let entries {
            let parts = entries.compactMap { entry in
                entry.value.standardText(quoted: true).map { "\(TypedExpression.key(entry.name)): \($0)" }
            }
            return parts.count == entries.count ? "{" + parts.joined(separator: ", ") + "}" : nil
        }
        return nil
    }
}

/// Pieces of texts.
enum TextFunction {
    /// How many texts a function takes.
    static let places: [String: ClosedRange<Int>] = [
        "matches": 2...3, "replace": 3...4, "split": 2...2, "contains": 2...2, "starts with": 2...2, "ends with": 2...2,
        "substring before": 2...2, "substring after": 2...2,
    ]

    /// Characters before the first place where `part` stands.
    static func position(of part: String, in text: String) -> Int? {
        let (whole, wanted) = (Array(text.unicodeScalars), Array(part.unicodeScalars))
        guard whole.count >= wanted.count else { return nil }
        return (0...whole.count - wanted.count).first { start in
            wanted.indices.allSatisfy { whole[start + $0] == wanted[$0] }
        }
    }

    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
