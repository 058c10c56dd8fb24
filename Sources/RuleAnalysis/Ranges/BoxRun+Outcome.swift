import RuleCompiler
import RuleModel
import RuleProgram

/// What a box still leaves open of the outcome.
extension BoxRun {
    var layout: OutcomeLayout { plan.program.outcome }

    /// False if the total applies in no scene of the box.
    var hasTotal: Bool { cells[Int(plan.total.numerator)].mayBeKnown }

    /// Range of the total wherever it has a value.
    var total: RealRange { range(plan.total) }

    /// Range of a criterion's points; where it surely does not apply, nothing.
    func points(_ criterion: Int) -> RealRange {
        let points = plan.points[criterion]
        return cells[Int(points.numerator)].mayBeKnown ? range(points) : .zero
    }

    var mayBeNotAssessable: Bool { cells[Int(layout.notAssessable)].mayHold }
    var mayBeAssessable: Bool { cells[Int(layout.notAssessable)].mayFail }
    var mayBeNotEligible: Bool { cells[Int(layout.notEligible)].mayHold }
    var mayBeEligible: Bool { cells[Int(layout.notEligible)].mayFail }
    var mayBeGraded: Bool { mayBeAssessable && mayBeEligible && hasTotal }

    /// Which grades a graded scene of the box may have.
    var grades: [Bool] {
        let count = plan.norm.model.grades.count
        let all = Array(repeating: true, count: count)
        guard count > 1, let step = gradeStep else { return all }
        let rows = candidates(step)
        return rows.count == count ? rows : all
    }

    /// The choice of the grade.
    private var gradeStep: Instruction? {
        guard let join = instruction(writing: Int(layout.grade)), join.opcode == .join else { return nil }
        return instruction(writing: Int(join.a))
    }

    func instruction(writing slot: Int) -> Instruction? {
        guard plan.writers[slot] >= 0, stepList[Int(plan.writers[slot])].kind == .instruction else { return nil }
        return instructions[Int(stepList[Int(plan.writers[slot])].index)]
    }

    /// Per grade but the last: its further condition, as far as it is decided.
    func alsoOfGrade(_ index: Int) -> Cell? {
        guard plan.norm.model.grades[index].also != nil, let step = gradeStep else { return nil }
        guard let rows = conditions(of: step), rows.indices.contains(index),
            let both = instruction(writing: rows[index]), both.opcode == .and
        else { return .boolean }
        return cells[Int(both.b)]
    }
}
