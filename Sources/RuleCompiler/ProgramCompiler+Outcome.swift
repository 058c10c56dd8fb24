import BigInt
import ExactNumbers
import RuleModel
import RuleProgram
import RuleSyntax

/// Gates, grade, and the parts of a program beside its instructions.
extension ProgramCompiler {
    func gate(_ index: Int) -> GateSlots {
        if let known = gates[index] { return known }
        let gate = model.gates[index]
        let reached = and(gate.after.map { self.gate($0).opens })
        let whenRead = flags(gate.whenReads)
        let applies = gate.when.map { decided(settled($0, gate.whenReads, whenRead, failed: true)) } ?? constant(1)
        let holds = plain(gate.require)
        let met = or([not(emit(.applicable, holds)), emit(.dropNotApplicable, holds)])
        var passes = or([not(applies), met])
        if gate.isProvisional {
            let result = GateSlots(
                passes: passes, reached: reached, considered: and([reached, applies]), misses: [], blocks: [],
                opens: reached)
            gates[index] = result
            return result
        }
        let read = guarded(merged([whenRead, flags(gate.ownReads)]), by: and([reached, applies]))
        if read.notAssessable != constant(0) { notAssessable.append(read.notAssessable) }
        var routed = passes
        var result = GateSlots(
            passes: passes, reached: reached, considered: and([reached, applies]), misses: [], blocks: [], opens: passes
        )
        if gate.ifUnknown != .open {
            let missing = emit(.missing, passes)
            routed = choose([(missing, constant(1))], otherwise: passes)
            passes = choose([(missing, constant(0))], otherwise: passes)
            let failed = and([reached, missing])
            if gate.ifUnknown == .fail { result.misses.append(failed) } else { result.blocks.append(failed) }
        }
        let failed = and([reached, not(routed)])
        if gate.otherwise == .fail { result.misses.append(failed) } else { result.blocks.append(failed) }
        result.passes = passes
        result.opens = and([reached, passes])
        gates[index] = result
        return result
    }

    /// Slot of the index of the grade.
    func grade(_ total: Number) -> Int32 {
        var rows: [(Int32, Int32)] = []
        for (index, grade) in model.grades.enumerated().dropLast() {
            let site = Site(span: grade.naming.span)
            var condition = compare(.greaterOrEqual, total, constant(grade.from), site)
            if let also = grade.also {
                let read = flags(grade.reads)
                if read.notAssessable != constant(0) { notAssessable.append(read.notAssessable) }
                condition = and([condition, settled(also, grade.reads, read, failed: false)])
            }
            rows.append((condition, constant(BigInt(index))))
        }
        let last = constant(BigInt(max(0, model.grades.count - 1)))
        guard !rows.isEmpty else { return emit(.join, last, total.numerator) }
        let slot = choose(rows, otherwise: last, high: BigInt(model.grades.count))
        return emit(.join, slot, total.numerator, high: BigInt(model.grades.count))
    }

    var evidenceScale: Int { model.evidenceKinds.map(\.factor.scale).max() ?? 0 }

    /// Factors per kind and, last, the one that counts where no kind is named.
    func evidenceFactors() -> [Int128] {
        let factors = model.evidenceKinds.map { $0.factor.mantissa(atScale: evidenceScale) ?? 0 }
        let missing = model.evidenceMissing.map { factors[$0] } ?? factors.min() ?? 1
        return factors + [missing]
    }

    func schema() -> InputSchema {
        func option(_ naming: Naming) -> SchemaOption { SchemaOption(id: naming.id, chinese: naming.chinese) }
        return InputSchema(
            fields: model.inputs.map { field($0) }, evidenceKinds: model.evidenceKinds.map { option($0.option.naming) },
            claims: claims.map { option(model.criteria[$0].naming) })
    }

    private func field(_ input: InputModel) -> InputField {
        let kind: InputField.Kind
        func end(_ bound: Interval.Bound?) -> Int128 {
            bound.map { Int128(clamping: $0.value.floored(places: input.scale)) } ?? 0
        }
        switch input.type {
        case .number: kind = .number(scale: input.scale, low: end(input.interval?.low), high: end(input.interval?.high))
        case .boolean: kind = .boolean
        case .date: kind = .date(low: end(input.interval?.low), high: end(input.interval?.high))
        case .option(let set):
            kind = .option(
                model.optionSets[set].options.map { SchemaOption(id: $0.naming.id, chinese: $0.naming.chinese) })
        case .records: kind = .list(max: input.listMax ?? 0, fields: input.fields.map { field($0) })
        case .text, .duration, .list, .context, .range, .time, .dateTime, .invalid: kind = .text(input.textConstants)
        }
        return InputField(
            name: SchemaOption(id: input.naming.id, chinese: input.naming.chinese), kind: kind,
            unit: input.type.unit?.text ?? "",
            mayNotApply: input.mayNotApply,
            takesEvidence: !input.declaration.evidence.isEmpty && !model.evidenceKinds.isEmpty,
            usualLow: input.usual.map { end($0.low) }, usualHigh: input.usual.map { end($0.high) })
    }

    func multiplierPlan() -> MultiplierPlan {
        guard let multiplier = model.multiplier else {
            return MultiplierPlan(
                scale: 0, low: 1, high: 1, validity: CalendarDuration(months: 12, days: 0), statuses: [1, 1, 1, 1, 1],
                base: model.grades.map { _ in 1 }, adjustments: [], behaviourCount: model.behaviours.count)
        }
        let statuses = [multiplier.invalid, multiplier.notAssessable, multiplier.notEligible, multiplier.incomplete]
        let all = statuses + multiplier.base + multiplier.adjustments.map(\.add) + [multiplier.low, multiplier.high]
        let scale = max(2, all.map(\.reduced.scale).max() ?? 2)
        func scaled(_ value: ExactDecimal) -> Int128 { value.mantissa(atScale: scale) ?? 0 }
        return MultiplierPlan(
            scale: scale, low: scaled(multiplier.low), high: scaled(multiplier.high), validity: multiplier.validity,
            statuses: statuses.map(scaled) + [0], base: multiplier.base.map(scaled),
            adjustments: multiplier.adjustments.map {
                .init(
                    grades: $0.grades, from: $0.days.lowerBound, to: $0.days.upperBound, behaviour: $0.behaviour ?? -1,
                    add: scaled($0.add))
            }, behaviourCount: model.behaviours.count)
    }
}
