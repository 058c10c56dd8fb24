import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram

/// The outcome of a scene, or those it can still have: the one source of what is said of it beyond its points. Headline, multiplier, grades
/// still possible, next grade and the bar are read from it, by the commands, the explanation and the server alike.
public struct PossibleAssessment: Sendable {
    /// One outcome that a scene can have.
    public struct Outcome: Sendable, Hashable {
        public var status: SceneStatus
        /// Index of the grade; nil unless graded.
        public var grade: Int?
        /// The factor on the day of assessment, for any behaviour.
        public var multiplier: ExactDecimal
        /// A completion is known that has it; otherwise it could only not be excluded.
        public var isProved: Bool
    }

    /// The outcome of the scene as it stands, with what the norm counts without an answer; incomplete while an answer can change it.
    public var standing: Outcome
    /// Score and outcomes over every completion.
    public var bounds: ScoreBounds
    /// Every outcome that cannot be excluded: grades from the best, then not eligible, then not assessable.
    public var outcomes: [Outcome]
    /// How many grades the norm has.
    var gradeCount: Int

    /// The one outcome that is left: nothing that is missing can change status or grade.
    public var decided: Outcome? { outcomes.count == 1 ? outcomes.first : nil }

    /// What is said of the scene: as it stands, or where that is incomplete, the one outcome that is left.
    public var headline: Outcome { standing.status == .incomplete ? decided ?? standing : standing }

    /// Grades that cannot be excluded, from the best: none where no answer can change a status without a grade.
    public var grades: [Int] { outcomes.compactMap(\.grade) }

    /// The factors that the outcomes lead to, ascending.
    public var multipliers: [ExactDecimal] { Set(outcomes.map(\.multiplier)).sorted() }

    /// The grade to aim at: the one above the scene's. While grades are open the one above the worst of them; where the scene may
    /// also go without a grade, the worst of them itself, and the last but one of the norm at least.
    public var nextGrade: Int {
        if let grade = headline.grade { return max(0, grade - 1) }
        let last = max(0, gradeCount - 2)
        guard let worst = grades.max() else { return last }
        return outcomes.allSatisfy { $0.grade != nil } ? max(0, worst - 1) : min(last, worst)
    }
}

extension SceneAnalyzer {
    /// The outcome of `record`, or those it can still have. The record must have the layout of the norm's schema and hold no data errors.
    public func assessment(_ record: SceneRecord) -> PossibleAssessment {
        let bounds = bounds(record)
        let program = analyzed.norm.program
        let day = CalendarDay(number: record.asOf)
        func outcome(_ status: SceneStatus, _ grade: Int?, isProved: Bool) -> PossibleAssessment.Outcome {
            let factor = program.multiplier.multiplier(status: status, grade: grade ?? 0, on: day)
            return .init(
                status: status, grade: grade,
                multiplier: ExactDecimal(mantissa: factor, scale: program.multiplier.scale), isProved: isProved)
        }
        let now = verdict(record)
        return PossibleAssessment(
            standing: outcome(now.status, now.grade, isProved: true), bounds: bounds,
            outcomes: bounds.outcomes.map { outcome($0.status, $0.grade, isProved: $0.isProved) },
            gradeCount: analyzed.norm.model.grades.count)
    }
}
