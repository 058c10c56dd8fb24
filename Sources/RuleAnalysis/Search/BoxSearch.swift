import RuleProgram

/// Looks for the scene of a box that gives most towards a goal, and for a bound on what any can give.
///
/// A *dive* settles one question after another so that as little as possible of what the box promises is lost. Where the scene it
/// ends at falls short of the promise, *branch and bound* splits the questions that the difference depends on, the most promising
/// part first, until nothing promises more or the budget is spent.
final class BoxSearch {
    let run: BoxRun
    var plan: AnalysisPlan { run.plan }
    /// Looks only at scenes that are graded.
    var mustBeGraded = false
    /// Number of steps of the run at which every search ends, dives too: what is not settled by then stays open.
    var limit = Int.max

    init(_ run: BoxRun) { self.run = run }

    /// What a search found.
    struct Found {
        /// What no scene of the box exceeds; -∞ if every part of the box was shown to hold no scene at all that counts.
        var bound: Double
        /// The best scene found, with what it gives; nil if there is none.
        var best: (box: AnswerBox, merit: Merit)?
    }

    func merit(_ goal: Goal, of field: Int) -> Merit {
        if mustBeGraded, !run.mayBeGraded { return .impossible }
        return run.merit(goal, of: plan.criteria[field])
    }

    func merit(_ goal: Goal) -> Merit {
        if mustBeGraded, !run.mayBeGraded { return .impossible }
        return run.merit(goal, of: [])
    }

    /// Settles all that is open and matters. The answers of `preferred` are tried first.
    func dive(_ goal: Goal, preferring preferred: AnswerBox? = nil) {
        let relevant = run.relevant(to: run.outcomeTargets)
        var waiting = Array(plan.variables(run.box).filter { relevant[$0.field] }.reversed())
        while let variable = waiting.popLast() {
            guard run.steps < limit else { return }
            guard !run.box[variable].isPoint else { continue }
            settleBest(variable, goal, preferred)
            if case .answer(let field) = variable, run.box.entries[field] != nil {
                waiting += plan.variables(run.box, of: field).filter {
                    if case .cell = $0 { return true }
                    return false
                }
            }
        }
    }

    private func settleBest(_ variable: Variable, _ goal: Goal, _ preferred: AnswerBox?) {
        let whole = merit(goal, of: variable.field)
        var candidates = run.candidates(variable, greatestFirst: goal.wantsHigh)
        if let preferred {
            let range = run.box[variable]
            let value = preferred[variable]
            let isInside =
                value.isPoint && value.states & range.states == value.states
                && (value.states == Cell.notApplicable || (value.low >= range.low && value.high <= range.high))
            if isInside { candidates.insert(value, at: 0) }
        }
        let isSimple = isSimple(variable)
        let criteria = plan.criteria[variable.field]
        var best: (range: AnswerRange, merit: Merit, assured: Double)?
        var isLossless = false
        for candidate in candidates {
            let mark = run.mark
            run.settle(variable, candidate)
            let own = merit(goal, of: variable.field)
            isLossless = isLossless || !(own < whole)
            if isLossless, isSimple || preferred != nil { return }
            let assured = run.assured(goal, of: criteria)
            if let last = best {
                if last.merit < own || (!(own < last.merit) && assured > last.assured + 1e-9) {
                    best = (candidate, own, assured)
                }
            } else {
                best = (candidate, own, assured)
            }
            run.undo(to: mark)
        }
        if !isLossless, let narrowed = narrow(variable, goal, better: best?.merit) {
            return run.settle(variable, narrowed)
        }
        if let best { run.settle(variable, best.range) }
    }

    /// Yes or no, and evidence: one of two ends is right as soon as it loses nothing.
    private func isSimple(_ variable: Variable) -> Bool {
        switch run.kind(variable) {
        case .boolean, nil: return true
        default: return false
        }
    }

    /// Halves a wide range towards the goal; nil if that leads to nothing better than what there is.
    private func narrow(_ variable: Variable, _ goal: Goal, better than: Merit?) -> AnswerRange? {
        switch run.kind(variable) {
        case .number, .date: break
        default: return nil
        }
        let mark = run.mark
        defer { run.undo(to: mark) }
        var last = Merit.impossible
        for _ in 0..<80 {
            let range = run.box[variable]
            guard range.states & Cell.known != 0, range.low < range.high else { break }
            var halves = [(range.low, range.middle), (range.middle + 1, range.high)].map {
                AnswerRange(states: Cell.known, low: $0.0, high: $0.1)
            }
            if goal.wantsHigh { halves.reverse() }
            var best: (AnswerRange, Merit)?
            for half in halves {
                let here = run.mark
                run.settle(variable, half)
                let own = merit(goal, of: variable.field)
                if best.map({ $0.1 < own }) ?? true { best = (half, own) }
                run.undo(to: here)
            }
            guard let best else { return nil }
            if let than, best.1 < than { return nil }
            run.settle(variable, best.0)
            last = best.1
        }
        if let than, !(than < last) { return nil }
        return last == .impossible ? nil : run.box[variable]
    }

