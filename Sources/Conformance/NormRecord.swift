import BigInt
import Diagnostics
import ExactNumbers
import Foundation
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData
import YAMLTree

/// A record that declares things in the language of norms: its text is completed to a norm, its inputs become a scene.
struct NormRecord {
    /// What was read, or the finding that refuses it.
    typealias Answer = Result<StandardValue, ConformanceRunner.Refusal>

    private let record: ConformanceRecord
    private let text: String
    private var bag = DiagnosticBag()
    private var isSyntax = true

    /// Nil for a record of the standard.
    init?(_ record: ConformanceRecord) {
        guard let text = record.norm else { return nil }
        self.record = record
        self.text = text
    }

    /// The value of the expression in the record's scene; without an expression the outcome of the scene.
    mutating func answer() -> Answer {
        guard let compiled = compile() else { return .failure(refusal) }
        guard let scene = scene(compiled) else { return .failure(refusal) }
        let scorer = SceneScorer(compiled)
        scorer.run(scene)
        guard let result = compiled.trace.shapes.first else { return .success(outcome(scene, scorer)) }
        if let error = scorer.errors(of: scene).first {
            return .failure(.init(code: error.code.id, message: error.message.en, isSyntax: false))
        }
        let answers = compiled.program.schema.fields.map { field in
            RecordNorm.Answer(
                name: field.name.id, value: record.inputs[field.name.id] ?? record.inputs[field.name.chinese])
        }
        let reader = ResultReader(
            interpreter: scorer.interpreter, texts: compiled.trace.texts, answers: answers, spellings: [:],
            ofNorm: true)
        return .success(reader.value(result.value))
    }

    private var refusal: ConformanceRunner.Refusal {
        let first = bag.diagnostics.first { $0.severity == .error }
        return .init(
            code: first?.code.id ?? DiagnosticCode.outsideProfile.id, message: first?.message.en ?? "",
            isSyntax: isSyntax)
    }

    // MARK: - The norm

    /// What every norm must have, by its key in both languages.
    private static let required = [
        ("title", "标题", "conformance"), ("version", "版本", "\"1\""), ("status", "状态", "draft"),
        ("effective", "有效期", "2020-01-01..2039-12-31"), ("rounding", "修约", "half up"),
        ("source", "依据", "{mark: proposed}"),
        ("sections", "章节", "{section·: {points: 1, criteria: {criterion·: {points: 1, met: true}}}}"),
        ("total", "总分", "{of: 1}"), ("grades", "等级", "{grade·: {from: 0}}"),
    ]

    private var completed: String {
        var unread = DiagnosticBag()
        var keys: Set<String> = []
        let root = YAMLLoader.load(Array(text.utf8), file: SourceID(0), into: &unread)
        if case .mapping(let entries)? = root?.content { keys = Set(entries.map(\.key)) }
        var result = keys.isDisjoint(with: ["norm", "规范"]) ? "norm: conformance\n" : ""
        result += text
        if !result.hasSuffix("\n") { result += "\n" }
        for (english, chinese, value) in NormRecord.required where keys.isDisjoint(with: [english, chinese]) {
            result += "\(english): \(value)\n"
        }
        return result
    }

    private mutating func compile() -> CompiledNorm? {
        let bytes = Array(completed.utf8)
        guard let root = YAMLLoader.load(bytes, file: SourceID(0), into: &bag), !bag.hasErrors,
            var document = DocumentParser.parseNorm(root, source: bytes, into: &bag).0, !bag.hasErrors
        else { return nil }
        var results: [Int] = []
        if let expression = record.expression {
            let located = LocatedText(
                string: expression, map: TextMap(file: SourceID(1), source: 0..<expression.utf8.count))
            var fact = FactDeclaration(
                name: DeclaredName(key: Name("result·", span: located.span)), span: located.span)
            fact.body = .value(ExpressionParser.expression(located, into: &bag))
            if bag.hasErrors { return nil }
            results = [document.facts.count]
            document.facts.append(fact)
        }
        isSyntax = false
        let checked = NormCheck.model(document, imports: [:], into: &bag)
        guard let model = checked.model, !bag.hasErrors else { return nil }
        return RuleCompiler.compile(model, results: results, into: &bag)
    }

