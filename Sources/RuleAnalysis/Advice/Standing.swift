import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax

/// Which of the questions that a scene leaves unanswered are open, and which the norm counts without an answer.
///
/// Where the norm says what no answer counts as (`if_unknown`: a value or zero points), that is its own decision, and a plan may
/// build on it as the scene's result does. Every other unanswered question is open: a plan must hold whatever the answer.
struct Standing {
    /// Questions with something left to answer, by input.
    var open: [Int] = []
    /// Unanswered questions that the norm counts without an answer, by input.
    var counted: [Int] = []
    /// The ways to answer what is open; what is counted stays unanswered.
    var box: AnswerBox
}

extension AnswerRange {
    /// Not answered, and left so.
    static let unanswered = AnswerRange.point(0, .unknown)
}

extension AnalysisPlan {
    /// Sorts the questions that `record` leaves unanswered.
    func standing(_ record: SceneRecord) -> Standing {
        var standing = Standing(box: box(record))
        let none = strength(ofKind: -1)
        for field in record.states.indices where record.states[field] == .unknown && isCounted[field] {
            standing.counted.append(field)
            standing.box.answers[field] = .unanswered
            standing.box.evidence[field] = none...none
        }
        leaveEntries(&standing.box, of: record)
        standing.open = record.states.indices.filter { !variables(standing.box, of: $0).isEmpty }
        return standing
    }

    /// Cells of lists for which the norm has a value stay unanswered.
    func leaveEntries(_ box: inout AnswerBox, of record: SceneRecord) {
        for (field, input) in norm.model.inputs.enumerated() {
            guard record.states[field] == .known, box.entries[field] != nil else { continue }
            for (column, part) in input.fields.enumerated() {
                guard case .value = part.ifUnknown else { continue }
                for (entry, state) in record.lists[field].states[column].enumerated() where state == .unknown {
                    box[.cell(field: field, column: column, entry: entry)] = .unanswered
                }
            }
        }
    }

    /// Per question: whether the norm has a result without its answer, whatever the other answers.
    ///
    /// Zero points stand for no answer only within criteria, so a question that a gate, a condition of a grade or a `when` reads
    /// too is open, as is one that a criterion reads which can make the scene not assessable: whether it does waits for the answer.
    /// One that has to be answered before a scene can be assessed or pass is open for any plan.
    static func counted(_ model: NormModel) -> [Bool] {
        var outside: Set<Int> = []
        for gate in model.gates {
            for reads in [gate.reads, gate.ownReads, gate.whenReads] { outside.formUnion(inputs(reads, model)) }
        }
        for grade in model.grades { outside.formUnion(inputs(grade.reads, model)) }
        for criterion in model.criteria {
            outside.formUnion(inputs(criterion.whenReads, model))
            if mayPreventAssessment(criterion.reads, model) { outside.formUnion(inputs(criterion.reads, model)) }
        }
        for input in model.inputs { outside.formUnion(inputs(of: input.when, model)) }
        return model.inputs.enumerated().map { field, input in
            switch input.ifUnknown {
            case .value: return input.listMax == nil
            case .notAssessable: return false
            case .zeroPoints: return !outside.contains(field)
            case .open:
                let readers = model.criteria.filter { inputs($0.reads, model).contains(field) }
                return !outside.contains(field) && !readers.isEmpty && readers.allSatisfy(\.zeroIfUnknown)
            }
        }
    }

    private static func mayPreventAssessment(_ reads: Reads, _ model: NormModel) -> Bool {
        reads.lookups.contains { model.lookups[$0].available != nil }
            || reads.facts.contains { model.facts[$0].otherwise == .notAssessable }
            || reads.inputs.contains { model.inputs[$0].ifUnknown == .notAssessable }
    }
}
