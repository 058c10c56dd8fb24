import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax
import SyntaxSamples

/// Small norms with answers that can be changed, gates, and questions that may be left unanswered in every way the language has.
struct LeverNorm {
    let yaml: String
    /// Ids of questions that the norm counts without an answer: by how they are written, not by what the analysis says.
    let counted: Set<String>

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func pick(_ choices: [String]) -> String { random.pick(choices) ?? choices[0] }
        let line = random.whole(3...9)
        let gate = pick(["b or c >= 1", "a + c >= 2", "o != z", "a >= 1 or b"])
        let section = pick(["", "when: o != z", "when: b"])
        let policyOfC = pick(["", "", "if_unknown: 1", "if_unknown: zero points", "if_unknown: not assessable"])
        let policyOfP = pick(["", "", "if_unknown: false", "if_unknown: zero points"])
        let policyOfB = pick(["", "", "if_unknown: false"])
        let also = pick(["", "also: one.share >= 40 %", "also: c >= 1"])
        let zeroB2 = pick(["", "if_unknown: zero points"])
        var counted: Set<String> = []
        let otherwise = pick(["zero points", "not assessable", "0"])
        let isGated = gate.contains("c") || also.contains("c >=") || otherwise == "not assessable"
        if policyOfC == "if_unknown: 1" || (policyOfC.hasSuffix("zero points") && !isGated) { counted.insert("c") }
        if !policyOfP.isEmpty { counted.insert("p") }
        if !policyOfB.isEmpty { counted.insert("b") }
        if !zeroB2.isEmpty { counted.insert("r") }
        self.counted = counted
        yaml = """
            norm: levers
            title: {zh: 小, en: Levers}
            version: "1"
            status: draft
            effective: 2026-01-01..2031-12-31
            rounding: half up
            source: {mark: proposed}
            evidence:
              kinds: {bill: {factor: 1}, said: {factor: 0.5}}
              missing: said
            may_drop: at most \(random.whole(40...90)) %
            options: {kinds: {x: x, y: y, z: z}}
            inputs:
              a: {range: "[0..3]", \(pick(["", "evidence: [bill, said], "]))change: {direction: \(pick(["up", "any"])), step: \(pick(["1", "2"])), once: \(random.whole(0...20)), per_step: \(random.whole(1...30)), days: 2}}
              b: {type: boolean, \(LeverNorm.entry(policyOfB))change: {direction: \(pick(["up", "any"])), once: \(random.whole(1...40)), days: 5}}
              o: {options: kinds, change: {direction: any, once: \(random.whole(1...40)), days: 9}}
              c: {\(LeverNorm.entry(policyOfC))range: "[0..3]"\(pick(["", ", change: {direction: down, step: 1, per_step: 7, days: 1}"]))}
              p: {type: boolean, \(LeverNorm.entry(policyOfP))may_not_apply: \(pick(["true", "true"]))}
              r: {type: boolean\(pick(["", ", when: b"]))}
            facts:
              f: {needs: c >= 1, otherwise: \(otherwise), value: a / c}
            gates:
              G1: {require: \(gate), otherwise: \(pick(["fail", "not assessable"]))}
            sections:
              one:
                points: 10
                \(pick(["round: 2", "minimum: 10 %"]))
                criteria:
                  A1: {points: 4, met: \(pick(["a >= c", "a >= 2", "a >= 1 and o = x"]))}
                  A2: {points: 3, met: p\(pick([", when: o != y", ""]))}
                  A3: {points: 3, value: f}
                deductions:
                  D1: {points: 2, met: \(pick(["o = z", "a = 0", "c = 3"]))}
              two:
                points: 7
                \(section)
                criteria:
                  B1:
                    points: 4
                    hit: P
                    default: 0
                    table: |
                      | a      | o | points |
                      | >= \(random.whole(1...3))   | x | 4 |
                      | -      | y | \(random.whole(1...3)) |
                  B2: {points: 3, \(LeverNorm.entry(zeroB2))met: r}
            total: {of: 17\(pick([", round: 2", ""]))}
            grades:
              best: {from: \(line + 5)\(also.isEmpty ? "" : ", " + also)}
              good: {from: \(line)}
              plain: {from: 0}
            multiplier:
              within: "[1.0..1.6]"
              valid: P1Y
              status: |
                | status         | multiplier |
                | not eligible   | 1.00       |
                | not assessable | 1.00       |
                | incomplete     | 1.01       |
                | invalid        | 1.00       |
              base: |
                | grade | multiplier |
                | best  | 1.30       |
                | good  | 1.20       |
                | plain | 1.10       |
            """
    }

    private static func entry(_ text: String) -> String { text.isEmpty ? "" : text + ", " }

    /// The norm, ready for analysis; nil if it is refused.
    var analyzed: AnalyzedNorm? {
        NormLoader(files: .memory(["rules/levers.yaml": yaml])).load("rules/levers.yaml")?.compiled.map {
            AnalyzedNorm($0)
        }
    }
}

