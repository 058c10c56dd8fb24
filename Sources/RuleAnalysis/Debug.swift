import RuleProgram
extension SceneAnalyzer {
    public func debugDive(_ record: SceneRecord) {
        run.load(plan.box(record))
        print("before", run.total, run.cells[Int(plan.total.numerator)])
        search.dive(.lowest)
        print("after", run.total, run.cells[Int(plan.total.numerator)], plan.variables(run.box))
        var shown = 0
        for step in run.stepList where step.kind == .instruction && shown < 6 {
            let i = run.instructions[Int(step.index)]
            let c = run.cells[Int(i.destination)]
            if !c.isPoint, i.reads(plan.program).allSatisfy({ run.cells[$0].isPoint }) {
                print(i.opcode, c, i.reads(plan.program).map { run.cells[$0] }, i.question(plan.program).map { plan.program.schema.fields[$0].name.id } ?? "")
                shown += 1
            }
        }
        let v = verdict(plan.record(run.box, completing: record))
        print(v)
    }
}
