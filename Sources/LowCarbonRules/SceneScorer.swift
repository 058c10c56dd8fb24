import Diagnostics
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
        effective = norm.model.effective
        unanswered = Array(repeating: 0, count: InputBits.words(norm.program.schema))
    }

    private let effective: ClosedRange<CalendarDay>

    /// Runs the norm on a scene. The result is read from the properties below until the next run.
    public func run(_ scene: borrowing SceneInput) {
        interpreter.run(scene.record)
        unanswered.removeAll(keepingCapacity: true)
        InputBits.append(scene.record.states, to: &unanswered)
        unansweredEntries.removeAll(keepingCapacity: true)
        scene.record.appendUnanswered(to: &unansweredEntries)
        settle(on: CalendarDay(number: scene.record.asOf), isValid: scene.errors.isEmpty)
        #if DEBUG
            let found = valuesOutOfBounds(scene)
            assert(found.isEmpty, "values out of their bounds: \(found.joined(separator: "; "))")
        #endif
    }

    #if DEBUG
        /// Values of the scene just run that lie outside of what is proved for their slots; of a scene with errors, or of a day on
        /// which the norm is not effective, nothing is proved.
        private func valuesOutOfBounds(_ scene: borrowing SceneInput) -> [String] {
            guard scene.errors.isEmpty, isEffective else { return [] }
            return interpreter.valuesOutOfBounds(scene.record)
        }
    #endif

    /// Bits of the inputs that the scene does not answer.
    var unanswered: [UInt64]
    /// Fields of list entries that the scene does not answer.
    var unansweredEntries: [UnansweredEntry] = []

    /// Draws the status from what the interpreter holds.
    func settle(on day: CalendarDay, isValid: Bool) {
        self.day = day
        isEffective = effective.contains(day)
        status = interpreter.status(isValid: isValid && isEffective)
    }

    private var day = CalendarDay(number: 0)

    /// False if the last scene was assessed on a day on which the norm is not effective; nothing is proved for such a day.
    public private(set) var isEffective = true

    /// What is wrong with the scene just run: its own errors, and a day outside the norm's effective dates.
    public func errors(of scene: SceneHead) -> [DataError] { errors(and: scene.errors) }

    /// What is wrong with the scene just run: its own errors, and a day outside the norm's effective dates.
    public func errors(of scene: borrowing SceneInput) -> [DataError] { errors(and: scene.errors) }

    private func errors(and own: [DataError]) -> [DataError] {
        guard !isEffective else { return own }
        let (first, last) = (norm.model.effective.lowerBound, norm.model.effective.upperBound)
        return own + [
            DataError(
                .notEffective, input: "as_of", inputChinese: "评价日",
                message: Message(
                    zh: "评价日 `\(day)` 不在规范的有效期 \(first) 到 \(last) 之内；请改评价日，或用那天有效的版本",
                    en:
                        "the norm is not effective on `\(day)`, only from \(first) to \(last); mend the date or use the version effective then"
                ),
                place: DataPlace(file: ""), value: day.description)
        ]
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

    /// Ids of inputs that apply, or may, and that the scene just run does not answer, in the order of the norm; behind them the
    /// paths (`lamps[1].number`) of what entries of lists leave unanswered.
    public var unknownInputs: [String] {
        unknownFields.map { norm.program.schema.fields[$0].name.id }
            + unknownEntries.map { $0.path(in: norm.program.schema) }
    }

    /// Indexes of the inputs that apply, or may, and that the scene just run does not answer.
    public var unknownFields: [Int] {
        var fields: [Int] = []
        InputBits.forEach(unanswered) { if !isNotApplicable($0) { fields.append($0) } }
        return fields
    }

    /// What entries of lists that apply, or may, leave unanswered in the scene just run.
    public var unknownEntries: [UnansweredEntry] { unansweredEntries.filter { !isNotApplicable($0.list) } }

    private func isNotApplicable(_ input: Int) -> Bool {
        switch norm.trace.inputs[input] {
        case .plain(let slot)?: return interpreter.state(slot) == .notApplicable
        case .number(let slot)?: return interpreter.state(slot.numerator) == .notApplicable
        case nil: return false
        }
    }
}

extension DiagnosticCode {
    public static let notEffective = DiagnosticCode(
        "LC0735", zh: "评价日不在有效期内", en: "day outside the norm's effective dates")
}
