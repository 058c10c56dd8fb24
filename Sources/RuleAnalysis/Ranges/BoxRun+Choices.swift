import RuleProgram

/// Choices between candidates, as `Candidates` of the engine joins them.
extension BoxRun {
    /// What is gathered of the candidates of one choice.
    private struct Gathered {
        var cell = Cell(low: 0, high: 0, states: 0)
        var below = Cell(low: 1, high: 1, states: Cell.known)
        var undecided: Cell.States = 0
        var count = 0

        mutating func add(_ value: Cell, _ divisor: Cell?) {
            cell.formUnion(value)
            if let divisor, divisor.mayBeKnown {
                if count == 0 { below = divisor } else { below.formUnion(divisor) }
            }
            count += 1
        }

        /// A condition that is not known joins its candidate to the later ones: the outcome is one of them, or not known.
        var states: Cell.States {
            guard undecided != 0 else { return cell.states == 0 ? Cell.unknown : cell.states }
            var states = cell.states | Cell.unknown | Cell.open
            if undecided & Cell.notApplicable != 0 { states |= Cell.notApplicable }
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
            if test.mayHold || !test.isKnown { gathered.add(cells[a], nil) }
            if test.mayFail || !test.isKnown { gathered.add(cells[b], nil) }
            gathered.undecided = test.states & ~Cell.known
            cells[d] = Cell(low: gathered.cell.low, high: gathered.cell.high, states: gathered.states)
        }
    }

    func choice(_ d: Int, _ start: Int, _ rows: Int, _ otherwise: Int) {
        var gathered = Gathered()
        let isDecided = gather(&gathered, start, rows, width: 2)
        if !isDecided, otherwise >= 0 { gathered.add(cells[otherwise], nil) }
        cells[d] = Cell(low: gathered.cell.low, high: gathered.cell.high, states: gathered.states)
    }

    func fractionChoice(_ d: Int, _ start: Int, _ rows: Int, _ otherwise: Int) {
        var gathered = Gathered()
        let isDecided = gather(&gathered, start, rows, width: 3)
        if !isDecided, otherwise >= 0 { add(&gathered, otherwise) }
        cells[d] = Cell(low: gathered.cell.low, high: gathered.cell.high, states: gathered.states)
        cells[d + 1] = Cell(low: gathered.below.low, high: gathered.below.high, states: gathered.states)
    }

    /// True if a row surely matches whatever else.
    private func gather(_ gathered: inout Gathered, _ start: Int, _ rows: Int, width: Int) -> Bool {
        for row in 0..<rows {
            let test = cells[Int(plan.program.operands[start + row * width])]
            if test.surelyFails { continue }
            gathered.undecided |= test.states & ~Cell.known
            if width == 2 {
                gathered.add(cells[Int(plan.program.operands[start + row * 2 + 1])], nil)
            } else {
                add(&gathered, start + row * 3 + 1)
            }
            if test.surelyHolds { return true }
        }
        return false
    }

    private func add(_ gathered: inout Gathered, _ position: Int) {
        var value = cells[Int(plan.program.operands[position])]
        let divisor = cells[Int(plan.program.operands[position + 1])]
        value.states = Cell.strict(value.states, divisor.states)
        gathered.add(value, divisor)
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
                let test = cells[Int(plan.program.operands[Int(step.a) + row * 2])]
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
