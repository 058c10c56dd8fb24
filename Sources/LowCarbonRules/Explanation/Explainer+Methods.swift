import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// Why a method gives its points, and what the next step takes.
extension Explainer {
    struct Verdict {
        var why: [Explanation.Note] = []
        var next: [Explanation.Note] = []
        /// Points that the next step adds.
        var gain: String?
    }

    func verdict(_ index: Int, _ method: CriterionDeclaration.Method) -> Verdict {
        let full = ExactDecimal(model.criteria[index].points.description) ?? ExactDecimal(0)
        switch method {
        case .met(let condition):
            let notes = self.notes(condition)
            if mark(trace.tests[condition.span]) == .met { return Verdict(why: notes) }
            return Verdict(why: notes, next: step(needs(condition), to: full), gain: full.description)
        case .value(let expression):
            let line =
                say("按公式计算：", "computed as ") + text(expression) + (value(expression).map { " = " + $0.text } ?? "")
            return Verdict(why: [.init(.none, line)])
        case .table(let syntax): return table(index, syntax)
        case .bands(let bands): return self.bands(index, bands)
        case .interpolation(let interpolation): return self.interpolation(index, interpolation)
        case .each(let items): return each(items)
        case .atLeast(let count, let list): return atLeast(count.value, list, full)
        }
    }

    /// Conditions still to be met, the first one saying what they give.
    func step(_ conditions: [Explanation.Note], to points: ExactDecimal) -> [Explanation.Note] {
        let lead = say("得 \(points) 分须：", "for \(points) points: ")
        if conditions.isEmpty { return [] }
        return conditions.enumerated().map {
            .init($0.element.mark, ($0.offset == 0 ? lead : say("并且：", "and: ")) + $0.element.text)
        }
    }

    /// Points of the method as a decimal; nil where not known.
    func raw(_ index: Int) -> ExactDecimal? {
        trace.rawPoints[index].flatMap { decimal($0) }.flatMap { ExactDecimal($0) }
    }

    /// Points that an expression gives, where they are known.
    func points(_ expression: Expression) -> ExactDecimal? {
        if case .number(let value, nil) = expression.kind { return value.reduced }
        return value(expression)?.number.flatMap { ExactDecimal($0) }
    }

    func difference(_ a: ExactDecimal, _ b: ExactDecimal) -> String? {
        let scale = max(a.scale, b.scale)
        guard let x = a.mantissa(atScale: scale), let y = b.mantissa(atScale: scale) else { return nil }
        return ExactDecimal(mantissa: x - y, scale: scale).reduced.description
    }

    // MARK: - Interpolation

    private func interpolation(_ index: Int, _ interpolation: CriterionDeclaration.Interpolation) -> Verdict {
        var verdict = Verdict()
        let subject = text(interpolation.of)
        let now = value(interpolation.of)
        let anchors = interpolation.anchors.map { anchor in
            (anchor: anchor, at: value(anchor.at), points: points(anchor.points))
        }
        func place(_ position: Int) -> String {
            let anchor = anchors[position]
            let written = thresholdText(anchor.anchor.at)
            let shown = anchor.at?.text ?? written
            let at = isWritten(anchor.anchor.at) ? written : shown + bracketed([text(anchor.anchor.at)])
            return at + say(" 得 ", " gives ") + (anchor.points?.description ?? text(anchor.anchor.points))
                + say(" 分", "")
        }
        let ends = anchors.indices.map(place).joined(separator: say("，", ", "))
        let current = now.map { $0.state == .known ? say("现 ", "now ") + $0.text : $0.text } ?? ""
        verdict.why = [.init(.none, subject + say("：", ": ") + current)]
        verdict.why.append(.init(.none, say("按直线插值：", "on the straight line between: ") + ends))
        guard let raw = raw(index) else { return verdict }
        let x = now?.number.flatMap { ExactDecimal($0) }
        let better = anchors.indices.filter { anchors[$0].points.map { raw < $0 } ?? false }
        let next = better.min { a, b in
            (anchors[a].points ?? raw) < (anchors[b].points ?? raw)
        }
        if let next, let points = anchors[next].points {
            let at = anchors[next].at.flatMap { $0.number.flatMap { ExactDecimal($0) } }
            let falls = x.flatMap { x in at.map { $0 < x } } ?? false
            let target =
                isWritten(anchors[next].anchor.at)
                ? thresholdText(anchors[next].anchor.at) : anchors[next].at?.text ?? text(anchors[next].anchor.at)
            verdict.next = step(
                [.init(.unmet, subject + (falls ? " ≤ " : " ≥ ") + target + bracketed([current]))], to: points)
            verdict.gain = difference(points, raw)
            if let rate = rate(anchors[next], raw, x, now?.unit) { verdict.next.append(.init(.none, rate)) }
        }
        return verdict
    }

