import BigInt
import Diagnostics
import ExactNumbers
import RuleModel
import RuleSyntax
import YAMLTree

/// A record as a norm: its inputs become inputs, its decisions and its result facts.
struct RecordNorm {
    /// Something of the record that a norm cannot say at all.
    struct Unsayable: Error {
        var what: String
    }

    /// An input of the norm, and the answer to it; nil: not answered.
    struct Answer {
        var name: String
        var value: StandardValue?
    }

    private(set) var document: NormDocument
    private(set) var answers: [Answer] = []
    private(set) var bag = DiagnosticBag()
    private var dialect: ExpressionDialect
    private let asConstants: Bool
    private var texts = 1
    /// Names as the record writes them, by how the parser gives them.
    let spellings: [String: String]

    /// Facts that hold the result and, if the record gives it by an expression, what is expected.
    private(set) var results: [Int] = []

    /// - Parameter asConstants: the inputs are written into the norm, instead of being asked for.
    init(_ record: ConformanceRecord, asConstants: Bool) throws {
        guard !record.hasFunctions, !record.invokes, record.contextExpression == nil else {
            throw Unsayable(what: "functions and services of one's own")
        }
        self.asConstants = asConstants
        let keys = record.inputs.values.flatMap(\.keys) + (record.logic?.entryNames ?? [])
        let names = Array(record.inputs.keys) + Array(record.decisions.keys) + keys
        let dialect = ExpressionDialect.standard(names: names)
        self.dialect = dialect
        spellings = Dictionary(names.map { (dialect.spelling(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
        document = RecordNorm.empty
        for name in record.inputs.keys.sorted() {
            try declare(name, record.inputs[name] ?? .null, record.inputTypes[name])
        }
        for name in record.decisions.keys.sorted() {
            guard let logic = record.decisions[name] else { continue }
            try define(dialect.spelling(of: name), logic)
        }
        switch (record.kind, record.expression) {
        case ("unaryTests", let text?):
            if let subject = record.inputExpression { add("?", .value(expression(subject))) }
            let subject = Expression(.name("?"), span: RecordNorm.nowhere)
            var tests = [text]
            if let allowed = record.allowedValues { tests.append(allowed) }
            let parts = tests.map { text in
                Expression(.membership(subject, unaryTests(text)), span: RecordNorm.nowhere)
            }
            add("result·", .value(parts.dropFirst().reduce(parts[0]) { self.conjunction($0, $1) }))
        case (_, let text?): add("result·", .value(expression(text)))
        default:
            guard let logic = record.logic else { throw Unsayable(what: "a record without logic") }
            try define("result·", logic)
        }
        results = [document.facts.count - 1]
        if let expected = record.expectedExpression {
            add("expected·", .value(expression(expected)))
            results.append(document.facts.count - 1)
        }
    }

    static let nowhere = Span(file: SourceID(0), start: 0, end: 0)

    /// A norm that has what every norm must have.
    private static let empty: NormDocument = {
        func name(_ text: String) -> DeclaredName { DeclaredName(key: Name(text, span: nowhere)) }
        func located(_ value: Int) -> Located<ExactDecimal> { Located(ExactDecimal(value), span: nowhere) }
        var document = NormDocument(id: Name("conformance", span: nowhere), language: .en, span: nowhere)
        document.source = Provenance(
            ref: nil, clause: nil, mark: Located(.proposed, span: nowhere), decided: nil, note: nil, span: nowhere)
        var criterion = CriterionDeclaration(name: name("criterion·"), span: nowhere)
        criterion.points = located(1)
        criterion.method = .met(Expression(.boolean(true), span: nowhere))
        var section = SectionDeclaration(name: name("section·"), span: nowhere)
        section.points = located(1)
        section.criteria = [criterion]
        document.sections = [section]
        document.total = TotalDeclaration(of: located(1), round: nil, range: nil, span: nowhere)
        var grade = GradeDeclaration(name: name("grade·"), span: nowhere)
        grade.from = located(0)
        document.grades = [grade]
        return document
    }()

    // MARK: - Texts

    private mutating func located(_ text: String) -> LocatedText {
        texts += 1
        return LocatedText(
            string: text, map: TextMap(file: SourceID(texts), source: 0..<text.utf8.count))
    }

    private mutating func expression(_ text: String) -> Expression {
        ExpressionParser.expression(located(text), dialect: dialect, into: &bag)
    }

    private mutating func unaryTests(_ text: String) -> UnaryTests {
        ExpressionParser.unaryTests(located(text), dialect: dialect, into: &bag)
    }

    private func conjunction(_ a: Expression, _ b: Expression) -> Expression {
        Expression(.logic(.and, a, b, operatorSpan: RecordNorm.nowhere), span: RecordNorm.nowhere)
    }

    /// A place of its own, so that findings and traces keep apart.
    private mutating func place() -> Span { located("x").span }

    private mutating func add(_ name: String, _ body: FactDeclaration.Body) {
        let place = place()
        var fact = FactDeclaration(name: DeclaredName(key: Name(name, span: place)), span: place)
        fact.body = body
        document.facts.append(fact)
    }

    // MARK: - Inputs

    private mutating func declare(_ written: String, _ value: StandardValue, _ type: String?) throws {
        let name = dialect.spelling(of: written)
        if asConstants, !value.isNull {
            add(name, .value(try literal(value)))
            return
        }
        switch value {
        case .list, .context, .duration, .moment: add(name, .value(try asked(name, value)))
        default: try ask(name, value, type)
        }
    }

    /// An expression that stands for the value, its numbers, yes or no and days asked for.
    private mutating func asked(_ name: String, _ value: StandardValue) throws -> Expression {
        switch value {
        case .list(let items):
            var parts: [Expression] = []
            for (index, item) in items.enumerated() { parts.append(try asked("\(name)·\(index + 1)", item)) }
            return Expression(.list(parts), span: place())
        case .context(let entries):
            var parts: [Expression.Entry] = []
            for key in entries.keys.sorted() {
                let part = try asked("\(name)·\(key)", entries[key] ?? .null)
                parts.append(.init(name: Name(dialect.spelling(of: key), span: part.span), value: part))
            }
            return Expression(.context(parts), span: place())
        case .number, .boolean, .date:
            try ask(name, value, nil)
            return Expression(.name(name), span: place())
        default: return try literal(value)
        }
    }

    private mutating func ask(_ name: String, _ value: StandardValue, _ type: String?) throws {
        let place = place()
        var input = InputDeclaration(name: DeclaredName(key: Name(name, span: place)), span: place)
        func typed(_ name: InputDeclaration.TypeName) { input.type = Located(name, span: place) }
        switch value {
        case .boolean: typed(.boolean)
        case .string: typed(.text)
        case .date: typed(.date)
        case .number(let number) where number.isTooLong: throw Unsayable(what: "a number of more than 38 digits")
        case .number(let number):
            guard let scale = number.decimalPlaces, scale <= 12,
                (number.numerator * BigInt(10).power(scale) / number.denominator).magnitude < BigUInt(10).power(38)
            else {
                add(name, .value(try literal(value)))
                return
            }
            number.setRange(of: &input, scale: scale, place)
        case .null:
            switch type {
            case "boolean", nil: typed(.boolean)
            case "string": typed(.text)
            case "date": typed(.date)
            case "number": Rational.zero.setRange(of: &input, scale: 0, place)
            default: throw Unsayable(what: "an unanswered input of this type")
            }
        case .quantity, .state: throw Unsayable(what: "a unit or a state in a record without `norm`")
        default: throw Unsayable(what: "a time of day")
        }
        document.inputs.append(input)
        answers.append(Answer(name: name, value: value.isNull ? nil : value))
    }

    /// The value written out.
    private mutating func literal(_ value: StandardValue) throws -> Expression {
        let span = place()
        func made(_ kind: Expression.Kind) -> Expression { Expression(kind, span: span) }
        switch value {
        case .boolean(let flag): return made(.boolean(flag))
        case .string(let text): return made(.text(text))
        case .date(let day): return made(.date(day))
        case .duration(let duration): return made(.clock(.duration(duration)))
        case .number(let number) where number.isTooLong: throw Unsayable(what: "a number of more than 38 digits")
        case .number(let number):
            guard let decimal = ExactDecimal(number < .zero ? (-number).description : number.description) else {
                throw Unsayable(what: "a number of more than 38 digits")
            }
            let magnitude = made(.number(decimal, unit: nil))
            return number < .zero ? made(.negate(magnitude)) : magnitude
        case .list(let items):
            var parts: [Expression] = []
            for item in items { parts.append(try literal(item)) }
            return made(.list(parts))
        case .context(let entries):
            var parts: [Expression.Entry] = []
            for key in entries.keys.sorted() {
                let part = try literal(entries[key] ?? .null)
                parts.append(.init(name: Name(dialect.spelling(of: key), span: part.span), value: part))
            }
            return made(.context(parts))
        case .moment(_, let text):
            guard let moment = Moment(text) else {
                throw Unsayable(what: "a time zone, or a year of other than four digits")
            }
            return made(.clock(.moment(moment)))
        case .null: throw Unsayable(what: "null")
        case .quantity, .state: throw Unsayable(what: "a unit or a state in a record without `norm`")
        }
    }

    // MARK: - Logic

    private mutating func define(_ name: String, _ logic: Logic) throws {
        if logic.kind == "decisionTable" {
            let table = try table(logic)
            guard name == "result·", [.ruleOrder, .collect].contains(table.hit?.value ?? .unique) else {
                add(name, .table(table))
                return
            }
            add("rows·", .table(table))
            add(name, .value(Expression(.name("rows·"), span: place())))
        } else {
            add(name, .value(try expression(logic)))
        }
    }

    private mutating func expression(_ logic: Logic) throws -> Expression {
        func part(_ key: String, _ norm: inout RecordNorm) throws -> Expression {
            guard let inner = logic.parts[key] else { throw Unsayable(what: logic.kind) }
            return try norm.expression(inner)
        }
        let span = place()
        func made(_ kind: Expression.Kind) -> Expression { Expression(kind, span: span) }
        switch logic.kind {
        case "literalExpression": return expression(logic.text ?? "")
        case "list": return made(.list(try logic.items.map { try expression($0) }))
        case "conditional":
            return made(
                .conditional(if: try part("if", &self), then: try part("then", &self), else: try part("else", &self)))
        case "filter": return made(.filter(try part("in", &self), try part("match", &self)))
        case "for", "some", "every":
            let variable = Name(logic.variable ?? "item", span: span)
            let list = try part("in", &self)
            if logic.kind == "for" {
                return made(.iteration(variable: variable, list: list, body: try part("return", &self)))
            }
            return made(
                .quantified(
                    logic.kind == "some" ? .some : .every, variable: variable, list: list,
                    condition: try part("satisfies", &self)))
        case "relation":
            return made(
                .list(
                    try logic.rows.map { row in
                        Expression(
                            .context(
                                try zip(logic.names, row).map {
                                    .init(name: Name($0, span: span), value: try expression($1))
                                }), span: span)
                    }))
        case "context":
            var entries: [Expression.Entry] = []
            var result = logic.parts["result"]
            for entry in logic.entries {
                if let name = entry.name {
                    entries.append(
                        .init(name: Name(dialect.spelling(of: name), span: span), value: try expression(entry.logic)))
                } else {
                    result = entry.logic
                }
            }
            guard let result else { return made(.context(entries)) }
            let name = Name("result·", span: span)
            entries.append(.init(name: name, value: try expression(result)))
            return made(.member(made(.context(entries)), name))
        default: throw Unsayable(what: logic.kind)
        }
    }

    // MARK: - Tables

    private mutating func table(_ logic: Logic) throws -> TableSyntax {
        guard !logic.outputs.isEmpty, let hit = hit(logic) else { throw Unsayable(what: logic.hitPolicy) }
        guard !logic.rules.isEmpty else { throw Unsayable(what: "a table without rows") }
        guard
            logic.rules.allSatisfy({ $0.tests.count == logic.columns.count && $0.outputs.count == logic.outputs.count })
        else { throw Unsayable(what: "a row with more or fewer cells than the table has columns") }
        func output(_ cells: [String]) -> String {
            guard logic.outputs.count > 1 else { return cells.first ?? "" }
            let parts = zip(logic.outputs, cells).map { output, cell in "\"\(output.name ?? "")\": \(cell)" }
            return "{" + parts.joined(separator: ", ") + "}"
        }
        var rules = logic.rules
        if logic.hitPolicy == "PRIORITY" || logic.hitPolicy == "OUTPUT ORDER" {
            rules = byPriority(rules, logic.outputs)
        }
        var header: [PipeTable.Cell] = []
        for column in logic.columns { header.append(.init(text: located(column))) }
        header.append(.init(text: located("value")))
        var rows: [[PipeTable.Cell]] = []
        for rule in rules {
            var row: [PipeTable.Cell] = []
            for test in rule.tests { row.append(.init(text: located(test.isEmpty ? "-" : test))) }
            row.append(.init(text: located(hit == .count ? "1" : output(rule.outputs))))
            rows.append(row)
        }
        let defaults = logic.outputs.compactMap(\.fallback)
        return TableSyntax(
            table: PipeTable(header: header, rows: rows, span: place(), dialect: dialect),
            hit: Located(hit, span: place()),
            defaultValue: defaults.count == logic.outputs.count ? expression(output(defaults)) : nil)
    }

    private func hit(_ logic: Logic) -> HitPolicy? {
        switch (logic.hitPolicy, logic.aggregation) {
        case ("UNIQUE", _): .unique
        case ("ANY", _): .any
        case ("FIRST", _), ("PRIORITY", _): .first
        case ("RULE ORDER", _), ("OUTPUT ORDER", _): .ruleOrder
        case ("COLLECT", "SUM"?): .sum
        case ("COLLECT", "MIN"?): .least
        case ("COLLECT", "MAX"?): .greatest
        case ("COLLECT", "COUNT"?): .count
        case ("COLLECT", nil): .collect
        default: nil
        }
    }

    /// Rows in the order in which the outputs are declared to be preferred.
    private mutating func byPriority(_ rules: [Logic.Rule], _ outputs: [Logic.Output]) -> [Logic.Rule] {
        let printer = ExpressionPrinter(language: .en)
        let orders = outputs.map { output -> [String] in
            guard let allowed = output.allowed, case .anyOf(let tests) = unaryTests(allowed).kind else { return [] }
            return tests.map { test in
                if case .equals(let value) = test.kind { return printer.text(of: value) }
                return ""
            }
        }
        let ranks = rules.map { rule in
            zip(orders, rule.outputs).map { order, cell in
                order.firstIndex(of: printer.text(of: expression(cell))) ?? Int.max
            }
        }
        return rules.indices.sorted {
            ranks[$0] == ranks[$1] ? $0 < $1 : ranks[$0].lexicographicallyPrecedes(ranks[$1])
        }.map { rules[$0] }
    }
}

extension Rational {
    /// True if it surely has more than 38 digits: what would take long to find out exactly.
    fileprivate var isTooLong: Bool { max(numerator.magnitude.bitWidth, denominator.magnitude.bitWidth) > 256 }

    /// A range wide enough for the number and for others of its size.
    fileprivate func setRange(of input: inout InputDeclaration, scale: Int, _ place: Span) {
        var digits = 6
        while Rational(BigInt(10).power(digits)) < (self < .zero ? -self : self) { digits += 3 }
        let end = Expression(
            .number(ExactDecimal(mantissa: Int128(clamping: BigInt(10).power(digits)), scale: 0), unit: nil),
            span: place)
        input.scale = Located(scale, span: place)
        input.range = RangeSyntax(
            low: Expression(.negate(end), span: place), lowIncluded: true, high: end, highIncluded: true, span: place)
    }
}
