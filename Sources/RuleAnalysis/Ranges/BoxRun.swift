import ExactNumbers
import RuleProgram

/// Runs a program over a box of scenes: every slot holds what it may be in any of them.
///
/// A range that is settled further re-runs only what depends on that question, and can be taken back. Sound whatever the box;
/// for a box of one scene exact, like the engine. Not safe to share between threads.
final class BoxRun {
    let plan: AnalysisPlan
    private(set) var box: AnswerBox
    let cells: UnsafeMutablePointer<Cell>
    let registers: UnsafeMutablePointer<RealRange>
    private let slotCount: Int
    /// Copies of the plan's lists, out of reach of reference counting.
    let stepList: UnsafeMutableBufferPointer<AnalysisPlan.Step>
    let instructions: UnsafeMutableBufferPointer<Instruction>
    let operands: UnsafeMutableBufferPointer<Int32>
    /// By instruction: how many slots it writes.
    private let written: UnsafeMutableBufferPointer<Int>
    let quotients: UnsafeMutableBufferPointer<QuotientOperation>
    let rows: UnsafeMutableBufferPointer<QuotientRow>
    /// Steps run so far: what a budget counts.
    private(set) var steps = 0
    /// Entry of the list that a loop is at; -1 stands for any entry.
    var entry = 0
    let one: Int128
    #if DEBUG
        /// What the steps run so far have met; nil where nobody asks.
        var coverage: StepCoverage?
        private lazy var lanes = plan.program.slotBounds.map { NumberLane($0) }
    #endif

    private var oldCells: [(slot: Int32, cell: Cell)] = []
    private var oldRegisters: [(register: Int32, range: RealRange)] = []
    private var oldFields:
        [(field: Int, answer: AnswerRange, evidence: ClosedRange<Int>, entries: AnswerBox.Entries?)] =
            []

    /// A place to go back to.
    struct Mark {
        fileprivate var cells: Int
        fileprivate var registers: Int
        fileprivate var fields: Int
    }

    init(_ plan: AnalysisPlan, _ box: AnswerBox) {
        self.plan = plan
        self.box = box
        one = .powerOfTen(plan.program.evidenceScale)
        slotCount = plan.program.initialValues.count
        cells = .allocate(capacity: max(1, slotCount))
        registers = .allocate(capacity: max(1, plan.registerCount))
        stepList = BoxRun.copy(plan.steps)
        instructions = BoxRun.copy(plan.program.instructions)
        operands = BoxRun.copy(plan.program.operands)
        written = BoxRun.copy(plan.program.instructions.map { $0.writes.count })
        quotients = BoxRun.copy(plan.quotients)
        rows = BoxRun.copy(plan.rows)
        for slot in 0..<slotCount { (cells + slot).initialize(to: .point(plan.program.initialValues[slot])) }
        registers.initialize(repeating: .all, count: max(1, plan.registerCount))
        if plan.program.unknownSlot >= 0 { cells[Int(plan.program.unknownSlot)].states = Cell.unknown }
        runAll()
    }

    deinit {
        cells.deallocate()
        registers.deallocate()
        stepList.deallocate()
        instructions.deallocate()
        operands.deallocate()
        written.deallocate()
        quotients.deallocate()
        rows.deallocate()
    }

