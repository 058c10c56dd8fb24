import Diagnostics
import ExactNumbers
import RuleSyntax

/// Gaps and overlaps of decision tables, shown as concrete examples.
extension NormChecker {
    /// The rows that never match; nil if a finding leaves the table without a meaning.
    func checkCoverage(_ table: ElaboratedTable, hit: HitPolicy, hasDefault: Bool, _ scope: Scope) -> Set<Int>? {
        guard !isDamagedHere else { return nil }
        var domains: [TableDomain] = []
        let single = ![.collect, .sum, .count, .ruleOrder, .outputOrder].contains(hit)
        for (index, column) in table.columns.enumerated() {
            let regions = table.rows.map { $0.regions[index] }
            guard let domain = domain(of: column.subject, regions) else {
                if !single || hasDefault || table.rows.contains(where: { $0.regions.allSatisfy { $0 == .all } }) {
                    return []
                }
                report(
                    .unprovable, at: column.header.span, zh: "这一列的取值范围不明，无法证明表完整；请写 `默认:`",
                    en: "the range of this column is not known, so completeness cannot be proved; give a `default:`")
                return nil
            }
            domains.append(domain)
        }
        let opaque = table.rows.indices.filter { table.rows[$0].regions.contains(.opaque) }
        if !opaque.isEmpty, hit == .unique || hit == .any {
            report(
                .unprovable, at: table.rows[opaque[0]].span,
                zh: "这一行与随情况而变的值比较，无法证明各行不重叠；请用 `命中: F`（从上到下，先中先用），末行写 `-`",
                en:
                    "this row compares with a value that varies, so rows cannot be proved apart; use `hit: F` (first row that holds) and end with a row of `-`"
            )
            return nil
        }
        let coverage = TableCoverage(domains: domains, rowCount: table.rows.count)
        if coverage.isExhausted {
            report(
                .unprovable, at: table.span, zh: "表太大，无法证明完整；请拆成几张表",
                en: "the table is too large to be proved complete; split it")
            return nil
        }
        if let gap = coverage.gap, single, !hasDefault {
            let example = describe(gap, table)
            report(
                .tableGap, at: table.span, zh: "表没有覆盖 \(example.zh)；请补一行，或写 `默认:`",
                en: "no row covers \(example.en); add a row or a `default:`")
            return nil
        }
        reportOverlaps(coverage, table, hit)
        let dead = Set(table.rows.indices.filter { !opaque.contains($0) && !coverage.isReached($0) })
        reportDeadRows(dead, table, hit)
        return dead
    }

    func domain(of subject: TypedExpression, _ regions: [TableDomain.Region]) -> TableDomain? {
        switch subject.type {
        case .boolean:
            if case .boolean(let value) = subject.kind { return TableDomain(options: ["\(value)"], regions: regions) }
            return TableDomain(options: ["false", "true"], regions: regions)
        case .option(let set):
            return TableDomain(options: model.optionSets[set].options.map(\.naming.id), regions: regions)
        case .number(let unit):
            guard let interval = subject.interval else { return nil }
            return TableDomain(interval: interval, regions: regions) { "\($0)" + (unit.isBare ? "" : " \(unit.text)") }
        case .date:
            guard let interval = subject.interval else { return nil }
            return TableDomain(interval: interval, regions: regions) {
                CalendarDay(number: Int32(clamping: Int($0.numerator))).description
            }
        case .time, .dateTime:
            guard let moment = subject.writtenMoment else { return nil }
            return TableDomain(options: [moment.description], regions: regions)
        case .text:
            guard case .text(let text) = subject.kind else { return nil }
            return TableDomain(options: [text], regions: regions)
        default: return nil
        }
    }

    private func describe(_ finding: TableCoverage.Finding, _ table: ElaboratedTable) -> (zh: String, en: String) {
        let parts = zip(table.columns, finding.example).compactMap { column, value in
            value.map { value -> (String, String) in
                var zh = value
                if case .option(let set) = column.subject.type, let index = model.optionSets[set].index(of: value) {
                    zh = model.optionSets[set].options[index].naming.chinese
                }
                if column.subject.type == .boolean { zh = value == "true" ? "是" : "否" }
                return ("`\(column.header.text.string) = \(zh)`", "`\(column.header.text.string) = \(value)`")
            }
        }
        return (parts.map(\.0).joined(separator: "，"), parts.map(\.1).joined(separator: ", "))
    }

    private func reportOverlaps(_ coverage: TableCoverage, _ table: ElaboratedTable, _ hit: HitPolicy) {
        guard hit == .unique || hit == .any else { return }
        for overlap in coverage.overlaps {
            let rows = overlap.rows
            if hit == .any, rows.allSatisfy({ table.rows[$0].value.kind == table.rows[rows[0]].value.kind }) {
                continue
            }
            let example = describe(overlap, table)
            report(
                .tableOverlap, at: table.rows[rows[1]].span,
                zh: "\(example.zh) 时这一行与前面的行同时成立" + (hit == .any ? "而取值不同" : "") + "；请改边界，或用 `命中: F`",
                en: "for \(example.en) this row holds together with an earlier one"
                    + (hit == .any ? " and gives another value" : "")
                    + "; move the boundary or use `hit: F`",
                labels: [.init(span: table.rows[rows[0]].span, text: Message(zh: "也成立", en: "holds too"))])
            return
        }
    }

    private func reportDeadRows(_ dead: Set<Int>, _ table: ElaboratedTable, _ hit: HitPolicy) {
        for row in dead.sorted() {
            report(
                .deadRow, .warning, at: table.rows[row].span, zh: "在声明的范围内这一行永不命中",
                en: "within the declared ranges this row can never match")
        }
        guard hit == .first else { return }
        var sure = false
        for row in table.rows.indices {
            if sure {
                report(
                    .deadRow, .warning, at: table.rows[row].span, zh: "前面的行总是先命中，这一行用不到",
                    en: "an earlier row always matches first, so this row is never used")
            }
            if table.rows[row].regions.allSatisfy({ $0 == .all }) { sure = true }
        }
    }
}
