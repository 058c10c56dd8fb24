import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData

/// What the results of one norm have in common: names as written, slots to read, and the parts that hang on the day and grade alone.
final class ResultParts {
    /// A section or criterion.
    struct Part {
        /// `"c01":{"points":` with the comma before it.
        var opening: [UInt8]
        var value: NumberWriter
        var of: NumberWriter
        /// `,"of":"12"` with what follows, where it is the same in every scene.
        var constantOf: [UInt8]?
    }

    /// An input, to be named where it is not answered.
    struct Asked {
        var json: [UInt8]
        var name: [UInt8]
        /// Slot whose state tells whether it applies, or -1.
        var slot: Int32
    }

    let norm: CompiledNorm
    let sections: [Part]
    let criteria: [Part]
    let asked: [Asked]
    let total: NumberWriter
    let bonus: NumberWriter
    let bonusPlain: NumberWriter
    private let head: [UInt8]

    init(_ norm: CompiledNorm) {
        self.norm = norm
        let program = norm.program
        var written = Set<Int32>()
        for step in program.instructions {
            written.insert(step.destination)
            written.insert(step.destination + 1)
        }
        func constant(_ slot: NumberSlot) -> ExactDecimal? {
            guard !written.contains(slot.numerator), slot.numerator != program.unknownSlot else { return nil }
            var denominator: Int128 = 1
            if slot.denominator >= 0 {
                guard !written.contains(slot.denominator) else { return nil }
                denominator = max(1, program.initialValues[Int(slot.denominator)])
            }
            return ExactFraction(
                numerator: program.initialValues[Int(slot.numerator)], denominator: denominator, scale: slot.scale
            ).decimal()
        }
        func part(
            _ name: String, _ key: String, _ score: OutcomeLayout.Score, places: Int?, tail: String, isFirst: Bool
        ) -> Part {
            var opening = OutputBytes()
            if !isFirst { opening.append(",") }
            opening.jsonString(name)
            opening.append(":{\"\(key)\":")
            return Part(
                opening: opening.withBytes { Array($0) }, value: NumberWriter(score.value, places: places),
                of: NumberWriter(score.of),
                constantOf: constant(score.of).map { Array(",\"of\":\"\($0)\"\(tail)".utf8) })
        }
        sections = program.outcome.sections.enumerated().map { index, score in
            let section = norm.model.sections[index]
            return part(
                section.naming.id, "score", score, places: section.round, tail: "}", isFirst: index == 0)
        }
        criteria = program.outcome.criteria.enumerated().map { index, score in
            part(
                norm.model.criteria[index].naming.id, "points", score, places: nil, tail: ",\"applicable\":",
                isFirst: index == 0)
        }
        asked = program.schema.fields.enumerated().map { index, field in
            var json = OutputBytes()
            json.jsonString(field.name.id)
            let slot: Int32 =
                switch norm.trace.inputs[index] {
                case .plain(let slot): slot
                case .number(let slot): slot.numerator
                case nil: -1
                }
            return Asked(json: json.withBytes { Array($0) }, name: Array(field.name.id.utf8), slot: slot)
        }
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

    // MARK: parts that hang on day, status and grade

    /// Stretches of `days` for one day, status and grade.
    struct DayParts {
        /// `,"norm":…,"score":`
        var before: Range<Int>
        /// `,"grade":…,"bonus":`
        var after: Range<Int>
        /// `2026-01-31,graded,` and `,gold,1.20,` of a CSV.
        var cellsBefore: Range<Int>
        var cellsAfter: Range<Int>
    }

    private(set) var days: [UInt8] = []
    private var known: [Int: DayParts] = [:]
    private var last: (key: Int, parts: DayParts)?
    private static let most = 4096

    /// The parts of results with this day, status and grade (-1 for none).
    func parts(_ scorer: SceneScorer, _ day: CalendarDay, grade: Int) -> DayParts {
        let key = (Int(day.number) << 24) | (scorer.status.rawValue << 20) | (grade + 1)
        if let last, last.key == key { return last.parts }
        if let found = known[key] {
            last = (key, found)
            return found
        }
        if known.count >= ResultParts.most {
            known.removeAll(keepingCapacity: true)
            days.removeAll(keepingCapacity: true)
        }
        let made = make(scorer, day, grade: grade)
        known[key] = made
        last = (key, made)
        return made
    }

    private func make(_ scorer: SceneScorer, _ day: CalendarDay, grade: Int) -> DayParts {
        func added(_ bytes: borrowing OutputBytes) -> Range<Int> {
            let start = days.count
            bytes.withBytes { days.append(contentsOf: $0) }
            return start..<days.count
        }
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
        return DayParts(
            before: added(before), after: added(after), cellsBefore: added(cellsBefore), cellsAfter: added(cellsAfter))
    }
}
