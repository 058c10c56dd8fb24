import RuleCompiler
import ExactNumbers
import RuleModel
import RuleProgram
import RuleSyntax

/// An answer that may be changed, level by level; level 0 is the answer as it is.
struct Lever {
    var field: Int
    /// Per level the answer; costs never fall from level to level.
    var values: [Int128]
    var steps: [Int]
    var yuan: [ExactDecimal]
    var days: Int

    /// In ten-thousandths of a yuan, or days, as a plain number for comparing.
    func cost(_ level: Int, _ measure: Path.Measure) -> Double {
        guard level > 0 else { return 0 }
        switch measure {
        case .yuan: return Double(yuan[level].mantissa) / SceneAnalyzer.power(yuan[level].scale)
        case .days: return Double(days)
        }
    }

    func range(_ levels: ClosedRange<Int>) -> AnswerRange {
        let part = values[levels]
        return AnswerRange(states: Cell.known, low: part.min() ?? 0, high: part.max() ?? 0)
    }
}

extension AnalysisPlan {
    /// Levels beyond this many are left out of a search.
    static let mostLevels = 4000

    /// What `record` may change. Only what is answered can be changed.
    func levers(_ record: SceneRecord) -> (levers: [Lever], isComplete: Bool) {
        var levers: [Lever] = []
        var isComplete = true
        for (field, input) in norm.model.inputs.enumerated() {
            guard let change = input.change, record.states[field] == .known else { continue }
            let now = record.values[field]
            let range = AnswerRange(program.schema.fields[field])
            var values: [Int128]
            var steps: [Int]
            switch program.schema.fields[field].kind {
            case .boolean:
                let other: Int128 = now == 0 ? 1 : 0
                let isAllowed = change.direction == .any || (change.direction == .up) == (other == 1)
                values = isAllowed ? [other] : []
                steps = values.map { _ in 1 }
            case .option(let options):
                values = options.indices.map { Int128($0) }.filter { $0 != now }
                steps = values.map { _ in 1 }
            case .number:
                (values, steps) = AnalysisPlan.levels(change, now, range)
                if values.count > AnalysisPlan.mostLevels {
                    values = Array(values.prefix(AnalysisPlan.mostLevels))
                    steps = Array(steps.prefix(AnalysisPlan.mostLevels))
                    isComplete = false
                }
            default: continue
            }
            guard !values.isEmpty else { continue }
            levers.append(
                Lever(
                    field: field, values: [now] + values, steps: [0] + steps,
                    yuan: [ExactDecimal(0)] + steps.map { change.cost($0) }, days: change.days))
        }
        return (levers, isComplete)
    }

    /// Answers a number may move to, nearest first; the last step may be cut at the end of the range.
    private static func levels(_ change: ChangeModel, _ now: Int128, _ range: AnswerRange) -> ([Int128], [Int]) {
        var values: [(Int128, Int)] = []
        let step = Int128(change.step)
        func go(_ sign: Int128, to end: Int128) {
            var count = 0
            var value = now
            while value != end, count <= mostLevels {
                count += 1
                let next = value.adding(sign * step)
                value = sign > 0 ? min(next, end) : max(next, end)
                values.append((value, count))
            }
        }
        let limit = change.limit.map { Int128($0) }
        if change.direction != .down, now < range.high {
            go(1, to: min(range.high, change.direction == .up ? max(limit ?? range.high, now) : range.high))
        }
        if change.direction != .up, now > range.low {
            go(-1, to: max(range.low, change.direction == .down ? min(limit ?? range.low, now) : range.low))
        }
        values.sort { ($0.1, $0.0) < ($1.1, $1.0) }
        return (values.map(\.0), values.map(\.1))
    }
}

extension ChangeModel {
    /// Yuan for a number of steps.
    func cost(_ steps: Int) -> ExactDecimal {
        let scale = max(once.scale, perStep.scale)
        let fixed = once.mantissa(atScale: scale) ?? 0
        let each = perStep.mantissa(atScale: scale) ?? 0
        return ExactDecimal(mantissa: fixed.adding(each.multiplied(by: Int128(steps))), scale: scale)
    }
}
