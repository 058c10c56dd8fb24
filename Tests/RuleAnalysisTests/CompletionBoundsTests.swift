import BigInt
import ExactNumbers
import LowCarbonRules
import ReferenceEvaluator
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import SyntaxSamples
import Testing

@testable import RuleAnalysis

/// No completion lies outside of what bounds say: its score between the ends, its outcome among those listed. An end called exact
/// has a scene that scores it.
@Suite struct CompletionBoundsTests {
    @Test(arguments: RandomNorms.parts) func randomNorms(part: Int) throws {
        var tally = Tally()
        for seed in RandomNorms.seeds(part, of: RandomNorms.count(40)) {
            guard let norm = RandomNorms.norm(seed) else { continue }
            let yaml = NormGenerator.norm(seed: seed)
            var sampler = RecordSampler(norm.norm.program.schema, yaml: yaml, seed: seed &+ 77)
            let trial = Trial(norm)
            trial.analyzer.budget = 60_000
            for share in [15, 40, 80] {
                let record = sampler.record(unanswered: share)
                tally.add(trial.check(record, &sampler, "norm \(seed), \(share) % open"))
            }
        }
        print("bounds: \(tally)")
        #expect(tally.scenes > 0)
    }

    /// Small norms around what a range over a box may lose: rows that only just leave a gap, columns that do not apply, points that
    /// rise and fall, sums that cancel out.
    @Test(arguments: RandomNorms.parts) func narrowPlaces(part: Int) throws {
        var tally = Tally()
        for seed in RandomNorms.seeds(part, of: RandomNorms.count(60)) {
            let yaml = NarrowNorms.yaml(seed: seed)
            guard let norm = RandomNorms.norm(yaml) else {
                tally.refused += 1
                continue
            }
            var sampler = RecordSampler(norm.norm.program.schema, yaml: yaml, seed: seed)
            let trial = Trial(norm)
            for share in [100, 60] {
                let record = sampler.record(unanswered: share)
                tally.add(trial.check(record, &sampler, "narrow \(seed), \(share) % open"))
            }
        }
        print("narrow: \(tally)")
        #expect(tally.scenes > tally.refused, "most norms are refused")
    }
}

/// What was tried.
struct Tally: CustomStringConvertible {
    var scenes = 0
    var exhaustive = 0
    var completions = 0
    var exactEnds = 0
    var refused = 0

    mutating func add(_ other: Tally) {
        scenes += other.scenes
        exhaustive += other.exhaustive
        completions += other.completions
        exactEnds += other.exactEnds
    }

    var description: String {
        "\(scenes) scenes (\(exhaustive) with every completion), \(completions) completions, \(exactEnds) exact ends, "
            + "\(refused) norms refused"
    }
}

/// Bounds of one scene against its completions.
struct Trial {
    let analyzer: SceneAnalyzer
    private let engine: Interpreter
    private let schema: InputSchema

    init(_ norm: AnalyzedNorm) {
        analyzer = SceneAnalyzer(norm)
        engine = Interpreter(norm.norm.program)
        schema = norm.norm.program.schema
    }

