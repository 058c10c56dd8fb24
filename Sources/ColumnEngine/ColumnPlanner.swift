import ExactNumbers
import RuleProgram

/// Turns a reduced program into steps over registers that are written once, accumulators of loops aside.
struct ColumnPlanner {
    let program: RuleProgram
    let states: [StateSet]
    let roots: [[Int32]]
    var steps: [ColumnStep] = []
    var places: [ColumnPlan.Place] = [.zeros, .ones]
    var lanes: [ColumnLane] = [.bits, .bits]
    var values: [ColumnValue?]
    /// Registers that steps write more than once.
    var fixed: Set<Int32> = []
    /// Slots that several instructions write.
    let accumulators: Set<Int32>
    /// Steps done already, by what they do; one level per loop under way.
    var done: [[StepKey: Int32]] = [[:]]
    /// What columns of bits are the opposite of.
    var inverses: [Int32: Int32] = [:]
    /// States by roots; one level per loop under way.
    var rootStates: [[[Int32]: Planes]] = [[:]]
    /// The rows that the loop under way runs for, or nil.
    var active: Int32?

    static let zeros: Int32 = 0
    static let ones: Int32 = 1

    /// The two bits of states.
    struct Planes {
        var low: Int32
        var high: Int32
        static let known = Planes(low: ColumnPlanner.zeros, high: ColumnPlanner.zeros)
    }

    /// All of a step but where its result goes.
    struct StepKey: Hashable {
        var kind: ColumnStep.Kind
        var lane: ColumnLane
        var mode: UInt8
        var a: Int32
        var b: Int32
        var c: Int32
        var e: Int32
        var constant: Int128
        var other: Int128
        var lanes: UInt8

        init(_ step: ColumnStep) {
            (kind, lane, mode, lanes) = (step.kind, step.lane, step.mode, step.lanes)
            (a, b, c, e) = (step.a, step.b, step.c, step.e)
            (constant, other) = (step.constant, step.other)
        }
    }

    init(_ reduced: ReducedProgram) {
        program = reduced.program
        states = reduced.states
        roots = reduced.roots
        values = Array(repeating: nil, count: reduced.program.initialValues.count)
        var seen: Set<Int32> = []
        var twice: Set<Int32> = []
        for slot in reduced.program.instructions.flatMap(\.writes) where !seen.insert(slot).inserted {
            twice.insert(slot)
        }
        accumulators = twice
    }

    mutating func plan(keeping slots: [Int32]) {
        for accumulator in accumulators.sorted() { values[Int(accumulator)] = fixedValue(accumulator) }
        plan(from: 0, to: program.instructions.count)
        for slot in slots { _ = value(slot) }
    }

    private mutating func plan(from start: Int, to end: Int) {
        var index = start
        while index < end {
            let step = program.instructions[index]
            index += 1
            if step.opcode == .forEach {
                loop(step, from: index)
                index += Int(step.b)
            } else {
                plan(step)
            }
        }
    }

    private mutating func loop(_ step: Instruction, from start: Int) {
        let outer = active
        let rows = newRegister(.bits)
        fixed.insert(rows)
        let position = steps.count
        steps.append(ColumnStep(kind: .loop, d: rows, a: step.a))
        // Loops within loops: the rows of both.
        let inner = outer.map { and($0, rows) } ?? rows
        active = inner
        done.append([:])
        rootStates.append([:])
        plan(from: start, to: start + Int(step.b))
        done.removeLast()
        rootStates.removeLast()
        active = outer
        steps[position].b = Int32(steps.count)
    }

    // MARK: - Registers

    mutating func newRegister(_ lane: ColumnLane, _ place: ColumnPlan.Place = .arena(0)) -> Int32 {
        places.append(place)
        lanes.append(lane)
        return Int32(places.count - 1)
    }

    /// The register of a column of the batch.
    mutating func column(_ place: ColumnPlan.Place, _ lane: ColumnLane) -> Int32 {
        if let index = places.firstIndex(of: place) { return Int32(index) }
        return newRegister(lane, place)
    }

    private mutating func fixedValue(_ slot: Int32) -> ColumnValue {
        let low = newRegister(.bits)
        let high = newRegister(.bits)
        let isBoolean = program.instructions.contains {
            $0.writes.contains(slot) && $0.opcode.traits.result == .boolean
        }
        let lane: ColumnLane = isBoolean ? .bits : ColumnLane(program.slotBounds[Int(slot)])
        let register = newRegister(lane)
        fixed.formUnion([low, high, register])
        return ColumnValue(lane: lane, register: register, constant: nil, low: low, high: high)
    }

