import ExactNumbers
import RuleProgram
import Testing

/// Every opcode over operands of every lane in every state, a step at a time: the columns and the reduced program give what the
/// scalar interpreter gives, and nothing that the opcode table lets in is left out.
struct EveryStepTests {
    /// One step over operands that are answers behind conditions, so that each can be known, unknown, open and not applicable.
    private struct Bench {
        var fields: [InputField] = []
        var instructions: [Instruction] = []
        var operands: [Int32] = []
        var values: [Int128] = []
        var bounds: [SlotBounds] = []

        static func ends(_ lane: NumberLane) -> (low: Int128, high: Int128) {
            switch lane {
            case .int32: (-(1 << 31) + 1, 1 << 31 - 1)
            case .int64: (-(1 << 63) + 1, 1 << 63 - 1)
            case .wide: (-(1 << 63), 1 << 63)
            }
        }

        mutating func slot(_ low: Int128, _ high: Int128, value: Int128 = 0) -> Int32 {
            values.append(value)
            bounds.append(SlotBounds(low: low, high: high))
            return Int32(values.count - 1)
        }

        private mutating func ask(_ kind: InputField.Kind, _ low: Int128, _ high: Int128) -> Int32 {
            fields.append(
                InputField(
                    name: SchemaOption(id: "x\(fields.count)", chinese: ""), kind: kind, mayNotApply: true,
                    takesEvidence: true))
            let made = slot(low, high)
            instructions.append(Instruction(.input, made, Int32(fields.count - 1)))
            return made
        }

        /// The slot of a new operand.
        mutating func operand(_ role: OpcodeTraits.Role, _ lane: NumberLane) -> Int32 {
            let (own, low, high): (Int32, Int128, Int128)
            switch role {
            case .condition, .state: (own, low, high) = (ask(.boolean, 0, 1), 0, 1)
            case .day: (own, low, high) = (ask(.number(scale: 0, low: -900, high: 40_000), -900, 40_000), -900, 40_000)
            case .value:
                let ends = Bench.ends(lane)
                (own, low, high) = (
                    ask(.number(scale: 0, low: ends.low, high: ends.high), ends.low, ends.high), ends.low, ends.high
                )
            case .constant: return slot(Bench.ends(lane).high, Bench.ends(lane).high, value: Bench.ends(lane).high)
            }
            let condition = ask(.boolean, 0, 1)
            let made = slot(low, high)
            instructions.append(Instruction(.when, made, own, condition))
            return made
        }

        mutating func field(_ field: OpcodeTraits.Field, _ lane: NumberLane) -> Int32 {
            switch field {
            case .unused, .entryField, .claim: return 0
            case .question:
                _ = operand(.value, lane)
                return Int32(fields.count - 2)
            case .slot(let role): return operand(role, lane)
            case .optionalValue: return operand(.value, lane)
            case .rows(let row):
                let list = (0..<2).flatMap { _ in row.roles }.map { operand($0, lane) }
                operands += list
                return Int32(operands.count - list.count)
            case .pair: return -1
            case .count: return 2
            }
        }

        func program(_ results: [Int32]) -> RuleProgram {
            func number(_ slot: Int32) -> NumberSlot { NumberSlot(numerator: slot, denominator: -1, scale: 0) }
            return RuleProgram(
                schema: InputSchema(
                    fields: fields, evidenceKinds: [SchemaOption(id: "e", chinese: "")],
                    claims: [SchemaOption(id: "c", chinese: "")]),
                instructions: instructions, operands: operands, initialValues: values, unknownSlot: -1,
                slotBounds: bounds, evidenceFactors: [100, 50], evidenceScale: 2,
                outcome: OutcomeLayout(
                    gates: results, criteria: [], sections: [], bonus: number(results[0]), total: number(results[0]),
                    grade: results[0], notAssessable: results[0], notEligible: results[0]),
                multiplier: MultiplierPlan(
                    scale: 0, low: 1, high: 1, validity: CalendarDuration(months: 12, days: 0),
                    statuses: [1, 1, 1, 1, 1], base: [1], adjustments: [], behaviourCount: 0))
        }