    private func isWritten(_ expression: Expression) -> Bool {
        if case .number = expression.kind { return true }
        return false
    }

    /// What one unit of change brings, on the way to the next anchor.
    private func rate(
        _ anchor: (anchor: CriterionDeclaration.Interpolation.Anchor, at: Shown?, points: ExactDecimal?),
        _ raw: ExactDecimal, _ x: ExactDecimal?,
        _ unit: String?
    ) -> String? {
        guard let x, let at = anchor.at?.number.flatMap({ ExactDecimal($0) }), let points = anchor.points,
            anchor.at?.unit == unit,
            let way = difference(at, x).flatMap({ ExactDecimal($0) }),
            let gain = difference(points, raw).flatMap({ ExactDecimal($0) }), way.mantissa != 0
        else { return nil }
        let distance = ExactDecimal(
            mantissa: way.mantissa.magnitude <= UInt128(Int128.max) ? Int128(way.mantissa.magnitude) : 0,
            scale: way.scale)
        let (change, verb) =
            way.mantissa < 0
            ? (say("再降", "down by "), say("每降一点都加分", "every bit less adds points"))
            : (say("再升", "up by "), say("每升一点都加分", "every bit more adds points"))
        let amount =
            NumberText.grouped(distance.rounded(to: 4, mode: .up).reduced.description)
            + (unit.map { " " + self.unit($0) } ?? "")
        return say(
            "还须\(change) \(amount)，可加 \(NumberText.brief(gain.description)) 分；\(verb)",
            "\(change)\(amount) adds \(NumberText.brief(gain.description)) points; \(verb)")
    }

    // MARK: - Lists of items

    private func each(_ items: [CriterionDeclaration.Item]) -> Verdict {
        var verdict = Verdict()
        for item in items {
            let mark = self.mark(trace.tests[item.name.span])
            verdict.why.append(
                .init(mark, names.word(item.name.text) + say("：\(item.points.value) 分", ": \(item.points.value)")))
        }
        let missing = items.filter { mark(trace.tests[$0.name.span]) == .unmet }
        for item in missing.sorted(by: { $1.points.value < $0.points.value }) {
            verdict.next.append(
                .init(
                    .unmet,
                    say(
                        "做到“\(names.word(item.name.text))”加 \(item.points.value) 分",
                        "\(names.word(item.name.text)) adds \(item.points.value)")))
        }
        verdict.gain = missing.map(\.points.value).max()?.reduced.description
        return verdict
    }

    func atLeast(_ count: Int, _ list: [Name], _ full: ExactDecimal) -> Verdict {
        var verdict = Verdict()
        let marks = list.map { mark(trace.tests[$0.span]) }
        let met = marks.filter { $0 == .met }.count
        verdict.why.append(
            .init(
                met >= count ? .met : .none,
                say("至少 \(count) 项，已做到 \(met) 项", "at least \(count) of \(list.count), \(met) so far")))
        for (name, mark) in zip(list, marks) { verdict.why.append(.init(mark, names.word(name.text))) }
        if met < count {
            let others = zip(list, marks).filter { $0.1 != .met && $0.1 != .notApplicable }.map {
                names.word($0.0.text)
            }
            verdict.next = [
                .init(
                    .unmet,
                    say("得 \(full) 分须：再做到 \(count - met) 项，可选 ", "for \(full) points: \(count - met) more of ")
                        + others.joined(separator: say("、", ", ")))
            ]
            verdict.gain = full.description
        }
        return verdict
    }
}
