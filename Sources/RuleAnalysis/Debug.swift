import RuleProgram
import RuleCompiler
import RuleModel
extension SceneAnalyzer {
    public func debugDive(_ record: SceneRecord) {
        for goal in [Goal.lowest, .highest] {
            run.load(plan.box(record))
            let found = search.search(goal, budget: 100_000)
            if found.isExact { continue }
            let mark = run.mark
            let before = plan.points.indices.map { run.points($0) }
            let sb = run.layout.sections.map { run.cells[Int($0.value.numerator)] }
            let bl = run.range(plan.beforeLimits)
            print(goal, "total", run.total, "before limits", bl, "found", found.bound, found.best?.merit as Any)
            guard let best = found.best else { continue }
            for v in plan.variables(run.box) { if best.box[v].isPoint { run.settle(v, best.box[v]) } }
            for v in plan.variables(run.box) { if best.box[v].isPoint { run.settle(v, best.box[v]) } }
            print("  best before limits", run.range(plan.beforeLimits))
            for i in plan.points.indices {
                let a = run.points(i)
                if a != before[i] {
                    let short = goal == .highest ? before[i].high > a.high + 1e-9 : before[i].low < a.low - 1e-9
                    if short || plan.isDeduction[i] || run.cells[Int(plan.points[i].numerator)].states != 1 { print("  ", plan.norm.model.criteria[i].naming.id, before[i].low, before[i].high, "->", a.low, a.high, run.cells[Int(plan.points[i].numerator)].states, short ? "SHORT" : "") }
                }
            }
            for (i, s) in run.layout.sections.enumerated() { print("   section", plan.norm.model.sections[i].naming.id, sb[i].low, sb[i].high, sb[i].states, "->", run.cells[Int(s.value.numerator)].low, run.cells[Int(s.value.numerator)].states) }
            run.undo(to: mark)
            for v in plan.variables(run.box) where plan.criteria[v.field].contains(0) { print("     ", plan.program.schema.fields[v.field].name.id, v, run.box[v].low, run.box[v].high, "->", best.box[v].low, best.box[v].states) }
        }
    }
}
