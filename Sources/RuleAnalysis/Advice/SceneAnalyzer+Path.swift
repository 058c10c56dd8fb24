import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram

extension SceneAnalyzer {
    /// The cheapest plans by which `record` reaches grade `target` or a better one, at most `count`, each changing something that
    /// the earlier ones do without.
    ///
    /// Questions that are not answered stay so: a plan leads to the grade whatever their answers. Where the norm counts a question
    /// without an answer, so does the plan, and says if it rests on that.
    public func path(_ record: SceneRecord, to target: Int, by measure: Path.Measure = .yuan, count: Int = 3) -> Path {
        let before = run.steps
        var path = Path(target: target, plans: [], ending: .impossible, proof: nil, leastCost: nil, steps: 0)
        let (levers, isComplete) = plan.levers(record)
        let standing = plan.standing(record)
        run.load(standing.box)
        let test = GradeTest(self, standing, target: target)
        var search = PathSearch(self, record, levers, test, measure: measure)
        defer { path.steps = run.steps - before }
        guard search.decide(levers.map { _ in 0 }) != .reached else {
            path.ending = .alreadyThere
            return path
        }
        while path.plans.count < count {
            let result = search.search(budget: budget * 2)
            guard let levels = result.levels else {
                if path.plans.isEmpty { conclude(&path, search, result, isComplete: isComplete) }
                break
            }
            path.plans.append(made(search, levels, result, isComplete: isComplete))
            path.ending = .found
            search.taken.append(Set(levels.indices.filter { levels[$0] > 0 }))
        }
        return path
    }

    /// The cheapest plans to the next grade: the one that `possible` says, or the first better one that the scene does not have
    /// already with what the norm counts without an answer.
    public func path(
        _ record: SceneRecord, beyond possible: PossibleAssessment, by measure: Path.Measure = .yuan, count: Int = 3
    ) -> Path {
        var target = possible.nextGrade
        while true {
            let path = path(record, to: target, by: measure, count: count)
            guard path.ending == .alreadyThere, target > 0 else { return path }
            target -= 1
        }
    }

    // MARK: - Without a plan

    /// Says why there is no plan, or how far the search came.
    private func conclude(_ path: inout Path, _ search: PathSearch, _ result: PathSearch.Result, isComplete: Bool) {
        if result.leastCost.isFinite || !isComplete {
            path.ending = .gaveUp
            path.leastCost = SceneAnalyzer.decimal(result.leastCost.isFinite ? result.leastCost : 0)
            return
        }
        let mark = run.mark
        defer { run.undo(to: mark) }
        search.settle(search.levers.map { _ in 0 }, search.levers.map { $0.values.count - 1 })
        if !search.test.mayReach {
            path.proof = .beyondReach(reach())
        } else if search.test.settleHardest() {
            path.proof = .exhausted(parts: result.parts)
        } else {
            path.proof = hinges(search.test)
        }
    }

    /// The open questions of which some answers keep every plan from the grade; the run stands at the scene with everything
    /// changeable free.
    private func hinges(_ test: GradeTest) -> Path.Proof? {
        guard let world = test.worlds.last else { return nil }
        test.settle(world)
        var questions: [Int] = []
        for field in test.standing.open {
            let mark = run.mark
            run.take(field, from: test.standing.box)
            if test.mayReach {
                run.undo(to: mark)
                questions.append(field)
            }
        }
        return .hinges(on: questions, reach())
    }

    private func reach() -> Path.Reach {
        let trace = plan.norm.trace
        let grades = run.mayBeGraded ? run.grades : []
        return Path.Reach(
            highest: run.hasTotal ? end(run.total.high, up: true) : nil, grade: grades.firstIndex(of: true),
            status: run.mayBeAssessable ? (run.mayBeEligible ? nil : .notEligible) : .notAssessable,
            gates: run.layout.gates.indices.filter {
                !plan.norm.model.gates[$0].isProvisional && run.cells[Int(run.layout.gates[$0])].surelyFails
            },
            sections: trace.minimumMet.keys.sorted().filter { section in
                trace.minimumMet[section].map { run.cells[Int($0)].surelyFails } ?? false
            })
    }

    // MARK: - Plans

    private func made(
        _ search: PathSearch, _ levels: [Int], _ result: PathSearch.Result, isComplete: Bool
    ) -> Path.Plan {
        var changes: [Path.Change] = []
        var yuan = ExactDecimal(0)
        for (lever, level) in zip(search.levers, levels) where level > 0 {
            changes.append(
                Path.Change(
                    field: lever.field, from: lever.values[0], to: lever.values[level], steps: lever.steps[level],
                    yuan: lever.yuan[level], days: lever.days))
            yuan = SceneAnalyzer.sum(yuan, lever.yuan[level])
        }
        let changed = search.scene(levels)
        let mark = run.mark
        defer { run.undo(to: mark) }
        search.settle(levels, levels)
        let (grade, low, high) = outcome(changed, search.test)
        return Path.Plan(
            changes: changes, yuan: yuan, days: changes.reduce(0) { $0 + $1.days }, grade: grade,
            score: low == high ? low : nil, low: low, high: high, counted: search.test.rests(on: changed),
            record: changed, leastCost: SceneAnalyzer.decimal(result.leastCost),
            isOptimal: isComplete && result.leastCost >= result.cost - 1e-6)
    }

    /// What a plan reaches at least: the worst grade that is not excluded, and the ends of its score. The run stands at it.
    private func outcome(
        _ changed: SceneRecord, _ test: GradeTest
    ) -> (grade: Int, low: ExactDecimal?, high: ExactDecimal?) {
        let verdict = verdict(changed)
        if test.standing.open.isEmpty, let grade = verdict.grade { return (grade, verdict.score, verdict.score) }
        let worst = run.grades.indices.last { grade in
            guard grade <= test.target, run.grades[grade] else { return false }
            let found = search.search(.grade(grade), budget: budget / 16)
            return found.best != nil || found.bound > -.infinity
        }
        return (worst ?? test.target, end(run.total.low, up: false), end(run.total.high, up: true))
    }

    private static func sum(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal {
        let scale = max(a.scale, b.scale)
        return ExactDecimal(
            mantissa: (a.mantissa(atScale: scale) ?? 0).adding(b.mantissa(atScale: scale) ?? 0), scale: scale)
    }

    /// A cost that nothing undercuts, to the cent below.
    private static func decimal(_ value: Double) -> ExactDecimal {
        ExactDecimal(mantissa: Int128(max(0, min(1e15, (value * 100 + 1e-6).rounded(.down)))), scale: 2).reduced
    }
}
