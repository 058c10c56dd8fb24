import BigInt
import ExactNumbers
import RuleModel
import RuleProgram
import RuleSyntax

struct SectionSlots {
    /// Not applicable where the section drops out.
    var score: Number
    /// Weight that applies.
    var weight: Number
    /// Points of the criteria that apply.
    var applicablePoints: Number
    var misses: Int32?
    var mayDrop: Bool
}

struct GateSlots {
    var passes: Int32
    /// Every gate before it passed.
    var reached: Int32
    /// Reached, and it applies.
    var considered: Int32
    /// Conditions that make the scene not eligible, and not assessable.
    var misses: [Int32]
    var blocks: [Int32]
    /// Passed, and every gate before it too.
    var opens: Int32
}

struct TotalSlots {
    var value: Number
    var notAssessable: [Int32]
}

/// The order of a score: `docs/semantics.md`, section 2.
extension ProgramCompiler {
    func criterion(_ index: Int) -> Number {
        if let known = criteria[index] { return known }
        let criterion = model.criteria[index]
        let site = Site(span: criterion.naming.span)
        var raw = rawPoints(index, criterion)
        trace.rawPoints[index] = slot(raw)
        for condition in applicability(index, criterion) {
            raw.numerator = emit(.when, raw.numerator, condition, low: raw.low, high: raw.high)
        }
        let read = merged([flags(criterion.whenReads), flags(criterion.ownReads)])
        let zeroIfUnknown = criterion.zeroIfUnknown ? constant(1) : read.zeroWhereUnknown
        var points = withEvidence(raw, index, criterion, zeroIfUnknown: zeroIfUnknown, site)
        points = withZeros(points, read, zeroIfUnknown: zeroIfUnknown, site)
        if read.notAssessable != constant(0) {
            notAssessable.append(and([emit(.applicable, points.numerator), read.notAssessable]))
        }
        criteria[index] = points
        return points
    }

    /// Steps 4 to 6: evidence factor, cap, rounding. Unknown where evidence still to come could lower the points.
    private func withEvidence(
        _ raw: Number, _ index: Int, _ criterion: CriterionModel, zeroIfUnknown: Int32, _ site: Site
    ) -> Number {
        guard !criterion.evidenceInputs.isEmpty, !model.evidenceKinds.isEmpty else {
            return finished(raw, criterion, site)
        }
        let full = BigInt(10).power(evidenceScale)
        func least(_ slots: [Int32]) -> Number {
            let numbers = slots.map {
                Number(numerator: $0, scale: evidenceScale, low: 0, high: full, denominator: nil)
            }
            return numbers.dropFirst().reduce(numbers[0]) { extreme($0, $1, greatest: false, site) }
        }
        let now = least(criterion.evidenceInputs.map { emit(.evidence, Int32($0), anySlot(input($0)), high: full) })
        let coming = criterion.evidenceInputs.map { input in
            emit(.evidenceToCome, Int32(input), anySlot(self.input(input)), weakestEvidence(of: input), high: full)
        }
        trace.evidence[index] = slot(now)
        let points = finished(multiply(raw, now, site), criterion, site)
        let worst = finished(multiply(raw, extreme(now, least(coming), greatest: false, site), site), criterion, site)
        let mayFall = and([emit(.surelyTrue, compare(.notEqual, points, worst, site)), not(zeroIfUnknown)])
        return unknown(points, where: mayFall, site)
    }

    /// The factor that an unanswered input may bring at the least; 1 where the norm says what an unanswered one counts as.
    private func weakestEvidence(of index: Int) -> Int32 {
        let input = model.inputs[index]
        let one = BigInt(10).power(evidenceScale)
        guard input.declaration.ifUnknown == nil else { return constant(one) }
        let kinds = model.evidenceKinds.indices.filter { kind in
            let naming = model.evidenceKinds[kind].option.naming
            return kind == model.evidenceMissing
                || input.declaration.evidence.contains { $0.text == naming.id || $0.text == naming.chinese }
        }
        let factors = kinds.map { BigInt(model.evidenceKinds[$0].factor.mantissa(atScale: evidenceScale) ?? 0) }
        return constant(factors.min() ?? one)
    }

    private func finished(_ points: Number, _ criterion: CriterionModel, _ site: Site) -> Number {
        var result = clamp(points, criterion, site)
        if let places = criterion.round { result = round(result, places: places, mode: model.rounding, site) }
        return tighten(result, Interval(.zero, criterion.points), isNoted: true)
    }

    /// Unknown where a known condition holds.
    private func unknown(_ number: Number, where condition: Int32, _ site: Site) -> Number {
        let missing = Number(
            numerator: unknownSlot, scale: number.scale, low: 0, high: 0, denominator: nil)
        return choose([(condition, missing)], otherwise: number, site)
    }

