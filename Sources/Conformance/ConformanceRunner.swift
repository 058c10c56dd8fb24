import BigInt
import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// What became of a record.
public enum ConformanceVerdict: Sendable, Equatable {
    case same
    /// Refused before evaluation, by the diagnostic with this code.
    case refused(code: String)
    case different
}

/// A record with what became of it.
public struct ConformanceOutcome: Sendable {
    public var record: ConformanceRecord
    public var verdict: ConformanceVerdict
    /// The value, or the message of the refusal.
    public var found: String
    /// The inputs had to be written into the norm, since what is asked depends on them while it is checked.
    public var inputsAsConstants: Bool
    /// Name of the deviation, where the difference is meant.
    public var deviation: String?
}

/// Takes records the way a norm goes: expression parser, checker, compiler, engine. Evaluates nothing itself.
public struct ConformanceRunner: Sendable {
    public init() {}

    /// What comes of a record: its norm goes through parser, checker, compiler and engine.
    public func run(_ record: ConformanceRecord) -> ConformanceOutcome {
        var (outcome, value) = judged(record)
        if outcome.verdict == .different, let value {
            outcome.deviation = KnownDeviation.of(record, found: value, self)?.name
        }
        return outcome
    }

    /// Whether a record gives what it expects.
    func comes(_ record: ConformanceRecord) -> Bool { judged(record).outcome.verdict == .same }

    /// What comes of a record, and its value; nil where it was refused.
    private func judged(_ record: ConformanceRecord) -> (outcome: ConformanceOutcome, value: StandardValue?) {
        var attempt = attempt(record, asConstants: false)
        var asConstants = false
        if case .failure = attempt, record.norm == nil, !record.inputs.isEmpty {
            let second = self.attempt(record, asConstants: true)
            if case .success = second { (attempt, asConstants) = (second, true) }
        }
        var outcome = ConformanceOutcome(
            record: record, verdict: .different, found: "", inputsAsConstants: asConstants, deviation: nil)
        switch attempt {
        case .failure(let refusal):
            outcome.found = refusal.message
            outcome.verdict = record.mustNotParse && refusal.isSyntax ? .same : .refused(code: refusal.code)
            if let wanted = record.refusal { outcome.verdict = wanted == refusal.code ? .same : .different }
            if outcome.verdict == .different { outcome.found = "\(refusal.code): \(refusal.message)" }
            return (outcome, nil)
        case .success(let values):
            let value = conformed(values[0], record)
            outcome.found = value.description
            if record.refusal == nil, let expected = values.count > 1 ? values[1] : record.expected,
                !record.mustNotParse, StandardComparison(record).same(value, expected)
            {
                outcome.verdict = .same
            }
            return (outcome, value)
        }
    }

    /// The result as its declared type has it.
    private func conformed(_ value: StandardValue, _ record: ConformanceRecord) -> StandardValue {
        guard record.norm == nil, let type = record.resultType else { return value }
        let conformance = TypeConformance(types: record.types) { value, tests in
            comes(ConformanceRecord(asking: tests, of: value))
        }
        return conformance.conformed(value, to: type)
    }

    struct Refusal: Error {
        var code: String
        var message: String
        var isSyntax: Bool
    }

    private func attempt(_ record: ConformanceRecord, asConstants: Bool) -> Result<[StandardValue], Refusal> {
        if var own = NormRecord(record) { return own.answer().map { [$0] } }
        let norm: RecordNorm
        do {
            norm = try RecordNorm(record, asConstants: asConstants)
        } catch {
            let what = (error as? RecordNorm.Unsayable)?.what ?? ""
            return .failure(Refusal(code: DiagnosticCode.outsideProfile.id, message: what, isSyntax: false))
        }
        var bag = norm.bag
        if let refusal = refusal(bag, isSyntax: true) { return .failure(refusal) }
        let checked = NormCheck.model(norm.document, imports: [:], into: &bag)
        guard let model = checked.model, !bag.hasErrors,
            let compiled = RuleCompiler.compile(model, results: norm.results, into: &bag), !bag.hasErrors
        else {
            return .failure(
                refusal(bag, isSyntax: false)
                    ?? Refusal(code: DiagnosticCode.outsideProfile.id, message: "", isSyntax: false))
        }
        if let odd = oddUnit(model) {
            return .failure(
                Refusal(
                    code: DiagnosticCode.unitMismatch.id, message: "the standard has no value in `\(odd.text)`",
                    isSyntax: false))
        }
        var scene = SceneRecord(schema: compiled.program.schema, asOf: 20_000)
        for (index, answer) in norm.answers.enumerated() {
            guard fill(&scene, index, compiled.program.schema, answer) else {
                return .failure(
                    Refusal(code: DiagnosticCode.outsideProfile.id, message: "an input out of range", isSyntax: false))
            }
        }
        let interpreter = Interpreter(compiled.program)
        interpreter.run(scene)
        let reader = ResultReader(
            interpreter: interpreter, texts: compiled.trace.texts, answers: norm.answers, spellings: norm.spellings)
        return .success(norm.results.map { reader.value(compiled.trace.shapes[$0] ?? .other) })
    }