        /// Every combination of states of the operands, with values at the ends and in between.
        func records() -> [SceneRecord] {
            let schema = program([0]).schema
            let pairs = fields.count / 2
            var result: [SceneRecord] = []
            // Four states an operand; those of long lists go through all of them side by side.
            let rounds = pairs <= 3 ? 1 << (2 * pairs) : 256
            for round in 0..<rounds {
                for turn in 0..<4 {
                    var record = SceneRecord(schema: schema, asOf: 20_000)
                    for pair in 0..<pairs {
                        let state = pairs <= 3 ? round >> (2 * pair) & 3 : (round &* (2 * pair + 3) &+ round >> 4) & 3
                        let given: [(ValueState, ValueState)] = [
                            (.known, .known), (.unknown, .known), (.known, .unknown), (.notApplicable, .known),
                        ]
                        (record.states[2 * pair], record.states[2 * pair + 1]) = given[state]
                        record.values[2 * pair] = value(fields[2 * pair].kind, turn + pair * (round & 1))
                        record.values[2 * pair + 1] = 1
                        record.evidence[2 * pair] = Int16(turn & 1) - 1
                    }
                    record.claims = [turn & 1 == 1]
                    result.append(record)
                }
            }
            return result
        }

        private func value(_ kind: InputField.Kind, _ turn: Int) -> Int128 {
            guard case .number(_, let low, let high) = kind else { return Int128(turn & 1) }
            return [low, high, 3, -2][turn & 3]
        }
    }

    /// The step of an opcode over operands of lanes of its own, in the order of its fields.
    private static func bench(_ opcode: Opcode, _ lanes: [NumberLane]) -> (program: RuleProgram, records: [SceneRecord])
    {
        var bench = Bench()
        let traits = opcode.traits
        let a = bench.field(traits.a, lanes[0])
        let b = bench.field(traits.b, lanes[1])
        let c = bench.field(traits.c, lanes[2])
        // Bounds hold whatever the operands are; a product of the widest has 126 bits.
        let most: Int128 = traits.result == .boolean ? 1 : 1 << 126
        let result = bench.slot(traits.result == .boolean ? 0 : -most, most)
        for _ in 1..<max(1, traits.writes) { _ = bench.slot(-most, most) }
        bench.instructions.append(
            Instruction(opcode, result, a, b, c, mode: opcode == .divide ? UInt8(lanes.count) : 0))
        return (bench.program((0..<max(1, traits.writes)).map { result + $0 }), bench.records())
    }

    @Test func everyStepIsMetAndRight() {
        var met = (scalar: StepCoverage(), columns: StepCoverage())
        for opcode in Opcode.allCases where opcode != .forEach && opcode != .element && opcode != .listCount {
            for first in NumberLane.allCases {
                for second in NumberLane.allCases {
                    for third in opcode.traits.c == .unused ? [NumberLane.int32] : NumberLane.allCases {
                        let made = EveryStepTests.bench(opcode, [first, second, third])
                        let found = ProgramComparison(made.program).differences(made.records, met: &met)
                        #expect(
                            found.isEmpty, "\(opcode) \(first) \(second) \(third): \(found.joined(separator: "\n"))")
                    }
                }
            }
        }
        // Loops and accumulators, which one step alone does not make.
        for seed in 1...UInt64(60) {
            var random = RandomProgram(seed: seed)
            let found = ProgramComparison(random.program()).differences(
                (0..<20).map { _ in random.record() }, met: &met)
            #expect(found.isEmpty, "program \(seed): \(found.joined(separator: "\n"))")
        }
        for (name, seen) in [("interpreter", met.scalar.met), ("columns", met.columns.met)] {
            let missing = StepCoverage.all.subtracting(seen)
            let some = missing.map(\.description).sorted().prefix(40).joined(separator: "\n")
            #expect(missing.isEmpty, "\(name): \(missing.count) of \(StepCoverage.all.count) not met\n\(some)")
        }
    }
}
