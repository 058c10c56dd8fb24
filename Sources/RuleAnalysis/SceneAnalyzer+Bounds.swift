import BigInt
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram

extension SceneAnalyzer {
    /// The results `record` can still have. The record must have the layout of the norm's schema and hold no data errors.
    public func bounds(_ record: SceneRecord) -> ScoreBounds {
        let before = run.steps
        run.load(plan.box(record))
        search.limit = limit.map { run.steps + $0 } ?? .max
        defer { search.limit = .max }
        var bounds = ScoreBounds(
            low: nil, high: nil, outcomes: [], witnesses: [], steps: 0, budget: budget)
        var completions: [AnswerBox] = []
        if run.hasTotal {
            bounds.high = end(.highest, record, &completions)
            if bounds.high != nil { bounds.low = end(.lowest, record, &completions) }
            if bounds.low == nil { bounds.high = nil }
        }
        outcomes(record, &bounds, completions)
        bounds.steps = run.steps - before
        return bounds
    }

    /// nil if the search has shown that no completion has a score.
    private func end(_ goal: Goal, _ record: SceneRecord, _ completions: inout [AnswerBox]) -> ScoreBounds.End? {
        let found = search.search(goal, budget: budget)
        guard found.bound > -.infinity else { return nil }
        let isUp = goal == .highest
        var end = ScoreBounds.End(
            score: self.end(isUp ? found.bound : -found.bound, up: isUp), witness: nil, reached: nil, isExact: false)
        guard let best = found.best else { return end }
        let witness = plan.record(best.box, completing: record)
        guard let score = verdict(witness).score else { return end }
        completions.append(best.box)
        end.witness = witness
        end.reached = score
        let total = lastTotal
        if isNext(isUp ? found.bound : -found.bound, to: total) { end.score = self.end(total, up: isUp) }
        end.isExact = end.score == self.end(total, up: isUp)
        return end
    }

    /// The total of the scene that the engine ran last.
    private var lastTotal: Rational {
        let fraction = engine.fraction(plan.program.outcome.total)
        return Rational(BigInt(fraction.numerator), BigInt(fraction.denominator) * .powerOfTen(fraction.scale))
    }

    /// No score that a completion can have lies between the bound and `total`: two fractions whose divisors are at most `p` and `q`
    /// are the same or at least `1 ÷ pq` apart.
    private func isNext(_ bound: Double, to total: Rational) -> Bool {
        let slots = plan.program.outcome.total
        guard bound.isFinite else { return false }
        let most = slots.denominator < 0 ? 1 : max(1, run.cells[Int(slots.denominator)].high)
        let gap = Rational(1, BigInt(most) * .powerOfTen(slots.scale) * total.denominator)
        let distance = Rational(exactly: bound) - total
        return (distance < .zero ? -distance : distance) < gap
    }

    // MARK: - Outcomes

    /// Grades that a graded completion may have, by ranges, the range of the score included.
    func possibleGrades(_ low: ExactDecimal?, _ high: ExactDecimal?) -> [Int] {
        guard run.mayBeGraded else { return [] }
        let possible = run.grades
        var result: [Int] = []
        for (index, grade) in plan.norm.model.grades.enumerated() where possible[index] {
            if let high, Rational(high) < grade.from, index < possible.count - 1 { continue }
            result.append(index)
            let also = run.alsoOfGrade(index)?.surelyHolds ?? (grade.also == nil)
            if let low, grade.from <= Rational(low), also { break }
        }
        return result
    }

    private func outcomes(_ record: SceneRecord, _ bounds: inout ScoreBounds, _ completions: [AnswerBox]) {
        var witnesses: [ScoreBounds.Outcome: SceneRecord] = [:]
        func note(_ box: AnswerBox) {
            let completed = plan.record(box, completing: record)
            let verdict = verdict(completed)
            let outcome = ScoreBounds.Outcome(status: verdict.status, grade: verdict.grade, isProved: true)
            if witnesses[outcome] == nil { witnesses[outcome] = completed }
        }
        for box in completions { note(box) }
        // Without a score there is no grade.
        let grades = bounds.high == nil ? [] : possibleGrades(bounds.low?.score, bounds.high?.score)
        var wanted = grades.map { ScoreBounds.Outcome(status: .graded, grade: $0, isProved: true) }
        if run.mayBeAssessable, run.mayBeNotEligible {
            wanted.append(.init(status: .notEligible, grade: nil, isProved: true))
        }
        if run.mayBeNotAssessable { wanted.append(.init(status: .notAssessable, grade: nil, isProved: true)) }
        func isMissing(_ outcome: ScoreBounds.Outcome) -> Bool { witnesses[outcome] == nil }
        for goal in [Goal.highest, .lowest] where wanted.contains(where: { $0.grade != nil && isMissing($0) }) {
            guard run.steps < search.limit, let start = gradedEnd(goal) else { continue }
            note(start)
            search.stroll(from: start, down: goal == .highest) { note($0) }
        }
        for outcome in wanted where isMissing(outcome) {
            let goal = outcome.grade.map { Goal.grade($0) } ?? .status(outcome.status)
            let found = search.search(goal, budget: budget / 8)
            if let box = found.best?.box {
                note(box)
            } else if found.bound == -.infinity {
                wanted.removeAll { $0 == outcome }
            }
        }
        for outcome in wanted {
            var shown = outcome
            shown.isProved = !isMissing(outcome)
            bounds.outcomes.append(shown)
            bounds.witnesses.append(witnesses[outcome])
        }
    }

    /// The best or worst graded scene that a dive finds.
    private func gradedEnd(_ goal: Goal) -> AnswerBox? {
        guard run.mayBeGraded else { return nil }
        search.mustBeGraded = true
        defer { search.mustBeGraded = false }
        let here = run.mark
        defer { run.undo(to: here) }
        search.dive(goal)
        return run.mayBeGraded ? run.box : nil
    }
}
