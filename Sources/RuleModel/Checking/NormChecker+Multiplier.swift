import Diagnostics
import ExactNumbers
import RuleSyntax

/// The schedule of multipliers: statuses, grades, adjustments, bounds.
extension NormChecker {
    func elaborateMultiplier() {
        guard let declaration = document.multiplier else { return }
        guard let within = declaration.within, let bounds = constantRange(within, unit: .none, places: nil),
            let low = bounds.low?.value,
            let high = bounds.high?.value
        else {
            if declaration.within == nil {
                report(
                    .multiplierBounds, at: declaration.span, zh: "倍率要写界限 `限于: \"[1.0..1.6]\"`",
                    en: "a multiplier needs bounds, `within: \"[1.0..1.6]\"`")
            }
            return
        }
        var statuses: [String: ExactDecimal] = [:]
        // A status table that is not there at all was found when the file was read.
        var complete = declaration.status != nil
        if let table = declaration.status {
            for (key, cell) in rows(table, header: [["status", "状态"], ["multiplier", "倍率"]]) {
                guard let status = NormChecker.statusNames[key.text.string] else {
                    complete = false
                    continue
                }
                if let value = factor(cell, low, high) { statuses[status] = value } else { complete = false }
            }
        }
        let missing = ["not eligible", "not assessable", "incomplete", "invalid"].filter { statuses[$0] == nil }
        if !missing.isEmpty, complete {
            let zh = missing.map { NormChecker.statusChinese[$0] ?? $0 }
            report(
                .multiplierRows, at: declaration.status?.span ?? declaration.span,
                zh: "状态表缺少：\(zh.joined(separator: "、"))；每种状态都要写明倍率",
                en:
                    "the status table lacks: \(missing.joined(separator: ", ")); every status has its multiplier written out"
            )
        }
        if let valid = declaration.valid {
            let known = Int(CalendarDay.last.number - CalendarDay.first.number)
            if valid.value.months > CalendarDay.knownMonths || valid.value.days > known
                || !model.effective.upperBound.adding(valid.value).isKnown
            {
                report(
                    .noSuchValue, at: valid.span, zh: "有效期超出 9999 年", en: "labels would be valid beyond the year 9999")
            }
        }
        let base = baseFactors(declaration, low, high)
        let adjustments = declaration.adjust.map { self.adjustments($0) } ?? []
        guard missing.isEmpty, base.count == model.grades.count, let first = statuses["not eligible"],
            let second = statuses["not assessable"],
            let third = statuses["incomplete"], let fourth = statuses["invalid"]
        else { return }
        model.multiplier = MultiplierModel(
            low: decimal(low), high: decimal(high),
            validity: declaration.valid?.value ?? CalendarDuration(months: 12, days: 0),
            notEligible: first, notAssessable: second, incomplete: third, invalid: fourth, base: base,
            adjustments: adjustments)
    }

    static let statusChinese = ["not eligible": "不合格", "not assessable": "不可评", "incomplete": "待补充", "invalid": "无效"]
    static let statusNames: [String: String] = {
        var names: [String: String] = [:]
        for (en, zh) in statusChinese {
            names[en] = en
            names[zh] = en
        }
        return names
    }()

    private func decimal(_ value: Rational) -> ExactDecimal {
        let places = value.decimalPlaces ?? 0
        return ExactDecimal(mantissa: Int128(clamping: value.floored(places: places)), scale: places)
    }

    /// Key and value cells of a table with two columns of these headers.
    private func rows(_ table: PipeTable, header: [[String]]) -> [(PipeTable.Cell, PipeTable.Cell)] {
        guard table.header.count == 2, header[0].contains(table.header[0].text.string),
            header[1].contains(table.header[1].text.string)
        else {
            report(
                .tableShape,
                at: table.header.first.map { $0.span.union(table.header[table.header.count - 1].span) } ?? table.span,
                zh: "这张表的表头是 `\(header[0][1])` 和 `\(header[1][1])`",
                en: "this table is headed `\(header[0][0])` and `\(header[1][0])`")
            return []
        }
        return table.rows.filter { $0.count == 2 }.map { ($0[0], $0[1]) }
    }

    private func number(_ cell: PipeTable.Cell) -> ExactDecimal? {
        let text = cell.text.string
        if let value = ExactDecimal(text), value.scale <= 6 { return value }
        report(
            .tableShape, at: cell.span, zh: "这里要一个最多六位小数的数",
            en: "this cell takes a number with at most six decimal places")
        return nil
    }

    private func factor(_ cell: PipeTable.Cell, _ low: Rational, _ high: Rational) -> ExactDecimal? {
        guard let value = number(cell) else { return nil }
        if Rational(value) < low || Rational(value) > high {
            report(
                .multiplierBounds, at: cell.span, zh: "\(value) 不在界限 [\(low)..\(high)] 内",
                en: "\(value) lies outside the bounds [\(low)..\(high)]")
        }
        return value
    }

    private func grade(_ cell: LocatedTextSlice) -> Int? {
        if let index = model.grades.firstIndex(where: { $0.naming.id == cell.text || $0.naming.chinese == cell.text }) {
            noteUse(model.grades[index].naming, at: cell.span)
            return index
        }
        unknownOption(cell.text, at: cell.span, known: model.grades.map(\.naming))
        return nil
    }

