import RuleProgram

/// Which questions can still matter.
extension BoxRun {
    /// Per question: whether a slot of `targets` may still hang on it.
    ///
    /// Sound: what is not named cannot change any of them any more, since every way from it ends at something settled.
    func relevant(to targets: [Int32]) -> [Bool] {
        var result = Array(repeating: false, count: box.answers.count)
        var seen: Set<Int> = []
        var waiting = targets.map { Int($0) }
        func visit(_ slot: Int32) { waiting.append(Int(slot)) }
        while let slot = waiting.popLast() {
            guard plan.writers[slot] >= 0, !cells[slot].isPoint, seen.insert(slot).inserted else { continue }
            switch plan.steps[Int(plan.writers[slot])] {
            case .instruction(let index): follow(plan.program.instructions[index], &waiting, &result)
            case .loop(let start, let end):
                for index in start..<end {
                    let instruction = plan.program.instructions[index]
                    if let field = instruction.question(plan.program) { result[field] = result[field] || isOpen(field) }
                    waiting += instruction.reads(plan.program).filter { plan.writers[$0] != plan.writers[slot] }
                }
            case .quotient: continue
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
        if let field = step.question(plan.program), isOpen(field) { result[field] = true }
        switch step.opcode {
        case .choose:
            let test = cells[Int(step.b)]
            if test.surelyHolds {
                waiting.append(Int(step.a))
            } else if test.surelyFails {
                waiting.append(Int(step.c))
            } else {
                waiting += [Int(step.a), Int(step.b), Int(step.c)]
            }
        case .choice, .fractionChoice:
            let width = step.opcode == .choice ? 2 : 3
            for row in 0..<Int(step.b) {
                let start = Int(step.a) + row * width
                let test = cells[Int(plan.program.operands[start])]
                if test.surelyFails { continue }
                waiting += (0..<width).map { Int(plan.program.operands[start + $0]) }
                if test.surelyHolds { return }
            }
            if step.c >= 0 {
                if width == 2 {
                    waiting.append(Int(step.c))
                } else {
                    waiting += [Int(plan.program.operands[Int(step.c)]), Int(plan.program.operands[Int(step.c) + 1])]
                }
            }
        default: waiting += step.reads(plan.program)
        }
    }
}
