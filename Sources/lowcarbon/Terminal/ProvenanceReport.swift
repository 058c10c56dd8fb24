import Diagnostics
import ExactNumbers
import Foundation
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleSyntax

/// What `check --provenance` writes: every number of a norm with its mark, source, clause and what it decides.
struct ProvenanceReport {
    var model: NormModel
    var path: String
    var language: MessageLanguage

    /// One line of the JSON form.
    struct Line: Encodable {
        var file: String
        var part: String
        var id: String
        var numbers: [String]
        var mark: String?
        var ref: String?
        var clause: String?
        var decided: String?
        var decides: [String]
        var issuable: Bool
    }

    func text() -> String {
        let header = [
            say("标注", "mark"), say("是什么", "what"), say("数", "numbers"), say("出处", "source"), say("决定", "decides"),
        ]
        let rows = entries.map { entry in
            [
                mark(entry),
                label(entry.naming) + say("：", ": ") + (language == .zh ? entry.part.words.zh : entry.part.words.en),
                numbers(entry).joined(separator: say("、", ", ")),
                [entry.provenance?.ref?.text, entry.provenance?.clause].compactMap(\.self).joined(separator: " "),
                entry.decides.map(\.id).joined(separator: " "),
            ]
        }
        let open = entries.filter { !$0.isIssuable }.count
        return "\(path)\n" + TextTable.render(header, rows)
            + say(
                "共 \(entries.count) 处，\(open) 处还不能随规范发布\n", "\(entries.count) places, \(open) may not be issued yet\n")
    }

    func lines() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try entries.map { entry in
            let line = Line(
                file: path, part: entry.part.id, id: entry.naming.id, numbers: numbers(entry),
                mark: entry.mark?.rawValue, ref: entry.provenance?.ref?.text, clause: entry.provenance?.clause,
                decided: entry.provenance?.decided?.document, decides: entry.decides.map(\.id),
                issuable: entry.isIssuable)
            return String(decoding: try encoder.encode(line), as: UTF8.self) + "\n"
        }.joined()
    }

    /// How many of the points that can be had are multiplied by a factor of evidence.
    static func evidence(_ model: NormModel, _ language: MessageLanguage) -> String {
        let scored = model.criteria.filter { if case .deduction = $0.place { false } else { true } }
        let all = scored.reduce(Rational.zero) { $0 + $1.points }
        let touched = scored.filter { !$0.evidenceInputs.isEmpty }.reduce(Rational.zero) { $0 + $1.points }
        guard all > .zero else { return "" }
        let share = (touched / all * Rational(100)).rounded(places: 1, .halfUp)
        return language == .zh
            ? "证据影响 \(all) 分里的 \(touched) 分（\(share) %）\n"
            : "evidence touches \(touched) of \(all) points (\(share) %)\n"
    }

    /// Places that hold a number; a criterion without a threshold is listed for its points alone.
    private var entries: [ProvenanceEntry] {
        model.provenance.filter { entry in
            switch entry.part {
            case .threshold, .gate: !entry.numbers.isEmpty
            default: true
            }
        }
    }

    private func numbers(_ entry: ProvenanceEntry) -> [String] {
        if case .row(let text) = entry.part { [text] } else { entry.numbers }
    }

    private func mark(_ entry: ProvenanceEntry) -> String {
        if entry.provenance?.decided != nil { return say("已决定", "decided") }
        guard let mark = entry.mark, let word = KeywordList.marks.keyword(for: mark) else { return say("无标注", "none") }
        return language == .zh ? word.zh : word.en
    }

    private func label(_ naming: Naming) -> String { language == .zh ? naming.chinese : naming.id }
    private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}
