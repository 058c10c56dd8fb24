import CColumnKernels
import ExactNumbers
import RuleEngine
import RuleProgram

/// Runs a plan over the scenes of a batch, a block of 1,024 at a time. Results are those of the scalar interpreter, to the last
/// digit. Not safe to share between threads; make one per thread.
public final class ColumnInterpreter {
    public let plan: ColumnPlan
    let kernels: UnsafePointer<column_kernels>
    private let memory: ColumnMemory
    private let zeros: ColumnMemory
    private let ones: ColumnMemory
    /// Address of each register in the block under way.
    let registers: UnsafeMutablePointer<UnsafeMutableRawPointer>
    /// Words of 64 rows in the block under way.
    var words = 0
    /// The batch and the first row of the block under way.
    var batch: ColumnBatch?
    var firstRow = 0
    /// Element that the loop under way is at.
    var position = 0

    /// - Parameters:
    ///   - plan: what to run.
    ///   - instructionSet: `baseline`, `x86-64-v3` or `x86-64-v4`; the best that the machine has where it is nil or not there.
    public init(_ plan: ColumnPlan, instructionSet: String? = nil) {
        self.plan = plan
        kernels = instructionSet.flatMap { column_kernels_named($0) } ?? column_kernels()
        memory = ColumnMemory(bytes: plan.arena)
        zeros = ColumnMemory(bytes: ColumnBatch.block / 8)
        ones = ColumnMemory(bytes: ColumnBatch.block / 8)
        ones.base.initializeMemory(as: UInt8.self, repeating: 0xFF, count: ones.count)
        registers = .allocate(capacity: plan.places.count)
        for index in plan.places.indices { (registers + index).initialize(to: zeros.base) }
        for (index, place) in plan.places.enumerated() {
            if case .arena(let offset) = place { registers[index] = memory.base + offset }
        }
        registers[Int(ColumnPlanner.ones)] = ones.base
    }

    deinit { registers.deallocate() }

    /// The instruction set in use.
    public var instructionSet: String { String(cString: kernels.pointee.name) }

    /// Evaluates the block that begins at `row`, a multiple of 1,024; gives the number of its scenes.
    public func run(_ batch: ColumnBatch, from row: Int) -> Int {
        let rows = min(ColumnBatch.block, batch.count - row)
        guard rows > 0 else { return 0 }
        self.batch = batch
        firstRow = row
        words = (rows + 63) / 64
        for (index, place) in plan.places.enumerated() {
            switch place {
            case .zeros, .ones, .arena: break
            case .fieldValues(let field):
                let column = batch.fields[field]
                registers[index] = column.values.base + column.lane.bytes(rows: row)
            case .fieldLow(let field): registers[index] = batch.fields[field].low.base + row / 8
            case .fieldHigh(let field): registers[index] = batch.fields[field].high.base + row / 8
            case .fieldEvidence(let field):
                registers[index] = (batch.fields[field].evidence?.base ?? zeros.base) + row * 2
            case .claim(let claim): registers[index] = batch.claims[claim].base + row / 8
            case .asOf: registers[index] = batch.asOf.base + row * 4
            }
        }
        execute(from: 0, to: plan.steps.count)
        self.batch = nil
        return rows
    }

    // MARK: - Results of the block

    /// Value of a slot in a row of the block just run.
    public func value(_ slot: Int32, _ row: Int) -> Int128 {
        guard let value = plan.slots[Int(slot)] else { return 0 }
        return value.constant ?? number(value.register, value.lane, row)
    }

    /// State of a slot in a row of the block just run.
    public func state(_ slot: Int32, _ row: Int) -> ValueState {
        guard let value = plan.slots[Int(slot)] else { return .unknown }
        let low: UInt8 = bit(value.low, row) ? 1 : 0
        let high: UInt8 = bit(value.high, row) ? 2 : 0
        return ValueState(rawValue: low | high) ?? .unknown
    }

    @inline(__always)
    func bit(_ register: Int32, _ row: Int) -> Bool {
        words(register)[row >> 6] >> UInt64(row & 63) & 1 != 0
    }

    /// The number that a register holds in a row.
    func number(_ register: Int32, _ lane: ColumnLane, _ row: Int) -> Int128 {
        switch lane {
        case .bits: bit(register, row) ? 1 : 0
        case .int32: Int128(narrow(register)[row])
        case .int64: Int128(long(register)[row])
        case .wide: wide(register)[row]
        }
    }

    @inline(__always) func words(_ register: Int32) -> UnsafeMutablePointer<UInt64> {
        registers[Int(register)].assumingMemoryBound(to: UInt64.self)
    }
    @inline(__always) func narrow(_ register: Int32) -> UnsafeMutablePointer<Int32> {
        registers[Int(register)].assumingMemoryBound(to: Int32.self)
    }
    @inline(__always) func long(_ register: Int32) -> UnsafeMutablePointer<Int64> {
        registers[Int(register)].assumingMemoryBound(to: Int64.self)
    }
    @inline(__always) func wide(_ register: Int32) -> UnsafeMutablePointer<Int128> {
        registers[Int(register)].assumingMemoryBound(to: Int128.self)
    }
}

extension ColumnInterpreter {
    /// The status of a row of the block just run; `isValid` says that its data had no errors.
    public func status(_ row: Int, isValid: Bool = true) -> SceneStatus {
        guard isValid else { return .invalid }
        let layout = plan.program.outcome
        if state(layout.notAssessable, row) != .known { return .incomplete }
        if value(layout.notAssessable, row) != 0 { return .notAssessable }
        if state(layout.notEligible, row) != .known { return .incomplete }
        if value(layout.notEligible, row) != 0 { return .notEligible }
        guard state(layout.total.numerator, row) == .known, state(layout.grade, row) == .known else {
            return .incomplete
        }
        return .graded
    }

    /// The number in slots, whatever its state.
    public func fraction(_ slot: NumberSlot, _ row: Int) -> ExactFraction {
        ExactFraction(
            numerator: value(slot.numerator, row),
            denominator: slot.denominator < 0 ? 1 : max(1, value(slot.denominator, row)), scale: slot.scale)
    }
}
