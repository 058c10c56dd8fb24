import RuleCompiler
import RuleProgram

/// Puts the steps of a plan in order and finds what depends on what.
struct PlanBuilder {
    private let norm: CompiledNorm
    private let program: RuleProgram
    var steps: [AnalysisPlan.Step] = []
    var quotients: [QuotientOperation] = []
    var rows: [QuotientRow] = []
    var registers: [AnalysisPlan.RegisterKey: Int] = [:]
    var writers: [Int32]

    /// Questions that something depends on, a bit each.
    private typealias Fields = [UInt64]
    private var ofSlots: [Fields]
    private var ofRegisters: [Fields] = []
    private var ofSteps: [Fields] = []
    private var registerWriters: [Int] = []
    private let nothing: Fields

    init(_ norm: CompiledNorm) {
        self.norm = norm
        program = norm.program
        nothing = Fields(repeating: 0, count: (norm.program.schema.fields.count + 63) / 64)
        ofSlots = Array(repeating: nothing, count: program.initialValues.count)
        writers = Array(repeating: -1, count: program.initialValues.count)
    }

    mutating func build() {
        var next = 0
        var place = 0
        let noted = norm.trace.quotients
        func isDue(_ step: QuotientStep) -> Bool { step.position <= place }
        while place < program.instructions.count {
            while next < noted.count, isDue(noted[next]) {
                add(noted[next])
                next += 1
            }
            let instruction = program.instructions[place]
            if instruction.opcode == .forEach {
                addLoop(place, end: place + 1 + Int(instruction.b))
                place += 1 + Int(instruction.b)
            } else {
                addInstruction(place)
                place += 1
            }
        }
        for step in noted[next...] { add(step) }
    }

    /// Per question the steps that depend on it.
    func slices() -> [[Int32]] {
        var result = Array(repeating: [Int32](), count: program.schema.fields.count)
        for (place, fields) in ofSteps.enumerated() {
            for field in result.indices where fields[field / 64] & (1 << UInt64(field % 64)) != 0 {
                result[field].append(Int32(place))
            }
        }
        return result
    }

    private func union(_ a: Fields, _ b: Fields) -> Fields { zip(a, b).map { $0 | $1 } }

    private func single(_ field: Int) -> Fields {
        var result = nothing
        result[field / 64] |= 1 << UInt64(field % 64)
        return result
    }

    private func fields(_ instruction: Instruction) -> Fields {
        var result = instruction.question.map { single($0) } ?? nothing
        for slot in instruction.reads(program) { result = union(result, ofSlots[slot]) }
        return result
    }

    private mutating func addInstruction(_ place: Int) {
        let instruction = program.instructions[place]
        let fields = fields(instruction)
        for slot in instruction.writes.map({ Int($0) }) {
            ofSlots[slot] = fields
            writers[slot] = Int32(steps.count)
        }
        steps.append(.init(kind: .instruction, index: Int32(place)))
        ofSteps.append(fields)
    }

    private mutating func addLoop(_ place: Int, end: Int) {
        let body = program.instructions[place + 1..<end].filter { $0.opcode != .forEach }
        var all = single(Int(program.instructions[place].a))
        for instruction in program.instructions[place..<end] { all = union(all, fields(instruction)) }
        // What the loop adds to has its start before it, which must run again whenever the loop does.
        for instruction in body {
            for slot in instruction.writes.map({ Int($0) }) {
                if writers[slot] >= 0 { ofSteps[Int(writers[slot])] = union(ofSteps[Int(writers[slot])], all) }
                ofSlots[slot] = all
            }
        }
        for slot in body.flatMap(\.writes) { writers[Int(slot)] = Int32(steps.count) }
        steps.append(.init(kind: .loop, index: Int32(place), end: Int32(end)))
        ofSteps.append(all)
    }

    private func key(_ number: NumberSlot) -> AnalysisPlan.RegisterKey {
        .init(numerator: number.numerator, denominator: number.denominator, scale: number.scale)
    }

    private mutating func add(_ step: QuotientStep) {
        var fields = nothing
        for number in step.operation.numbers { fields = union(fields, self.fields(of: number)) }
        for slot in step.operation.conditions { fields = union(fields, ofSlots[Int(slot)]) }
        let target = Int(step.result.numerator)
        if step.result.denominator < 0 || isConstant(step.result.denominator) {
            guard step.result.denominator < 0 else { return }
            fields = union(fields, ofSlots[target])
            ofSlots[target] = fields
            if writers[target] >= 0 { ofSteps[Int(writers[target])] = union(ofSteps[Int(writers[target])], fields) }
            append(step, register: -1, slot: target, isFirst: false, fields)
            return
        }
        fields = union(fields, self.fields(of: step.result))
        let register = register(for: step.result)
        let isFirst = registerWriters[register] < 0
        if !isFirst {
            ofSteps[registerWriters[register]] = union(ofSteps[registerWriters[register]], fields)
        } else {
            registerWriters[register] = steps.count
        }
        ofRegisters[register] = union(ofRegisters[register], fields)
        append(step, register: register, slot: -1, isFirst: isFirst, fields)
    }

