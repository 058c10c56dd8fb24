import RuleEngine
import RuleProgram
import SyntaxSamples
import Testing

@testable import RuleAnalysis
@testable import RuleCompiler

/// Single steps over ranges against the engine: whatever values and states the operands have, the result is among those that the
/// step over ranges leaves possible.
@Suite struct StepBoxTests {
    /// Value and state of an operand.
    fileprivate struct Point {
        var value: Int128
        var state: ValueState

        init(_ value: Int128, _ state: ValueState) {
            self.value = value
            self.state = state
        }
    }

    /// A step with its operands in slots of its own, and what these may hold.
    fileprivate final class Bench {
        let norm: AnalyzedNorm
        let run: BoxRun
        let engine: Interpreter
        let step: Instruction
        let operands: [Int]
        let record: SceneRecord
        private var reported = 0

        /// - Parameter make: the step, given where its operands, results and entries of the operand list begin.
        init(
            _ count: Int, lists: (Int32) -> [Int32] = { _ in [] },
            _ make: (_ slots: Int32, _ result: Int32, _ list: Int32) -> Instruction
        ) throws {
            var compiled = try #require(SmallNorms.norm(seed: 1)).norm
            let first = Int32(compiled.program.initialValues.count)
            let list = Int32(compiled.program.operands.count)
            compiled.program.operands += lists(first)
            let wide = SlotBounds(low: .min, high: .max)
            compiled.program.initialValues += Array(repeating: 0, count: count + 2)
            compiled.program.slotBounds += Array(repeating: wide, count: count + 2)
            step = make(first, first + Int32(count), list)
            compiled.program.instructions = [step]
            compiled.trace.quotients = []
            norm = AnalyzedNorm(compiled)
            record = SceneRecord(schema: compiled.program.schema, asOf: 20_000)
            run = BoxRun(norm.plan, norm.plan.box(record))
            engine = Interpreter(compiled.program)
            operands = (0..<count).map { Int(first) + $0 }
        }

        /// Runs the step over `cells` and at every point of them.
        func check(_ cells: [Cell]) {
            for (slot, cell) in zip(operands, cells) { run.cells[slot] = cell }
            run.execute(step)
            var values: [Point] = []
            visit(cells[...], &values) { check($0, cells) }
        }

        /// Runs the step over `cells` and at so many points of them, those that `counts` takes.
        func check(_ cells: [Cell], at count: Int, _ random: inout SplitMix64, counts: ([Point]) -> Bool) {
            for (slot, cell) in zip(operands, cells) { run.cells[slot] = cell }
            run.execute(step)
            for _ in 0..<count {
                let points = cells.map { cell in
                    let states = [ValueState.known, .known, .unknown, .open, .notApplicable]
                    let state = random.pick(states.filter { cell.states & (1 << $0.rawValue) != 0 }) ?? .known
                    return Point(Int128(random.whole(Int(cell.low)...Int(cell.high))), state)
                }
                if counts(points) { check(points, cells) }
            }
        }

        private func check(_ points: [Point], _ cells: [Cell]) {
            for (slot, point) in zip(operands, points) { engine.set(Int32(slot), point.value, point.state) }
            engine.run(record)
            let width: Int32 = step.opcode == .fractionChoice ? 2 : 1
            for slot in step.destination..<step.destination + width {
                let state = engine.state(slot)
                let cell = run.cells[Int(slot)]
                let holds =
                    cell.states & (1 << state.rawValue) != 0
                    && (state != .known || (cell.low <= engine.value(slot) && engine.value(slot) <= cell.high))
                guard !holds, reported < 3 else { continue }
                reported += 1
                Issue.record(
                    "\(step.opcode): \(cells) leave \(cell); \(points) give \(engine.value(slot)) \(state)")
            }
        }

        private func visit(_ rest: ArraySlice<Cell>, _ made: inout [Point], _ body: ([Point]) -> Void) {
            guard let cell = rest.first else { return body(made) }
            for state in [ValueState.known, .unknown, .open, .notApplicable]
            where cell.states & (1 << state.rawValue) != 0 {
                var value = cell.low
                while value <= (state == .known ? cell.high : cell.low) {
                    made.append(Point(value, state))
                    visit(rest.dropFirst(), &made, body)
                    made.removeLast()
                    value += 1
                }
            }
        }
    }

