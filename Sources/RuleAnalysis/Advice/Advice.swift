import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax

/// What to answer next.
public struct Advice: Sendable {
    /// An unanswered question that can still matter.
    public struct Question: Sendable, Equatable {
        /// Index of the input.
        public var field: Int
        /// Points by which the range of the score shrinks on average over the answers that make a difference.
        public var narrowing: Double
        /// Of the statuses and grades still possible, how many an answer excludes on average.
        public var excluded: Double
        /// Minutes, where the norm declares them.
        public var effort: Int?
    }

    /// An unanswered question that need not be asked.
    public struct Idle: Sendable, Equatable {
        /// Why not.
        public enum Reason: Sendable, Equatable {
            /// The answers given say that it does not concern the scene.
            case doesNotApply
            /// Status, grade and score are the same whatever the answer.
            case cannotMatter
        }
        public var field: Int
        public var reason: Reason
    }

    /// The best to ask first: what narrows the range most, per minute where minutes are declared.
    public var questions: [Question]
    public var idle: [Idle]
}

extension SceneAnalyzer {
    /// Which of the unanswered questions of `record` to answer next. The record must hold no data errors.
    public func advice(_ record: SceneRecord) -> Advice {
        run.load(plan.box(record))
        let relevant = run.relevant(to: targets)
        var advice = Advice(questions: [], idle: [])
        let before = (run.total.high - run.total.low, Double(outcomeCount))
        for field in run.box.answers.indices where run.isOpen(field) {
            if doesNotApply(field) {
                advice.idle.append(.init(field: field, reason: .doesNotApply))
            } else if !relevant[field] {
                advice.idle.append(.init(field: field, reason: .cannotMatter))
            } else {
                advice.questions.append(question(field, before))
            }
        }
        advice.questions.sort { isBetter($0, $1) }
        return advice
    }

    /// What an answer can still change: a scene that cannot be graded has no grade to change.
    private var targets: [Int32] {
        run.outcomeTargets.filter {
            ($0 != run.layout.grade || run.mayBeGraded) && ($0 != run.layout.notEligible || run.mayBeAssessable)
        }
    }

    private func isBetter(_ a: Advice.Question, _ b: Advice.Question) -> Bool {
        let (p, q) = (a.narrowing / Double(max(1, a.effort ?? 1)), b.narrowing / Double(max(1, b.effort ?? 1)))
        if abs(p - q) > 1e-9 { return p > q }
        let (r, s) = (a.excluded / Double(max(1, a.effort ?? 1)), b.excluded / Double(max(1, b.effort ?? 1)))
        if abs(r - s) > 1e-9 { return r > s }
        return a.field < b.field
    }

    /// Statuses and grades that ranges cannot exclude.
    private var outcomeCount: Int {
        (run.mayBeGraded ? run.grades.filter { $0 }.count : 0) + (run.mayBeNotAssessable ? 1 : 0)
            + (run.mayBeAssessable && run.mayBeNotEligible ? 1 : 0)
    }

    private func doesNotApply(_ field: Int) -> Bool {
        switch plan.norm.trace.inputs[field] {
        case .plain(let slot): return run.cells[Int(slot)].states == Cell.notApplicable
        case .number(let number): return run.cells[Int(number.numerator)].states == Cell.notApplicable
        case nil: return false
        }
    }

    private func question(_ field: Int, _ before: (Double, Double)) -> Advice.Question {
        var widths = 0.0
        var counts = 0.0
        let variable = plan.variables(run.box, of: field).first ?? .answer(field)
        let parts = run.parts(variable)
        for part in parts {
            let mark = run.mark
            run.settle(variable, part)
            widths += run.hasTotal ? run.total.high - run.total.low : 0
            counts += Double(outcomeCount)
            run.undo(to: mark)
        }
        let number = Double(max(1, parts.count))
        return Advice.Question(
            field: field, narrowing: max(0, before.0 - widths / number), excluded: max(0, before.1 - counts / number),
            effort: plan.norm.model.inputs[field].declaration.effort?.value)
    }
}
