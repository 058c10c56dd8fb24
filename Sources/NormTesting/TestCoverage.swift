import Diagnostics
import LowCarbonRules
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// Which outcomes of a norm the cases have reached.
public struct TestCoverage: Sendable {
    /// One outcome that a test can reach, with its place in the norm.
    public struct Item: Sendable {
        public var title: Message
        public var span: Span
        public var isReached = false
    }

    public private(set) var items: [Item] = []
    private var probes: [Probe] = []

    private enum Probe: Sendable {
        case status(SceneStatus)
        case grade(Int)
        case gate(Int, Keyword)
        case minimum(Int32, holds: Bool)
        /// Row of a table or bands; the conditions before it and its own.
        case row([Int32], Int)
        /// An item of a check list.
        case line(ProgramTrace.Value, holds: Bool)
        case points(Int, some: Bool)
    }

    init(_ norm: CompiledNorm) {
        let model = norm.model
        let whole = model.document.id.span
        for (keyword, status) in TestWords.statuses where status != .invalid {
            add(Message(zh: "状态 `\(keyword.zh)`", en: "status `\(keyword.en)`"), whole, .status(status))
        }
        for (index, grade) in model.grades.enumerated() {
            let name = TestCoverage.name(grade.naming)
            add(Message(zh: "等级 `\(name.zh)`", en: "grade `\(name.en)`"), grade.naming.span, .grade(index))
        }
        for (index, gate) in model.gates.enumerated() {
            let name = TestCoverage.name(gate.naming)
            for keyword in [Keyword.passed, .failed] {
                add(
                    Message(zh: "门槛 `\(name.zh)` \(keyword.zh)", en: "gate `\(name.en)` \(keyword.en)"),
                    gate.naming.span,
                    .gate(index, keyword))
            }
        }
        for (index, slot) in norm.trace.minimumMet.sorted(by: { $0.key < $1.key }) {
            let naming = model.sections[index].naming
            let name = TestCoverage.name(naming)
            add(
                Message(zh: "章节 `\(name.zh)` 达到最低分", en: "section `\(name.en)` at its minimum"), naming.span,
                .minimum(slot, holds: true))
            add(
                Message(zh: "章节 `\(name.zh)` 未达最低分", en: "section `\(name.en)` below its minimum"), naming.span,
                .minimum(slot, holds: false))
        }
        for index in model.criteria.indices { criterion(index, norm) }
    }

    private mutating func criterion(_ index: Int, _ norm: CompiledNorm) {
        let criterion = norm.model.criteria[index]
        let name = TestCoverage.name(criterion.naming)
        if let conditions = norm.trace.rows[index], case .choice(let rows, let otherwise) = criterion.value.kind {
            for (row, content) in rows.enumerated() where row < conditions.count {
                add(
                    Message(zh: "评分项 `\(name.zh)` 第 \(row + 1) 行", en: "row \(row + 1) of criterion `\(name.en)`"),
                    content.condition.span, .row(conditions, row))
            }
            if otherwise != nil {
                add(
                    Message(zh: "评分项 `\(name.zh)` 各行都不符", en: "no row of criterion `\(name.en)`"),
                    criterion.naming.span,
                    .row(conditions, conditions.count))
            }
            return
        }
        if case .each(let lines)? = criterion.declaration.method {
            for line in lines {
                guard let slot = TestCoverage.slot(line.name.text, norm) else { continue }
                for holds in [true, false] {
                    add(
                        Message(
                            zh: "评分项 `\(name.zh)` 的 `\(line.name.text)` 为\(holds ? "是" : "否")",
                            en: "`\(line.name.text)` of criterion `\(name.en)` \(holds)"), line.name.span,
                        .line(slot, holds: holds))
                }
            }
            return
        }
        add(
            Message(zh: "评分项 `\(name.zh)` 得分", en: "criterion `\(name.en)` with points"), criterion.naming.span,
            .points(index, some: true))
        add(
            Message(zh: "评分项 `\(name.zh)` 零分", en: "criterion `\(name.en)` without points"), criterion.naming.span,
            .points(index, some: false))
    }

    private static func slot(_ name: String, _ norm: CompiledNorm) -> ProgramTrace.Value? {
        func fits(_ naming: Naming) -> Bool { naming.id == name || naming.chinese == name }
        if let index = norm.model.inputs.firstIndex(where: { fits($0.naming) }) { return norm.trace.inputs[index] }
        if let index = norm.model.facts.firstIndex(where: { fits($0.naming) }) { return norm.trace.facts[index] }
        return nil
    }

    private mutating func add(_ title: Message, _ span: Span, _ probe: Probe) {
        items.append(Item(title: title, span: span))
        probes.append(probe)
    }

    private static func name(_ naming: Naming) -> Message {
        Message(zh: naming.chinese.isEmpty ? naming.id : naming.chinese, en: naming.id)
    }

    /// Takes note of the scene that `scorer` has just run.
    mutating func add(_ scorer: SceneScorer) {
        guard scorer.status != .invalid else { return }
        for (index, probe) in probes.enumerated() where !items[index].isReached {
            items[index].isReached = reaches(probe, scorer)
        }
    }

    private func reaches(_ probe: Probe, _ scorer: SceneScorer) -> Bool {
        let interpreter = scorer.interpreter
        func holds(_ slot: Int32) -> Bool? { interpreter.state(slot) == .known ? interpreter.value(slot) != 0 : nil }
        switch probe {
        case .status(let status): return scorer.status == status
        case .grade(let grade): return scorer.gradeIndex == grade
        case .gate(let gate, let keyword): return GateOutcome(scorer, gate).keyword == keyword
        case .minimum(let slot, let wanted): return holds(slot) == wanted
        case .row(let conditions, let row):
            guard conditions.prefix(row).allSatisfy({ holds($0) == false }) else { return false }
            return row == conditions.count || holds(conditions[row]) == true
        case .line(.plain(let slot), let wanted): return holds(slot) == wanted
        case .line(.number, _): return true
        case .points(let criterion, let some):
            let slot = scorer.norm.program.outcome.criteria[criterion].value
            guard interpreter.state(slot.numerator) == .known else { return false }
            return (interpreter.value(slot.numerator) != 0) == some
        }
    }

    public var reached: Int { items.count { $0.isReached } }
    public var unreached: [Item] { items.filter { !$0.isReached } }
}
