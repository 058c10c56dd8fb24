import ExactNumbers
import RuleModel
import RuleSyntax

/// Grades on their scale, the multiplier, the documents that figures come from.
extension NormWriter {
    func grades() -> HTML {
        let rows = model.grades.enumerated().map { index, grade -> [HTML] in
            let top = index > 0 ? model.grades[index - 1].from : model.total.high
            let range =
                index == 0
                ? say("\(grade.from) 至 \(top)", "\(grade.from) to \(top)")
                : say("\(grade.from) 至不足 \(top)", "\(grade.from) to under \(top)")
            return [
                .tag(
                    "span", ["id": "grade-" + grade.naming.id], title(grade.naming), .text(" "), code(grade.naming.id)),
                .text(range),
                grade.declaration.also.map { formulas.html($0) } ?? .text("—"),
            ]
        }
        return part(
            "part-grades", say("等级", "Grades"), scale(),
            table(
                say("等级从高到低；取第一个符合的", "Best first; the first that holds counts"),
                head: [say("等级", "Grade"), say("总分", "Total"), say("另须", "Also needs")].map {
                    .text($0)
                },
                rows: rows))
    }

    /// The total as a bar with a mark where each grade begins.
    private func scale() -> HTML {
        func number(_ value: Rational) -> Double { Double(value.rounded(places: 6, .halfUp).description) ?? 0 }
        let (low, high) = (number(model.total.low), number(model.total.high))
        guard high > low, model.grades.count <= 12 else { return .nothing }
        func x(_ value: Double) -> Int { Int(10 + (min(max(value, low), high) - low) / (high - low) * 340) }
        let said = model.grades.map { label($0.naming) + say("：从 ", ": from ") + $0.from.description }.joined(
            separator: say("；", "; "))
        var parts: [HTML] = [
            .tag("title", ["id": "scale-title"], text: say("等级与总分", "Grades over the total")),
            .tag("desc", ["id": "scale-desc"], text: said),
        ]
        var end = x(high)
        var shown: [Int] = []
        for (index, grade) in model.grades.enumerated() {
            let start = x(number(grade.from))
            let shade = String(min(index, 5))
            parts.append(
                .tag(
                    "rect",
                    [
                        "class": "shade\(shade)", "x": String(start), "y": "8", "width": String(max(end - start, 0)),
                        "height": "20",
                    ]))
            if shown.allSatisfy({ abs($0 - start) >= 20 }) {
                shown.append(start)
                parts.append(
                    .tag(
                        "text", ["x": String(start), "y": "43", "text-anchor": "middle"], text: grade.from.description))
            }
            end = start
        }
        if shown.allSatisfy({ abs($0 - x(high)) >= 20 }) {
            parts.append(
                .tag(
                    "text", ["x": String(x(high)), "y": "43", "text-anchor": "middle"],
                    text: model.total.high.description))
        }
        return .tag(
            "figure", ["class": "scale"],
            .tag(
                "svg",
                [
                    "class": "chart", "viewBox": "0 0 360 48", "role": "img",
                    "aria-labelledby": "scale-title scale-desc",
                ], parts))
    }

    func multiplier() -> HTML {
        guard let multiplier = model.multiplier else { return .nothing }
        let statuses: [(String, ExactDecimal)] = [
            (say("不合格", "not eligible"), multiplier.notEligible),
            (say("不可评", "not assessable"), multiplier.notAssessable),
            (say("待补充", "incomplete"), multiplier.incomplete), (say("无效", "invalid"), multiplier.invalid),
        ]
        let base =
            zip(model.grades, multiplier.base).map { [title($0.naming), HTML.text("×" + $1.reduced.description)] }
            + statuses.map { [HTML.text($0.0), .text("×" + $0.1.reduced.description)] }
        return part(
            "part-multiplier", say("积分倍率", "Multiplier"),
            .tag(
                "p", [:],
                text: say(
                    "倍率总在 \(multiplier.low.reduced) 与 \(multiplier.high.reduced) 之间；标识有效 \(duration(multiplier.validity))。",
                    "Always between \(multiplier.low.reduced) and \(multiplier.high.reduced); a label is valid for \(duration(multiplier.validity))."
                )),
            table(
                say("各等级与状态的倍率", "By grade and status"),
                head: [.text(say("等级或状态", "Grade or status")), .text(say("倍率", "Multiplier"))], rows: base, numeric: [1]
            ),
            adjustments(multiplier),
            model.document.multiplier.map { source(own: $0.source, inherited: model.document.source) } ?? .nothing)
    }

