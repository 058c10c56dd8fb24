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

    var document: NormDocument
    var answers: [Answer] = []
    private(set) var bag = DiagnosticBag()
    var dialect: ExpressionDialect
    let asConstants: Bool
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

    mutating func located(_ text: String) -> LocatedText {
        texts += 1
        return LocatedText(
            string: text, map: TextMap(file: SourceID(texts), source: 0..<text.utf8.count))
    }

    mutating func expression(_ text: String) -> Expression {
        ExpressionParser.expression(located(text), dialect: dialect, into: &bag)
    }

    mutating func unaryTests(_ text: String) -> UnaryTests {
        ExpressionParser.unaryTests(located(text), dialect: dialect, into: &bag)
    }

    private func conjunction(_ a: Expression, _ b: Expression) -> Expression {
        Expression(.logic(.and, a, b, operatorSpan: RecordNorm.nowhere), span: RecordNorm.nowhere)
    }

    /// A place of its own, so that findings and traces keep apart.
    mutating func place() -> Span { located("x").span }

    mutating func add(_ name: String, _ body: FactDeclaration.Body) {
        let place = place()
        var fact = FactDeclaration(name: DeclaredName(key: Name(name, span: place)), span: place)
        fact.body = body
        document.facts.append(fact)
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

    mutating func expression(_ logic: Logic) throws -> Expression {
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
}

extension Rational {
    /// True if it surely has more than 38 digits: what would take long to find out exactly.
    var isTooLong: Bool { max(numerator.magnitude.bitWidth, denominator.magnitude.bitWidth) > 256 }

    /// A range wide enough for the number and for others of its size.
    ///
    /// - Returns: false where no 128 bits hold it.
    func setRange(of input: inout InputDeclaration, scale: Int, _ place: Span) -> Bool {
        var digits = 6
        while Rational(BigInt(10).power(digits)) < (self < .zero ? -self : self) { digits += 3 }
        let magnitude = self < .zero ? -self : self
        guard let most = Int128(exactly: BigInt(10).power(min(digits, 38))), magnitude <= Rational(BigInt(most)) else {
            return false
        }
        let end = Expression(.number(ExactDecimal(mantissa: most, scale: 0), unit: nil), span: place)
        input.scale = Located(scale, span: place)
        input.range = RangeSyntax(
            low: Expression(.negate(end), span: place), lowIncluded: true, high: end, highIncluded: true, span: place)
        return true
    }
}