    /// Every set of states with every range within `values`.
    private static func cells(_ values: ClosedRange<Int128>) -> [Cell] {
        var result: [Cell] = []
        for states in UInt8(1)...15 {
            guard states & Cell.known != 0 else {
                result.append(Cell(low: 0, high: 0, states: states))
                continue
            }
            for low in values {
                for high in values where low <= high { result.append(Cell(low: low, high: high, states: states)) }
            }
        }
        return result
    }

    private static func random(_ values: ClosedRange<Int>, _ random: inout SplitMix64) -> Cell {
        let (a, b) = (Int128(random.whole(values)), Int128(random.whole(values)))
        // Often known, else all that is tried is what stands beside something that is not.
        let states = random.chance(40) ? Cell.known : UInt8(random.whole(1...15))
        return Cell(low: min(a, b), high: max(a, b), states: states)
    }

    /// A choice without default has a row that matches wherever its value counts.
    fileprivate static func matches(_ conditions: ArraySlice<Point>) -> Bool {
        conditions.contains { $0.state != .known || $0.value != 0 }
    }

    private static let single: [Opcode] = [
        .copy, .negate, .absolute, .applicable, .zeroIfUnknown, .dropNotApplicable, .missing,
    ]
    private static let conditions: [Opcode] = [.not, .surelyTrue]
    private static let pairs: [Opcode] = [
        .add, .subtract, .multiply, .minimum, .maximum, .equal, .notEqual, .less, .lessOrEqual, .join,
        .defaultIfUnknown, .weigh,
    ]

    @Test func stepsOfOneOperand() throws {
        for opcode in StepBoxTests.single + StepBoxTests.conditions {
            let bench = try Bench(1) { slots, result, _ in Instruction(opcode, result, slots) }
            let isCondition = StepBoxTests.conditions.contains(opcode)
            for cell in StepBoxTests.cells(isCondition ? 0...1 : -2...2) { bench.check([cell]) }
        }
    }

    @Test func stepsOfTwoOperands() throws {
        let cells = StepBoxTests.cells(-1...2)
        for opcode in StepBoxTests.pairs {
            let bench = try Bench(2) { slots, result, _ in Instruction(opcode, result, slots, slots + 1) }
            for a in cells { for b in cells { bench.check([a, b]) } }
        }
        for mode in roundingModes.indices {
            let bench = try Bench(2) { slots, result, _ in
                Instruction(.divide, result, slots, slots + 1, mode: UInt8(mode))
            }
            let divisors = StepBoxTests.cells(-1...3).filter { $0.states == Cell.known || $0.low == 1 }
            for a in StepBoxTests.cells(-4...3) where a.states == Cell.known {
                divisors.forEach { bench.check([a, $0]) }
            }
        }
    }

    @Test func stepsOfConditions() throws {
        let conditions = StepBoxTests.cells(0...1)
        for opcode in [Opcode.and, .or] {
            let bench = try Bench(2) { slots, result, _ in Instruction(opcode, result, slots, slots + 1) }
            for a in conditions { for b in conditions { bench.check([a, b]) } }
        }
        let when = try Bench(2) { slots, result, _ in Instruction(.when, result, slots, slots + 1) }
        for a in StepBoxTests.cells(0...2) { for b in conditions { when.check([a, b]) } }
        let choose = try Bench(3) { slots, result, _ in Instruction(.choose, result, slots, slots + 1, slots + 2) }
        let values = StepBoxTests.cells(0...2)
        for a in values { for b in conditions { for c in values { choose.check([a, b, c]) } } }
        for needed in Int32(0)...3 {
            let bench = try Bench(3, lists: { [$0, $0 + 1, $0 + 2] }) { _, result, list in
                Instruction(.atLeast, result, list, 3, needed)
            }
            for a in conditions { for b in conditions { for c in conditions { bench.check([a, b, c]) } } }
        }
    }

    @Test(arguments: [1, 2, 3], [true, false]) func choices(rows: Int, hasDefault: Bool) throws {
        var random = SplitMix64(seed: UInt64(rows))
        let count = Int32(rows)
        // Conditions, then values, then the default.
        let bench = try Bench(
            rows * 2 + 1, lists: { first in (0..<count).flatMap { row in [first + row, first + count + row] } }
        ) {
            slots, result, list in
            Instruction(.choice, result, list, count, hasDefault ? slots + count * 2 : -1)
        }
        for _ in 0..<4_000 {
            let conditions = (0..<rows).map { _ in StepBoxTests.random(0...1, &random) }
            let values = (0...rows).map { _ in StepBoxTests.random(0...2, &random) }
            bench.check(conditions + values, at: 24, &random) { hasDefault || StepBoxTests.matches($0[..<rows]) }
        }
    }

