import RuleEngine
import RuleProgram

/// Brings rows of a block back to the slots of the program that its plan came from. Made for one pair of interpreters.
public final class ColumnReadout {
    /// A slot that differs from row to row. Registers as addresses, so that a row costs a few loads a slot.
    private struct Column {
        var slot: Int32
        var lane: ColumnLane
        /// Nil for a value that is the same in every row.
        var values: UnsafeMutableRawPointer?
        /// Nil where no row has that bit of the state.
        var low: UnsafePointer<UInt64>?
        var high: UnsafePointer<UInt64>?
    }

    private let columns: ColumnInterpreter
    private let interpreter: Interpreter
    private let slots: [(original: Int32, value: ColumnValue)]
    private let varying: UnsafeMutableBufferPointer<Column>

    /// - Parameters:
    ///   - columns: runs a plan of `reduced` that keeps what stands for `slots`.
    ///   - reduced: what was planned.
    ///   - interpreter: of the program that was reduced.
    ///   - slots: slots of that program; those that the reduced one no longer needs are left out.
    public init(
        _ columns: ColumnInterpreter, _ reduced: ReducedProgram, slots: Set<Int32>, in interpreter: Interpreter
    ) {
        self.columns = columns
        self.interpreter = interpreter
        self.slots = slots.sorted().compactMap { slot in
            let place = Int(reduced.map[Int(slot)])
            guard place >= 0, let value = columns.plan.slots[place] else { return nil }
            return (slot, value)
        }
        varying = .allocate(capacity: self.slots.count)
        varying.initialize(repeating: Column(slot: 0, lane: .bits))
    }

    deinit { varying.deallocate() }

    /// How many of `varying` are in use.
    private var count = 0

    /// Takes in the block just run: where its columns stand, and what all its rows share.
    public func begin() {
        count = 0
        for (slot, value) in slots {
            let low = bits(value.low)
            let high = bits(value.high)
            let state: UInt8 = (low.isOne ? 1 : 0) | (high.isOne ? 2 : 0)
            interpreter.set(slot, value.constant ?? 0, ValueState(rawValue: state) ?? .unknown)
            if value.constant != nil, low.place == nil, high.place == nil { continue }
            varying[count] = Column(
                slot: slot, lane: value.lane,
                values: value.constant == nil ? columns.registers[Int(value.register)] : nil, low: low.place,
                high: high.place)
            count += 1
        }
    }

    /// The register of a column of bits, unless all its bits are the same.
    private func bits(_ register: Int32) -> (place: UnsafePointer<UInt64>?, isOne: Bool) {
        if register == ColumnPlanner.zeros || register == ColumnPlanner.ones {
            return (nil, register == ColumnPlanner.ones)
        }
        return (UnsafePointer(columns.words(register)), false)
    }

    /// Puts values and states of a row of the block into the interpreter, as if it had run the scene itself.
    public func show(_ row: Int) {
        for index in 0..<count {
            let column = varying[index]
            if let values = column.values {
                let value: Int128 =
                    switch column.lane {
                    case .bits: Int128(values.assumingMemoryBound(to: UInt64.self)[row >> 6] >> UInt64(row & 63) & 1)
                    case .int32: Int128(values.assumingMemoryBound(to: Int32.self)[row])
                    case .int64: Int128(values.assumingMemoryBound(to: Int64.self)[row])
                    case .wide: values.assumingMemoryBound(to: Int128.self)[row]
                    }
                interpreter.set(column.slot, value)
            }
            guard column.low != nil || column.high != nil else { continue }
            var state =
                interpreter.state(column.slot).rawValue & ~((column.low == nil ? 0 : 1) | (column.high == nil ? 0 : 2))
            if let low = column.low { state |= UInt8(truncatingIfNeeded: low[row >> 6] >> UInt64(row & 63) & 1) }
            if let high = column.high {
                state |= UInt8(truncatingIfNeeded: high[row >> 6] >> UInt64(row & 63) & 1) << 1
            }
            interpreter.set(column.slot, ValueState(rawValue: state) ?? .unknown)
        }
    }
}