    func reference(_ number: NumberSlot) -> NumberReference {
        let register = register(of: number).map { Int32($0) } ?? -1
        return NumberReference(
            numerator: number.numerator, denominator: number.denominator, scale: Int32(number.scale),
            register: register)
    }

    /// The register of a number, or of the one whose value it takes over with another state.
    private func register(of number: NumberSlot) -> Int? {
        var key = key(number)
        guard key.denominator >= 0 else { return nil }
        while true {
            if let known = registers[key] { return known }
            let writer = writers[Int(key.numerator)]
            guard writer >= 0, steps[Int(writer)].kind == .instruction else { return nil }
            let step = program.instructions[Int(steps[Int(writer)].index)]
            guard step.opcode == .when || step.opcode == .join || step.opcode == .copy else { return nil }
            key.numerator = step.a
        }
    }

    private mutating func append(
        _ step: QuotientStep, register: Int, slot: Int, isFirst: Bool, _ fields: Fields
    ) {
        var made = QuotientOperation(
            code: .same, register: Int32(register), slot: Int32(slot), scale: Int32(step.result.scale),
            isFirst: isFirst, numerator: step.result.numerator, denominator: step.result.denominator)
        func two(_ code: QuotientOperation.Code, _ a: NumberSlot, _ b: NumberSlot) {
            made.code = code
            made.a = reference(a)
            made.b = reference(b)
        }
        switch step.operation {
        case .same(let a): made.a = reference(a)
        case .add(let a, let b): two(.add, a, b)
        case .subtract(let a, let b): two(.subtract, a, b)
        case .multiply(let a, let b): two(.multiply, a, b)
        case .divide(let a, let b): two(.divide, a, b)
        case .minimum(let a, let b): two(.minimum, a, b)
        case .maximum(let a, let b): two(.maximum, a, b)
        case .less(let a, let b): two(.less, a, b)
        case .lessOrEqual(let a, let b): two(.lessOrEqual, a, b)
        case .negate(let a):
            made.code = .negate
            made.a = reference(a)
        case .round(let a, let mode):
            made.code = .round
            made.a = reference(a)
            made.mode = mode
        case .scale(let a, let factor):
            made.code = .scale
            made.a = reference(a)
            (made.low, made.high) = (factor.low, factor.high)
        case .within(let low, let high):
            made.code = .within
            (made.low, made.high) = (low?.low ?? -RealRange.limit, high?.high ?? RealRange.limit)
        case .choose(let choices, let otherwise):
            made.code = .choose
            made.start = Int32(rows.count)
            made.count = Int32(choices.count)
            rows += choices.map { QuotientRow(condition: $0.condition, value: reference($0.value)) }
            if let otherwise { made.a = reference(otherwise) }
        case .share(let parts, let minus, let factor):
            made.code = .share
            made.start = Int32(rows.count)
            made.count = Int32(parts.count)
            rows += parts.map { QuotientRow(value: reference($0.value), low: $0.of.low, high: $0.of.high) }
            if let minus { made.a = reference(minus) }
            (made.low, made.high) = (factor.low, factor.high)
        }
        quotients.append(made)
        steps.append(.init(kind: .quotient, index: Int32(quotients.count - 1)))
        ofSteps.append(fields)
    }

    private mutating func register(for number: NumberSlot) -> Int {
        if let known = registers[key(number)] { return known }
        registers[key(number)] = registers.count
        ofRegisters.append(nothing)
        registerWriters.append(-1)
        return registers.count - 1
    }

    private func fields(of number: NumberSlot) -> Fields {
        var result = ofSlots[Int(number.numerator)]
        if number.denominator >= 0 { result = union(result, ofSlots[Int(number.denominator)]) }
        if let register = register(of: number) { result = union(result, ofRegisters[register]) }
        return result
    }

    private func isConstant(_ slot: Int32) -> Bool { writers[Int(slot)] < 0 && slot != program.unknownSlot }
}

extension QuotientStep.Operation {
    /// Numbers that are read.
    var numbers: [NumberSlot] {
        switch self {
        case .same(let a), .negate(let a), .scale(let a, _), .round(let a, _): return [a]
        case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b),
            .minimum(let a, let b), .maximum(let a, let b), .less(let a, let b), .lessOrEqual(let a, let b):
            return [a, b]
        case .choose(let rows, let otherwise): return rows.map(\.value) + [otherwise].compactMap { $0 }
        case .within: return []
        case .share(let parts, let minus, _): return parts.map(\.value) + [minus].compactMap { $0 }
        }
    }

    /// Slots of conditions that are read.
    var conditions: [Int32] {
        if case .choose(let rows, _) = self { return rows.map(\.condition) }
        return []
    }
}
