import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleProgram

/// The conditions of a choice taken apart, to see when its rows leave nothing to the default.
///
/// Range by range a default seems possible as soon as no row is certain, although `< 10`, `[10..50)` and `>= 50` between them
/// leave no number over.
struct RowCover: Sendable {
    /// A constant that numbers are compared with: `numerator ÷ denominator`, exactly. Two that differ may be one double.
    struct Bound: Sendable, Comparable {
        var numerator: Int128
        /// Positive.
        var denominator: Int128

        static func == (a: Bound, b: Bound) -> Bool {
            Interpreter.areEqual(a.numerator, a.denominator, b.numerator, b.denominator)
        }

        static func < (a: Bound, b: Bound) -> Bool {
            let left = a.numerator.multipliedFullWidth(by: b.denominator)
            let right = b.numerator.multipliedFullWidth(by: a.denominator)
            return left.high != right.high ? left.high < right.high : left.low < right.low
        }

        /// Between which doubles it lies.
        var range: RealRange { RealRange(numerator, numerator) / RealRange(denominator, denominator) }

        /// The whole number at or below it, and the one at or above.
        var floor: Int128 { .divide(numerator, by: denominator, rounding: .floor) }
        var ceiling: Int128 { .divide(numerator, by: denominator, rounding: .ceiling) }
    }

    /// A comparison of a number with a constant: which numbers it takes in. nil: no end.
    struct Test: Sendable {
        var condition: Int32
        var subject: NumberReference
        var low: Bound?
        var high: Bound?
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
    private func constant(_ number: NumberReference) -> RowCover.Bound? {
        guard writers[Int(number.numerator)] < 0, number.numerator != program.unknownSlot,
            number.denominator < 0 || writers[Int(number.denominator)] < 0, number.scale <= 38
        else { return nil }
        let below = number.denominator < 0 ? 1 : program.initialValues[Int(number.denominator)]
        let (divisor, overflow) = below.multipliedReportingOverflow(by: .powerOfTen(Int(number.scale)))
        guard divisor > 0, !overflow else { return nil }
        return .init(numerator: program.initialValues[Int(number.numerator)], denominator: divisor)
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
        return RowCover.covers(
            hits, range(subject), isWhole: subject.denominator < 0 && subject.scale == 0)
    }
}

extension RowCover {
    /// True if the tests between them take in every number of `range`.
    static func covers(_ tests: [Test], _ range: RealRange, isWhole: Bool) -> Bool {
        let hits = tests.sorted { $0.begins(before: $1) }
        guard let first = hits.first, first.takesIn(least: range.low) else { return false }
        var last = first
        for hit in hits.dropFirst() {
            guard last.isFollowed(by: hit, isWhole: isWhole) else { break }
            if last.ends(before: hit) { last = hit }
        }
        return last.takesIn(most: range.high)
    }
}

extension RowCover.Test {
    fileprivate func begins(before other: RowCover.Test) -> Bool {
        guard let low, let otherLow = other.low else { return low == nil && other.low != nil }
        return low < otherLow || (low == otherLow && lowIncluded && !other.lowIncluded)
    }

    fileprivate func ends(before other: RowCover.Test) -> Bool {
        guard let high, let otherHigh = other.high else { return high != nil && other.high == nil }
        return high < otherHigh || (high == otherHigh && !highIncluded && other.highIncluded)
    }

    /// Nothing is left between the end of this and the beginning of `other`.
    fileprivate func isFollowed(by other: RowCover.Test, isWhole: Bool) -> Bool {
        guard let high, let low = other.low else { return true }
        if low < high || (low == high && (other.lowIncluded || highIncluded)) { return true }
        guard isWhole else { return false }
        let last = highIncluded ? high.floor : high.ceiling - 1
        let next = other.lowIncluded ? low.ceiling : low.floor + 1
        return next <= last + 1
    }

    fileprivate func takesIn(least value: Double) -> Bool {
        guard let low else { return true }
        return low.range.high < value || (low.range == RealRange(low: value, high: value) && lowIncluded)
    }

    fileprivate func takesIn(most value: Double) -> Bool {
        guard let high else { return true }
        return high.range.low > value || (high.range == RealRange(low: value, high: value) && highIncluded)
    }

    fileprivate func narrowed(by other: RowCover.Test) -> RowCover.Test {
        var result = self
        if let low = other.low, result.low.map({ $0 < low || ($0 == low && !other.lowIncluded) }) ?? true {
            (result.low, result.lowIncluded) = (low, other.lowIncluded)
        }
        if let high = other.high, result.high.map({ high < $0 || (high == $0 && !other.highIncluded) }) ?? true {
            (result.high, result.highIncluded) = (high, other.highIncluded)
        }
        return result
    }
}
