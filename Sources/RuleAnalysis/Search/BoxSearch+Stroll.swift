import RuleProgram

extension BoxSearch {
    /// Goes from one graded scene to others, one answer at a time, while the total falls (or rises), and hands out each of them:
    /// a cheap way past the grades between the ends.
    func stroll(from start: AnswerBox, down: Bool, _ visit: (AnswerBox) -> Void) {
        let root = run.mark
        defer { run.undo(to: root) }
        let whole = run.box
        let relevant = run.relevant(to: run.outcomeTargets)
        let fields = plan.variables(whole).filter {
            if case .answer(let field) = $0 { return relevant[field] }
            return false
        }
        for field in whole.answers.indices { run.take(field, from: start) }
        var total = run.total
        for variable in fields {
            guard run.steps < limit else { return }
            let here = run.box[variable]
            for range in tries(variable, whole[variable], down: down) where range != here {
                let mark = run.mark
                run.settle(variable, range)
                let isSettled =
                    !run.mayBeNotAssessable && !run.mayBeNotEligible && run.total.high - run.total.low < 1e-6
                let goesOn = down ? run.total.high <= total.high : run.total.low >= total.low
                if isSettled, goesOn {
                    if run.total != total { visit(run.box) }
                    total = run.total
                    break
                }
                run.undo(to: mark)
            }
        }
    }

    private func tries(_ variable: Variable, _ whole: AnswerRange, down: Bool) -> [AnswerRange] {
        var values: [Int128]
        switch run.kind(variable) {
        case .list: values = [0]
        case .number, .date:
            let turns = run.turningPoints(variable).filter { $0 > whole.low && $0 < whole.high }
            values = [whole.low] + turns.prefix(12) + [whole.high]
        default: values = Array(stride(from: whole.low, through: min(whole.high, whole.low.adding(16)), by: 1))
        }
        if !down { values.reverse() }
        return values.map { AnswerRange(states: Cell.known, low: $0, high: $0) }
    }
}