    func check(_ record: SceneRecord, _ sampler: inout RecordSampler, _ name: String) -> Tally {
        let bounds = analyzer.bounds(record)
        var tally = Tally()
        tally.scenes = 1
        var seen: [Rational] = []
        var hasFault = false
        func fail(_ text: String) {
            if !hasFault { Issue.record("\(name): \(text)") }
            hasFault = true
        }
        func look(_ full: SceneRecord) {
            tally.completions += 1
            let (score, status, grade) = result(full)
            if let score {
                seen.append(score)
                if bounds.low == nil { fail("a completion scores \(score), none should") }
                if let low = bounds.low, score < Rational(low.score) { fail("\(score) is below \(low.score)") }
                if let high = bounds.high, Rational(high.score) < score { fail("\(score) is above \(high.score)") }
            }
            if status == .incomplete {
                fail("every question is answered, yet it is incomplete; \(full.values) \(full.states)")
            } else if !bounds.outcomes.contains(where: { $0.status == status && $0.grade == grade }) {
                fail("\(status) \(grade.map(String.init) ?? "") is not listed; \(full.values) \(full.states)")
            }
        }
        if let all = Completions(schema, record, limit: 3_000) {
            tally.exhaustive = 1
            all.visit(look)
            if let low = bounds.low, low.isExact, seen.min() != reached(low.witness) { fail("low is not exact") }
            if let high = bounds.high, high.isExact, seen.max() != reached(high.witness) { fail("high is not exact") }
            for (outcome, witness) in zip(bounds.outcomes, bounds.witnesses) where outcome.isProved {
                guard let witness else { return tally }
                let (_, status, grade) = result(witness)
                if status != outcome.status || grade != outcome.grade { fail("\(outcome) has a wrong witness") }
            }
        } else {
            let box = analyzer.plan.box(record)
            for _ in 0..<60 { look(sampler.point(of: box, in: analyzer.plan, claims: record.claims)) }
        }
        for (end, isHigh) in [(bounds.low, false), (bounds.high, true)] {
            guard let end, end.isExact else { continue }
            tally.exactEnds += 1
            guard let reached = reached(end.witness) else {
                fail("an exact end without a scene that scores it")
                continue
            }
            let places = max(12, end.score.scale)
            let shown = isHigh ? reached.ceiled(places: places) : reached.floored(places: places)
            if Rational(shown, .powerOfTen(places)) != Rational(end.score) {
                fail("the end \(end.score) is called exact, its scene scores \(reached)")
            }
        }
        return tally
    }

    private func reached(_ record: SceneRecord?) -> Rational? { record.flatMap { result($0).0 } }

    private func result(_ record: SceneRecord) -> (Rational?, SceneStatus, Int?) {
        engine.run(record)
        let total = engine.program.outcome.total
        let fraction = engine.fraction(total)
        let status = engine.status()
        let score = Rational(BigInt(fraction.numerator), BigInt(fraction.denominator) * .powerOfTen(fraction.scale))
        return (
            engine.state(total.numerator) == .known ? score : nil, status, status == .graded ? engine.grade() : nil
        )
    }
}

/// Every completion of a record, where there are not too many.
struct Completions {
    private let schema: InputSchema
    private let record: SceneRecord
    private let choices: [(field: Int, answers: [(Int128, ValueState, Int16)])]

    /// nil if there are more than `limit`, or lists among the questions that are open.
    init?(_ schema: InputSchema, _ record: SceneRecord, limit: Int) {
        self.schema = schema
        self.record = record
        var choices: [(field: Int, answers: [(Int128, ValueState, Int16)])] = []
        var count = 1
        for (index, field) in schema.fields.enumerated() {
            if record.lists[index].states.contains(where: { $0.contains(.unknown) }) { return nil }
            guard record.states[index] == .unknown else { continue }
            if case .list = field.kind { return nil }
            let range = AnswerRange(field)
            let (width, isWide) = range.high.subtractingReportingOverflow(range.low)
            guard !isWide, width < Int128(limit) else { return nil }
            let kinds = field.takesEvidence ? Array(Int16(-1)..<Int16(schema.evidenceKinds.count)) : [-1]
            var answers: [(Int128, ValueState, Int16)] = []
            for value in stride(from: range.low, through: range.high, by: 1) {
                answers += kinds.map { (value, .known, $0) }
            }
            if field.mayNotApply { answers += kinds.map { (0, .notApplicable, $0) } }
            choices.append((index, answers))
            count *= answers.count
            if count > limit { return nil }
        }
        self.choices = choices
    }

    func visit(_ body: (SceneRecord) -> Void) {
        var full = record
        func go(_ place: Int) {
            guard place < choices.count else { return body(full) }
            let (field, answers) = choices[place]
            for (value, state, kind) in answers {
                (full.values[field], full.states[field], full.evidence[field]) = (value, state, kind)
                go(place + 1)
            }
        }
        go(0)
    }
}
