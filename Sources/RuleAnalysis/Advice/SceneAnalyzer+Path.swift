import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram

extension SceneAnalyzer {
    /// The cheapest plans by which `record` comes to grade `target` or a better one, at most `count`, each changing something that
    /// the earlier ones do without.
    ///
    /// Questions that are not answered stay so: a plan leads to the grade whatever their answers.
    public func path(_ record: SceneRecord, to target: Int, by measure: Path.Measure = .yuan, count: Int = 3) -> Path {
        let before = run.steps
        run.load(plan.box(record))
        var path = Path(target: target, plans: [], ending: .impossible, proof: nil, leastCost: nil, steps: 0)
        let now = verdict(record)
        if let grade = now.grade, grade <= target {
            path.ending = .alreadyThere
            return path
        }
        let (levers, isComplete) = plan.levers(record)
        var search = PathSearch(self, levers, target: target, measure: measure)
        while path.plans.count < count {
            let result = search.search(budget: budget * 2)
            guard let levels = result.levels else {
                if path.plans.isEmpty { conclude(&path, search, result, isComplete: isComplete) }
                break
            }
            guard
                let made = made(record, levers, levels, result, isComplete: isComplete, measure)
            else { break }
            path.plans.append(made)
            path.ending = .found
            search.taken.append(Set(levels.indices.filter { levels[$0] > 0 }))
        }
        path.steps = run.steps - before
        return path
    }

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
        path.proof = search.mayReach ? .exhausted(parts: result.parts) : .beyondReach(reach())
    }

    private func reach() -> Path.Reach {
        let trace = plan.norm.trace
        let grades = run.mayBeGraded ? run.grades : []
        return Path.Reach(
            highest: run.hasTotal ? end(run.total.high, up: true) : nil, grade: grades.firstIndex(of: true),
            status: run.mayBeAssessable ? (run.mayBeEligible ? nil : .notEligible) : .notAssessable,
            gates: run.layout.gates.indices.filter { run.cells[Int(run.layout.gates[$0])].surelyFails },
            sections: trace.minimumMet.keys.sorted().filter { section in
                trace.minimumMet[section].map { run.cells[Int($0)].surelyFails } ?? false
            })
    }

    /// The grade above the scene's; of a scene without a grade the last but one, or the only one.
    public func nextGrade(_ record: SceneRecord) -> Int {
        max(0, (verdict(record).grade ?? plan.norm.model.grades.count - 1) - 1)
    }

    private func made(
        _ record: SceneRecord, _ levers: [Lever], _ levels: [Int], _ result: PathSearch.Result, isComplete: Bool,
        _ measure: Path.Measure
    ) -> Path.Plan? {
        var changed = record
        var changes: [Path.Change] = []
        var yuan = ExactDecimal(0)
        for (lever, level) in zip(levers, levels) where level > 0 {
            changed.values[lever.field] = lever.values[level]
            changes.append(
                Path.Change(
                    field: lever.field, from: lever.values[0], to: lever.values[level], steps: lever.steps[level],
                    yuan: lever.yuan[level], days: lever.days))
            yuan = SceneAnalyzer.sum(yuan, lever.yuan[level])
        }
        let verdict = verdict(changed)
        guard let grade = verdict.grade else { return nil }
        return Path.Plan(
            changes: changes, yuan: yuan, days: changes.reduce(0) { $0 + $1.days }, grade: grade,
            score: verdict.score, record: changed, leastCost: SceneAnalyzer.decimal(result.leastCost),
            isOptimal: isComplete && result.leastCost >= result.cost - 1e-6)
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
