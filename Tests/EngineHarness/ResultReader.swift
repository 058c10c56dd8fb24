import BigInt
import ExactNumbers
import ReferenceEvaluator
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram

/// Reads a run of the engine into the reference's result: what decides, not the values on the way.
struct ResultReader {
    let norm: CompiledNorm
    let interpreter: Interpreter

    func result(asOf: CalendarDay) -> ReferenceResult {
        var result = ReferenceResult()
        let layout = norm.program.outcome
        let status = interpreter.status()
        result.status = status.id.split(separator: "_").joined(separator: " ")
        for (index, gate) in norm.model.gates.enumerated() { result.gates[gate.naming.id] = state(ofGate: index) }
        for (criterion, score) in zip(norm.model.criteria, layout.criteria) {
            result.criteria[criterion.naming.id] = .init(
                standing(score.value.numerator), points: text(score.value), of: text(score.of) ?? "")
        }
        for (index, (section, score)) in zip(norm.model.sections, layout.sections).enumerated() {
            result.sections[section.naming.id] = .init(
                standing(score.value.numerator), score: text(score.value), of: Rational(section.weight).description,
                applicable: norm.trace.applicablePoints[index].flatMap { text($0) })
        }
        result.bonus = ReferenceCell(standing(layout.bonus.numerator), text(layout.bonus))
        result.total = ReferenceCell(standing(layout.total.numerator), text(layout.total))
        let grade = status == .graded ? interpreter.grade() : nil
        result.grade = grade.map { norm.model.grades[$0].naming.id }
        let plan = norm.program.multiplier
        func factor(_ value: Int128) -> String { text(value, 1, plan.scale) }
        result.multiplier = factor(plan.multiplier(status: status, grade: grade ?? 0, on: asOf))
        result.schedule = plan.schedule(status: status, grade: grade ?? 0, from: asOf).map { entry in
            .init(
                behaviour: entry.behaviour < 0 ? nil : norm.model.behaviours[entry.behaviour].naming.id,
                first: entry.from.description, last: entry.to.description, multiplier: factor(entry.multiplier))
        }
        return result
    }

    private func state(ofGate index: Int) -> ReferenceResult.GateState {
        let reached = norm.trace.reached[index]
        let passes = norm.program.outcome.gates[index]
        guard interpreter.state(reached) == .known else { return .unknown }
        if interpreter.value(reached) == 0 { return .notConsidered }
        guard interpreter.state(passes) == .known else { return .unknown }
        return interpreter.value(passes) != 0 ? .passed : .failed
    }

    private func standing(_ slot: Int32) -> Standing {
        switch interpreter.state(slot) {
        case .known: return .known
        case .unknown: return .unknown
        case .open: return .open
        case .notApplicable: return .notApplicable
        }
    }

    private func text(_ slot: NumberSlot) -> String? {
        guard interpreter.state(slot.numerator) == .known else { return nil }
        let fraction = interpreter.fraction(slot)
        return text(fraction.numerator, fraction.denominator, fraction.scale)
    }

    private func text(_ numerator: Int128, _ denominator: Int128, _ scale: Int) -> String {
        Rational(numerator, denominator, scale).description
    }

    /// A reduced fraction as the reference writes it.
    private struct Rational: CustomStringConvertible {
        var description: String

        init(_ numerator: Int128, _ denominator: Int128, _ scale: Int) {
            self.init(BigInt(numerator), BigInt(denominator) * BigInt(10).power(scale))
        }

        init(_ value: RuleModel.Rational) { self.init(value.numerator, value.denominator) }

        private init(_ numerator: BigInt, _ denominator: BigInt) {
            let divisor = numerator.greatestCommonDivisor(with: denominator)
            let (top, below) = (numerator / divisor, denominator / divisor)
            description = below == 1 ? "\(top)" : "\(top)/\(below)"
        }
    }
}
