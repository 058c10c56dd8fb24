import ExactNumbers
import RuleModel
import RuleProgram

/// Where a value stands in a program: a slot for each part of it.
public indirect enum ResultShape: Sendable {
    case number(NumberSlot, Unit)
    case boolean(Int32)
    case date(Int32)
    /// Index into the texts of the trace.
    case text(Int32)
    /// The answer to an input, as given.
    case answer(input: Int, slot: Int32)
    /// A time of day or a date with one: the same in every scene.
    case moment(Moment)
    case list([ResultShape])
    case context([(name: String, value: ResultShape)])
    /// Nothing that a program holds: an option, a range.
    case other
}

extension ProgramCompiler {
    func shape(_ value: TypedExpression) -> ResultShape {
        switch value.kind {
        case .list(let elements): return .list(elements.map { shape($0) })
        case .context(let entries): return .context(entries.map { (name: $0.name, value: shape($0.value)) })
        case .moment(let moment): return .moment(moment)
        case .input(let index) where value.type == .text: return .answer(input: index, slot: plain(value))
        default: break
        }
        switch (value.type, lower(value)) {
        case (.number(let unit), .number(let number)): return .number(slot(number), unit)
        case (.boolean, .plain(let slot)): return .boolean(slot)
        case (.date, .plain(let slot)): return .date(slot)
        case (.text, .plain(let slot)): return .text(slot)
        default: return .other
        }
    }
}
