import BigInt
import RuleModel
import RuleProgram
import RuleSyntax

/// Inputs, facts and lookups: lowered when first read.
extension ProgramCompiler {
    func input(_ index: Int) -> Operand {
        if failures.isRead, canFail(input: index) { return failing(input: index) }
        if let known = inputSlots[index] { return known }
        return normally {
            let input = model.inputs[index]
            var result = given(input, input.listMax == nil ? .input : .listCount, Int32(index), 0)
            if let when = input.when { result = guarded(result, by: plain(when)) }
            inputSlots[index] = result
            trace.inputs[index] = traced(result)
            return result
        }
    }

    /// An answer, or what stands for a missing one: the norm's own value, or that it is open where it may not apply.
    ///
    /// A record knows only "not answered". That a missing answer is open is said here and nowhere else, by a step that every
    /// evaluator has, so that scenes, columns and ranges need not know which questions may not apply.
    func given(_ input: InputModel, _ opcode: Opcode, _ a: Int32, _ b: Int32) -> Operand {
        let answer = self.answer(input, opcode, a, b)
        switch input.ifUnknown {
        case .zeroPoints, .notAssessable: return answer
        case .open: return input.mayNotApply ? replaced(answer, by: { _ in self.open }) : answer
        case .value(let value):
            if case .text(let text) = value.kind { return replaced(answer) { _ in self.position(of: text, in: input) } }
            return replaced(answer) { scale in
                guard let scale else { return self.plain(value) }
                return self.align(self.number(value), to: scale, Site(span: value.span)).numerator
            }
        }
    }

    /// The answer, or what `other` gives at the answer's scale where it is unknown.
    func replaced(_ answer: Operand, by other: (Int?) -> Int32) -> Operand {
        switch answer {
        case .number(var number):
            number.numerator = emit(
                .defaultIfUnknown, number.numerator, other(number.scale), low: number.low, high: number.high)
            return .number(number)
        case .plain(let slot):
            let fallback = other(nil)
            let (low, high) = range(of: [slot, fallback])
            return .plain(emit(.defaultIfUnknown, slot, fallback, low: low, high: high))
        }
    }

    /// A slot that is always open.
    private var open: Int32 { emit(.when, constant(0), unknownSlot, low: 0, high: 0) }

    /// A text as answers to the input have it: its index among those that the input is compared with, or one more.
    func position(of text: String, in input: InputModel) -> Int32 {
        constant(BigInt(input.textConstants.firstIndex(of: text) ?? input.textConstants.count))
    }

    /// The value where `condition` holds, else not applicable.
    func guarded(_ operand: Operand, by condition: Int32) -> Operand {
        switch operand {
        case .plain(let slot):
            let (low, high) = range(of: [slot])
            return .plain(emit(.when, slot, condition, low: low, high: high))
        case .number(var number):
            number.numerator = emit(.when, number.numerator, condition, low: number.low, high: number.high)
            return .number(number)
        }
    }

    /// The value where `condition` is known to hold, else what a need that failed leaves.
    private func known(_ operand: Operand, where condition: Int32, _ site: Site) -> Operand {
        switch operand {
        case .plain(let slot):
            return .plain(choosePlain([(condition, slot)], otherwise: failedSlot))
        case .number(let number):
            let missing = Number(numerator: failedSlot, scale: number.scale, low: 0, high: 0, denominator: nil)
            return .number(choose([(condition, number)], otherwise: missing, site))
        }
    }

    func fact(_ index: Int) -> Operand {
        if failures.isRead, canFail(fact: index) { return failing(fact: index) }
        if let known = facts[index] { return known }
        return normally {
            let fact = model.facts[index]
            let (result, holds) = value(of: fact)
            needs[index] = holds
            trace.needs[index] = holds
            facts[index] = result
            if isShown(fact.value) { trace.facts[index] = traced(result) }
            return result
        }
    }

    /// The value of a fact by its `when` and `needs`, and the slot of what it needs.
    func value(of fact: FactModel) -> (Operand, needs: Int32?) {
        let site = Site(span: fact.value.span)
        var result = lower(fact.value)
        var holds: Int32?
        if let needs = fact.needs {
            let condition = plain(needs)
            holds = condition
            switch fact.otherwise {
            case .value(let other)?:
                switch (result, lower(other)) {
                case (.number(let value), .number(let fallback)):
                    result = .number(choose([(condition, value)], otherwise: fallback, site))
                case (let value, let fallback):
                    result = .plain(choosePlain([(condition, anySlot(value))], otherwise: anySlot(fallback)))
                }
            case .notApplicable?: result = guarded(result, by: condition)
            case .zeroPoints?, .notAssessable?, nil: result = known(result, where: condition, site)
            }
            if needs.mayNotApply { result = guarded(result, by: emit(.applicable, condition)) }
        }
        // What keeps it from deciding leaves the fact open in `when` and `also` too, as an input.
        if let when = fact.when { result = guarded(result, by: normally { plain(when) }) }
        return (result, holds)
    }

    func lookup(_ index: Int) -> Operand {
        if failures.isRead, canFail(lookup: index) { return failing(lookup: index) }
        if let known = lookups[index] { return known }
        return normally {
            let lookup = model.lookups[index]
            let (result, holds) = value(of: lookup)
            if case .choice(let rows, _) = lookup.value.kind {
                trace.lookupRows[index] = rows.map { plain($0.condition) }
            }
            available[index] = holds
            trace.available[index] = holds
            lookups[index] = result
            trace.lookups[index] = traced(result)
            return result
        }
    }

    /// The value of a lookup, and the slot that says whether its series reaches.
    func value(of lookup: LookupModel) -> (Operand, available: Int32?) {
        let result = lower(lookup.value)
        guard let condition = lookup.available else { return (result, nil) }
        let holds = plain(condition)
        return (known(result, where: holds, Site(span: lookup.value.span)), holds)
    }
}