    @Test(arguments: [1, 2], [true, false]) func choicesOfFractions(rows: Int, hasDefault: Bool) throws {
        var random = SplitMix64(seed: UInt64(rows))
        let count = Int32(rows)
        // Conditions, numerators and the default's, then divisors and the default's.
        let bench = try Bench(
            rows * 3 + 2,
            lists: { first in
                var list: [Int32] = []
                for row in 0..<count { list += [first + row, first + count + row, first + count * 2 + 1 + row] }
                return list + [first + count * 2, first + count * 3 + 1]
            }
        ) { _, result, list in
            Instruction(.fractionChoice, result, list, count, hasDefault ? list + count * 3 : -1)
        }
        for _ in 0..<4_000 {
            let conditions = (0..<rows).map { _ in StepBoxTests.random(0...1, &random) }
            let values = (0...rows).map { _ in StepBoxTests.random(0...2, &random) }
            let divisors = (0...rows).map { _ in StepBoxTests.random(1...2, &random) }
            bench.check(conditions + values + divisors, at: 24, &random) {
                hasDefault || StepBoxTests.matches($0[..<rows])
            }
        }
    }

    @Test func stepsOnDates() throws {
        // Ends of months, of years and leap days, within a few days of each other or years apart.
        let days: [Int128] = [0, 28, 30, 31, 58, 59, 364, 365, 789, 790, 19_781, 19_782, 19_783, 20_000]
        for opcode in [Opcode.yearOf, .monthOf, .dayOf] {
            let bench = try Bench(1) { slots, result, _ in Instruction(opcode, result, slots) }
            for low in days {
                for width in [0, 1, 3, 29, 30, 31, 40, 364, 366, 380] {
                    bench.check([Cell(low: low, high: low + Int128(width), states: Cell.known | Cell.notApplicable)])
                }
            }
        }
        for opcode in [Opcode.daysBetween, .monthsBetween, .yearsBetween] {
            let bench = try Bench(2) { slots, result, _ in Instruction(opcode, result, slots, slots + 1) }
            for a in days {
                for b in days {
                    for width in [Int128(0), 3, 33] {
                        bench.check([
                            Cell(low: a, high: a + width, states: Cell.known),
                            Cell(low: b, high: b + 3, states: Cell.known),
                        ])
                    }
                }
            }
        }
        let bench = try Bench(2) { slots, result, _ in Instruction(.addMonths, result, slots, slots + 1) }
        for a in days {
            for months in Int128(-13)...13 {
                bench.check([
                    Cell(low: a, high: a + 33, states: Cell.known),
                    Cell(low: months, high: months + 2, states: Cell.known),
                ])
            }
        }
    }

    /// Where numbers stop fitting, a range must still hold the ones that fit.
    @Test func stepsAtTheEndsOf128Bits() throws {
        let (least, most, wide) = (Int128.min, Int128.max, Int128(1) << 64)
        let pairs: [(Int128, Int128)] = [
            (least, most), (least, least + 1), (most - 1, most), (-1, 1), (least, -1), (wide, wide + 1),
        ]
        let ends = pairs.map { Cell(low: $0.0, high: $0.1, states: Cell.known) }
        for opcode in [Opcode.add, .subtract, .multiply, .minimum, .maximum, .divide] {
            let bench = try Bench(2) { slots, result, _ in Instruction(opcode, result, slots, slots + 1) }
            for a in ends { for b in ends { bench.checkOrder([a, b]) } }
        }
        for opcode in [Opcode.negate, .absolute] {
            let bench = try Bench(1) { slots, result, _ in Instruction(opcode, result, slots) }
            for a in ends { bench.checkOrder([a]) }
        }
    }
}

extension StepBoxTests.Bench {
    /// The result is no range turned round.
    fileprivate func checkOrder(_ cells: [Cell]) {
        for (slot, cell) in zip(operands, cells) { run.cells[slot] = cell }
        run.execute(step)
        let cell = run.cells[Int(step.destination)]
        #expect(cell.low <= cell.high, "\(step.opcode) of \(cells): \(cell)")
    }
}
