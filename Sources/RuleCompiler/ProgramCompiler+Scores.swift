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
        let (conditions, whenRead) = applicability(index, criterion)
        var applies = constant(.zero)
        for condition in conditions {
            raw.numerator = emit(.when, raw.numerator, condition, low: raw.low, high: raw.high)
            applies.numerator = emit(.when, applies.numerator, condition, high: 0)
        }
        let read = CriterionReads(
            byWhen: whenRead, byMethod: flags(criterion.ownReads), nothing: applies,
            isAnswered: isAnswered(criterion), isZeroIfUnknown: criterion.zeroIfUnknown)
        let (points, mayFall) = withEvidence(raw, index, criterion, site)
        let result = withZeros(points, mayFall: mayFall, read, site)
        block(result, read)
        criteria[index] = result
        return result
    }

    /// What decides about a criterion beside its points.
    struct CriterionReads {
        var byWhen: FlagSlots
        var byMethod: FlagSlots
        /// 0 where its conditions hold, not applicable where one does not, open where that is not known.
        var nothing: Number
        /// Whether all that its method reads is answered, where that is asked for: then nothing is open but by a failed need.
        var isAnswered: Int32?
        var isZeroIfUnknown: Bool
    }

    private func isAnswered(_ criterion: CriterionModel) -> Int32? {
        let read = flags(criterion.ownReads)
        guard read.zeroPoints != constant(0) || read.notAssessable != constant(0) else { return nil }
        return isAnswered(criterion.ownReads)
    }

    /// The conditions that make the scene not assessable where the criterion applies.
    private func block(_ points: Number, _ read: CriterionReads) {
        if read.byWhen.notAssessable != constant(0) {
            let applies = or([emit(.applicable, read.nothing.numerator), emit(.applicable, points.numerator)])
            notAssessable.append(and([applies, read.byWhen.notAssessable]))
        }
        if read.byMethod.notAssessable != constant(0) {
            let applies = or([emit(.applicable, points.numerator), isOnlyHindered(points, read)])
            notAssessable.append(and([applies, read.byMethod.notAssessable]))
        }
    }

    /// Where a method is open although all that it reads is answered and the criterion's conditions hold: a failed need stands
    /// beside something that does not apply. Known itself.
    private func isOnlyHindered(_ points: Number, _ read: CriterionReads) -> Int32 {
        guard let isAnswered = read.isAnswered else { return constant(0) }
        return and([surelyApplies(read.nothing), emit(.missing, points.numerator), isAnswered])
    }

    private func surelyApplies(_ number: Number) -> Int32 {
        isConstant(number.numerator) ? constant(1) : emit(.surelyTrue, emit(.applicable, number.numerator))
    }

    /// Steps 4 to 6: evidence factor, cap, rounding; and where evidence still to come could lower the points.
    private func withEvidence(
        _ raw: Number, _ index: Int, _ criterion: CriterionModel, _ site: Site
    ) -> (points: Number, mayFall: Int32) {
        guard !criterion.evidenceInputs.isEmpty, !model.evidenceKinds.isEmpty else {
            return (finished(raw, criterion, site), constant(0))
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
        return (points, emit(.surelyTrue, compare(.notEqual, points, worst, site)))
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

    /// Step 3: needs that failed, and what is not known, count as zero where the norm says so; evidence to come leaves it open.
    private func withZeros(_ points: Number, mayFall: Int32, _ read: CriterionReads, _ site: Site) -> Number {
        var result = points
        let (byWhen, byMethod) = (read.byWhen.zeroPoints, read.byMethod.zeroPoints)
        var standsForAnswer = merged([read.byWhen, read.byMethod]).zeroWhereUnknown
        if standsForAnswer != constant(0) { standsForAnswer = emit(.surelyTrue, standsForAnswer) }
        let isMissing = and([standsForAnswer, emit(.missing, result.numerator)])
        if standsForAnswer != constant(0) { result = zeroed(result, where: isMissing) }
        if byMethod != constant(0) {
            let other = emit(.surelyTrue, compare(.notEqual, result.numerator, constant(0)))
            result = unknown(result, where: and([emit(.missing, byMethod), other]), site)
        }
        if byWhen != constant(0) {
            result = choose([(byWhen, read.nothing)], otherwise: result, site)
            if standsForAnswer != constant(0) {
                let isOpen = emit(.missing, emit(.applicable, result.numerator))
                let isStill = and([emit(.missing, result.numerator), or([isMissing, and([standsForAnswer, isOpen])])])
                result = zeroed(result, where: isStill)
            }
        }
        if read.isZeroIfUnknown { result = zeroed(result, where: emit(.missing, result.numerator)) }
        if byMethod != constant(0) {
            let applies = or([surelyApplies(result), isOnlyHindered(result, read)])
            result = zeroed(result, where: and([emit(.surelyTrue, byMethod), applies]))
        }
        guard mayFall != constant(0) else { return result }
        let failed = anyOf([byWhen, byMethod])
        let falls = failed == constant(0) ? mayFall : and([mayFall, not(emit(.surelyTrue, failed))])
        return read.isZeroIfUnknown ? zeroed(result, where: falls) : unknown(result, where: falls, site)
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

    /// The conditions on its applying, each as it stands where needs failed, and what reading them brings about.
    private func applicability(_ index: Int, _ criterion: CriterionModel) -> (conditions: [Int32], read: FlagSlots) {
        var conditions: [Int32] = []
        var read: [FlagSlots] = []
        func add(_ when: TypedExpression, _ reads: Reads) {
            let flags = flags(reads)
            conditions.append(settled(when, reads, flags, failed: true))
            read.append(flags)
        }
        if let when = criterion.when { add(when, criterion.ownWhenReads) }
        if let claim = claimPositions[index] { conditions.append(not(emit(.claim, Int32(claim)))) }
        if let section = section(of: criterion), let when = section.when { add(when, section.whenReads) }
        return (conditions, read.isEmpty ? none : merged(read))
    }

    private func section(of criterion: CriterionModel) -> SectionModel? {
        switch criterion.place {
        case .section(let section), .deduction(let section): return model.sections[section]
        case .bonus: return nil
        }
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
        let mayBeOff = criterion.when != nil || claimPositions[index] != nil || section(of: criterion)?.when != nil
        return criterion.value.mayNotApply || mayBeOff
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
