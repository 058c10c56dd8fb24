import Diagnostics
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax

/// The summary of a run, for people and as JSON.
struct SummaryReport {
    private let summary: RunSummary
    private let norm: CompiledNorm
    private let bins: ScoreBins

    init(_ summary: RunSummary, _ norm: CompiledNorm) {
        self.summary = summary
        self.norm = norm
        bins = ScoreBins(norm)
    }

    /// Statuses from the best to the worst, as counts are listed.
    private var statuses: [SceneStatus] { SceneStatus.allCases.reversed() }

    private func grade(_ index: Int) -> Int { index < summary.grades.count ? summary.grades[index] : 0 }

    /// `0–10`, `10–20` … of what the total is out of.
    private func bound(_ index: Int) -> String {
        let value = bins.of * Double(index) / Double(RunSummary.bins)
        return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }

    // MARK: for people

    /// Lines of text. `scenes` were scored in `seconds`.
    func text(_ language: MessageLanguage, scenes: Int, seconds: Double) -> String {
        let isChinese = language == .zh
        let rate = SummaryReport.grouped(Int(Double(scenes) / max(seconds, 0.001)))
        let time = seconds < 100 ? "\((seconds * 10).rounded() / 10)" : String(Int(seconds))
        var lines = [
            isChinese
                ? "\(SummaryReport.grouped(summary.scenes)) 个场景；本次 \(time) 秒，每秒 \(rate) 个"
                : "\(SummaryReport.grouped(summary.scenes)) scenes; \(time) s, \(rate) a second"
        ]
        if summary.blank > 0 {
            lines.append(isChinese ? "空行 \(summary.blank) 行，未计入" : "\(summary.blank) rows without content, not counted")
        }
        var rows = statuses.filter { summary.statuses[$0.rawValue] > 0 }.map {
            ($0.title[language], summary.statuses[$0.rawValue])
        }
        lines += ["", isChinese ? "状态" : "status"] + SummaryReport.chart(rows)
        rows = norm.model.grades.indices.map { (norm.model.grades[$0].naming.label(language), grade($0)) }
        if rows.contains(where: { $0.1 > 0 }) { lines += ["", isChinese ? "等级" : "grade"] + SummaryReport.chart(rows) }
        rows = summary.scores.indices.map { ("\(bound($0)) – \(bound($0 + 1))", summary.scores[$0]) }
        if rows.contains(where: { $0.1 > 0 }) { lines += ["", isChinese ? "得分" : "score"] + SummaryReport.chart(rows) }
        if !summary.faults.isEmpty {
            lines += ["", isChinese ? "最常见的数据错误" : "commonest data errors"]
            for fault in summary.commonest {
                let place = fault.line > 0 ? " (\(fault.file):\(fault.line))" : ""
                let input = isChinese ? fault.inputChinese : fault.input
                lines.append(
                    "  \(SummaryReport.grouped(fault.count)) × \(fault.code)\(input.isEmpty ? "" : " " + input): "
                        + (isChinese ? "例如 \(fault.chinese)" : "first, \(fault.english)") + place)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// One line a row, with a bar as long as its share.
    private static func chart(_ rows: [(name: String, count: Int)]) -> [String] {
        let names = rows.map { TextTable.width($0.name) }.max() ?? 0
        let counts = rows.map { grouped($0.count) }
        let digits = counts.map(\.utf8.count).max() ?? 0
        let all = max(1, rows.reduce(0) { $0 + $1.count })
        return rows.enumerated().map { index, row in
            let name = row.name + String(repeating: " ", count: names - TextTable.width(row.name))
            let count = String(repeating: " ", count: digits - counts[index].utf8.count) + counts[index]
            let share = row.count * 1000 / all
            let length = row.count > 0 ? max(1, row.count * 40 / all) : 0
            return "  \(name)  \(count)  \(share / 10).\(share % 10) %  " + String(repeating: "█", count: length)
        }
    }

    /// `1234567` as `1 234 567`.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index % 3 == 0, digit != "-" { text.append(" ") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    // MARK: JSON

    /// One object, without anything that changes from run to run.
    var json: [UInt8] {
        var out = OutputBytes()
        func pairs(_ key: String, _ rows: [(String, Int)]) {
            out.append(",\"\(key)\":{")
            for (index, row) in rows.enumerated() {
                if index > 0 { out.append(",") }
                out.jsonString(row.0)
                out.append(":\(row.1)")
            }
            out.append("}")
        }
        out.append("{\"norm\":")
        out.jsonString(norm.model.document.id.text)
        out.append(",\"version\":")
        out.jsonString(norm.model.document.version?.value ?? "")
        out.append(",\"scenes\":\(summary.scenes),\"filtered\":\(summary.filtered),\"blank\":\(summary.blank)")
        pairs("status", statuses.map { ($0.id, summary.statuses[$0.rawValue]) })
        pairs("grade", norm.model.grades.indices.map { (norm.model.grades[$0].naming.id, grade($0)) })
        out.append(",\"scores\":[")
        for (index, count) in summary.scores.enumerated() {
            out.append(index > 0 ? "," : "")
            out.append("{\"from\":\(bound(index)),\"to\":\(bound(index + 1)),\"scenes\":\(count)}")
        }
        out.append("],\"errors\":[")
        for (index, fault) in summary.commonest.enumerated() {
            out.append(index > 0 ? ",{\"code\":" : "{\"code\":")
            out.jsonString(fault.code)
            out.append(",\"input\":")
            out.jsonString(fault.input)
            out.append(",\"count\":\(fault.count),\"first\":{\"file\":")
            out.jsonString(fault.file)
            out.append(",\"row\":\(fault.row),\"line\":\(fault.line),\"column\":\(fault.column),\"message\":{\"zh\":")
            out.jsonString(fault.chinese)
            out.append(",\"en\":")
            out.jsonString(fault.english)
            out.append("}}}")
        }
        out.append("]}\n")
        return out.withBytes { Array($0) }
    }
}