    // MARK: - The scene

    private mutating func scene(_ norm: CompiledNorm) -> SceneInput? {
        var scene = SceneInput(schema: norm.program.schema)
        let day = record.asOf ?? norm.model.effective.lowerBound.description
        let answers = record.inputs.sorted { $0.key < $1.key }.map { NormRecord.quoted($0.key) + ": " + yaml($0.value) }
        let text = "{as_of: \(day), answers: {\(answers.joined(separator: ", "))}}"
        guard let node = YAMLLoader.load(Array(text.utf8), file: SourceID(0), into: &bag) else { return nil }
        SceneNodeReader(schema: norm.program.schema).read(node, into: &scene)
        return scene
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            if scalar == "\"" || scalar == "\\" { return "\\" + String(scalar) }
            let code = String(scalar.value, radix: 16)
            return scalar.value < 32 ? "\\x" + String(repeating: "0", count: 2 - code.count) + code : String(scalar)
        }
        return "\"" + escaped.joined() + "\""
    }

    /// A value as a scene file writes it.
    private func yaml(_ value: StandardValue) -> String {
        switch value {
        case .null, .state(.known), .state(.unknown), .state(.open): return "null"
        case .state(.notApplicable): return "not applicable"
        case .boolean(let flag): return flag ? "true" : "false"
        case .number(let number): return number.description
        case .quantity(let number, _): return number.description
        case .string(let text): return NormRecord.quoted(text)
        case .date(let day): return day.description
        case .duration(let duration): return NormRecord.quoted(duration.description)
        case .moment(_, let text): return NormRecord.quoted(text)
        case .list(let items): return "[" + items.map { yaml($0) }.joined(separator: ", ") + "]"
        case .context(let entries):
            let parts = entries.sorted { $0.key < $1.key }.map { NormRecord.quoted($0.key) + ": " + yaml($0.value) }
            return "{" + parts.joined(separator: ", ") + "}"
        }
    }

    // MARK: - The outcome

    /// The entries that the record asks for: `status`, `score`, `grade`, `multiplier`, `score range`, and sections and
    /// criteria by name.
    private func outcome(_ scene: SceneInput, _ scorer: SceneScorer) -> StandardValue {
        guard case .context(let asked)? = record.expected else { return .string(scorer.status.id) }
        let norm = scorer.norm
        let layout = norm.program.outcome
        func number(_ slot: NumberSlot) -> StandardValue {
            let state = scorer.interpreter.state(slot.numerator)
            if scorer.status == .invalid { return .state(.unknown) }
            guard state == .known else { return .state(state) }
            let fraction = scorer.interpreter.fraction(slot)
            let denominator = BigInt(fraction.denominator) * BigInt(10).power(fraction.scale)
            return .number(Rational(BigInt(fraction.numerator), denominator))
        }
        var result: [String: StandardValue] = [:]
        for name in asked.keys {
            switch name {
            case "status": result[name] = .string(scorer.status.id)
            case "score": result[name] = number(layout.total)
            case "grade": result[name] = scorer.grade.map { .string($0) } ?? .state(.unknown)
            case "multiplier":
                result[name] = .number(Rational(scorer.multiplier(on: CalendarDay(number: scene.record.asOf))))
            case "score range":
                guard
                    let range = Explainer.explain(
                        scene, scorer, SceneAnalyzer(AnalyzedNorm(norm)), language: .en
                    ).scoreRange,
                    let low = StandardValue.number(range.low), let high = StandardValue.number(range.high)
                else { continue }
                result[name] = .list([.number(low), .number(high)])
            default:
                if let index = norm.model.criteria.firstIndex(where: { $0.naming.id == name }) {
                    result[name] = number(layout.criteria[index].value)
                } else if let index = norm.model.sections.firstIndex(where: { $0.naming.id == name }) {
                    result[name] = number(layout.sections[index].value)
                }
            }
        }
        return .context(result)
    }
}
