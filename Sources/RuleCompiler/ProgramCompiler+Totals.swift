import BigInt
import ExactNumbers
import RuleModel
import RuleProgram
import RuleSyntax

/// Sections, bonus and total.
extension ProgramCompiler {
    func section(_ index: Int) -> SectionSlots {
        if let known = sections[index] { return known }
        let section = model.sections[index]
        let site = Site(span: section.naming.span)
        let earned = sum(section.criteria, site)
        var net = earned
        var deducted: Number?
        if !section.deductions.isEmpty {
            let sum = self.sum(section.deductions, site)
            deducted = sum
            net = extreme(add(net, sum, site, subtracting: true), constant(.zero), greatest: true, site)
        }
        let mayDrop = section.criteria.contains { self.mayDrop($0) }
        var result: SectionSlots
        if mayDrop {
            result = rescaled(net, deducted: deducted, section, site)
        } else {
            let factor = section.points.isZero ? Rational.zero : section.weight / section.points
            result = SectionSlots(
                score: scale(net, by: factor, site), weight: constant(section.weight),
                applicablePoints: constant(section.points),
                misses: nil, mayDrop: section.criteria.isEmpty)
        }
        trace.sections[index] = .init(
            earned: slot(earned), deducted: deducted.map { slot($0) }, applicablePoints: slot(result.applicablePoints),
            unrounded: slot(result.score))
        if let places = section.round { result.score = round(result.score, places: places, mode: model.rounding, site) }
        result.score = tighten(result.score, Interval(.zero, section.weight), isNoted: true)
        if let share = section.minimumShare {
            let met = compare(.greaterOrEqual, result.score, constant(share * section.weight), site)
            trace.minimumMet[index] = met
            result.misses = and([emit(.applicable, result.score.numerator), not(met)])
        }
        trace.applicablePoints[index] = slot(result.applicablePoints)
        sections[index] = result
        return result
    }

    /// Score over what applies: net × weight ÷ points of applicable criteria.
    private func rescaled(_ net: Number, deducted: Number?, _ section: SectionModel, _ site: Site) -> SectionSlots {
        var applicable = constant(.zero)
        for criterion in section.criteria {
            let points = constant(model.criteria[criterion].points)
            var weighed = points
            if mayDrop(criterion) {
                let slot = emit(.weigh, self.criterion(criterion).numerator, points.numerator, high: points.high)
                weighed = Number(numerator: slot, scale: points.scale, low: 0, high: points.high, denominator: nil)
            }
            applicable = add(applicable, weighed, site)
        }
        let some =
            section.criteria.contains { !mayDrop($0) }
            ? constant(1) : or(section.criteria.map { emit(.applicable, criterion($0).numerator) })
        let divisor = extreme(applicable, smallest(applicable), greatest: true, site)
        var score = divide(scale(net, by: section.weight, site), divisor, isNegative: false, site)
        noteShare(
            score, section.criteria.map { (self.criterion($0), model.criteria[$0].points) },
            minus: deducted, factor: section.weight)
        score.numerator = emit(.when, score.numerator, some, low: score.low, high: score.high)
        let weight = constant(section.weight)
        let slot = emit(.weigh, score.numerator, weight.numerator, high: weight.high)
        return SectionSlots(
            score: score,
            weight: Number(numerator: slot, scale: weight.scale, low: 0, high: weight.high, denominator: nil),
            applicablePoints: applicable, misses: nil, mayDrop: true)
    }

    /// One unit in the last place: a divisor that stands in where a sum is 0 and its quotient does not count.
    private func smallest(_ number: Number) -> Number {
        constant(Rational(1, BigInt(10).power(number.scale)))
    }

    func bonus() -> Number {
        if let known = bonusNumber { return known }
        guard let bonus = model.bonus else { return constant(.zero) }
        let site = Site(span: model.document.bonus?.span ?? model.document.span)
        var result = sum(bonus.criteria, site)
        trace.bonusSum = slot(result)
        if let cap = bonus.cap { result = extreme(result, constant(cap), greatest: false, site) }
        if let places = bonus.round { result = round(result, places: places, mode: model.rounding, site) }
        bonusNumber = result
        return result
    }

