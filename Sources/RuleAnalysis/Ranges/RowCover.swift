import RuleCompiler
import RuleProgram

/// The conditions of a choice taken apart, to see when its rows leave nothing to the default.
///
/// Range by range a default seems possible as soon as no row is certain, although `< 10`, `[10..50)` and `>= 50` between them
/// leave no number over.
struct RowCover: Sendable {
    /// A comparison of a number with a constant.
    struct Test: Sendable {
        var condition: Int32
        var subject: NumberReference
        var low = -Double.infinity
        var high = Double.infinity
        var lowIncluded = true
        var highIncluded = true
    }

    /// Per row the conditions that must all hold; a condition that is no such comparison has none.
    struct Row: Sendable {
        var conditions: [Int32]
        var tests: [Test]
    }

    var rows: [Row]
}

/// Takes conditions apart.
struct CoverBuilder {
    let program: RuleProgram
    let writers: [Int32]
    let steps: [AnalysisPlan.Step]
    let quotients: [QuotientOperation]
    private var compared: [Int32: QuotientOperation] = [:]

    init(_ program: RuleProgram, _ builder: PlanBuilder) {
        self.program = program
        writers = builder.writers
        steps = builder.steps
        quotients = builder.quotients
        for step in quotients where step.code == .less || step.code == .lessOrEqual { compared[step.slot] = step }
    }

    /// By the slot that a choice writes.
    func covers() -> [Int32: RowCover] {
        var result: [Int32: RowCover] = [:]
        for step in program.instructions
        where (step.opcode == .choice || step.opcode == .fractionChoice) && step.c >= 0 && step.b > 1 {
            let width: Int32 = step.opcode == .choice ? 2 : 3
            let rows = (0..<step.b).map { row in
                let conditions = parts(program.operands[Int(step.a + row * width)])
                return RowCover.Row(conditions: conditions, tests: conditions.compactMap { test($0) })
            }
            if rows.contains(where: { !$0.tests.isEmpty }) { result[step.destination] = RowCover(rows: rows) }
        }
        return result
    }

    private func instruction(_ slot: Int32) -> Instruction? {
        guard writers[Int(slot)] >= 0, steps[Int(writers[Int(slot)])].kind == .instruction else { return nil }
        return program.instructions[Int(steps[Int(writers[Int(slot)])].index)]
    }

    private func parts(_ slot: Int32) -> [Int32] {
        guard let step = instruction(slot), step.opcode == .and else { return [slot] }
        return parts(step.a) + parts(step.b)
    }

    /// A number that is the same in every scene.
    private func constant(_ number: NumberReference) -> Double? {
        guard writers[Int(number.numerator)] < 0, number.numerator != program.unknownSlot,
            number.denominator < 0 || writers[Int(number.denominator)] < 0
        else { return nil }
        let values = (
            program.initialValues[Int(number.numerator)],
            number.denominator < 0 ? 1 : program.initialValues[Int(number.denominator)]
        )
        // Beyond these a double is no longer the number itself.
        guard values.0.magnitude < 1 << 53, values.1.magnitude < 1 << 53, number.scale <= 22 else { return nil }
        let (top, below) = (Double(Int64(values.0)), Double(Int64(values.1)))
        return below > 0 ? top / (below * SceneAnalyzer.power(Int(number.scale))) : nil
    }

    private func test(_ slot: Int32) -> RowCover.Test? {
        let (left, right, isStrict): (NumberReference, NumberReference, Bool)
        if let step = compared[slot] {
            (left, right, isStrict) = (step.a, step.b, step.code == .less)
        } else if let step = instruction(slot), step.opcode == .less || step.opcode == .lessOrEqual {
            func whole(_ slot: Int32) -> NumberReference {
                NumberReference(numerator: slot, denominator: -1, scale: 0, register: -1)
            }
            (left, right, isStrict) = (whole(step.a), whole(step.b), step.opcode == .less)
        } else {
            return nil
        }
        if let bound = constant(right) {
            return .init(condition: slot, subject: left, high: bound, highIncluded: !isStrict)
        }
        if let bound = constant(left) {
            return .init(condition: slot, subject: right, low: bound, lowIncluded: !isStrict)
        }
        return nil
    }
}

extension BoxRun {
    /// True if one of the rows of the choice that writes `slot` matches whatever the answers are.
    func isCovered(_ slot: Int32) -> Bool {
        guard let cover = plan.covers[slot] else { return false }
        var subject: NumberReference?
        var hits: [RowCover.Test] = []
        rows: for row in cover.rows {
            var hit: RowCover.Test?
            for condition in row.conditions where !cells[Int(condition)].surelyHolds {
                guard cells[Int(condition)].isKnown, !cells[Int(condition)].surelyFails,
                    let test = row.tests.first(where: { $0.condition == condition })
                else { continue rows }
                let known = hit?.subject ?? subject ?? test.subject
                guard known.numerator == test.subject.numerator, known.denominator == test.subject.denominator else {
                    continue rows
                }
                hit = hit.map { $0.narrowed(by: test) } ?? test
            }
            guard let hit else { return true }
            subject = hit.subject
            hits.append(hit)
        }
        guard let subject else { return false }
        let range = range(subject)
        let isWhole = subject.denominator < 0 && subject.scale == 0
        hits.sort { $0.low < $1.low }
        guard let first = hits.first, first.low <= range.low else { return false }
        var (end, isIncluded) = (first.high, first.highIncluded)
        for hit in hits.dropFirst() {
            let follows = hit.low < end || (hit.low == end && (hit.lowIncluded || isIncluded))
            let adjoins = isWhole && hit.lowIncluded && isIncluded && hit.low <= end + 1
            guard follows || adjoins else { break }
            if hit.high > end || (hit.high == end && hit.highIncluded) {
                (end, isIncluded) = (hit.high, hit.highIncluded)
            }
        }
        return end > range.high || (end == range.high && isIncluded)
    }
}

extension RowCover.Test {
    fileprivate func narrowed(by other: RowCover.Test) -> RowCover.Test {
        var result = self
        if other.low > low || (other.low == low && !other.lowIncluded) {
            (result.low, result.lowIncluded) = (other.low, other.lowIncluded)
        }
        if other.high < high || (other.high == high && !other.highIncluded) {
            (result.high, result.highIncluded) = (other.high, other.highIncluded)
        }
        return result
    }
}
