import Diagnostics
import ExactNumbers
import RuleSyntax

/// Ledger lines as a text table for people: one row per act, the reasons indented below it.
public struct LedgerTable: Sendable {
    public var language: MessageLanguage
    private var rows: [(cells: [String], notes: [String])] = []
    private let numeric: Set<Int> = [4, 5, 6, 7, 8, 9, 10]

    public init(language: MessageLanguage) { self.language = language }

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
            line.behaviour.isEmpty ? dash : line.behaviour, line.grams?.description ?? dash, rate,
            line.evidenceFactor?.description ?? dash, line.multiplier?.description ?? dash,
            line.exactPoints?.description ?? dash, line.isRefused ? dash : String(line.points),
            line.remainder?.description ?? dash,
        ]
        var notes = line.reductions.map { $0.message[language] }
        if let refusal = line.refusal {
            let place = (line.file.map { "\($0):" } ?? "") + String(line.line)
            notes.append(
                Message(
                    zh: "未结算（第 \(place) 行）：\(refusal.message.zh)", en: "refused (line \(place)): \(refusal.message.en)")[language])
        }
        switch line.multiplierOrigin {
        case .suspended: notes.append(Message(zh: "标识已暂停", en: "the label is suspended")[language])
        case .notValid: notes.append(Message(zh: "标识当日无效", en: "the label is not valid that day")[language])
        default: break
        }
        if line.isLate, !line.isRefused { notes.append(Message(zh: "补报：该用户已有更晚的行为", en: "late: a later act of this user came first")[language]) }
        rows.append((cells, notes))
    }

    private var header: [String] {
        language == .zh
            ? ["编号", "用户", "日期", "行为", "克数", "折算率", "证据", "倍率", "应得", "积分", "余数"]
            : ["act", "user", "day", "behaviour", "grams", "rate", "evidence", "multiplier", "exact", "points", "remainder"]
    }

    /// The whole table, each line ended by a line break.
    public var text: String {
        var widths = header.map(displayWidth)
        for row in rows {
            for (index, cell) in row.cells.enumerated() { widths[index] = max(widths[index], displayWidth(cell)) }
        }
        func line(_ cells: [String]) -> String {
            var text = ""
            for (index, cell) in cells.enumerated() {
                let space = String(repeating: " ", count: max(0, widths[index] - displayWidth(cell)))
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

/// Columns of a terminal that a text takes: wide East Asian characters count two, combining ones none.
func displayWidth(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { width, scalar in
        switch scalar.value {
        case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: width
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            width + 2
        default: width + 1
        }
    }
}