/// Every plan and every answer of a small norm, by the engine alone.
struct PlanTrials {
    let norm: AnalyzedNorm
    let engine: Interpreter
    let counted: Set<Int>
    var schema: InputSchema { norm.norm.program.schema }

    init(_ norm: AnalyzedNorm, counted: Set<String>) {
        self.norm = norm
        engine = Interpreter(norm.norm.program)
        self.counted = Set(
            norm.norm.model.inputs.indices.filter { counted.contains(norm.norm.model.inputs[$0].naming.id) })
    }

    struct Outcome: Hashable {
        var status: SceneStatus
        var grade: Int?
        var score: ExactDecimal?
    }

    func outcome(_ record: SceneRecord) -> Outcome {
        engine.run(record)
        let status = engine.status()
        let total = engine.program.outcome.total
        return Outcome(
            status: status, grade: status == .graded ? engine.grade() : nil,
            score: engine.state(total.numerator) == .known ? engine.fraction(total).decimal() : nil)
    }

    /// Every way to answer what is open; questions of `left` stay unanswered.
    func completions(_ record: SceneRecord, leaving left: Set<Int>, _ visit: (SceneRecord) -> Void) {
        func go(_ field: Int, _ record: SceneRecord) {
            guard field < schema.fields.count else { return visit(record) }
            guard record.states[field] == .unknown, !left.contains(field) else { return go(field + 1, record) }
            for (value, state, kind) in SmallNorms.answers(schema.fields[field]) {
                var next = record
                (next.values[field], next.states[field], next.evidence[field]) = (value, state, kind)
                go(field + 1, next)
            }
        }
        go(0, record)
    }

    /// All outcomes of the scene over what is open.
    func outcomes(_ record: SceneRecord, leaving left: Set<Int>? = nil) -> Set<Outcome> {
        var seen: Set<Outcome> = []
        completions(record, leaving: left ?? counted) { seen.insert(outcome($0)) }
        return seen
    }

    func reaches(_ record: SceneRecord, _ target: Int, leaving left: Set<Int>? = nil) -> Bool {
        if let grade = outcome(record).grade, grade > target { return false }
        var all = true
        completions(record, leaving: left ?? counted) { full in
            guard all else { return }
            let own = outcome(full)
            all = own.status == .graded && own.grade.map { $0 <= target } ?? false
        }
        return all
    }

    /// Every way to change the scene as the norm declares, with its cost.
    func plans(_ scene: SceneRecord, _ visit: (SceneRecord, Int128) -> Void) {
        func go(_ field: Int, _ record: SceneRecord, _ cost: Int128) {
            guard field < norm.norm.model.inputs.count else { return visit(record, cost) }
            go(field + 1, record, cost)
            for (value, price) in changes(field, scene) {
                var next = record
                next.values[field] = value
                go(field + 1, next, cost + price)
            }
        }
        go(0, scene, 0)
    }

    /// Answers that a question may be changed to, with their cost.
    private func changes(_ field: Int, _ scene: SceneRecord) -> [(Int128, Int128)] {
        guard let change = norm.norm.model.inputs[field].change, scene.states[field] == .known else { return [] }
        let now = scene.values[field]
        return SmallNorms.answers(schema.fields[field]).compactMap { value, state, kind in
            guard value != now, kind == -1, state == .known else { return nil }
            let distance = value > now ? value - now : now - value
            var steps: Int128 = 1
            var isAllowed = change.direction == .any || (change.direction == .up) == (value > now)
            if case .option = schema.fields[field].kind { isAllowed = true }
            if case .number(_, let low, let high) = schema.fields[field].kind {
                let step = Int128(change.step)
                steps = (distance + step - 1) / step
                isAllowed = isAllowed && (distance % step == 0 || value == low || value == high)
            }
            return isAllowed ? (value, change.once.mantissa + change.perStep.mantissa * steps) : nil
        }
    }

    /// The least cost by trying every change, each against every answer.
    func cheapest(_ scene: SceneRecord, _ target: Int) -> Int128? {
        var best: Int128?
        plans(scene) { record, cost in
            if let best, cost >= best { return }
            if reaches(record, target) { best = cost }
        }
        return best
    }
}