    private static func copy<Element>(_ list: [Element]) -> UnsafeMutableBufferPointer<Element> {
        let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: list.count)
        _ = buffer.initialize(from: list)
        return buffer
    }

    /// Starts over with another box.
    func load(_ box: AnswerBox) {
        self.box = box
        oldCells.removeAll(keepingCapacity: true)
        oldRegisters.removeAll(keepingCapacity: true)
        oldFields.removeAll(keepingCapacity: true)
        runAll()
    }

    private func runAll() {
        for step in stepList { run(step) }
        steps += stepList.count
    }

    var mark: Mark { Mark(cells: oldCells.count, registers: oldRegisters.count, fields: oldFields.count) }

    /// Takes back everything since the mark, the latest first.
    func undo(to mark: Mark) {
        while oldCells.count > mark.cells {
            let old = oldCells.removeLast()
            cells[Int(old.slot)] = old.cell
        }
        while oldRegisters.count > mark.registers {
            let old = oldRegisters.removeLast()
            registers[Int(old.register)] = old.range
        }
        while oldFields.count > mark.fields {
            let old = oldFields.removeLast()
            box.answers[old.field] = old.answer
            box.evidence[old.field] = old.evidence
            box.entries[old.field] = old.entries
        }
    }

    /// Settles `variable` to `range` and re-runs what depends on it.
    func settle(_ variable: Variable, _ range: AnswerRange) {
        let field = variable.field
        remember(field)
        box[variable] = range
        if case .answer = variable, case .list(let most, let fields) = plan.program.schema.fields[field].kind {
            resize(field, range, most: most, fields)
        }
        rerun(field)
    }

    /// Puts back the ranges of a question as `other` has them.
    func take(_ field: Int, from other: AnswerBox) {
        remember(field)
        box.answers[field] = other.answers[field]
        box.evidence[field] = other.evidence[field]
        box.entries[field] = other.entries[field]
        rerun(field)
    }

    private func remember(_ field: Int) {
        oldFields.append((field, box.answers[field], box.evidence[field], box.entries[field]))
    }

    private func resize(_ field: Int, _ range: AnswerRange, most: Int, _ fields: [InputField]) {
        guard range.isPoint, range.states == Cell.known, range.low <= Int128(most), range.low <= 8 else {
            box.entries[field] = nil
            return
        }
        box.entries[field] = fields.map { Array(repeating: AnswerRange($0), count: Int(range.low)) }
    }

    private func rerun(_ field: Int) {
        let slice = plan.slices[field]
        for place in slice {
            let step = stepList[Int(place)]
            let index = Int(step.index)
            switch step.kind {
            case .instruction:
                let instruction = instructions[index]
                let slot = Int(instruction.destination)
                if written[index] == 1 {
                    let before = cells[slot]
                    execute(instruction)
                    keep(slot, before)
                } else {
                    let before = (slot..<slot + written[index]).map { ($0, cells[$0]) }
                    execute(instruction)
                    for (slot, cell) in before { keep(slot, cell) }
                }
            case .loop:
                for inside in index + 1..<Int(step.end) {
                    let slot = Int(instructions[inside].destination)
                    for slot in slot..<slot + written[inside] { oldCells.append((Int32(slot), cells[slot])) }
                }
                runLoop(index, end: Int(step.end))
            case .quotient:
                let quotient = quotients[index]
                if quotient.register >= 0 {
                    let before = registers[Int(quotient.register)]
                    execute(quotient)
                    if registers[Int(quotient.register)] != before {
                        oldRegisters.append((quotient.register, before))
                    }
                } else {
                    let before = cells[Int(quotient.slot)]
                    execute(quotient)
                    keep(Int(quotient.slot), before)
                }
            }
        }
        steps += slice.count
    }

    @inline(__always)
    private func keep(_ slot: Int, _ before: Cell) {
        if cells[slot] != before { oldCells.append((Int32(slot), before)) }
    }

    private func run(_ step: AnalysisPlan.Step) {
        switch step.kind {
        case .instruction: execute(instructions[Int(step.index)])
        case .loop: runLoop(Int(step.index), end: Int(step.end))
        case .quotient: execute(quotients[Int(step.index)])
        }
    }

    #if DEBUG
        /// Takes note of a step about to run, where somebody asks.
        func note(_ step: Instruction) {
            guard coverage != nil else { return }
            coverage?.note(
                step, plan.program.operands, state: { cells[Int($0)].onlyState }, lane: { lanes[Int($0)] })
        }
    #endif
}
