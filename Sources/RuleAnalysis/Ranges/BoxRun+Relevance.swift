import RuleProgram

/// Which questions can still matter.
extension BoxRun {
    /// Per question: whether a slot of `targets` may still depend on it.
    ///
    /// Sound: what is not named cannot change any of them any more, since every way from it ends at something settled.
    func relevant(to targets: [Int32]) -> [Bool] {
        var result = Array(repeating: false, count: box.answers.count)
        var seen = Array(repeating: false, count: plan.writers.count)
        var waiting = targets.map { Int($0) }
        while let slot = waiting.popLast() {
            guard plan.writers[slot] >= 0, !cells[slot].isPoint, !seen[slot] else { continue }
            seen[slot] = true
            let step = stepList[Int(plan.writers[slot])]
            if step.kind == .instruction {
                follow(instructions[Int(step.index)], &waiting, &result)
                continue
            }
            for index in Int(step.index)..<Int(step.end) {
                let instruction = instructions[index]
                if let field = instruction.question { result[field] = result[field] || isOpen(field) }
                waiting += instruction.reads(plan.program).filter { plan.writers[$0] != plan.writers[slot] }
            }
        }
        return result
    }

    /// Slots of status, grade and score.
    var outcomeTargets: [Int32] {
        var targets = [layout.notAssessable, layout.notEligible, layout.grade, layout.total.numerator]
        if layout.total.denominator >= 0 { targets.append(layout.total.denominator) }
        return targets
    }

    func isOpen(_ field: Int) -> Bool {
        if !box.answers[field].isPoint || box.evidence[field].count > 1 { return true }
        return box.entries[field]?.contains { $0.contains { !$0.isPoint } } ?? false
    }

    private func follow(_ step: Instruction, _ waiting: inout [Int], _ result: inout [Bool]) {
        if let field = step.question, isOpen(field) { result[field] = true }
        switch step.opcode.traits.states {
        case .choice, .fractionChoice: followChoice(step, &waiting)
        case .nothing, .known, .answer, .strict, .logic, .applicable, .count, .defaultIfUnknown, .zeroIfUnknown, .when,
            .dropNotApplicable, .weigh:
            waiting += step.reads(plan.program)
        }
    }

    /// A row whose condition surely fails cannot matter any more, nor what stands after one that surely holds.
    private func followChoice(_ step: Instruction, _ waiting: inout [Int]) {
        guard let roles = step.opcode.traits.row?.roles else {
            let test = cells[Int(step.b)]
            if !test.surelyFails { waiting.append(Int(step.a)) }
            if !test.surelyHolds { waiting.append(Int(step.c)) }
            if !test.surelyHolds, !test.surelyFails { waiting.append(Int(step.b)) }
            return
        }
        for row in 0..<Int(step.b) {
            let start = Int(step.a) + row * roles.count
            let test = cells[Int(operands[start])]
            if test.surelyFails { continue }
            waiting += roles.indices.map { Int(operands[start + $0]) }
            if test.surelyHolds { return }
        }
        guard step.c >= 0 else { return }
        let isPair = step.opcode.traits.c == .pair
        waiting += isPair ? [Int(operands[Int(step.c)]), Int(operands[Int(step.c) + 1])] : [Int(step.c)]
    }
}
