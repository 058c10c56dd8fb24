import Diagnostics

/// Headings of the renderings, in both languages.
struct ExplanationWords {
    let language: MessageLanguage

    init(_ explanation: Explanation) { language = explanation.language == "zh" ? .zh : .en }

    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    func points(_ criterion: Explanation.Criterion, isDeduction: Bool = false) -> String {
        if isDeduction, let points = criterion.points {
            return say(
                "扣 \(NumberText.short(points))（最多 \(criterion.of)）",
                "less \(NumberText.short(points)) (at most \(criterion.of))")
        }
        switch criterion.outcome {
        case .notApplicable: return say("不适用", "not applicable")
        case .unknown: return say("未知", "not known") + " / " + criterion.of
        case .open: return say("是否适用未定", "applies?") + " / " + criterion.of
        case .full, .part, .zero: return (criterion.points.map(NumberText.short) ?? "?") + " / " + criterion.of
        }
    }

    func score(_ section: Explanation.Section) -> String {
        if section.isApplicable == false { return say("不适用", "not applicable") }
        return (section.score.map(NumberText.short) ?? say("未知", "not known"))
            + (section.of.map { " / " + NumberText.short($0) } ?? "")
    }

    func clause(_ clause: String?) -> String {
        clause.map { clause in
            say(clause.first?.isNumber ?? false ? "第 \(clause) 条" : "条款 \(clause)", "clause \(clause)")
        } ?? ""
    }

    func value(_ step: Explanation.Step) -> String { step.value.map(NumberText.short) ?? say("未知", "not known") }

    /// The provenance mark of more than half of the criteria; nil if there is none, or they are verified.
    func commonMark(_ explanation: Explanation) -> String? {
        let criteria =
            explanation.sections.flatMap { $0.criteria + $0.deductions } + (explanation.bonus?.criteria ?? [])
        var counts: [String: Int] = [:]
        for criterion in criteria { if let mark = criterion.provisional { counts[mark, default: 0] += 1 } }
        return counts.first { $0.value * 2 > criteria.count }?.key
    }

    /// True if a reading tells more than its value.
    func says(_ reading: Explanation.Reading) -> Bool {
        reading.formula != nil || reading.origin != nil || reading.kind == .parameter
    }

    /// Heading over what makes a scene not assessable, or may.
    func reasons(_ explanation: Explanation) -> String {
        explanation.status == "incomplete"
            ? say("还可能导致不可评的情形", "What may still keep it from being assessed")
            : say("不可评的原因", "What keeps it from being assessed")
    }

    /// A question with what it is for, or what is taken in its place.
    func question(_ question: Explanation.Question) -> String {
        var line = question.name + (question.ask.map { say("：", ": ") + $0 } ?? "")
        if let taken = question.taken { line += say("（未答按 \(taken) 计）", " (taken as \(taken))") }
        return line
    }

    func reading(_ reading: Explanation.Reading, except common: String?) -> String {
        var line = reading.name
        if !reading.text.isEmpty { line += say("：", ": ") + reading.text }
        var more: [String] = []
        if let formula = reading.formula { more.append(formula) }
        if let origin = reading.origin { more.append(origin) }
        if let provisional = reading.provisional, provisional != common { more.append(provisional) }
        guard !more.isEmpty else { return line }
        return line + say("  ← ", "  ← ") + more.joined(separator: say("；", "; "))
    }
}
