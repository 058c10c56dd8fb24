import RuleProgram

/// Loops over lists.
extension BoxRun {
    /// Runs the loop whose `forEach` stands at `start`.
    func runLoop(_ start: Int, end: Int) {
        #if DEBUG
            note(instructions[start])
        #endif
        let field = Int(instructions[start].a)
        let length = box.answers[field]
        guard length.states & Cell.known != 0 else { return }
        let outside = entry
        defer { entry = outside }
        if let entries = box.entries[field] {
            guard length.states == Cell.known else { return runAny(start, end, length.high) }
            for position in 0..<(entries.first?.count ?? Int(length.low)) {
                entry = position
                runBody(start + 1, end)
            }
        } else if length.states == Cell.known, length.high == 0 {
            return
        } else {
            runAny(start, end, length.high)
        }
    }

    private func runBody(_ start: Int, _ end: Int) {
        var place = start
        while place < end {
            let instruction = instructions[place]
            if instruction.opcode == .forEach {
                let after = place + 1 + Int(instruction.b)
                runLoop(place, end: after)
                place = after
            } else {
                execute(instruction)
                place += 1
            }
        }
    }

    /// A length that is not settled: the body runs once on an entry that may be any; what it adds to is widened.
    private func runAny(_ start: Int, _ end: Int, _ most: Int128) {
        entry = -1
        var place = start + 1
        while place < end {
            let instruction = instructions[place]
            let slot = Int(instruction.destination)
            if instruction.opcode == .forEach {
                let after = place + 1 + Int(instruction.b)
                runLoop(place, end: after)
                place = after
                continue
            }
            if instruction.destination == instruction.a, instruction.opcode != .copy {
                if instruction.opcode == .add {
                    #if DEBUG
                        note(instruction)
                    #endif
                    accumulate(slot, Int(instruction.b), most)
                } else {
                    // Least, greatest, `and` and `or` settle after a turn each for values and states.
                    for _ in 0..<3 {
                        let before = cells[slot]
                        execute(instruction)
                        cells[slot].formUnion(before)
                    }
                }
            } else {
                execute(instruction)
            }
            place += 1
        }
    }

    /// Up to `most` times the part added.
    private func accumulate(_ slot: Int, _ added: Int, _ most: Int128) {
        let part = cells[added]
        guard part.mayBeKnown else {
            cells[slot].states |= Cell.strict(cells[slot].states, part.states)
            return
        }
        cells[slot].low = cells[slot].low.adding(min(0, part.low.multiplied(by: most)))
        cells[slot].high = cells[slot].high.adding(max(0, part.high.multiplied(by: most)))
        cells[slot].states |= Cell.strict(cells[slot].states, part.states)
    }

    /// What the current entry of a list has in a field of its records.
    func element(_ field: Int, _ column: Int) -> Cell {
        if entry >= 0, let columns = box.entries[field], entry < columns[column].count {
            return columns[column][entry].cell
        }
        guard case .list(_, let fields) = plan.program.schema.fields[field].kind else { return .point(0) }
        return AnswerRange(fields[column]).cell
    }
}
