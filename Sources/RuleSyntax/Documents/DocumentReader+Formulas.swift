import Diagnostics
import YAMLTree

extension DocumentReader {
    /// The text of a formula; reports what YAML made of one that was not quoted.
    mutating func formula(_ entry: YAMLNode.Entry) -> (text: LocatedText, scalar: YAMLNode.Scalar)? {
        switch entry.value.content {
        case .scalar:
            guard let scalar = scalar(entry, .formula), !isCutByComment(scalar) else { return nil }
            return (LocatedText(trimming: scalar), scalar)
        case .sequence, .mapping:
            reportUnquoted(entry)
            return nil
        }
    }

    private mutating func reportUnquoted(_ entry: YAMLNode.Entry) {
        guard entry.value.isFlow else {
            reportShape(entry, .formula)
            return
        }
        let fixIt = DocumentReader.quoting(entry.value.span, text: entry.value.plainText)
        let opening: String
        if case .sequence = entry.value.content { opening = "[" } else { opening = "{" }
        report(
            .needsQuotes,
            zh: "`\(entry.key)` 的值以 `\(opening)` 开头，要加引号，否则不会当作表达式读",
            en: "the value of `\(entry.key)` starts with `\(opening)`, so it needs quotes to be read as an expression",
            at: entry.value.span, fixIts: fixIt.map { [$0] } ?? [])
    }

    /// An expression.
    public mutating func expression(_ entry: YAMLNode.Entry?) -> Expression? {
        guard let entry, let (text, scalar) = formula(entry) else { return nil }
        return expression(text, in: scalar)
    }

    mutating func expression(_ text: LocatedText, in scalar: YAMLNode.Scalar) -> Expression {
        note(.expression, text, in: scalar)
        return ExpressionParser.expression(text, into: &bag)
    }

    /// A condition: an expression, or a list of them that must all hold.
    public mutating func condition(_ entry: YAMLNode.Entry?) -> Expression? {
        guard let entry else { return nil }
        guard case .sequence(let nodes) = entry.value.content else { return expression(entry) }
        guard !nodes.isEmpty else {
            report(
                .emptyValue, zh: "`\(entry.key)` 的列表是空的，应至少写一个条件",
                en: "the list of `\(entry.key)` is empty, it takes at least one condition", at: entry.value.span)
            return nil
        }
        let parts = items(entry)
        let conditions = parts.compactMap { expression($0) }
        // A part that could not be read leaves the whole condition unread: a weaker one would be a wrong rule.
        guard conditions.count == nodes.count, let first = conditions.first else { return nil }
        return conditions.dropFirst().reduce(first) { left, right in
            let gap = Span(file: left.span.file, start: left.span.end, end: max(left.span.end, right.span.start))
            return Expression(.logic(.and, left, right, operatorSpan: gap), span: left.span.union(right.span))
        }
    }

    /// A range such as `[0..100]`.
    public mutating func range(_ entry: YAMLNode.Entry?) -> RangeSyntax? {
        guard let entry, let (text, scalar) = formula(entry) else { return nil }
        note(.range, text, in: scalar)
        return ExpressionParser.range(text, into: &bag)
    }

    /// A unit such as `kWh/(m2.a)`.
    public mutating func unit(_ entry: YAMLNode.Entry?) -> UnitSyntax? {
        guard let entry, let (text, scalar) = formula(entry) else { return nil }
        note(.unit, text, in: scalar)
        return ExpressionParser.unit(text, into: &bag)
    }
}

extension YAMLNode {
    /// The text of the scalars inside, to see which quotes they hold.
    var plainText: String {
        switch content {
        case .scalar(let scalar):
            switch scalar.style {
            case .singleQuoted: return "'" + scalar.text
            case .doubleQuoted: return "\"" + scalar.text
            default: return scalar.text
            }
        case .sequence(let nodes): return nodes.map(\.plainText).joined(separator: ", ")
        case .mapping(let entries):
            return entries.map { $0.key + ": " + $0.value.plainText }.joined(separator: ", ")
        }
    }
}
