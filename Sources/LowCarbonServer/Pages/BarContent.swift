import Diagnostics

/// The bar: what is guaranteed, what is in reach, and the lines of the grades.
struct BarContent {
    let bounds: BoundsAnswer
    let form: Questionnaire
    let language: MessageLanguage

    private func part(_ score: String) -> Double {
        guard let value = Double(score), let most = Double(form.of), most > 0 else { return 0 }
        return max(0, min(100, value / most * 100))
    }

    static func brief(_ score: String) -> String {
        guard score.contains("."), let value = Double(score) else { return score }
        let text = String((value * 100).rounded() / 100)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func text(_ part: Double) -> String { String((part * 100).rounded() / 100) }

    func content() -> [String: Any] {
        var content: [String: Any] = [:]
        if let low = bounds.low?.score, let high = bounds.high?.score {
            let ends = (Self.brief(low), Self.brief(high))
            content["range"] =
                ends.0 == ends.1
                ? PageWords.text("exact", language, ends.0) : PageWords.text("range", language, ends.0, ends.1)
            content["lowPart"] = Self.text(part(low))
            content["widthPart"] = Self.text(max(0, part(high) - part(low)))
        } else {
            content["range"] = PageWords.text("noScore", language)
            content["lowPart"] = "0"
            content["widthPart"] = "0"
        }
        content["lines"] = form.grades.filter { part($0.from) > 0 && part($0.from) < 100 }.map {
            ["part": Self.text(part($0.from)), "from": $0.from] as [String: Any]
        }
        return content
    }

    func grades() -> [[String: Any]] {
        let open = Set(bounds.outcomes.compactMap(\.grade))
        let lowest = form.grades.lastIndex { open.contains($0.id) }
        return form.grades.enumerated().map { index, grade in
            let isOpen = open.contains(grade.id)
            let closed = index > (lowest ?? form.grades.count) ? "passed" : "out"
            let state = isOpen ? (bounds.isDecided ? "sure-is" : "in") : closed
            return [
                "id": grade.id, "name": grade.name, "from": PageWords.text("from", language, grade.from),
                "state": state, "stateText": PageWords.text(state, language),
            ]
        }
    }

    /// Outcomes that are no grades; nil if there are none.
    func others() -> String? {
        let titles = bounds.outcomes.filter { $0.grade == nil }.map(\.title)
        guard !titles.isEmpty else { return nil }
        return PageWords.text(
            bounds.isDecided ? "only" : "also", language, titles.joined(separator: language == .zh ? "、" : ", "))
    }
}
