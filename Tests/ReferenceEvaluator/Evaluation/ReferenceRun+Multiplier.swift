import ExactNumbers
import RuleSyntax

extension ReferenceRun {
    private static let statusWords: [String: String] = [
        "not eligible": "not eligible", "不合格": "not eligible", "not assessable": "not assessable",
        "不可评": "not assessable",
        "incomplete": "incomplete", "待补充": "incomplete", "invalid": "invalid", "无效": "invalid",
    ]

    /// The multiplier on the as-of day and the schedule, for a status and the grade where it is `graded`.
    func multiplier(status: String, grade: Int?) -> (today: String?, schedule: [ReferenceResult.ScheduleEntry]) {
        guard let rules = norm.multiplier else { return (nil, []) }
        let first = scene.asOf
        guard status == "graded" else {
            guard let rows = rules.status.map({ columns($0) }),
                let row = rows.first(where: { word(in: $0, "status", "状态").flatMap { Self.statusWords[$0] } == status }
                ),
                let amount = amount(in: row, "multiplier", "倍率")
            else { return (nil, []) }
            let text = amount.description
            guard let last = lastDay(rules) else { return (text, []) }
            let whole = ReferenceResult.ScheduleEntry(
                behaviour: nil, first: "\(first)", last: "\(last)", multiplier: text)
            return (text, [whole])
        }
        guard let grade else { return (nil, []) }
        let today = multiplier(rules, grade: grade, behaviour: nil, day: first).description
        guard let last = lastDay(rules) else { return (today, []) }
        let general = schedule(rules, grade: grade, behaviour: nil, from: first, to: last)
        var entries = general
        for (index, behaviour) in norm.behaviours.enumerated() {
            let own = schedule(rules, grade: grade, behaviour: index, from: first, to: last)
            if own != general {
                entries += own.map { entry in
                    var entry = entry
                    entry.behaviour = behaviour.name.id
                    return entry
                }
            }
        }
        return (today, entries)
    }

    private func lastDay(_ rules: MultiplierDeclaration) -> CalendarDay? {
        rules.valid.map { scene.asOf.adding($0.value).adding(days: -1) }
    }

    private func schedule(
        _ rules: MultiplierDeclaration, grade: Int, behaviour: Int?, from first: CalendarDay, to last: CalendarDay
    ) -> [ReferenceResult.ScheduleEntry] {
        var entries: [ReferenceResult.ScheduleEntry] = []
        for day in cuts(rules, from: first, to: last) {
            let value = multiplier(rules, grade: grade, behaviour: behaviour, day: day).description
            if let end = entries.indices.last {
                if entries[end].multiplier == value { continue }
                entries[end].last = "\(day.adding(days: -1))"
            }
            entries.append(
                ReferenceResult.ScheduleEntry(behaviour: nil, first: "\(day)", last: "\(last)", multiplier: value))
        }
        return entries
    }

    /// Days on which an adjustment may begin or end: each date of the table and the day after it.
    private func cuts(_ rules: MultiplierDeclaration, from first: CalendarDay, to last: CalendarDay) -> [CalendarDay] {
        var days: Set<CalendarDay> = [first]
        for row in rules.adjust.map({ columns($0) }) ?? [] {
            guard let cell = row["act date"] ?? row["行为日期"], let tests = cells.tests(cell.text) else { continue }
            for date in dates(tests) { days.formUnion([date, date.adding(days: 1)]) }
        }
        return days.filter { $0 >= first && $0 <= last }.sorted()
    }

    private func dates(_ tests: UnaryTests) -> [CalendarDay] {
        let list: [UnaryTest]
        switch tests.kind {
        case .any: return []
        case .anyOf(let some), .not(let some): list = some
        }
        let expressions = list.flatMap { test -> [Expression] in
            switch test.kind {
            case .compare(_, let expression), .equals(let expression): [expression]
            case .range(let range): [range.low, range.high].compactMap { $0 }
            }
        }
        return expressions.compactMap { if case .date(let day) = $0.kind { day } else { nil } }
    }

    /// §4: the base of the grade plus what matches, within the bounds.
    private func multiplier(
        _ rules: MultiplierDeclaration, grade: Int, behaviour: Int?, day: CalendarDay
    ) -> ExactFraction {
        let gradeValue = ReferenceValue.known(.option(set: ReferenceNames.grades, id: norm.grades[grade].name.id))
        let behaviourValue = behaviour.map {
            ReferenceValue.known(.option(set: ReferenceNames.behaviours, id: norm.behaviours[$0].name.id))
        }
        var sum = ExactFraction.zero
        for row in rules.base.map({ columns($0) }) ?? [] where matches(row, "grade", "等级", gradeValue) {
            sum = amount(in: row, "multiplier", "倍率") ?? .zero
            break
        }
        for row in rules.adjust.map({ columns($0) }) ?? [] {
            guard matches(row, "grade", "等级", gradeValue), matches(row, "act date", "行为日期", .known(.date(day))),
                matches(row, "behaviour", "行为", behaviourValue)
            else { continue }
            sum = sum + (amount(in: row, "add", "加") ?? .zero)
        }
        if let low = rules.within?.low, let least = value(of: low, in: Scope()).quantity {
            sum = max(sum, least.amount)
        }
        if let high = rules.within?.high, let most = value(of: high, in: Scope()).quantity {
            sum = min(sum, most.amount)
        }
        return sum
    }

    /// Rows as heading → cell.
    private func columns(_ table: PipeTable) -> [[String: PipeTable.Cell]] {
        table.rows.map { row in
            var cells: [String: PipeTable.Cell] = [:]
            for (heading, cell) in zip(table.header, row) {
                cells[heading.text.string.split(whereSeparator: \.isWhitespace).joined(separator: " ")] = cell
            }
            return cells
        }
    }

    private func word(in row: [String: PipeTable.Cell], _ en: String, _ zh: String) -> String? {
        (row[en] ?? row[zh])?.text.string
    }

    private func amount(in row: [String: PipeTable.Cell], _ en: String, _ zh: String) -> ExactFraction? {
        guard let cell = row[en] ?? row[zh], let expression = cells.expression(cell.text) else { return nil }
        return value(of: expression, in: Scope()).quantity?.amount
    }

    /// A missing column matches; without a value (any behaviour) only `-` does.
    private func matches(
        _ row: [String: PipeTable.Cell], _ en: String, _ zh: String, _ value: ReferenceValue?
    ) -> Bool {
        guard let cell = row[en] ?? row[zh], let tests = cells.tests(cell.text) else { return true }
        if tests.kind == .any { return true }
        guard let value else { return false }
        return holds(tests, value, in: Scope()) == .boolean(true)
    }
}
