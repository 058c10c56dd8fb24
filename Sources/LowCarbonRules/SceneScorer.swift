import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import SceneData

/// Scores scenes under one norm, one after another. Not safe to share between threads; make one per thread.
public final class SceneScorer {
    public let norm: CompiledNorm
    public let interpreter: Interpreter
    public private(set) var status = SceneStatus.incomplete

    public init(_ norm: CompiledNorm) {
        self.norm = norm
        interpreter = Interpreter(norm.program)
    }

    /// Runs the norm on a scene. The result is read from the properties below until the next run.
    public func run(_ scene: borrowing SceneInput) {
        interpreter.run(scene.record)
        status = interpreter.status(isValid: scene.errors.isEmpty)
    }

    /// Index of the grade; nil unless graded.
    public var gradeIndex: Int? { status == .graded ? interpreter.grade() : nil }

    /// Id of the grade; nil unless graded.
    public var grade: String? { gradeIndex.map { norm.model.grades[$0].naming.id } }

    /// The total where it is known; nil for an invalid scene.
    public var score: ExactDecimal? { decimal(norm.program.outcome.total, places: norm.model.total.round) }

    /// A number as a decimal, with at least `places` decimal places; nil where it is not known, does not apply, or the scene
    /// is invalid. A fraction that does not terminate is given to twelve places.
    public func decimal(_ slot: NumberSlot, places: Int? = nil) -> ExactDecimal? {
        guard status != .invalid, interpreter.state(slot.numerator) == .known else { return nil }
        let value = interpreter.fraction(slot).decimal()
        guard let places, places > value.scale, let mantissa = value.mantissa(atScale: places) else { return value }
        return ExactDecimal(mantissa: mantissa, scale: places)
    }

    /// The factor on the as-of day for any behaviour.
    public func multiplier(on day: CalendarDay) -> ExactDecimal {
        let plan = norm.program.multiplier
        return ExactDecimal(
            mantissa: plan.multiplier(status: status, grade: gradeIndex ?? 0, on: day), scale: plan.scale)
    }

    /// The factors for the whole validity.
    public func schedule(from day: CalendarDay) -> [ScheduleEntry] {
        norm.program.multiplier.schedule(status: status, grade: gradeIndex ?? 0, from: day)
    }

    /// Ids of inputs that apply, or may, and are not answered, in the order of the norm.
    public func unknownInputs(_ record: borrowing SceneRecord) -> [String] {
        var ids: [String] = []
        for (index, field) in norm.program.schema.fields.enumerated() where record.states[index] == .unknown {
            if case .plain(let slot)? = norm.trace.inputs[index], interpreter.state(slot) == .notApplicable { continue }
            if case .number(let slot)? = norm.trace.inputs[index], interpreter.state(slot.numerator) == .notApplicable {
                continue
            }
            ids.append(field.name.id)
        }
        return ids
    }
}
