import ExactNumbers
import RuleProgram
import SyntaxSamples

/// A program put together at random from every opcode, its operands chosen by what the opcode table says of them, with the bounds
/// that interval arithmetic gives. Norms reach few of its shapes.
struct RandomProgram {
    enum Kind { case number, condition, date }

    /// A slot to read from, and what it may hold.
    struct Source {
        var slot: Int32
        var kind: Kind
        var low: Int128
        var high: Int128
    }

    let schema: InputSchema
    private var random: SplitMix64
    private var instructions: [Instruction] = []
    private var operands: [Int32] = []
    private var values: [Int128] = []
    private var bounds: [SlotBounds] = []
    private var unknown: Int32 = -1
    private var pool: [Source] = []
    private var list: Int

    private static let evidenceScale = 2
    /// Ends of the ranges of answers: small ones, and those at the edges of the lanes.
    static let ends: [(low: Int128, high: Int128)] = [
        (-9, 9), (0, 1000), (-(1 << 31) + 1, 1 << 31 - 1), (-(1 << 31), 1 << 31), (0, 1 << 40),
        (-(1 << 63) + 1, 1 << 63 - 1), (-(1 << 63), 1 << 63), (0, 1 << 100), (-Int128.max, .max),
    ]

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func number(_ range: (low: Int128, high: Int128)) -> InputField.Kind {
            .number(scale: 0, low: range.low, high: range.high)
        }
        let option = SchemaOption(id: "o", chinese: "")
        var kinds: [InputField.Kind] = [.boolean, .boolean, .boolean, .date(low: 0, high: 40_000)]
        kinds.append(.option([option, option, option]))
        kinds += RandomProgram.ends.shuffled(using: &random).prefix(5).map { number($0) }
        func field(_ kind: InputField.Kind) -> InputField {
            InputField(
                name: option, kind: kind, mayNotApply: random.chance(40), takesEvidence: random.chance(30))
        }
        var fields = kinds.map { field($0) }
        list = fields.count
        let entries = [number((-9, 9)), .boolean, number((-(1 << 40), 1 << 40)), number((0, 1 << 70))].map { field($0) }
        fields.append(field(.list(max: 3, fields: entries)))
        schema = InputSchema(fields: fields, evidenceKinds: [option, option], claims: [option])
        self.random = random
        for index in fields.indices where index != list { read(index) }
        for value: Int128 in [0, 1, -1, 7, 1 << 31, 1 << 63] { _ = constant(value) }
        let isMissing = slot(0, 1)
        unknown = isMissing
        pool.append(Source(slot: isMissing, kind: .condition, low: 0, high: 1))
        for _ in 0..<random.whole(8...28) { step() }
    }

    /// The whole, with some of its slots as results.
    mutating func program() -> RuleProgram {
        let conditions = pool.filter { $0.kind == .condition }.shuffled(using: &random).prefix(6).map(\.slot)
        let others = pool.filter { $0.kind != .condition }.shuffled(using: &random).prefix(8).map(\.slot)
        func number(_ slot: Int32) -> NumberSlot { NumberSlot(numerator: slot, denominator: -1, scale: 0) }
        let first = others[0]
        return RuleProgram(
            schema: schema, instructions: instructions, operands: operands, initialValues: values,
            unknownSlot: unknown, slotBounds: bounds, evidenceFactors: [100, 70, 50],
            evidenceScale: RandomProgram.evidenceScale,
            outcome: OutcomeLayout(
                gates: Array(conditions), criteria: others.map { .init(value: number($0), of: number($0)) },
                sections: [], bonus: number(first), total: number(first), grade: first, notAssessable: conditions[0],
                notEligible: conditions[1]),
            multiplier: MultiplierPlan(
                scale: 0, low: 1, high: 1, validity: CalendarDuration(months: 12, days: 0), statuses: [1, 1, 1, 1, 1],
                base: [1], adjustments: [], behaviourCount: 0))
    }

    /// Answers in the declared ranges, their ends among them.
    mutating func record() -> SceneRecord {
        var record = SceneRecord(schema: schema, asOf: Int32(random.whole(0...40_000)))
        func answer(_ field: InputField) -> (Int128, ValueState) {
            if random.chance(20) { return (0, .unknown) }
            if field.mayNotApply, random.chance(25) { return (0, .notApplicable) }
            switch field.kind {
            case .boolean: return (Int128(random.whole(0...1)), .known)
            case .date(let low, let high), .number(_, let low, let high):
                let near = [low, low + 1, high, high - 1, 0, 1, 2, -3, 5].filter { $0 >= low && $0 <= high }
                return (random.pick(near) ?? low, .known)
            case .option(let options): return (Int128(random.whole(0...options.count - 1)), .known)
            case .text, .list: return (0, .unknown)
            }
        }
        for (index, field) in schema.fields.enumerated() {
            (record.values[index], record.states[index]) = answer(field)
            record.evidence[index] = Int16(random.whole(-1...1))
            guard case .list(let most, let entries) = field.kind, random.chance(75) else { continue }
            let count = random.whole(0...most)
            (record.values[index], record.states[index]) = (Int128(count), .known)
            for (column, entry) in entries.enumerated() {
                let cells = (0..<count).map { _ in answer(entry) }
                record.lists[index].values[column] = cells.map(\.0)
                record.lists[index].states[column] = cells.map(\.1)
            }
        }
        record.claims = [random.chance(50)]
        return record
    }

    // MARK: - Slots

    private mutating func slot(_ low: Int128, _ high: Int128, value: Int128 = 0) -> Int32 {
        values.append(value)
        bounds.append(SlotBounds(low: low, high: high))
        return Int32(values.count - 1)
    }

    private mutating func constant(_ value: Int128) -> Int32 {
        let made = slot(value, value, value: value)
        let kind: Kind = (value == 0 || value == 1) && random.chance(40) ? .condition : .number
        pool.append(Source(slot: made, kind: kind, low: value, high: value))
        return made
    }

    private mutating func read(_ index: Int) {
        switch schema.fields[index].kind {
        case .boolean: emit(.input, Int32(index), kind: .condition, (0, 1))
        case .date(let low, let high): emit(.input, Int32(index), kind: .date, (low, high))
        case .number(_, let low, let high): emit(.input, Int32(index), kind: .number, (low, high))
        case .option(let options): emit(.input, Int32(index), kind: .number, (0, Int128(options.count - 1)))
        case .text, .list: break
        }
    }

    private mutating func emit(
        _ opcode: Opcode, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0, kind: Kind,
        _ range: (low: Int128, high: Int128)?
    ) {
        guard let range else { return }
        let made = slot(range.low, range.high)
        let mode = UInt8(random.whole(0...6))
        instructions.append(Instruction(opcode, made, a, b, c, mode: opcode == .divide ? mode : 0))
        pool.append(Source(slot: made, kind: kind, low: range.low, high: range.high))
    }

    private mutating func source(_ kind: Kind) -> Source {
        // What was made last is read more often, so that steps build on steps.
        let fitting = pool.filter { $0.kind == kind }
        let late = fitting.suffix(6)
        return random.pick(random.chance(50) ? Array(late) : fitting) ?? pool[0]
    }

    // MARK: - Steps

    private mutating func step() {
        let opcode = random.pick(Opcode.allCases) ?? .add
        switch opcode {
        case .input, .copy: break
        case .claim: emit(.claim, kind: .condition, (0, 1))
        case .asOf: emit(.asOf, kind: .date, (0, 40_000))
        case .listCount: emit(.listCount, Int32(list), kind: .number, (0, 3))
        case .forEach, .element: loop()
        case .evidence, .evidenceToCome:
            let asked = schema.fields.indices.filter { schema.fields[$0].takesEvidence }
            guard let field = random.pick(asked).map({ Int32($0) }) else { return }
            let factor = constant(Int128(random.whole(0...100)))
            emit(opcode, field, source(.number).slot, factor, kind: .number, (0, 100))
        case .add, .subtract, .multiply, .divide, .minimum, .maximum: arithmetic(opcode)
        case .negate:
            let a = source(.number)
            emit(.negate, a.slot, kind: .number, (-a.high, -a.low))
        case .absolute:
            let a = source(.number)
            emit(.absolute, a.slot, kind: .number, (0, max(-a.low, a.high, 0)))
        case .equal, .notEqual:
            let kind = random.pick([Kind.number, .condition, .date]) ?? .number
            emit(opcode, source(kind).slot, source(kind).slot, kind: .condition, (0, 1))
        case .less, .lessOrEqual:
            let kind = random.pick([Kind.number, .date]) ?? .number
            emit(opcode, source(kind).slot, source(kind).slot, kind: .condition, (0, 1))
        case .daysBetween: emit(opcode, source(.date).slot, source(.date).slot, kind: .number, (-500_000, 500_000))
        case .monthsBetween: emit(opcode, source(.date).slot, source(.date).slot, kind: .number, (-20_000, 20_000))
        case .yearsBetween: emit(opcode, source(.date).slot, source(.date).slot, kind: .number, (-2000, 2000))
        case .yearOf: emit(opcode, source(.date).slot, kind: .number, (0, 9999))
        case .monthOf: emit(opcode, source(.date).slot, kind: .number, (1, 12))
        case .dayOf: emit(opcode, source(.date).slot, kind: .number, (1, 31))
        case .addMonths: addMonths()
        case .and, .or: emit(opcode, source(.condition).slot, source(.condition).slot, kind: .condition, (0, 1))
        case .not, .surelyTrue: emit(opcode, source(.condition).slot, kind: .condition, (0, 1))
        case .applicable, .missing:
            let kind = random.pick([Kind.number, .condition]) ?? .number
            emit(opcode, source(kind).slot, kind: .condition, (0, 1))
        case .atLeast:
            let count = random.whole(0...5)
            let start = Int32(operands.count)
            for _ in 0..<count { operands.append(source(.condition).slot) }
            emit(.atLeast, start, Int32(count), Int32(random.whole(0...6)), kind: .condition, (0, 1))
        case .choose, .choice, .join, .defaultIfUnknown, .zeroIfUnknown, .when, .dropNotApplicable, .weigh:
            edge(opcode, random.pick([Kind.number, .number, .condition]) ?? .number)
        case .fractionChoice: fractions()
        }
    }

    private mutating func arithmetic(_ opcode: Opcode) {
        let (a, b) = (source(.number), source(.number))
        func sum(_ x: Int128, _ y: Int128) -> Int128? {
            let (sum, overflow) = x.addingReportingOverflow(y)
            return overflow || sum == .min ? nil : sum
        }
        func range(_ ends: [Int128?]) -> (Int128, Int128)? {
            let known = ends.compactMap { $0 }
            guard known.count == ends.count, let low = known.min(), let high = known.max() else { return nil }
            return (low, high)
        }
        let made: (Int128, Int128)?
        switch opcode {
        case .add: made = range([sum(a.low, b.low), sum(a.high, b.high)])
        case .subtract: made = range([sum(a.low, -b.high), sum(a.high, -b.low)])
        case .multiply:
            made = range(
                [a.low, a.high].flatMap { x in
                    [b.low, b.high].map { y in
                        let (product, overflow) = x.multipliedReportingOverflow(by: y)
                        return overflow || product == .min ? nil : product
                    }
                })
        case .minimum: made = (min(a.low, b.low), min(a.high, b.high))
        case .maximum: made = (max(a.low, b.low), max(a.high, b.high))
        default:
            let most = max(-a.low, a.high)
            made = (-most, most)
        }
        emit(opcode, a.slot, b.slot, kind: .number, made)
    }

    private mutating func addMonths() {
        let date = source(.date)
        let few = pool.filter { $0.kind == .number && $0.low >= -1000 && $0.high <= 1000 }
        guard let months = random.pick(few), abs(date.low) < 100_000, abs(date.high) < 100_000 else { return }
        emit(.addMonths, date.slot, months.slot, kind: .date, (date.low - 31_000, date.high + 31_000))
    }

    /// Choices, and steps at the edges of a norm.
    private mutating func edge(_ opcode: Opcode, _ kind: Kind) {
        let (a, b) = (source(kind), source(kind))
        let both = (min(a.low, b.low), max(a.high, b.high))
        switch opcode {
        case .choose: emit(.choose, a.slot, source(.condition).slot, b.slot, kind: kind, both)
        case .choice:
            var rows: [Source] = []
            let start = Int32(operands.count)
            for _ in 0..<random.whole(0...4) {
                rows.append(source(kind))
                operands += [source(.condition).slot, rows[rows.count - 1].slot]
            }
            let hasDefault = rows.isEmpty || random.chance(60)
            let all = rows + (hasDefault ? [a] : [])
            let range = (all.map(\.low).min() ?? 0, all.map(\.high).max() ?? 0)
            emit(.choice, start, Int32(rows.count), hasDefault ? a.slot : -1, kind: kind, range)
        case .join: emit(.join, a.slot, b.slot, kind: kind, (a.low, a.high))
        case .defaultIfUnknown: emit(.defaultIfUnknown, a.slot, b.slot, kind: kind, both)
        case .when: emit(.when, a.slot, source(.condition).slot, kind: kind, (a.low, a.high))
        case .weigh: emit(.weigh, a.slot, b.slot, kind: kind, (min(0, b.low), max(0, b.high)))
        default: emit(opcode, a.slot, kind: kind, (min(0, a.low), max(0, a.high)))
        }
    }

    private mutating func fractions() {
        let divisors = pool.filter { $0.kind == .number && $0.low >= 1 }
        guard !divisors.isEmpty else { return }
        var rows: [(top: Source, below: Source)] = []
        let start = Int32(operands.count)
        func row() -> (top: Source, below: Source) {
            (source(.number), random.pick(divisors) ?? divisors[0])
        }
        for _ in 0..<random.whole(1...3) {
            let made = row()
            rows.append(made)
            operands += [source(.condition).slot, made.top.slot, made.below.slot]
        }
        var otherwise: Int32 = -1
        let count = Int32(rows.count)
        if random.chance(60) {
            otherwise = Int32(operands.count)
            let made = row()
            rows.append(made)
            operands += [made.top.slot, made.below.slot]
        }
        let top = slot(rows.map(\.top.low).min() ?? 0, rows.map(\.top.high).max() ?? 0)
        let below = slot(1, rows.map(\.below.high).max() ?? 1)
        instructions.append(Instruction(.fractionChoice, top, start, count, otherwise))
        pool.append(Source(slot: top, kind: .number, low: bounds[Int(top)].low, high: bounds[Int(top)].high))
        pool.append(Source(slot: below, kind: .number, low: 1, high: bounds[Int(below)].high))
    }

    /// A sum, a count, an extreme or a quantifier over the list, as the compiler lowers them.
    private mutating func loop() {
        let outside = pool
        let (sum, count, every) = (slot(-4_000, 4_000), slot(0, 3), slot(0, 1))
        let start: Source = source(.number)
        let best = slot(min(start.low, -(1 << 40)), max(start.high, 1 << 40))
        let isEvery = random.chance(50)
        let (zero, one) = (constant(0), constant(1))
        instructions += [
            Instruction(.copy, sum, zero), Instruction(.copy, count, zero), Instruction(.copy, best, start.slot),
            Instruction(.copy, every, isEvery ? one : zero),
        ]
        let position = instructions.count
        instructions.append(Instruction(.forEach, 0, Int32(list)))
        emit(.element, Int32(list), 0, kind: .number, (-9, 9))
        let small = pool[pool.count - 1].slot
        emit(.element, Int32(list), 1, kind: .condition, (0, 1))
        emit(.element, Int32(list), 2, kind: .number, (-(1 << 40), 1 << 40))
        let large = pool[pool.count - 1].slot
        emit(.element, Int32(list), 3, kind: .number, (0, 1 << 70))
        let inner: [Opcode] = [.multiply, .add, .less, .equal, .and, .or, .not, .choose, .when, .absolute, .join]
        for _ in 0..<random.whole(1...5) {
            switch random.pick(inner) ?? .not {
            case .multiply: arithmetic(.multiply)
            case .add: arithmetic(.add)
            case .less: emit(.less, source(.number).slot, source(.number).slot, kind: .condition, (0, 1))
            case .equal: emit(.equal, source(.number).slot, source(.number).slot, kind: .condition, (0, 1))
            case .and: emit(.and, source(.condition).slot, source(.condition).slot, kind: .condition, (0, 1))
            case .or: emit(.or, source(.condition).slot, source(.condition).slot, kind: .condition, (0, 1))
            case .not: emit(.not, source(.condition).slot, kind: .condition, (0, 1))
            case .choose: edge(.choose, .number)
            case .when: edge(.when, .number)
            case .join: edge(.join, .condition)
            default: emit(.absolute, large, kind: .number, (0, 1 << 40))
            }
        }
        let test = source(.condition).slot
        emit(.choose, one, test, zero, kind: .number, (0, 1))
        let added = pool[pool.count - 1].slot
        instructions += [
            Instruction(.add, count, count, added), Instruction(.add, sum, sum, small),
            Instruction(random.chance(50) ? .maximum : .minimum, best, best, large),
            Instruction(isEvery ? .and : .or, every, every, test),
        ]
        instructions[position].b = Int32(instructions.count - position - 1)
        // Nothing made inside is read outside.
        pool = outside
        emit(.listCount, Int32(list), kind: .number, (0, 3))
        let state = pool[pool.count - 1].slot
        emit(.join, sum, state, kind: .number, (-4_000, 4_000))
        emit(.join, count, state, kind: .number, (0, 3))
        emit(.join, best, state, kind: .number, (bounds[Int(best)].low, bounds[Int(best)].high))
        emit(.join, every, state, kind: .condition, (0, 1))
    }
}
