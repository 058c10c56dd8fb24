import BigInt
import Diagnostics
import ExactNumbers
import RuleModel
import RuleProgram
import RuleSyntax

/// State of one compilation: instructions so far, slots, and what has been lowered already.
final class ProgramCompiler {
    let model: NormModel
    var bag = DiagnosticBag()
    var trace = ProgramTrace()

    private(set) var instructions: [Instruction] = []
    var operands: [Int32] = []
    private var initialValues: [Int128] = []
    private var bounds: [SlotBounds] = []
    private var constants: [Int128: Int32] = [:]
    private var unknown: Int32 = -1
    /// Common sub-expressions; one level per loop body under way.
    private var known: [[Key: Int32]] = [[:]]

    var inputSlots: [Int: Operand] = [:]
    var elementSlots: [ElementKey: Operand] = [:]
    var facts: [Int: Operand] = [:]
    var needs: [Int: Int32] = [:]
    var flagsOfFacts: [Int: FlagSlots] = [:]
    var lookups: [Int: Operand] = [:]
    /// What `when` and `also` read: see `ProgramCompiler+Failures`.
    var failures = FailureReads()
    var available: [Int: Int32] = [:]
    /// Per input and per fact: whether an answer that it goes back to is still to come.
    var missingAnswers: [Int: Int32] = [:]
    var factsMissingAnswers: [Int: Int32] = [:]
    var criteria: [Int: Number] = [:]
    var sections: [Int: SectionSlots] = [:]
    var gates: [Int: GateSlots] = [:]
    var totalSlots: TotalSlots?
    var bonusNumber: Number?
    /// Conditions that make the scene not assessable.
    var notAssessable: [Int32] = []
    /// Places already reported as too wide.
    var reportedSites: Set<Span> = []
    /// List input of each loop under way.
    var loops: [Int: Int] = [:]

    struct ElementKey: Hashable {
        var loop: Int
        var field: Int
    }

    private struct Key: Hashable {
        var opcode: Opcode
        var mode: UInt8
        var a: Int32
        var b: Int32
        var c: Int32
    }

    /// Criteria that a scene may claim not applicable, in the order of the schema.
    let claims: [Int]
    /// Place of each of them in that order.
    let claimPositions: [Int: Int]

    init(_ model: NormModel) {
        self.model = model
        claims = model.criteria.indices.filter { model.criteria[$0].mayBeClaimedNotApplicable }
        claimPositions = Dictionary(uniqueKeysWithValues: zip(claims, claims.indices))
    }

    // MARK: - Slots and instructions

    func newSlot(_ low: BigInt = 0, _ high: BigInt = 1, value: Int128 = 0) -> Int32 {
        initialValues.append(value)
        bounds.append(SlotBounds(low: Int128(clamping: low), high: Int128(clamping: high)))
        return Int32(initialValues.count - 1)
    }

    /// Sets the bounds of a slot whose values are known only after the loop that adds to it.
    func bound(_ slot: Int32, _ low: BigInt, _ high: BigInt) {
        bounds[Int(slot)] = SlotBounds(low: Int128(clamping: low), high: Int128(clamping: high))
    }

    /// Between which values the slots lie, all of them.
    func range(of slots: [Int32]) -> (low: BigInt, high: BigInt) {
        let all = slots.map { bounds[Int($0)] }
        return (BigInt(all.map(\.low).min() ?? 0), BigInt(all.map(\.high).max() ?? 0))
    }

    /// A slot that two places share holds what either may ask of it: bounds proved at one, behind a condition say, are not
    /// those of the other.
    private func widen(_ slot: Int32, _ low: BigInt, _ high: BigInt) {
        let own = bounds[Int(slot)]
        bounds[Int(slot)] = SlotBounds(
            low: min(own.low, Int128(clamping: low)), high: max(own.high, Int128(clamping: high)))
    }

    func constant(_ value: BigInt) -> Int32 {
        let number = Int128(clamping: value)
        if let slot = constants[number] { return slot }
        let slot = newSlot(value, value, value: number)
        constants[number] = slot
        return slot
    }

    /// True for a slot that holds one value in every run. Equal bounds are not enough: what is not known has bounds too.
    func isConstant(_ slot: Int32) -> Bool { constants[initialValues[Int(slot)]] == slot }

