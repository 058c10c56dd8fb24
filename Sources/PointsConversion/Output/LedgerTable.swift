import Diagnostics
import ExactNumbers
import RuleSyntax

/// Ledger lines as a text table for people: one row per act, the reasons indented below it.
public struct LedgerTable: Sendable {
    public var language: MessageLanguage
    private var rows: [(cells: [String], notes: [String])] = []
    private let numeric: Set<Int> = [4, 5, 6, 7, 8, 9, 10]

    public init(language: MessageLanguage) { self.language = language }

    /// Adds one line of the ledger.
    public mutating func add(_ line: LedgerLine) {
        let dash = "-"
        var rate = dash
        if let found = line.rate {
            let unit = Message(
                zh: found.basis == .pointsPerGram ? "分/克" : "克/分", en: found.basis == .pointsPerGram ? "pt/g" : "g/pt")
            rate = "\(found.value.reduced) \(unit[language])"
        }
        let cells = [
            line.act.isEmpty ? dash : line.act, line.user.isEmpty ? dash : line.user, line.day?.description ?? dash,
            line.behaviourName?[language] ?? (line.behaviour.isEmpty ? dash : line.behaviour),
            line.grams?.description ?? dash, rate,
            line.evidenceFactor?.description ?? dash, line.multiplier?.description ?? dash,
            line.exactPoints?.description ?? dash, line.isRefused ? dash : String(line.points),
            line.remainder?.description ?? dash,
        ]
        var notes = line.reductions.map { $0.message[language] }
        if let refusal = line.refusal {
            let place = (line.file.map { "\($0):" } ?? "") + String(line.line)
            notes.append(
                Message(
                    zh: "未结算（第 \(place) 行）：\(refusal.message.zh)", en: "refused (line \(place)): \(refusal.message.en)")[
                        language])
        }
        switch line.multiplierOrigin {
        case .suspended: notes.append(Message(zh: "标识已暂停", en: "the label is suspended")[language])
        case .notValid: notes.append(Message(zh: "标识当日无效", en: "the label is not valid that day")[language])
        default: break
        }
        if line.isLate, !line.isRefused {
            notes.append(Message(zh: "补报：该用户已有更晚的行为", en: "late: a later act of this user came first")[language])
        }
        rows.append((cells, notes))
    }

    private var header: [String] {
        language == .zh
            ? ["编号", "用户", "日期", "行为", "克数", "折算率", "证据", "倍率", "应得", "积分", "余数"]
            : [
                "act", "user", "day", "behaviour", "grams", "rate", "evidence", "multiplier", "exact", "points",
                "remainder",
            ]
    }

    /// The whole table, each line ended by a line break.
    public var text: String {
        var widths = header.map { DisplayWidth.of($0) }
        for row in rows {
            for (index, cell) in row.cells.enumerated() { widths[index] = max(widths[index], DisplayWidth.of(cell)) }
        }
        func line(_ cells: [String]) -> String {
            var text = ""
            for (index, cell) in cells.enumerated() {
                let space = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(cell)))
                text += numeric.contains(index) ? space + cell : cell + space
                if index < cells.count - 1 { text += "  " }
            }
            while text.hasSuffix(" ") { text.removeLast() }
            return text + "\n"
        }
        var result = line(header)
        for row in rows {
            result += line(row.cells)
            for note in row.notes { result += "    ↳ " + note + "\n" }
        }
        return result
    }
}
