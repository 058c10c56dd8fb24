import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// Bounds of the total over every completion of the missing answers.
///
/// Sound, not tight: a criterion whose questions are all answered keeps its points, any other lies anywhere between 0 and
/// its maximum (or drops out, if it may), and every rounding on the way widens the bounds outwards.
extension Explainer {
    private struct Bounds {
        var low: Rational
        var high: Rational
    }

    func scoreRange() -> Explanation.Range? {
        guard scorer.status == .incomplete else { return nil }
        let parts = model.sections.indices.map { sectionBounds($0) }
        let weights = model.sections.map(\.weight)
        var low = Rational.zero
        var high = Rational.zero
        if parts.contains(where: { $0 == nil || $0?.mayDrop == true }) {
            // A weighted mean of the shares of the sections that apply, so between the least and the greatest share.
            let shares = zip(parts, weights).compactMap { part, weight -> Bounds? in
                guard let part, !weight.isZero else { return nil }
                return Bounds(low: part.bounds.low / weight, high: part.bounds.high / weight)
            }
            low = (shares.map(\.low).min() ?? .zero) * model.total.of
            high = (shares.map(\.high).max() ?? .one) * model.total.of
        } else {
            for part in parts.compactMap({ $0 }) {
                low = low + part.bounds.low
                high = high + part.bounds.high
            }
        }
        let bonus = bonusBounds()
        low = max(low + bonus.low, model.total.low)
        high = min(high + bonus.high, model.total.high)
        low = min(low, model.total.high)
        high = max(high, low)
        let places = model.total.round ?? 2
        low = outwards(low, places, up: false)
        high = outwards(high, places, up: true)
        return .init(low: low.description, high: high.description, grades: possibleGrades(low, high))
    }

    /// nil where the section surely drops out.
    private func sectionBounds(_ index: Int) -> (bounds: Bounds, mayDrop: Bool)? {
        let section = model.sections[index]
        let layout = norm.program.outcome.sections[index]
        if (section.criteria + section.deductions).allSatisfy({ isSettled($0) }) {
            if let exact = exact(layout.value) { return (Bounds(low: exact, high: exact), false) }
            if interpreter.state(layout.value.numerator) == .notApplicable { return nil }
        }
        var sure = Bounds(low: .zero, high: .zero)
        var fixed = Rational.zero
        var open = Rational.zero
        for criterion in section.criteria {
            let slot = norm.program.outcome.criteria[criterion].value
            let points = model.criteria[criterion].points
            switch standing(criterion) {
            case .known:
                let value = exact(slot) ?? .zero
                sure.low = sure.low + value
                sure.high = sure.high + value
                fixed = fixed + points
            case .unknown:
                sure.high = sure.high + points
                fixed = fixed + points
            case .open: open = open + points
            case .notApplicable: break
            }
        }
        let deductions = sumBounds(section.deductions)
        let all = fixed + open
        guard !all.isZero else { return nil }
        // A criterion that may drop lowers the share most if it applies with 0 points, and raises it most with all of them.
        var low = max(.zero, sure.low - deductions.high) / all
        var high = max(.zero, sure.high + open - deductions.low) / all
        if !deductions.low.isZero, !fixed.isZero { high = max(high, max(.zero, sure.high - deductions.low) / fixed) }
        low = low * section.weight
        high = min(high, .one) * section.weight
        if let places = section.round {
            low = outwards(low, places, up: false)
            high = outwards(high, places, up: true)
        }
        return (Bounds(low: low, high: high), fixed.isZero)
    }

    /// The state of the points once answers may still come, also to questions that the norm has a stand-in for.
    private func standing(_ index: Int) -> ValueState {
        let state = interpreter.state(norm.program.outcome.criteria[index].value.numerator)
        if isSettled(index) { return state }
        let criterion = model.criteria[index]
        var mayDrop = criterion.when != nil || criterion.mayBeClaimedNotApplicable || criterion.value.mayNotApply
        switch criterion.place {
        case .section(let section), .deduction(let section): mayDrop = mayDrop || model.sections[section].when != nil
        case .bonus: break
        }
        return mayDrop ? .open : .unknown
    }

    private func isSettled(_ criterion: Int) -> Bool { reads(criterion).allSatisfy { isAnswered($0) } }

    private func isAnswered(_ input: Int) -> Bool {
        record.states[input] != .unknown || trace.inputs[input].map { state($0) == .notApplicable } ?? false
    }

    private func sumBounds(_ criteria: [Int]) -> Bounds {
        var bounds = Bounds(low: .zero, high: .zero)
        for criterion in criteria {
            let slot = norm.program.outcome.criteria[criterion].value
            if isSettled(criterion), let value = exact(slot) {
                bounds.low = bounds.low + value
                bounds.high = bounds.high + value
            } else if standing(criterion) != .notApplicable {
                bounds.high = bounds.high + model.criteria[criterion].points
            }
        }
        return bounds
    }

    private func bonusBounds() -> Bounds {
        guard let bonus = model.bonus else { return Bounds(low: .zero, high: .zero) }
        var bounds = sumBounds(bonus.criteria)
        if let cap = bonus.cap {
            bounds.low = min(bounds.low, cap)
            bounds.high = min(bounds.high, cap)
        }
        if let places = bonus.round {
            bounds.low = outwards(bounds.low, places, up: false)
            bounds.high = outwards(bounds.high, places, up: true)
        }
        return bounds
    }

    private func possibleGrades(_ low: Rational, _ high: Rational) -> [String] {
        var titles: [String] = []
        for grade in model.grades {
            var also = grade.declaration.also.map { mark(trace.tests[$0.span]) } ?? .met
            if grade.declaration.also != nil, !grade.reads.inputs.allSatisfy({ isAnswered($0) }) { also = .unknown }
            guard grade.from <= high, also != .unmet else { continue }
            titles.append(title(grade.naming))
            if grade.from <= low, also == .met { break }
        }
        return titles
    }

    private func exact(_ slot: NumberSlot) -> Rational? {
        guard interpreter.state(slot.numerator) == .known else { return nil }
        let fraction = interpreter.fraction(slot)
        return Rational(ExactDecimal(mantissa: fraction.numerator, scale: fraction.scale))
            / Rational(ExactDecimal(mantissa: fraction.denominator, scale: 0))
    }

    private func outwards(_ value: Rational, _ places: Int, up: Bool) -> Rational {
        let unit = Rational(ExactDecimal(mantissa: 1, scale: places))
        return Rational(up ? value.ceiled(places: places) : value.floored(places: places)) * unit
    }
}