    // MARK: - Values

    /// The value of a slot: computed, an accumulator, a constant, or always unknown.
    mutating func value(_ slot: Int32) -> ColumnValue {
        if let made = values[Int(slot)] { return made }
        let constant = program.initialValues[Int(slot)]
        let isUnknown = slot == program.unknownSlot
        let made = ColumnValue(
            lane: ColumnLane(constant, constant), constant: constant,
            low: isUnknown ? ColumnPlanner.ones : ColumnPlanner.zeros, high: ColumnPlanner.zeros)
        values[Int(slot)] = made
        return made
    }

    func planes(_ value: ColumnValue) -> Planes { Planes(low: value.low, high: value.high) }

    /// Stores what an instruction gives.
    mutating func set(_ slot: Int32, _ value: ColumnValue) {
        guard accumulators.contains(slot), let target = values[Int(slot)] else {
            values[Int(slot)] = value
            return
        }
        let new = target.lane == .bits ? bits(value) : register(value, target.lane)
        let rows = active ?? ColumnPlanner.ones
        if target.lane == .bits {
            let kept = raw(.andNot, target.register, rows)
            steps.append(ColumnStep(kind: .bits(.or), d: target.register, a: kept, b: raw(.and, new, rows)))
        } else {
            steps.append(
                ColumnStep(
                    kind: .numbers(.select), lane: target.lane, d: target.register, a: rows, b: new, c: target.register)
            )
        }
        for (plane, own) in [(value.low, target.low), (value.high, target.high)] {
            let kept = raw(.andNot, own, rows)
            steps.append(ColumnStep(kind: .bits(.or), d: own, a: kept, b: raw(.and, plane, rows)))
        }
    }

    /// A step of bits that is neither folded nor shared.
    private mutating func raw(_ operation: ColumnStep.BitOperation, _ a: Int32, _ b: Int32) -> Int32 {
        let register = newRegister(.bits)
        steps.append(ColumnStep(kind: .bits(operation), d: register, a: a, b: b))
        return register
    }

    /// A register of `lane` that holds the value.
    mutating func register(_ value: ColumnValue, _ lane: ColumnLane) -> Int32 {
        if let constant = value.constant {
            return emit(ColumnStep(kind: .numbers(.fill), lane: lane, d: 0, constant: constant), lane)
        }
        if value.lane == lane { return value.register }
        switch (value.lane, lane) {
        case (_, .bits): return bits(value)
        case (.bits, .int32), (.bits, .int64):
            return emit(
                ColumnStep(
                    kind: .numbers(.selectConstants), lane: lane, d: 0, a: value.register, constant: 1, other: 0),
                lane)
        case (.bits, .wide):
            var number = value
            number.lane = .int32
            number.register = register(value, .int32)
            return register(number, .wide)
        case (.int32, .int64): return emit(ColumnStep(kind: .widen, d: 0, a: value.register), lane)
        case (.int64, .int32): return emit(ColumnStep(kind: .narrow, d: 0, a: value.register), lane)
        case (.int32, .wide), (.int64, .wide):
            return emit(ColumnStep(kind: .toWide, lane: value.lane, d: 0, a: value.register), lane)
        case (.wide, .int32), (.wide, .int64):
            return emit(ColumnStep(kind: .fromWide, lane: lane, d: 0, a: value.register), lane)
        case (.int32, .int32), (.int64, .int64), (.wide, .wide): return value.register
        }
    }

    /// A register of bits that says where the value is not 0.
    mutating func bits(_ value: ColumnValue) -> Int32 {
        if let constant = value.constant { return constant == 0 ? ColumnPlanner.zeros : ColumnPlanner.ones }
        if value.lane == .bits { return value.register }
        return not(
            emit(
                ColumnStep(kind: .numbers(.equalConstant), lane: value.lane, d: 0, a: value.register, constant: 0),
                .bits))
    }

    /// A step, unless the same one stands already; gives its register.
    mutating func emit(_ step: ColumnStep, _ lane: ColumnLane) -> Int32 {
        let key = StepKey(step)
        let shared = !step.reads.contains { fixed.contains($0) }
        if shared {
            for level in done.reversed() {
                if let register = level[key] { return register }
            }
        }
        var made = step
        made.d = newRegister(lane)
        steps.append(made)
        if shared { done[done.count - 1][key] = made.d }
        return made.d
    }
}
