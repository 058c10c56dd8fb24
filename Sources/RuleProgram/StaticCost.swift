/// The most that one run of a program can take, read off the program before any scene is there.
///
/// Programs have no jumps, and lists have a declared maximum, so this is a sum: an instruction is one step, each condition that a
/// choice or a count of conditions may look at is one more, and the body of a loop counts once per entry the list may have.
public struct StaticCost: Sendable, Equatable {
    /// Most steps that a norm may need for one scene; the compiler refuses a norm above it.
    public static let limit = 10_000_000

    /// Instructions as they stand.
    public private(set) var instructions = 0
    /// Values that an evaluation holds.
    public private(set) var slots = 0
    /// Steps one scene can take at most, lists at their declared maximum; `Int.max` stands for that and more.
    public private(set) var steps = 0
    /// By field of the schema: the part of `steps` in outermost loops over it.
    public private(set) var loopSteps: [Int]
    /// Bytes of the slots and of the largest record of answers that the schema lets in: value and state each.
    public private(set) var bytes = 0

    public init(_ program: RuleProgram) {
        loopSteps = program.schema.fields.map { _ in 0 }
        instructions = program.instructions.count
        slots = program.initialValues.count
        steps = count(program, from: 0, to: program.instructions.count, outermost: true)
        bytes = memory(program)
    }

    private mutating func count(_ program: RuleProgram, from start: Int, to end: Int, outermost: Bool) -> Int {
        var sum = 0
        var index = start
        while index < end {
            let step = program.instructions[index]
            index += 1
            sum = StaticCost.sum(sum, 1)
            if step.opcode.traits.row != nil { sum = StaticCost.sum(sum, Int(step.b)) }
            guard step.opcode == .forEach else { continue }
            let (field, length) = (Int(step.a), Int(step.b))
            let body = count(program, from: index, to: index + length, outermost: false)
            let all = StaticCost.product(body, StaticCost.most(program.schema.fields[field]))
            if outermost { loopSteps[field] = StaticCost.sum(loopSteps[field], all) }
            sum = StaticCost.sum(sum, all)
            index += length
        }
        return sum
    }

    private func memory(_ program: RuleProgram) -> Int {
        let entry = MemoryLayout<Int128>.size + MemoryLayout<ValueState>.size
        var sum = StaticCost.product(slots, entry)
        for field in program.schema.fields {
            sum = StaticCost.sum(sum, entry + MemoryLayout<Int16>.size)
            guard case .list(let most, let fields) = field.kind else { continue }
            sum = StaticCost.sum(sum, StaticCost.product(most, fields.count * entry))
        }
        return StaticCost.sum(sum, program.schema.claims.count)
    }

    private static func most(_ field: InputField) -> Int {
        if case .list(let most, _) = field.kind { return most }
        return 0
    }

    private static func sum(_ a: Int, _ b: Int) -> Int {
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? .max : sum
    }

    private static func product(_ a: Int, _ b: Int) -> Int {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        return overflow ? .max : product
    }
}