    func total() -> TotalSlots {
        if let known = totalSlots { return known }
        let site = Site(span: model.document.total?.span ?? model.document.id.span)
        let parts = model.sections.indices.map { section($0) }
        let anyDrops = parts.contains { $0.mayDrop }
        var failures: [Int32] = []
        var value = constant(.zero)
        for part in parts { value = add(value, dropped(part.score, if: part.mayDrop), site) }
        var weights = constant(.zero)
        let sections = value
        if anyDrops {
            for part in parts { weights = add(weights, part.weight, site) }
            let full = model.sections.reduce(Rational.zero) { $0 + $1.weight }
            let divisor = extreme(weights, smallest(weights), greatest: true, site)
            let all = compare(.equal, weights, constant(full), site)
            let rescaled = divide(scale(value, by: model.total.of, site), divisor, isNegative: false, site)
            let plain = scale(value, by: full.isZero ? .one : model.total.of / full, site)
            value = choose([(all, plain)], otherwise: rescaled, site)
            noteShare(
                value, zip(parts, model.sections).map { ($0.score, $1.weight) }, minus: nil, factor: model.total.of)
            let some =
                parts.contains { !$0.mayDrop } ? constant(1) : or(parts.map { emit(.applicable, $0.score.numerator) })
            failures.append(not(some))
            if some != constant(1) {
                let mayApply = or([emit(.missing, some), some])
                value.numerator = emit(.when, value.numerator, mayApply, low: value.low, high: value.high)
            }
            trace.failures += failures.map { (.nothingApplies, $0) }
            let dropped = dropShare(parts, site)
            trace.failures += dropped.map { (.tooMuchDropped, $0) }
            failures += dropped
        }
        if !anyDrops { weights = constant(model.sections.reduce(.zero) { $0 + $1.weight }) }
        let rescaled = value
        value = add(value, bonus(), site)
        trace.total = .init(
            sections: slot(sections), weights: slot(weights), rescaled: slot(rescaled), withBonus: slot(value))
        let bonusMost =
            model.bonus.map { bonus in
                bonus.cap ?? bonus.criteria.reduce(Rational.zero) { $0 + model.criteria[$1].points }
            } ?? .zero
        value = tighten(value, Interval(.zero, model.total.of + bonusMost), isNoted: true)
        if model.total.low > .zero { value = extreme(value, constant(model.total.low), greatest: true, site) }
        if model.total.of + bonusMost > model.total.high {
            value = extreme(value, constant(model.total.high), greatest: false, site)
        }
        if let places = model.total.round { value = round(value, places: places, mode: model.rounding, site) }
        let result = TotalSlots(value: value, notAssessable: failures)
        totalSlots = result
        return result
    }

    /// More dropped out than the norm allows.
    private func dropShare(_ parts: [SectionSlots], _ site: Site) -> [Int32] {
        guard let cap = model.mayDrop else { return [] }
        var kept = constant(.zero)
        var full = Rational.zero
        for (part, section) in zip(parts, model.sections) where !section.points.isZero {
            kept = add(kept, scale(part.applicablePoints, by: section.weight / section.points, site), site)
            full = full + section.weight
        }
        return [compare(.less, kept, constant((.one - cap) * full), site)]
    }

    func metShare(_ tagged: [Int], _ empty: TypedExpression?, _ site: Site) -> Number {
        var met = constant(.zero)
        var all = constant(.zero)
        for index in tagged {
            let points = criterion(index)
            let full = compare(.greaterOrEqual, points, constant(model.criteria[index].points), site)
            guard mayDrop(index) else {
                met = add(met, integer(full, 0, 1), site)
                all = add(all, constant(.one), site)
                continue
            }
            met = add(met, integer(emit(.dropNotApplicable, full), 0, 1), site)
            all = add(all, integer(emit(.weigh, points.numerator, constant(1)), 0, 1), site)
        }
        let share = divide(met, extreme(all, constant(.one), greatest: true, site), isNegative: false, site)
        guard let empty else { return share }
        let some = compare(.greater, all, constant(.zero), site)
        return choose([(some, share)], otherwise: number(empty), site)
    }
}