    private func refusal(_ bag: DiagnosticBag, isSyntax: Bool) -> Refusal? {
        bag.diagnostics.first { $0.severity == .error }.map {
            Refusal(code: $0.code.id, message: $0.message.en, isSyntax: isSyntax)
        }
    }

    /// A unit that only norms have: the standard knows numbers and durations, no number by a duration.
    private func oddUnit(_ model: NormModel) -> RuleModel.Unit? {
        var odd: RuleModel.Unit?
        for fact in model.facts {
            fact.value.visit { part in
                guard let unit = part.type.unit, !unit.dimensions.isEmpty, !unit.isDuration else { return }
                odd = unit
            }
        }
        return odd
    }

    /// False where the answer has no place in the scene.
    private func fill(_ scene: inout SceneRecord, _ index: Int, _ schema: InputSchema, _ answer: RecordNorm.Answer)
        -> Bool
    {
        guard let value = answer.value else { return true }
        scene.states[index] = .known
        switch (value, schema.fields[index].kind) {
        case (.boolean(let flag), _): scene.values[index] = flag ? 1 : 0
        case (.date(let day), _): scene.values[index] = Int128(day.number)
        case (.number(let number), .number(let scale, _, _)):
            guard let scaled = Int128(exactly: number.floored(places: scale)) else { return false }
            scene.values[index] = scaled
        case (.string(let text), .text(let known)):
            scene.values[index] = Int128(known.firstIndex(of: text) ?? known.count)
        default: return false
        }
        return true
    }
}

/// Reads values of the standard from the slots of a program that has run.
struct ResultReader {
    var interpreter: Interpreter
    var texts: [String]
    var answers: [RecordNorm.Answer]
    var spellings: [String: String]
    /// A record of a norm tells unknown from not applicable, and has units; a record of the standard has neither.
    var ofNorm = false

    /// What is not known stands for null in a record of the standard.
    func value(_ shape: ResultShape) -> StandardValue {
        switch shape {
        case .list(let parts): return .list(parts.map { value($0) })
        case .context(let entries):
            return .context(
                Dictionary(
                    entries.map { (spellings[$0.name] ?? $0.name, value($0.value)) },
                    uniquingKeysWith: { first, _ in first }))
        case .boolean(let slot): return known(slot) { .boolean($0 != 0) }
        case .date(let slot):
            return known(slot) { number in
                Int32(exactly: number).map { .date(CalendarDay(number: $0)) } ?? .moment(type: "date", "day \(number)")
            }
        case .text(let slot):
            return known(slot) { texts.indices.contains(Int($0)) ? .string(texts[Int($0)]) : .null }
        case .answer(let input, let slot): return known(slot) { _ in answers[input].value ?? .null }
        case .number(let number, let unit): return known(number.numerator) { measured($0, number, unit) }
        case .moment(let moment):
            return .moment(type: moment.day == nil ? "time" : "date and time", moment.description)
        case .other: return .moment(type: "range", "<range>")
        }
    }

    private func known(_ slot: Int32, _ read: (Int128) -> StandardValue) -> StandardValue {
        let state = interpreter.state(slot)
        if state == .known { return read(interpreter.value(slot)) }
        return ofNorm ? .state(state) : .null
    }

    /// A number; days and months are durations of the standard.
    private func measured(_ numerator: Int128, _ number: NumberSlot, _ unit: Unit) -> StandardValue {
        let denominator = number.denominator < 0 ? 1 : interpreter.value(number.denominator)
        let value = Rational(BigInt(numerator), BigInt(denominator) * BigInt(10).power(number.scale))
        if ofNorm { return unit.isBare ? .number(value) : .quantity(value, unit) }
        if unit.dimensions == ["d": 1] {
            let count = (value * unit.factor * Rational(BigInt(ClockDuration.day))).rounded(places: 0, .halfEven)
            guard let nanoseconds = Int128(exactly: count.numerator) else {
                return .moment(type: "days and time duration", "\(count) ns")
            }
            return .duration(ClockDuration(.nanoseconds(nanoseconds)))
        }
        if unit.dimensions == ["month": 1] {
            let count = value.rounded(places: 0, .down)
            guard let months = Int(exactly: count.numerator) else {
                return .moment(type: "years and months duration", "\(count) months")
            }
            return .duration(ClockDuration(.months(months)))
        }
        return .number(value * unit.factor)
    }
}
