import Diagnostics

/// Headings of the renderings, in both languages.
struct ExplanationWords {
    let language: MessageLanguage

    init(_ explanation: Explanation) { language = explanation.language == "zh" ? .zh : .en }

    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    func points(_ criterion: Explanation.Criterion) -> String {
        switch criterion.outcome {
        case .notApplicable: return say("不适用", "not applicable")
        case .unknown: return say("未知", "not known") + " / " + criterion.of
        case .open: return say("是否适用未定", "applies?") + " / " + criterion.of
        case .full, .part, .zero: return (criterion.points.map(NumberText.short) ?? "?") + " / " + criterion.of
        }
    }

    func score(_ section: Explanation.Section) -> String {
        if section.isApplicable == false { return say("不适用", "not applicable") }
        return (section.score.map(NumberText.short) ?? say("未知", "not known")) + " / " + (section.of.map(NumberText.short) ?? "?")
    }

    func clause(_ clause: String?) -> String { clause.map { say("第 \($0) 条", "clause \($0)") } ?? "" }

    func value(_ step: Explanation.Step) -> String { step.value.map(NumberText.short) ?? say("未知", "not known") }

    func reading(_ reading: Explanation.Reading) -> String {
        var line = reading.name
        if !reading.text.isEmpty { line += say("：", ": ") + reading.text }
        var more: [String] = []
        if let formula = reading.formula { more.append(formula) }
        if let origin = reading.origin { more.append(origin) }
        if let provisional = reading.provisional { more.append(provisional) }
        guard !more.isEmpty else { return line }
        return line + say("  ← ", "  ← ") + more.joined(separator: say("；", "; "))
    }
}
