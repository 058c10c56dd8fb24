import BigInt
import RuleModel
import RuleProgram
import RuleSyntax

/// What reading something brings about besides its value (`docs/semantics.md`, section 2, step 3). All are boolean slots.
struct FlagSlots {
    /// A need failed with `otherwise: zero points`.
    var zeroPoints: Int32
    /// A need failed with `otherwise: not assessable`, a series does not reach, or an unanswered input makes it so.
    var notAssessable: Int32
    /// An unanswered input with `if_unknown: zero points`.
    var zeroWhereUnknown: Int32
}

extension ProgramCompiler {
    var none: FlagSlots {
        let no = constant(0)
        return FlagSlots(zeroPoints: no, notAssessable: no, zeroWhereUnknown: no)
    }

    func merged(_ list: [FlagSlots]) -> FlagSlots {
        FlagSlots(
            zeroPoints: anyOf(list.map(\.zeroPoints)), notAssessable: anyOf(list.map(\.notAssessable)),
            zeroWhereUnknown: anyOf(list.map(\.zeroWhereUnknown)))
    }

    /// `or` without the parts that are never true.
    func anyOf(_ slots: [Int32]) -> Int32 {
        var seen: Set<Int32> = [constant(0)]
        return or(slots.filter { seen.insert($0).inserted })
    }

    private func both(_ condition: Int32, _ flag: Int32) -> Int32 {
        if flag == constant(0) || condition == constant(1) { return flag }
        return and([condition, flag])
    }

    /// The reads happen only where `condition` (a slot without "not applicable") holds.
    func guarded(_ flags: FlagSlots, by condition: Int32) -> FlagSlots {
        FlagSlots(
            zeroPoints: both(condition, flags.zeroPoints), notAssessable: both(condition, flags.notAssessable),
            zeroWhereUnknown: both(condition, flags.zeroWhereUnknown))
    }

    /// A condition, with "not applicable" as no.
    func decided(_ condition: Int32) -> Int32 {
        and([emit(.applicable, condition), emit(.dropNotApplicable, condition)])
    }

    func flags(_ reads: Reads) -> FlagSlots {
        var list: [FlagSlots] = []
        for index in reads.inputs.sorted() {
            if let own = inputFlags(index) { list.append(own) }
        }
        for index in reads.facts.sorted() { list.append(factFlags(index)) }
        for index in reads.lookups.sorted() { list.append(lookupFlags(index)) }
        return list.isEmpty ? none : merged(list)
    }

    private func inputFlags(_ index: Int) -> FlagSlots? {
        var result = none
        switch model.inputs[index].ifUnknown {
        case .open, .value: return nil
        case .notAssessable:
            let slot = anySlot(input(index))
            result.notAssessable = and([
                emit(.missing, rawAnswer(index)), emit(.missing, slot), emit(.applicable, slot),
            ])
        case .zeroPoints:
            let slot = anySlot(input(index))
            result.zeroWhereUnknown = and([emit(.missing, slot), emit(.surelyTrue, emit(.applicable, slot))])
        }
        return result
    }

    /// The answer as the scene gives it.
    private func rawAnswer(_ index: Int) -> Int32 {
        let input = model.inputs[index]
        return anySlot(answer(input, input.listMax == nil ? .input : .listCount, Int32(index), 0))
    }

    /// Whether an answer that `reads` goes back to is still to come: of a list, also in one of its entries. Known itself.
    /// What is not read in this scene (`docs/semantics.md`, section 2, step 3) is not waited for.
    func lacksAnswers(_ reads: Reads) -> Int32 {
        anyOf(
            reads.inputs.sorted().map { lacksAnswer($0) } + reads.facts.sorted().map { lacksAnswers(fact: $0) }
                + reads.lookups.sorted().map { lacksAnswers(model.lookups[$0].reads) })
    }

    private func lacksAnswers(fact index: Int) -> Int32 {
        if let known = factsMissingAnswers[index] { return known }
        let fact = model.facts[index]
        _ = self.fact(index)
        func mayHold(_ condition: Int32) -> Int32 { not(emit(.surelyTrue, not(condition))) }
        var inner = lacksAnswers(fact.valueReads)
        if let slot = needs[index] {
            let holds = decided(slot)
            let fails = and([emit(.applicable, slot), not(emit(.dropNotApplicable, slot))])
            inner = anyOf([
                lacksAnswers(fact.needsReads), both(mayHold(holds), inner),
                both(mayHold(fails), lacksAnswers(fact.otherwiseReads)),
            ])
        }
        if let when = fact.when {
            inner = anyOf([lacksAnswers(fact.whenReads), both(mayHold(decided(plain(when))), inner)])
        }
        factsMissingAnswers[index] = inner
        return inner
    }

    private func lacksAnswer(_ index: Int) -> Int32 {
        if let known = missingAnswers[index] { return known }
        let input = model.inputs[index]
        let slot = anySlot(self.input(index))
        var own = emit(.missing, rawAnswer(index))
        if let when = input.when { own = anyOf([own, lacksAnswers(when.directReads)]) }
        var result = and([emit(.missing, slot), own])
        if input.listMax != nil, !input.fields.isEmpty { result = or([result, lacksFields(index)]) }
        missingAnswers[index] = result
        return result
    }

    private func lookupFlags(_ index: Int) -> FlagSlots {
        var result = flags(model.lookups[index].reads)
        guard model.lookups[index].available != nil else { return result }
        _ = lookup(index)
        if let holds = available[index] { result.notAssessable = anyOf([result.notAssessable, not(holds)]) }
        return result
    }

    private func factFlags(_ index: Int) -> FlagSlots {
        if let known = flagsOfFacts[index] { return known }
        _ = fact(index)
        let fact = model.facts[index]
        var inner = flags(fact.valueReads)
        if let slot = needs[index] {
            let holds = decided(slot)
            let fails = and([emit(.applicable, slot), not(emit(.dropNotApplicable, slot))])
            var other = flags(fact.otherwiseReads)
            switch fact.otherwise {
            case .zeroPoints?: other.zeroPoints = constant(1)
            case .notAssessable?: other.notAssessable = constant(1)
            default: break
            }
            inner = merged([flags(fact.needsReads), guarded(inner, by: holds), guarded(other, by: fails)])
        }
        if let when = fact.when { inner = merged([flags(fact.whenReads), guarded(inner, by: decided(plain(when)))]) }
        flagsOfFacts[index] = inner
        return inner
    }
}
