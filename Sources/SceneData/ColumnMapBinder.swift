import Diagnostics
import ExactNumbers
import RuleProgram

/// Checks a column map against the inputs of a norm.
struct ColumnMapBinder {
    typealias Ratio = BoundColumnMap.Ratio

    let map: ColumnMap
    let schema: InputSchema
    let layout: SceneLayout
    var findings: [Diagnostic] = []
    private var given: Set<Int> = []

    init(map: ColumnMap, schema: InputSchema) {
        self.map = map
        self.schema = schema
        layout = SceneLayout(schema: schema, options: SceneReadingOptions())
    }

    private mutating func error(_ code: DiagnosticCode, _ span: Span, zh: String, en: String) {
        findings.append(Diagnostic(code, .error, Message(zh: zh, en: en), at: span))
    }

    mutating func bind(norm: SchemaOption?, conversion: ColumnMap.Conversion) -> BoundColumnMap {
        if let norm, let wanted = map.norm, wanted.text != norm.id, wanted.text != norm.chinese {
            error(
                .mapOtherNorm, wanted.span,
                zh: "此列映射用于规范 `\(wanted.text)`，而不是 `\(norm.chinese.isEmpty ? norm.id : norm.chinese)`",
                en: "the column map is for the norm `\(wanted.text)`, not `\(norm.id)`")
        }
        var rules: [BoundColumnMap.BoundRule] = []
        for rule in map.rules {
            if let bound = bind(rule, conversion) { rules.append(bound) }
        }
        var constants: [BoundColumnMap.BoundConstant] = []
        for constant in map.constants {
            guard let input = input(constant.input, once: true) else { continue }
            check(constant.answer, for: input)
            constants.append(BoundColumnMap.BoundConstant(input: input, answer: constant.answer.text))
        }
        for constant in map.evidence {
            guard input(constant.input, once: false) != nil else { continue }
            if CSVHeader.find(constant.answer.text, layout.evidenceKinds) == nil {
                let known = schema.evidenceKinds.map { "`\($0.id)`" }.joined(separator: ", ")
                error(
                    .mapBadAnswer, constant.answer.span,
                    zh: "`\(constant.answer.text)` 不是规范的佐证种类" + (known.isEmpty ? "" : "：可用 \(known)"),
                    en: "`\(constant.answer.text)` is no kind of evidence of the norm"
                        + (known.isEmpty ? "" : ": it takes \(known)"))
            }
        }
        for claim in map.claims where CSVHeader.find(claim.text, layout.claims) == nil {
            error(
                .mapBadAnswer, claim.span, zh: "`\(claim.text)` 不是可声明不适用的条目",
                en: "`\(claim.text)` is no criterion that may be claimed not applicable")
        }
        return BoundColumnMap(map: map, rules: rules, constants: constants)
    }

    /// The input of a name; with `once` it must not have been given before.
    private mutating func input(_ name: ColumnMap.Text, once: Bool) -> Int? {
        guard let input = CSVHeader.find(name.text, layout.answerNames) else {
            let near = Suggestion.closest(
                to: name.text, among: SceneLayout.names(schema.fields.map(\.name)).map(\.name))
            error(
                .mapUnknownInput, name.span, zh: "规范没有名为 `\(name.text)` 的输入" + (near.map { "：是否指 `\($0)`？" } ?? "：请删去"),
                en: "the norm has no input named `\(name.text)`"
                    + (near.map { ": did you mean `\($0)`?" } ?? ": take it out"))
            return nil
        }
        if once, !given.insert(input).inserted {
            error(
                .mapTwice, name.span, zh: "`\(name.text)` 已在别处给出：只留一个",
                en: "`\(name.text)` is given elsewhere already: keep one of them")
            return nil
        }
        return input
    }

    private mutating func bind(_ rule: ColumnMap.Rule, _ conversion: ColumnMap.Conversion) -> BoundColumnMap.BoundRule?
    {
        guard let input = input(rule.input, once: true) else { return nil }
        let field = schema.fields[input]
        var bound = BoundColumnMap.BoundRule(
            input: input, rule: rule, factor: .one, percentFactor: nil, isNumber: false, scale: 0,
            missingNumbers: rule.missing.compactMap { ExactDecimal($0) }, values: [:])
        if case .number(let scale, _, _) = field.kind {
            bound.isNumber = true
            bound.scale = scale
            bound.percentFactor = ratio("%", field.unit, conversion)
            if let unit = rule.unit {
                if let factor = ratio(unit.text, field.unit, conversion) {
                    bound.factor = factor
                } else {
                    let wanted = field.unit.isEmpty ? "1" : field.unit
                    error(
                        .mapUnit, unit.span, zh: "`\(unit.text)` 不能换算成 `\(rule.input.text)` 的单位 `\(wanted)`",
                        en: "`\(unit.text)` does not convert to `\(wanted)`, the unit of `\(rule.input.text)`")
                }
            }
            if let places = rule.rounding?.places, places > scale {
                error(
                    .mapBadValue, rule.span, zh: "`\(rule.input.text)` 只取 \(scale) 位小数，不能修约到 \(places) 位",
                    en: "`\(rule.input.text)` takes \(scale) decimal places, so it cannot be rounded to \(places)")
            }
        } else if rule.unit != nil || rule.rounding != nil || rule.columns.count > 1 || rule.zero != .keep
            || rule.negative != .keep
            || rule.blank != .missing
        {
            error(
                .mapPointless, rule.span, zh: "`\(rule.input.text)` 不是数值，不能换算、修约、合计或处理零和负数",
                en: "`\(rule.input.text)` is no number: it has no unit, rounding, sum, zero, blank or negative")
        }
        for value in rule.values {
            if rule.columns.count > 1 {
                error(
                    .mapPointless, value.answer.span, zh: "`合计` 不能与 `取值` 同用", en: "`values` cannot go with a `sum`")
                break
            }
            if MapWords.missing.contains(value.answer.text) {
                bound.values[value.cell] = ""
            } else {
                check(value.answer, for: input)
                bound.values[value.cell] = value.answer.text
            }
        }
        return bound
    }

    /// The factor between two units. A bare number and `1` are the same; `%` is a hundredth of it.
    private func ratio(_ from: String, _ to: String, _ conversion: ColumnMap.Conversion) -> Ratio? {
        func plain(_ unit: String) -> String { unit == "1" ? "" : unit }
        let (from, to) = (plain(from), plain(to))
        if from == to { return .one }
        if from == "%", to.isEmpty { return Ratio(1, 100) }
        if from.isEmpty, to == "%" { return Ratio(100, 1) }
        if from.isEmpty || to.isEmpty { return nil }
        return conversion(from, to).flatMap { Ratio($0.numerator, $0.denominator) }
    }

    /// Says so if a text is no answer of an input.
    private mutating func check(_ answer: ColumnMap.Text, for input: Int) {
        let field = schema.fields[input]
        var text = answer.text
        let hot = layout.fields + input
        let fault: AnswerFault? = text.withUTF8 { bytes in
            if case .failed(let fault) = AnswerDecoder.decode(hot, .cell, bytes) { return fault }
            return nil
        }
        guard let fault else { return }
        let name = field.name
        let messages = AnswerMessages(
            path: (name.id, name.chinese.isEmpty ? name.id : name.chinese), field: field, value: Excerpt.of(answer.text)
        )
        findings.append(Diagnostic(.mapBadAnswer, .error, messages.message(fault, form: .cell), at: answer.span))
    }
}
