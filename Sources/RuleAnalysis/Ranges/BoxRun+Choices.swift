import RuleProgram

/// Choices between candidates, as `Candidates` of the engine joins them.
extension BoxRun {
    /// What is gathered of the candidates of one choice.
    private struct Gathered {
        var cell = Cell(low: 0, high: 0, states: 0)
        var below = Cell(low: 1, high: 1, states: Cell.known)
        /// States that conditions may have besides known, and whether all may be known together.
        var undecided: Cell.States = 0
        var mayBeDecided = true
        var count = 0
        /// All candidates may have one value; all may not apply.
        private var meets = true
        private var allMayDrop = true
        private var common = Cell(low: 0, high: 0, states: 0)
        private var all: Cell.States = 0
        private var hasDivisor = false

        /// A candidate. One that can only stand beside others, since its condition is never known to hold, does not `count`: where
        /// the outcome is known all the same, it is that of the others.
        mutating func add(_ value: Cell, _ divisor: Cell?, counts: Bool = true) {
            if divisor != nil || !value.mayBeKnown {
                meets = meets && value.mayBeKnown
            } else if count == 0 {
                common = value
            } else {
                common.low = max(common.low, value.low)
                common.high = min(common.high, value.high)
                meets = meets && common.low <= common.high
            }
            allMayDrop = allMayDrop && value.states & Cell.notApplicable != 0
            all |= value.states
            count += 1
            guard counts else { return }
            cell.formUnion(value)
            guard let divisor, divisor.mayBeKnown else { return }
            if hasDivisor { below.formUnion(divisor) } else { below = divisor }
            hasDivisor = true
        }

        mutating func add(test: Cell) {
            undecided |= test.states & ~Cell.known
            mayBeDecided = mayBeDecided && test.mayBeKnown
        }

        /// With a condition that is not known the outcome is one of the candidates, or not known.
        var states: Cell.States {
            guard undecided != 0 else { return cell.states == 0 ? Cell.unknown : cell.states }
            var states = mayBeDecided ? cell.states : 0
            states |= undecided | (all & Cell.undecided)
            if all & Cell.notApplicable != 0 { states |= Cell.open }
            if undecided & Cell.notApplicable != 0, undecided != Cell.notApplicable { states |= Cell.open }
            if meets { states |= Cell.known }
            if allMayDrop { states |= Cell.notApplicable }
            return states
        }
    }

    func choose(_ d: Int, _ a: Int, _ condition: Int, _ b: Int) {
        let test = cells[condition]
        if test.surelyHolds {
            cells[d] = cells[a]
        } else if test.surelyFails {
            cells[d] = cells[b]
        } else {
            var gathered = Gathered()
            if test.mayHold || !test.isKnown { gathered.add(cells[a], nil, counts: test.mayHold || !test.mayBeKnown) }
            if test.mayFail || !test.isKnown { gathered.add(cells[b], nil, counts: test.mayFail) }
            gathered.add(test: test)
            cells[d] = Cell(low: gathered.cell.low, high: gathered.cell.high, states: gathered.states)
        }
    }

    func choice(_ d: Int, _ start: Int, _ rows: Int, _ otherwise: Int) {
        var gathered = Gathered()
        let isDecided = gather(&gathered, start, rows, width: 2, hasDefault: otherwise >= 0)
        if !isDecided, otherwise >= 0, !isCovered(Int32(d)) { gathered.add(cells[otherwise], nil) }
        cells[d] = Cell(low: gathered.cell.low, high: gathered.cell.high, states: gathered.states)
    }

    func fractionChoice(_ d: Int, _ start: Int, _ rows: Int, _ otherwise: Int) {
        var gathered = Gathered()
        let isDecided = gather(&gathered, start, rows, width: 3, hasDefault: otherwise >= 0)
        if !isDecided, otherwise >= 0, !isCovered(Int32(d)) { add(&gathered, otherwise) }
        cells[d] = Cell(low: gathered.cell.low, high: gathered.cell.high, states: gathered.states)
        cells[d + 1] = Cell(low: gathered.below.low, high: gathered.below.high, states: gathered.states)
    }

    /// True if a row surely matches whatever else.
    private func gather(
        _ gathered: inout Gathered, _ start: Int, _ rows: Int, width: Int, hasDefault: Bool
    ) -> Bool {
        for row in 0..<rows {
            let test = cells[Int(operands[start + row * width])]
            if test.surelyFails { continue }
            gathered.add(test: test)
            let counts = test.mayHold || !hasDefault
            if width == 2 {
                gathered.add(cells[Int(operands[start + row * 2 + 1])], nil, counts: counts)
            } else {
                add(&gathered, start + row * 3 + 1, counts: counts)
            }
            if test.surelyHolds { return true }
        }
        return false
    }

    private func add(_ gathered: inout Gathered, _ position: Int, counts: Bool = true) {
        var value = cells[Int(operands[position])]
        let divisor = cells[Int(operands[position + 1])]
        value.states = Cell.strict(value.states, divisor.states)
        gathered.add(value, divisor, counts: counts)
    }

    /// Which rows of a choice may be the answer; the last bit stands for none of them.
    func candidates(_ step: Instruction) -> [Bool] {
        switch step.opcode {
        case .choose:
            let test = cells[Int(step.b)]
            return [!test.surelyFails, !test.surelyHolds]
        case .choice:
            var result = Array(repeating: false, count: Int(step.b) + 1)
            for row in 0..<Int(step.b) {
                let test = cells[Int(operands[Int(step.a) + row * 2])]
                if test.surelyFails { continue }
                result[row] = true
                if test.surelyHolds { return result }
            }
            result[Int(step.b)] = true
            return result
        default: return []
        }
    }
}