    private func baseFactors(_ declaration: MultiplierDeclaration, _ low: Rational, _ high: Rational) -> [ExactDecimal]
    {
        guard let table = declaration.base else {
            report(
                .multiplierRows, at: declaration.span, zh: "倍率缺少 `基准:` 表", en: "the multiplier lacks its `base:` table")
            return []
        }
        var found: [Int: ExactDecimal] = [:]
        var complete = true
        for (key, cell) in rows(table, header: [["grade", "等级"], ["multiplier", "倍率"]]) {
            guard let value = factor(cell, low, high) else {
                complete = false
                continue
            }
            for part in parts(of: key) {
                guard let index = grade(part) else {
                    complete = false
                    continue
                }
                if found[index] != nil {
                    report(
                        .multiplierRows, at: part.span, zh: "等级 `\(part.text)` 有两行",
                        en: "the grade `\(part.text)` has two rows")
                }
                found[index] = value
            }
        }
        let missing = model.grades.indices.filter { found[$0] == nil }
        if !missing.isEmpty, complete, !table.rows.isEmpty {
            report(
                .multiplierRows, at: table.span,
                zh: "基准表缺少等级：" + missing.map { model.grades[$0].naming.chinese }.joined(separator: "、"),
                en: "the base table lacks the grades: "
                    + missing.map { model.grades[$0].naming.id }.joined(separator: ", "))
        }
        return model.grades.indices.compactMap { found[$0] }
    }

    /// A part of a cell between commas.
    struct LocatedTextSlice {
        var text: String
        var span: Span
    }

    private func parts(of cell: PipeTable.Cell) -> [LocatedTextSlice] {
        var result: [LocatedTextSlice] = []
        var start = 0
        let bytes = Array(cell.text.string.utf8)
        func add(_ end: Int) {
            var from = start
            var to = end
            while from < to, bytes[from] == 32 { from += 1 }
            while to > from, bytes[to - 1] == 32 { to -= 1 }
            if from < to {
                result.append(
                    .init(text: String(decoding: bytes[from..<to], as: UTF8.self), span: cell.text.span(from..<to)))
            }
        }
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: ",") {
                add(index)
                start = index + 1
            } else if index + 2 < bytes.count, bytes[index] == 0xEF, bytes[index + 1] == 0xBC, bytes[index + 2] == 0x8C
            {
                add(index)
                start = index + 3
                index += 2
            }
            index += 1
        }
        add(bytes.count)
        return result
    }

    private func adjustments(_ table: PipeTable) -> [MultiplierModel.Adjustment] {
        let words: [[String]] = [["grade", "等级"], ["act date", "行为日期"], ["behaviour", "行为"], ["add", "加"]]
        var columns: [Int?] = [nil, nil, nil, nil]
        for (index, cell) in table.header.enumerated() {
            guard let word = words.firstIndex(where: { $0.contains(cell.text.string) }) else {
                report(
                    .tableShape, at: cell.span, zh: "调整表的列是 等级、行为日期、行为、加",
                    en: "an adjustment table has the columns grade, act date, behaviour and add")
                return []
            }
            columns[word] = index
        }
        guard let add = columns[3] else {
            report(.tableShape, at: table.span, zh: "调整表缺少 `加` 一列", en: "the adjustment table lacks the column `add`")
            return []
        }
        return table.rows.filter { $0.count == table.header.count }.flatMap { row -> [MultiplierModel.Adjustment] in
            guard let value = number(row[add]) else { return [] }
            var grades = Array(repeating: true, count: model.grades.count)
            if let column = columns[0], row[column].text.string != "-" {
                grades = Array(repeating: false, count: model.grades.count)
                for part in parts(of: row[column]) {
                    if let index = grade(part) { grades[index] = true }
                }
            }
            var days = CalendarDay.first...CalendarDay.last
            if let column = columns[1], row[column].text.string != "-" {
                guard let range = ExpressionParser.range(row[column].text, into: &bag), let own = dayRange(range) else {
                    return []
                }
                days = own
            }
            guard let column = columns[2], row[column].text.string != "-" else {
                return [.init(grades: grades, days: days, behaviour: nil, add: value)]
            }
            return parts(of: row[column]).compactMap { part in
                guard
                    let index = model.behaviours.firstIndex(where: {
                        $0.naming.id == part.text || $0.naming.chinese == part.text
                    })
                else {
                    unknownOption(part.text, at: part.span, known: model.behaviours.map(\.naming))
                    return nil
                }
                noteUse(model.behaviours[index].naming, at: part.span)
                return .init(grades: grades, days: days, behaviour: index, add: value)
            }
        }
    }

    /// First and last day of a range of dates.
    func dayRange(_ range: RangeSyntax) -> ClosedRange<CalendarDay>? {
        guard let interval = constantRange(range, ofDays: true, places: 0), let low = interval.low?.value,
            let high = interval.high?.value,
            let first = Int32(exactly: low.numerator), let last = Int32(exactly: high.numerator), first <= last
        else { return nil }
        return CalendarDay(number: first)...CalendarDay(number: last)
    }
}