    private func adjustments(_ multiplier: MultiplierModel) -> HTML {
        guard !multiplier.adjustments.isEmpty else { return .nothing }
        let rows = multiplier.adjustments.map { row -> [HTML] in
            [
                .text(adjusted(row)), .text(days(row)),
                .text(row.behaviour.map { label(model.behaviours[$0].naming) } ?? say("所有行为", "all acts")),
                .text((row.add.mantissa < 0 ? "" : "+") + row.add.reduced.description),
            ]
        }
        return table(
            say("调整：符合的各行都加", "Adjustments: every row that matches is added"),
            head: [say("等级", "Grade"), say("行为日期", "Day of the act"), say("公众行为", "Act"), say("加", "Add")].map {
                .text($0)
            }, rows: rows,
            numeric: [3])
    }

    /// Grades that an adjustment holds for.
    func adjusted(_ row: MultiplierModel.Adjustment) -> String {
        let grades = zip(model.grades, row.grades).filter(\.1).map { label($0.0.naming) }
        return grades.count == model.grades.count
            ? say("所有等级", "all grades") : grades.joined(separator: say("、", ", "))
    }

    /// Days of acts that an adjustment holds for.
    func days(_ row: MultiplierModel.Adjustment) -> String {
        let (first, last) = (row.days.lowerBound, row.days.upperBound)
        let isAlways = first <= model.effective.lowerBound && last >= model.effective.upperBound
        return isAlways ? say("全部日期", "all days") : say("\(first) 至 \(last)", "\(first) to \(last)")
    }

    private func duration(_ duration: CalendarDuration) -> String {
        var parts: [String] = []
        let (years, months) = (duration.months / 12, duration.months % 12)
        if years != 0 { parts.append(say("\(years) 年", years == 1 ? "1 year" : "\(years) years")) }
        if months != 0 { parts.append(say("\(months) 个月", months == 1 ? "1 month" : "\(months) months")) }
        if duration.days != 0 {
            parts.append(say("\(duration.days) 天", duration.days == 1 ? "1 day" : "\(duration.days) days"))
        }
        return parts.isEmpty ? say("0 天", "0 days") : parts.joined(separator: say("", " "))
    }

    func sourceList() -> HTML {
        guard !sources.isEmpty else { return .nothing }
        return part(
            "part-sources", say("文献", "Sources"),
            .tag(
                "p", [:],
                text: say(
                    "“暂定”表示数值尚未对照原文核实或未经主管部门决定；发布前须逐项确认。",
                    "“Provisional” marks what has not been checked against its source, or not been decided; each is to be settled before issue."
                )),
            .tag(
                "ul", ["class": "sources"],
                sources.map { entry in
                    .tag(
                        "li", ["id": "source-" + entry.id.text], code(entry.id.text), .text(" "),
                        entry.title.map { text($0) } ?? .nothing,
                        entry.issued.map { .text(say("，\($0)", ", \($0)")) } ?? .nothing, address(entry.url))
                }))
    }

    private func address(_ url: String?) -> HTML {
        guard let url else { return .nothing }
        let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
        let shown: HTML = isWeb ? .tag("a", ["href": url, "rel": "noreferrer"], text: url) : .text(url)
        return .group([.text(" "), .tag("span", ["class": "url"], shown)])
    }
}
