import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import SyntaxSamples
import Testing

/// Norms with so few answers that all scenes can be scored.
enum SmallNorms {
    /// A norm with gates, things that may not apply, evidence, quotients, a list of criteria that share inputs, and costs.
    static func yaml(seed: UInt64, best: Int? = nil) -> String {
        var random = SplitMix64(seed: seed)
        func pick(_ choices: [String]) -> String { random.pick(choices) ?? choices[0] }
        let line = random.whole(2...9)
        return """
            norm: small
            title: {zh: 小, en: Small}
            version: "1"
            status: draft
            effective: 2026-01-01..2031-12-31
            rounding: half up
            source: {mark: proposed}
            evidence:
              kinds: {bill: {factor: 1}, said: {factor: 0.5}}
              missing: said
            may_drop: at most \(random.whole(40...90)) %
            inputs:
              a: {range: "[0..4]", change: {direction: up, step: 1, once: \(random.whole(0...20)), per_step: \(random.whole(1...30)), days: 2}}
              b: {range: "[1..5]", evidence: [bill, said], change: {direction: any, step: 2, per_step: \(random.whole(1...30)), days: 1}}
              p: {type: boolean, \(pick(["", "if_unknown: false, "]))change: {direction: up, once: \(random.whole(1...40)), days: 5}}
              q: {type: boolean, may_not_apply: true}
              r: {type: boolean, when: p, change: {direction: \(pick(["up", "any"])), once: \(random.whole(1...40)), days: 3}}
              o: {options: {x: x, y: y, z: z}, change: {direction: any, once: \(random.whole(1...40)), days: 9}}
            facts:
              share: {value: a / (a + b)}
            gates:
              G1: {require: \(pick(["a + b >= 2", "o != z", "a <= 3 or p"])), otherwise: \(pick(["fail", "not assessable"]))}
            sections:
              one:
                points: 10
                \(pick(["round: 2", "minimum: 10 %"]))
                criteria:
                  A1: {points: 4, met: \(pick(["share >= 0.5", "a >= b", "a > 2 and o = x"]))}
                  A2: {points: 3, met: q\(pick([", when: o != y", ""]))}
                  A3: {points: 3, value: \(pick(["b / 2", "share * 3", "a * 0.6"]))}
                deductions:
                  D1: {points: 2, met: \(pick(["o = z", "a = 0"]))}
              two:
                points: 8
                \(pick(["when: o != z", "round: 2"]))
                criteria:
                  B1:
                    points: 5
                    hit: P
                    default: 0
                    table: |
                      | a      | o | points |
                      | >= \(random.whole(1...3))   | x | 5 |
                      | -      | y | \(random.whole(1...4)) |
                  B2: {points: 3, met: \(pick(["r", "b <= 2"]))}
            bonus:
              cap: 2
              criteria:
                C1: {points: 2, met: \(pick(["p and a > 1", "b = 5"]))}
            total: {of: 18\(pick([", round: 2", ""]))}
            grades:
              best: {from: \(best ?? line + 7)\(pick(["", ", also: one.share >= 50 %"]))}
              good: {from: \(line)}
              plain: {from: 0}
            """
    }

    static func norm(seed: UInt64, best: Int? = nil) -> AnalyzedNorm? {
        let loaded = NormLoader(files: .memory(["rules/small.yaml": yaml(seed: seed, best: best)])).load(
            "rules/small.yaml")
        return loaded?.compiled.map { AnalyzedNorm($0) }
    }

    /// All answers to one question, those that evidence tells apart included.
    static func answers(_ field: InputField) -> [(Int128, ValueState, Int16)] {
        var values: [(Int128, ValueState)] = []
        switch field.kind {
        case .number(_, let low, let high), .date(let low, let high):
            values = stride(from: low, through: high, by: 1).map { ($0, .known) }
        case .boolean: values = [(0, .known), (1, .known)]
        case .option(let options): values = options.indices.map { (Int128($0), .known) }
        case .text, .list: values = [(0, .known)]
        }
        if field.mayNotApply { values.append((0, .notApplicable)) }
        let kinds: [Int16] = field.takesEvidence ? [-1, 0, 1] : [-1]
        return values.flatMap { value in kinds.map { (value.0, value.1, $0) } }
    }

    /// Every completion of what `record` leaves unknown.
    static func completions(_ record: SceneRecord, _ schema: InputSchema, _ visit: (SceneRecord) -> Void) {
        func go(_ field: Int, _ record: SceneRecord) {
            guard field < schema.fields.count else { return visit(record) }
            guard record.states[field] == .unknown else { return go(field + 1, record) }
            for (value, state, kind) in answers(schema.fields[field]) {
                var next = record
                next.values[field] = value
                next.states[field] = state
                next.evidence[field] = kind
                go(field + 1, next)
            }
        }
        go(0, record)
    }

    /// A scene with about `answered` of a hundred questions answered.
    static func scene(_ schema: InputSchema, answered: Int, _ random: inout SplitMix64) -> SceneRecord {
        var record = SceneRecord(schema: schema, asOf: CalendarDay(year: 2026, month: 10, day: 1)?.number ?? 0)
        for (index, field) in schema.fields.enumerated() where random.chance(answered) {
            guard let answer = random.pick(answers(field)) else { continue }
            (record.values[index], record.states[index], record.evidence[index]) = answer
        }
        return record
    }
}
