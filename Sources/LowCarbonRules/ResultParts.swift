import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData

/// What the results of one norm have in common: names as written, slots to read, and the parts that depend on the day and grade alone.
/// What is read for every scene lies in plain memory.
final class ResultParts {
    /// A section or criterion. What is written around its number lies in `text`: `,"c01":{"points":"` from `opening` on, then, where that
    /// is the same in every scene, `","of":"12","applicable":true}` from `tail` on, up to `end`, where the next one opens.
    struct Part {
        var opening: Int
        var tail: Int
        var end: Int
        var value: NumberWriter
        var of: NumberWriter

        var isConstant: Bool { end > tail }
    }

    /// An input, to be named where it is not answered: `"name"` in `text`, and the slot whose state tells whether it applies, or -1.
    struct Asked {
        var name: Range<Int>
        var slot: Int32
    }

    let norm: CompiledNorm
    let detail: ResultDetail
    let sections: UnsafeMutableBufferPointer<Part>
    let criteria: UnsafeMutableBufferPointer<Part>
    let asked: UnsafeMutableBufferPointer<Asked>
    let text: UnsafeMutableBufferPointer<UInt8>
    let total: NumberWriter
    let bonus: NumberWriter
    let bonusPlain: NumberWriter
    private let head: [UInt8]

    init(_ norm: CompiledNorm, detail: ResultDetail) {
        self.norm = norm
        self.detail = detail
        made = .allocate(capacity: ResultParts.places)
        made.initialize(repeating: (.min, .none))
        let program = norm.program
        let outcome = program.outcome.limited(to: detail)
        let constants = ConstantSlots(program)
        var text = OutputBytes()
        func part(
            _ name: String, _ key: String, _ score: OutcomeLayout.Score, places: Int?, tail: String, isFirst: Bool
        ) -> Part {
            let opening = text.count
            if !isFirst { text.append(",") }
            text.jsonString(name)
            text.append(":{\"\(key)\":\"")
            let start = text.count
            if let of = constants.value(score.of) { text.append("\",\"of\":\"\(of)\"\(tail)") }
            return Part(
                opening: opening, tail: start, end: text.count, value: NumberWriter(score.value, places: places),
                of: NumberWriter(score.of))
        }
        sections = ResultParts.plain(
            outcome.sections.enumerated().map { index, score in
                let section = norm.model.sections[index]
                return part(section.naming.id, "score", score, places: section.round, tail: "}", isFirst: index == 0)
            })
        criteria = ResultParts.plain(
            outcome.criteria.enumerated().map { index, score in
                part(
                    norm.model.criteria[index].naming.id, "points", score, places: nil, tail: ",\"applicable\":true}",
                    isFirst: index == 0)
            })
        asked = ResultParts.plain(
            program.schema.fields.enumerated().map { index, field in
                let start = text.count
                text.jsonString(field.name.id)
                let slot: Int32 =
                    switch norm.trace.inputs[index] {
                    case .plain(let slot): slot
                    case .number(let slot): slot.numerator
                    case nil: -1
                    }
                return Asked(name: start..<text.count, slot: slot)
            })
        self.text = text.withBytes { ResultParts.plain(Array($0)) }
        total = NumberWriter(program.outcome.total, places: norm.model.total.round)
        bonus = NumberWriter(program.outcome.bonus, places: norm.model.bonus?.round)
        bonusPlain = NumberWriter(program.outcome.bonus)
        var head = OutputBytes()
        head.append(",\"norm\":")
        head.jsonString(norm.model.document.id.text)
        head.append(",\"version\":")
        head.jsonString(norm.model.document.version?.value ?? "")
        head.append(",\"as_of\":\"")
        self.head = head.withBytes { Array($0) }
    }

    deinit {
        sections.deallocate()
        criteria.deallocate()
        asked.deallocate()
        text.deallocate()
        for entry in made { entry.parts.deallocate() }
        made.deallocate()
    }

    /// Calls `body` with the quoted name, as a stretch of `text`, of each input that applies, or may, and is not answered; then
    /// `entry` with the path of each field of a list entry that is not answered.
    @inline(__always)
    func forEachUnknown(_ scorer: SceneScorer, _ body: (Range<Int>) -> Void, entry: (String) -> Void) {
        InputBits.forEach(scorer.unanswered) { index in
            let slot = asked[index].slot
            if slot >= 0, scorer.interpreter.state(slot) == .notApplicable { return }
            body(asked[index].name)
        }
        guard !scorer.unansweredEntries.isEmpty else { return }
        for path in scorer.unknownEntries { entry(path.path(in: norm.program.schema)) }
    }