    // MARK: - Branch and bound

    /// A part of the box that was searched: what was settled to get there, and what it promises.
    private struct Part {
        var settled: [(Variable, AnswerRange)]
        var merit: Merit
        var order: Int
    }

    /// The best scene of the run's box, with at most about `budget` steps. The run is left as it was.
    func search(_ goal: Goal, budget: Int) -> Found {
        let root = run.mark
        defer { run.undo(to: root) }
        let limit = min(run.steps + budget, self.limit)
        let whole = merit(goal)
        var found = Found(bound: whole.first, best: nil)
        guard whole.first > -.infinity, run.steps < limit else { return found }
        probe(goal, &found)
        var waiting = [Part(settled: [], merit: whole, order: 0)]
        var closed = -Double.infinity
        var made = 1
        var taken = 0
        // A part that promises next to nothing more is not looked into, but what it promises stays possible.
        func isClose(_ merit: Merit) -> Bool {
            guard let best = found.best, merit.first - best.merit.first <= 1e-9 else { return false }
            closed = max(closed, merit.first)
            return true
        }
        while let part = waiting.popLast() {
            if isClose(part.merit) { continue }
            if run.steps >= limit {
                closed = max(closed, part.merit.first)
                break
            }
            run.undo(to: root)
            for (variable, range) in part.settled { run.settle(variable, range) }
            taken += 1
            if taken % 4 == 0 {
                let here = run.mark
                probe(goal, &found)
                run.undo(to: here)
                if isClose(part.merit) { continue }
            }
            guard let variable = branching(goal, found.best?.box) else {
                let here = run.mark
                probe(goal, &found)
                run.undo(to: here)
                closed = max(closed, part.merit.first)
                continue
            }
            for range in run.parts(variable) {
                let here = run.mark
                run.settle(variable, range)
                let own = merit(goal)
                run.undo(to: here)
                if own.first == -.infinity || isClose(own) { continue }
                let child = Part(settled: part.settled + [(variable, range)], merit: own, order: made)
                made += 1
                let place = waiting.firstIndex { !($0.merit < own) } ?? waiting.count
                waiting.insert(child, at: place)
            }
        }
        for part in waiting { closed = max(closed, part.merit.first) }
        found.bound = max(closed, found.best?.merit.first ?? -.infinity)
        return found
    }

    /// Dives from where the run stands, and keeps the scene if it is the best so far.
    private func probe(_ goal: Goal, _ found: inout Found) {
        let here = run.mark
        let (whole, promised, prospects) = (run.box, merit(goal), prospects)
        dive(goal, preferring: found.best?.box)
        if merit(goal) < promised, isSettled(goal) { climb(goal, within: whole, prospects) }
        let own = merit(goal)
        if own.first > -.infinity, isSettled(goal), found.best.map({ $0.merit < own }) ?? true {
            found.best = (run.box, own)
        }
        run.undo(to: here)
    }

    func isSettled(_ goal: Goal) -> Bool {
        switch goal {
        case .highest, .lowest:
            return run.total.high - run.total.low < 1e-6 && run.cells[Int(plan.total.numerator)].isKnown
        case .grade(let grade):
            return !run.mayBeNotAssessable && !run.mayBeNotEligible && run.grades.filter { $0 }.count == 1
                && run.grades[grade]
        case .status(.notAssessable): return !run.mayBeAssessable
        case .status(.notEligible): return !run.mayBeNotAssessable && !run.mayBeEligible
        case .status: return !run.mayBeNotAssessable && !run.mayBeNotEligible
        }
    }

    /// The open question to split: one that feeds criteria whose points the best scene does not bring to their bound.
    private func branching(_ goal: Goal, _ best: AnswerBox?) -> Variable? {
        let relevant = run.relevant(to: run.outcomeTargets)
        let open = plan.variables(run.box).filter { relevant[$0.field] }
        guard let best, open.count > 1 else { return open.first }
        let whole = prospects
        let here = run.mark
        for variable in open where best[variable].isPoint {
            run.settle(variable, best[variable])
        }
        let short = short(of: whole, goal)
        run.undo(to: here)
        // Whether things apply first: as long as that is open, shares of the points that apply are bounded loosely.
        func weight(_ variable: Variable) -> (Int, Int) {
            let feeds = plan.criteria[variable.field].count { short.contains($0) }
            let decides = plan.applicability[variable.field].count {
                whole[$0].states & Cell.notApplicable != 0 && whole[$0].states != Cell.notApplicable
            }
            let range = run.box[variable]
            return (feeds + 2 * decides, range.width < 12 ? 1 : 0)
        }
        var chosen = open[0]
        var most = weight(chosen)
        for variable in open.dropFirst() {
            let own = weight(variable)
            if own > most {
                chosen = variable
                most = own
            }
        }
        return chosen
    }
}