    /// A slot that is always unknown.
    var unknownSlot: Int32 {
        if unknown < 0 { unknown = newSlot() }
        return unknown
    }

    /// Emits a step unless the same one stands already; gives its slot.
    func emit(
        _ opcode: Opcode, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0, mode: UInt8 = 0, low: BigInt = 0,
        high: BigInt = 1
    ) -> Int32 {
        let key = Key(opcode: opcode, mode: mode, a: a, b: b, c: c)
        for level in known.reversed() {
            guard let slot = level[key] else { continue }
            widen(slot, low, high)
            return slot
        }
        let slot = newSlot(low, high)
        append(Instruction(opcode, slot, a, b, c, mode: mode))
        known[known.count - 1][key] = slot
        return slot
    }

    /// Emits a step that writes a slot of its own choosing.
    func append(_ instruction: Instruction) {
        instructions.append(instruction)
    }

    /// Appends a step to be replaced later; gives its position.
    func reserve(_ instruction: Instruction) -> Int {
        append(instruction)
        return instructions.count - 1
    }

    func replace(_ position: Int, _ instruction: Instruction) { instructions[position] = instruction }

    /// Takes note of a step over quotients; none within loops, where a slot has a value per entry.
    func record(_ result: NumberSlot, _ operation: QuotientStep.Operation) {
        guard known.count == 1 else { return }
        trace.quotients.append(QuotientStep(result: result, operation: operation, position: instructions.count))
    }

    /// The slot that is always unknown, if there is one yet.
    var unknownSlotIfAny: Int32 { unknown }

    /// Emits `body` as the body of a loop over list input `field`.
    func loop(over field: Int, _ body: () -> Void) {
        let start = instructions.count
        append(Instruction(.forEach, 0, Int32(field)))
        known.append([:])
        body()
        known.removeLast()
        instructions[start].b = Int32(instructions.count - start - 1)
    }

    // MARK: - Booleans

    func not(_ a: Int32) -> Int32 { emit(.not, a) }

    func and(_ list: [Int32]) -> Int32 {
        guard let first = list.first else { return constant(1) }
        return list.dropFirst().reduce(first) { emit(.and, $0, $1) }
    }

    func or(_ list: [Int32]) -> Int32 {
        guard let first = list.first else { return constant(0) }
        return list.dropFirst().reduce(first) { emit(.or, $0, $1) }
    }

    // MARK: - The whole

    func run(shaping results: [Int] = []) -> CompiledNorm? {
        let criteria = model.criteria.indices.map { criterion($0) }
        let sections = model.sections.indices.map { section($0) }
        let total = self.total()
        let gates = model.gates.indices.map { gate($0) }
        let grade = self.grade(total.value)
        for index in results { trace.shapes[index] = shape(model.facts[index].value) }
        let notEligible = or(gates.flatMap(\.misses) + sections.compactMap(\.misses))
        let notAssessable = or(self.notAssessable + gates.flatMap(\.blocks) + total.notAssessable)
        guard !bag.hasErrors else { return nil }
        trace.considered = gates.map(\.considered)
        trace.reached = gates.map(\.reached)
        let layout = OutcomeLayout(
            gates: gates.map(\.passes),
            criteria: zip(criteria, model.criteria).map { .init(value: slot($0), of: slot(constant($1.points))) },
            sections: sections.map { .init(value: slot($0.score), of: slot($0.weight)) },
            bonus: slot(bonus()), total: slot(total.value), grade: grade, notAssessable: notAssessable,
            notEligible: notEligible)
        let program = RuleProgram(
            schema: schema(), instructions: instructions, operands: operands, initialValues: initialValues,
            unknownSlot: unknown,
            slotBounds: bounds, evidenceFactors: evidenceFactors(), evidenceScale: evidenceScale, outcome: layout,
            multiplier: multiplierPlan())
        trace.cost = StaticCost(program)
        limitCost()
        return CompiledNorm(model: model, program: program, trace: trace)
    }

    func slot(_ number: Number) -> NumberSlot {
        NumberSlot(numerator: number.numerator, denominator: number.denominator?.slot ?? -1, scale: number.scale)
    }

    func traced(_ operand: Operand) -> ProgramTrace.Value {
        switch operand {
        case .number(let number): return .number(slot(number))
        case .plain(let slot): return .plain(slot)
        }
    }
}