    private static func plain<Element>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
        let result = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = result.initialize(from: elements)
        return result
    }

    /// The bytes of `text` in a range.
    @inline(__always)
    func bytes(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text.baseAddress?.advanced(by: start), count: end &- start)
    }

    // MARK: parts that depend on day, status and grade

    /// What is written for one day, status and grade.
    struct DayParts {
        /// `,"norm":…,"score":`
        var before: UnsafeBufferPointer<UInt8>
        /// `,"grade":…,"bonus":`
        var after: UnsafeBufferPointer<UInt8>
        /// `2026-01-31,graded,` and `,gold,1.20,` of a CSV.
        var cellsBefore: UnsafeBufferPointer<UInt8>
        var cellsAfter: UnsafeBufferPointer<UInt8>

        static var none: DayParts {
            let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
            return DayParts(before: nothing, after: nothing, cellsBefore: nothing, cellsAfter: nothing)
        }

        /// All four lie behind one another from `before` on.
        func deallocate() { before.deallocate() }
    }

    /// The parts made, each where its key leads; a new one takes the place of what stood there.
    private let made: UnsafeMutableBufferPointer<(key: Int, parts: DayParts)>
    private static let places = 1 << 14

    /// The parts of results with this day, status and grade (-1 for none); valid until the next call.
    func parts(_ scorer: SceneScorer, _ day: CalendarDay, grade: Int) -> DayParts {
        let number = Int(day.number)
        let inDay = grade >= 0 ? SceneStatus.allCases.count &+ grade : scorer.status.rawValue
        let key = (number << 24) | inDay
        let place = (number &* 32 &+ inDay) & (ResultParts.places - 1)
        if made[place].key == key { return made[place].parts }
        made[place].parts.deallocate()
        made[place] = (key, make(scorer, day, grade: grade))
        return made[place].parts
    }

    private func make(_ scorer: SceneScorer, _ day: CalendarDay, grade: Int) -> DayParts {
        let plan = norm.program.multiplier
        let gradeID = grade >= 0 ? norm.model.grades[grade].naming.id : nil
        let multiplier = scorer.multiplier(on: day).description
        var before = OutputBytes()
        before.append(head)
        before.append(day.description)
        before.append("\",\"status\":\"\(scorer.status.id)\",\"score\":")
        var after = OutputBytes()
        after.append(",\"grade\":")
        if let gradeID { after.jsonString(gradeID) } else { after.append("null") }
        after.append(",\"multiplier\":\"\(multiplier)\",\"schedule\":[")
        for (index, entry) in scorer.schedule(from: day).enumerated() {
            after.append("\(index == 0 ? "" : ","){\"from\":\"\(entry.from)\",\"to\":\"\(entry.to)\",\"behaviour\":")
            if entry.behaviour < 0 {
                after.append("null")
            } else {
                after.jsonString(norm.model.behaviours[entry.behaviour].naming.id)
            }
            let factor = ExactDecimal(mantissa: entry.multiplier, scale: plan.scale)
            after.append(",\"multiplier\":\"\(factor)\"}")
        }
        after.append("],\"bonus\":")
        var cellsBefore = OutputBytes()
        cellsBefore.append(",\(day),\(scorer.status.id),")
        var cellsAfter = OutputBytes()
        cellsAfter.append(",")
        cellsAfter.csvCell(gradeID ?? "")
        cellsAfter.append(",\(multiplier),")
        let ends = [before.count, after.count, cellsBefore.count, cellsAfter.count]
        before.append(after)
        before.append(cellsBefore)
        before.append(cellsAfter)
        let all = before.withBytes { UnsafeBufferPointer(ResultParts.plain(Array($0))) }
        var start = 0
        func next(_ count: Int) -> UnsafeBufferPointer<UInt8> {
            defer { start += count }
            return UnsafeBufferPointer(start: all.baseAddress?.advanced(by: start), count: count)
        }
        return DayParts(
            before: next(ends[0]), after: next(ends[1]), cellsBefore: next(ends[2]), cellsAfter: next(ends[3]))
    }
}

/// Slots that hold the same in every scene.
private struct ConstantSlots {
    private let program: RuleProgram
    private var written: Set<Int32> = []

    init(_ program: RuleProgram) {
        self.program = program
        for step in program.instructions {
            written.insert(step.destination)
            // Some instructions write a numerator and the denominator behind it.
            written.insert(step.destination + 1)
        }
    }

    /// The number in a slot; nil if it may differ from scene to scene.
    func value(_ slot: NumberSlot) -> ExactDecimal? {
        guard let numerator = constant(slot.numerator) else { return nil }
        guard slot.denominator >= 0 else {
            return ExactFraction(numerator: numerator, denominator: 1, scale: slot.scale).decimal()
        }
        guard let denominator = constant(slot.denominator) else { return nil }
        return ExactFraction(numerator: numerator, denominator: max(1, denominator), scale: slot.scale).decimal()
    }

    private func constant(_ slot: Int32) -> Int128? {
        guard !written.contains(slot), slot != program.unknownSlot, program.initialValues.indices.contains(Int(slot))
        else { return nil }
        return program.initialValues[Int(slot)]
    }
}
