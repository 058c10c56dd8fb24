import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// Why a table or bands gave their points, and what the next row takes.
extension Explainer {
    struct Row {
        var number: Int
        var notes: [Explanation.Note]
        var points: ExactDecimal?
        var mark: Explanation.Note.Mark
    }

    func table(_ index: Int, _ syntax: TableSyntax) -> Verdict {
        let columns = self.columns(syntax.table)
        var rows: [Row] = []
        for (number, cells) in syntax.table.rows.enumerated() where cells.count == syntax.table.header.count {
            let notes = zip(columns, cells).compactMap { column, cell in
                self.cell(column.expression, unit: column.unit, tests(cell))
            }
            let marks = notes.map(\.mark)
            let mark: Explanation.Note.Mark =
                marks.contains(.unmet)
                ? .unmet
                : marks.contains(.notApplicable) ? .notApplicable : marks.allSatisfy { $0 == .met } ? .met : .unknown
            rows.append(
                .init(number: number + 1, notes: notes, points: cells.last.flatMap { points(output($0)) }, mark: mark))
        }
        let hit = syntax.hit?.value ?? .unique
        if hit == .priority {
            rows.sort {
                ($0.points ?? ExactDecimal(0)) == ($1.points ?? ExactDecimal(0))
                    ? $0.number < $1.number : ($1.points ?? ExactDecimal(0)) < ($0.points ?? ExactDecimal(0))
            }
        }
        var verdict = Verdict()
        let adds = [.sum, .count, .least, .greatest].contains(hit)
        for row in rows where row.mark == .met {
            verdict.why += said(row)
            if !adds { break }
        }
        let isKnown = trace.rawPoints[index].map { interpreter.state($0.numerator) == .known } ?? false
        if verdict.why.isEmpty {
            if isKnown {
                verdict.why.append(
                    .init(
                        .none,
                        say("没有一行符合", "no row matches")
                            + (syntax.defaultValue.map {
                                say("，按“否则”得 ", ": otherwise ") + text($0) + say(" 分", " points")
                            } ?? "")))
            } else {
                verdict.why += rows.filter { $0.mark == .unknown }.prefix(4).flatMap { row in
                    said(row).map { .init(.unknown, say("仍可能：", "still possible: ") + $0.text) }
                }
            }
        }
        guard let now = raw(index) else { return verdict }
        let better = rows.filter { row in row.mark != .met && (row.points.map { now < $0 } ?? false) }
        let best = better.min { a, b in
            let (x, y) = (a.points ?? now, b.points ?? now)
            let (m, n) = (missing(a), missing(b))
            return adds ? (m == n ? y < x : m < n) : (x == y ? m < n : x < y)
        }
        if let best, let points = best.points {
            verdict.next = step(best.notes.filter { $0.mark != .met }, to: points)
            verdict.gain = difference(points, now)
            if !adds, let top = better.compactMap(\.points).max(), points < top,
                let row = better.filter({ $0.points == top }).min(by: { missing($0) < missing($1) })
            {
                verdict.next += step(row.notes.filter { $0.mark != .met }, to: top)
            }
        }
        return verdict
    }

    func missing(_ row: Row) -> Int { row.notes.filter { $0.mark != .met }.count }

    private func said(_ row: Row) -> [Explanation.Note] {
        let conditions = row.notes.map(\.text).joined(separator: say("，且 ", " and "))
        let points = row.points.map { say(" → \($0) 分", " → " + NumberText.points($0.description)) } ?? ""
        return [
            .init(
                row.mark,
                say("第 \(row.number) 行：", "row \(row.number): ")
                    + (conditions.isEmpty ? say("其余情形", "all else") : conditions) + points)
        ]
    }

    func bands(_ index: Int, _ bands: CriterionDeclaration.Bands) -> Verdict {
        let sign: ComparisonOperator
        switch bands.direction.value {
        case .atLeast: sign = .greaterOrEqual
        case .above: sign = .greater
        case .atMost: sign = .lessOrEqual
        case .below: sign = .less
        }
        let slots = trace.rows[index] ?? []
        let rows = bands.steps.enumerated().map { number, step -> Row in
            let mark = self.mark(slots.indices.contains(number) ? slots[number] : nil)
            let line = comparison(text(bands.of), sign, bands.of, step.threshold, mark)
            return Row(number: number + 1, notes: [.init(mark, line)], points: points(step.points), mark: mark)
        }
        var verdict = Verdict()
        let now = raw(index)
        if let hit = rows.first(where: { $0.mark == .met }) {
            let points = hit.points.map { say(" → \($0) 分", " → " + NumberText.points($0.description)) } ?? ""
            verdict.why = [.init(.met, hit.notes[0].text + points)]
        } else if let now {
            let last = rows.last?.notes.first?.text ?? ""
            verdict.why = [
                .init(
                    .unmet,
                    say("未达最低一档：", "below the lowest step: ") + last
                        + say(" → \(now) 分", " → " + NumberText.points(now.description)))
            ]
        } else {
            let current = value(bands.of)?.text ?? ""
            verdict.why = [.init(.unknown, text(bands.of) + say("：", ": ") + current)]
        }
        let above = rows.prefix { $0.mark != .met }
        if let now {
            if let next = above.last(where: { $0.points.map { now < $0 } ?? false }), let points = next.points {
                verdict.next = step(next.notes, to: points)
                verdict.gain = difference(points, now)
            }
            if let top = above.first, let points = top.points, now < points, above.count > 1 {
                verdict.next += step(top.notes, to: points)
            }
        } else if let top = rows.first, let points = top.points {
            verdict.next = step(top.notes, to: points)
        }
        return verdict
    }
}
