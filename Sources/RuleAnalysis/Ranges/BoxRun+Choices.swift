import RuleProgram

/// Choices between candidates, as `Candidates` of the engine joins them.
extension BoxRun {
    func choose(_ d: Int, _ a: Int, _ condition: Int, _ b: Int) {
        let test = cells[condition]
        var result = Cell.nothing
        if test.mayHold { result.formUnion(cells[a]) }
        if test.mayFail { result.formUnion(cells[b]) }
        var divisor = Cell.nothing
        for state in Situation.undecided(test) {
            Situation().undecided(state).with(cells[a], nil) {
                $0.with(cells[b], nil) { $0.join(into: &result, &divisor) }
            }
        }
        cells[d] = result
    }

    func choice(_ d: Int, _ start: Int, _ rows: Int, _ otherwise: Int) {
        cells[d] = chosen(d, start, rows, width: 2, otherwise < 0 ? nil : (cells[otherwise], nil)).value
    }

    func fractionChoice(_ d: Int, _ start: Int, _ rows: Int, _ otherwise: Int) {
        (cells[d], cells[d + 1]) = chosen(
            d, start, rows, width: 3, otherwise < 0 ? nil : fraction(otherwise))
    }

    private typealias Candidate = (value: Cell, divisor: Cell?)

    /// What a choice may give, with its divisor.
    private func chosen(
        _ d: Int, _ start: Int, _ rows: Int, width: Int, _ otherwise: Candidate?
    ) -> (value: Cell, divisor: Cell) {
        var result = Cell.nothing
        var divisor = Cell.nothing
        // As long as every condition is known there is one candidate, and no need to look at what stands beside it.
        var waiting: [Situation]?
        for row in 0..<rows {
            let test = cells[Int(operands[start + row * width])]
            if test.surelyFails { continue }
            let position = start + row * width + 1
            let candidate = width == 2 ? (cells[Int(operands[position])], nil) : fraction(position)
            if waiting == nil, !test.isKnown { waiting = [Situation()] }
            guard let before = waiting else {
                take(candidate, &result, &divisor)
                if test.surelyHolds { return (result, divisor) }
                continue
            }
            waiting = passing(before, test, candidate, &result, &divisor)
        }
        if let waiting {
            finish(waiting, isCovered(Int32(d)) ? nil : otherwise, isOpenEnded: otherwise == nil, &result, &divisor)
        } else if let otherwise, !isCovered(Int32(d)) {
            take(otherwise, &result, &divisor)
        }
        // No row matches only where the value does not count.
        if result.states == 0 { (result.states, divisor.states) = (Cell.unknown, Cell.unknown) }
        return (result, divisor)
    }

    private func take(_ candidate: Candidate, _ result: inout Cell, _ divisor: inout Cell) {
        result.formUnion(candidate.value)
        guard var below = candidate.divisor else { return }
        below.states = candidate.value.states
        divisor.formUnion(below)
    }

    /// What is left after a row: it was passed over, or stands beside what follows. Where it holds, the search ends.
    private func passing(
        _ before: [Situation], _ test: Cell, _ candidate: Candidate, _ result: inout Cell, _ divisor: inout Cell
    ) -> [Situation] {
        var after = test.mayFail ? before : []
        for situation in before {
            if test.mayHold {
                situation.with(candidate.value, candidate.divisor) { $0.join(into: &result, &divisor) }
            }
            for state in Situation.undecided(test) {
                situation.undecided(state).with(candidate.value, candidate.divisor) { Situation.add($0, to: &after) }
            }
        }
        return after
    }

    private func finish(
        _ waiting: [Situation], _ otherwise: Candidate?, isOpenEnded: Bool, _ result: inout Cell,
        _ divisor: inout Cell
    ) {
        for situation in waiting {
            if let otherwise {
                situation.with(otherwise.value, otherwise.divisor) { $0.join(into: &result, &divisor) }
            } else if isOpenEnded, situation.count > 0 {
                situation.join(into: &result, &divisor)
            }
        }
    }

    private func fraction(_ position: Int) -> Candidate {
        var value = cells[Int(operands[position])]
        let divisor = cells[Int(operands[position + 1])]
        value.states = Cell.strict(value.states, divisor.states)
        return (value, divisor)
    }

    /// Which rows of a choice may be its outcome where that is known; the last bit stands for none of them. A condition that is not
    /// known leaves it unknown, since no two rows have the same outcome. Empty for a step that chooses nothing.
    func candidates(_ step: Instruction) -> [Bool] {
        guard let conditions = conditions(of: step) else { return [] }
        var result = Array(repeating: false, count: conditions.count + 1)
        for (row, condition) in conditions.enumerated() {
            result[row] = cells[condition].mayTake
            if !cells[condition].mayPassOn { return result }
        }
        result[conditions.count] = true
        return result
    }

    /// The slots of a choice's conditions, row by row; nil for a step that chooses nothing.
    func conditions(of step: Instruction) -> [Int]? {
        switch step.opcode.traits.states {
        case .choice, .fractionChoice:
            guard let width = step.opcode.traits.row?.roles.count else { return [Int(step.b)] }
            return (0..<Int(step.b)).map { Int(operands[Int(step.a) + $0 * width]) }
        case .nothing, .known, .answer, .strict, .logic, .applicable, .count, .defaultIfUnknown, .zeroIfUnknown, .when,
            .dropNotApplicable, .weigh:
            return nil
        }
    }
}

extension Cell {
    /// A row with this condition may be the known outcome of its choice; a later one may.
    fileprivate var mayTake: Bool { mayHold || states & Cell.notApplicable != 0 }
    fileprivate var mayPassOn: Bool { mayFail || states & Cell.notApplicable != 0 }
}
