import RuleProgram

extension BoxSearch {
    /// The points that a criterion may still have, and its states.
    struct Prospect {
        var points: RealRange
        var states: UInt8
    }

    /// Per criterion, where the run stands.
    var prospects: [Prospect] {
        plan.points.enumerated().map { Prospect(points: run.points($0), states: run.cells[Int($1.numerator)].states) }
    }

    /// The criteria that the scene the run stands at does not bring to what a box promised.
    func short(of promised: [Prospect], _ goal: Goal) -> Set<Int> {
        var short: Set<Int> = []
        for (index, (before, after)) in zip(promised, prospects).enumerated() {
            let isShort =
                goal.wantsHigh != plan.isDeduction[index]
                ? before.points.high - after.points.high > 1e-9 : after.points.low - before.points.low > 1e-9
            if isShort || before.states != after.states { short.insert(index) }
        }
        return short
    }

    /// Changes one answer after another of the scene that the run stands at, as long as that gives more towards the goal. A dive
    /// settles answers that promise the same without knowing which of them leaves room for the others; here each is tried beside the
    /// others as they turned out.
    func climb(_ goal: Goal, within whole: AnswerBox, _ promised: [Prospect]) {
        for _ in 0..<3 {
            let short = short(of: promised, goal)
            let fields = plan.variables(whole).filter { variable in
                if case .list = run.kind(variable) { return false }
                if case .cell = variable { return false }
                return plan.criteria[variable.field].contains { short.contains($0) }
            }
            var hasRisen = false
            for variable in fields {
                guard run.steps < limit else { return }
                hasRisen = raise(variable, whole[variable], goal) || hasRisen
            }
            if !hasRisen { return }
        }
    }

    private func raise(_ variable: Variable, _ range: AnswerRange, _ goal: Goal) -> Bool {
        let now = run.box[variable]
        var best = merit(goal)
        var hasRisen = false
        for candidate in run.candidates(variable, within: range, greatestFirst: goal.wantsHigh) where candidate != now {
            let mark = run.mark
            run.settle(variable, candidate)
            let own = merit(goal)
            if best < own, isSettled(goal) {
                best = own
                hasRisen = true
            } else {
                run.undo(to: mark)
            }
        }
        return hasRisen
    }
}
