import BigInt
import RuleModel
import RuleProgram
import RuleSyntax

/// What is lowered a second time for `when` and `also`. There a need that failed, a series that does not reach and an unanswered
/// question that is `not assessable` leave what reads them not applicable instead of unknown, so that `and` and `or` show
/// whether they decide (`docs/semantics.md`, 2.3).
struct FailureReads {
    /// True while such a condition is lowered.
    var isRead = false
    var inputs: [Int: Operand] = [:]
    var facts: [Int: Operand] = [:]
    var lookups: [Int: Operand] = [:]
    /// Facts that have been asked whether they can fail.
    var canFail: [Int: Bool] = [:]
}

extension ProgramCompiler {
    /// A condition as `when` and `also` see it: what decides without a failed need stands; where only a failed need keeps it
    /// from deciding it is `verdict`.
    ///
    /// - Parameters:
    ///   - condition: the condition.
    ///   - reads: what it names.
    ///   - flags: what reading that brings about.
    ///   - verdict: what counts where a need failed.
    func settled(_ condition: TypedExpression, _ reads: Reads, _ flags: FlagSlots, failed verdict: Bool) -> Int32 {
        let plain = plain(condition)
        let fails = anyOf([flags.zeroPoints, flags.notAssessable])
        guard fails != constant(0), canFail(reads) else { return plain }
        failures.isRead = true
        let strict = self.plain(condition)
        failures.isRead = false
        var isKept = isNotApplicable(strict)
        if let isAnswered = isAnswered(reads) { isKept = or([isKept, and([emit(.missing, strict), isAnswered])]) }
        let hindered = verdict ? and([fails, isKept]) : isKept
        return choose([(hindered, constant(verdict ? 1 : 0))], otherwise: strict)
    }

    /// Lowers something as it is read outside of `when` and `also`.
    func normally<Result>(_ body: () -> Result) -> Result {
        let before = failures.isRead
        failures.isRead = false
        defer { failures.isRead = before }
        return body()
    }

    /// Whether all that `reads` goes back to is answered: then nothing is open but by a failed need. Known itself; nil where
    /// nothing can be open.
    func isAnswered(_ reads: Reads) -> Int32? {
        var all = reads
        for fact in reads.facts { all.formUnion(model.facts[fact].reads) }
        for lookup in reads.lookups { all.formUnion(model.lookups[lookup].reads) }
        let mayBeOpen =
            all.inputs.contains { model.inputs[$0].mayBeOpen } || all.facts.contains { model.facts[$0].mayNotApply }
        return mayBeOpen ? not(lacksAnswers(reads)) : nil
    }

    /// Whether a value surely does not apply; known itself.
    func isNotApplicable(_ slot: Int32) -> Int32 { and([not(emit(.missing, slot)), not(emit(.applicable, slot))]) }

    /// Where a need failed: unknown, or in `when` and `also` not applicable.
    var failedSlot: Int32 { failures.isRead ? emit(.when, constant(0), constant(0), low: 0, high: 0) : unknownSlot }

    func failing(input index: Int) -> Operand {
        if let known = failures.inputs[index] { return known }
        let input = model.inputs[index]
        var result = given(input, input.listMax == nil ? .input : .listCount, Int32(index), 0)
        if input.ifUnknown == .notAssessable { result = replaced(result) { _ in self.failedSlot } }
        if let when = input.when { result = guarded(result, by: normally { plain(when) }) }
        failures.inputs[index] = result
        return result
    }

    func failing(fact index: Int) -> Operand {
        if let known = failures.facts[index] { return known }
        let result = value(of: model.facts[index]).0
        failures.facts[index] = result
        return result
    }

    func failing(lookup index: Int) -> Operand {
        if let known = failures.lookups[index] { return known }
        let result = value(of: model.lookups[index]).0
        failures.lookups[index] = result
        return result
    }

    /// `at_least` in `when` and `also`: decided where the others decide, whatever a failed need would have been; not applicable where
    /// nothing but failed needs keeps it from deciding.
    func atLeastBesideFailures(_ count: Int, _ tests: [TypedExpression]) -> Int32 {
        var (least, most): ([Int32], [Int32]) = ([], [])
        for test in tests {
            let strict = plain(test)
            least.append(strict)
            guard canFail(test.directReads) else {
                most.append(strict)
                continue
            }
            let fails = and([isNotApplicable(strict), emit(.missing, normally { plain(test) })])
            most.append(choosePlain([(fails, constant(1))], otherwise: strict))
        }
        let (low, high) = (atLeast(count, least), atLeast(count, most))
        // Where only one of the two is known, an answer still decides.
        let both = emit(.join, choose([(high, low)], otherwise: constant(0)), high, high: 1)
        return emit(.when, both, not(and([emit(.surelyTrue, high), emit(.surelyTrue, not(low))])), high: 1)
    }

    // MARK: - What can fail

    func canFail(_ reads: Reads) -> Bool {
        reads.inputs.contains { canFail(input: $0) } || reads.facts.contains { canFail(fact: $0) }
            || reads.lookups.contains { canFail(lookup: $0) }
    }

    func canFail(input index: Int) -> Bool { model.inputs[index].ifUnknown == .notAssessable }

    func canFail(fact index: Int) -> Bool {
        if let known = failures.canFail[index] { return known }
        let fact = model.facts[index]
        let own = fact.needs != nil && (fact.otherwise == .zeroPoints || fact.otherwise == .notAssessable)
        let parts = [fact.whenReads, fact.needsReads, fact.valueReads, fact.otherwiseReads]
        let result = own || parts.contains { canFail($0) }
        failures.canFail[index] = result
        return result
    }

    func canFail(lookup index: Int) -> Bool {
        model.lookups[index].available != nil || canFail(model.lookups[index].reads)
    }
}