    /// Step 3: needs that failed, and what is not known, count as zero where the norm says so.
    private func withZeros(_ points: Number, _ read: FlagSlots, zeroIfUnknown: Int32, _ site: Site) -> Number {
        var result = points
        let mayBeZero = read.zeroPoints != constant(0)
        if mayBeZero {
            let other = emit(.surelyTrue, compare(.notEqual, result.numerator, constant(0)))
            result = unknown(result, where: and([emit(.missing, read.zeroPoints), other]), site)
        }
        if zeroIfUnknown != constant(0) {
            result = zeroed(result, where: and([zeroIfUnknown, emit(.missing, result.numerator)]))
        }
        if mayBeZero {
            let applies = emit(.surelyTrue, emit(.applicable, result.numerator))
            result = zeroed(result, where: and([emit(.surelyTrue, read.zeroPoints), applies]))
        }
        return result
    }

    private func rawPoints(_ index: Int, _ criterion: CriterionModel) -> Number {
        if case .choice(let rows, let otherwise) = criterion.value.kind {
            let conditions = rows.map { plain($0.condition) }
            trace.rows[index] = conditions
            if case .number(var number) = choice(rows, otherwise, criterion.value, conditions: conditions) {
                if case .interpolation? = criterion.declaration.method {
                    let values = rows.map(\.value) + [otherwise].compactMap { $0 }
                    for part in conditions + values.map({ plain($0) }) where !isConstant(part) {
                        number.numerator = emit(.join, number.numerator, part, low: number.low, high: number.high)
                    }
                }
                return number
            }
        }
        return number(criterion.value)
    }

    private func applicability(_ index: Int, _ criterion: CriterionModel) -> [Int32] {
        var conditions: [Int32] = []
        if let when = criterion.when { conditions.append(plain(when)) }
        if let claim = claimPositions[index] { conditions.append(not(emit(.claim, Int32(claim)))) }
        switch criterion.place {
        case .section(let section), .deduction(let section):
            if let when = model.sections[section].when { conditions.append(plain(when)) }
        case .bonus: break
        }
        return conditions
    }

    private func zeroed(_ points: Number, where condition: Int32) -> Number {
        var result = points
        result.low = min(0, points.low)
        result.high = max(0, points.high)
        result.numerator = choose(
            [(condition, constant(0))], otherwise: points.numerator, low: result.low, high: result.high)
        if let divisor = points.denominator, divisor.constant == nil {
            let one = choose([(condition, constant(1))], otherwise: divisor.slot, low: 1, high: divisor.high)
            result.denominator = .init(slot: one, low: 1, high: divisor.high)
        }
        noteChoice(result, [(condition, constant(.zero))], otherwise: points)
        return result
    }

    private func clamp(_ points: Number, _ criterion: CriterionModel, _ site: Site) -> Number {
        var result = points
        let within = criterion.value.interval
        if result.low < 0, !(within?.isNotNegative ?? false) {
            result = extreme(result, constant(.zero), greatest: true, site)
        }
        if let high = within?.high?.value, high <= criterion.points { return result }
        return extreme(result, constant(criterion.points), greatest: false, site)
    }

    func mayDrop(_ index: Int) -> Bool {
        let criterion = model.criteria[index]
        return criterion.value.mayNotApply || !applicability(index, criterion).isEmpty
            || criterion.reads.inputs.contains { model.inputs[$0].mayBeOpen }
    }

    /// Sum of points, not applicable ones left out.
    func sum(_ list: [Int], _ site: Site) -> Number {
        let parts = list.map { (index: $0, points: dropped(criterion($0), if: mayDrop($0))) }
        let fractions = parts.filter { $0.points.denominator.map { $0.constant == nil } ?? false }
        var named = site
        named.operands = fractions.map { model.criteria[$0.index].value.at(model.criteria[$0.index].naming.span) }
        return parts.reduce(constant(.zero)) { add($0, $1.points, named) }
    }

    func dropped(_ points: Number, if mayDrop: Bool) -> Number {
        guard mayDrop, value(points) == nil else { return points }
        var result = points
        var applies: Int32?
        result.low = min(0, points.low)
        result.high = max(0, points.high)
        if let divisor = points.denominator, divisor.constant == nil {
            let condition = emit(.applicable, points.numerator)
            applies = condition
            let chosen = choose([(condition, divisor.slot)], otherwise: constant(1), low: 1, high: divisor.high)
            let one = emit(.dropNotApplicable, chosen, low: 1, high: divisor.high)
            result.denominator = .init(slot: one, low: 1, high: divisor.high)
        }
        result.numerator = emit(.dropNotApplicable, points.numerator, low: result.low, high: result.high)
        if let applies { noteChoice(result, [(applies, points)], otherwise: constant(.zero)) }
        return result
    }
}
