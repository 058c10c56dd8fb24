import Diagnostics
import ExactNumbers
import RuleModel
import RuleSyntax

/// What the norm is, and its essentials at a glance.
extension NormWriter {
    func header() -> HTML {
        let document = model.document
        let version = document.version?.value ?? ""
        return .tag(
            "header", [:],
            .tag(
                "p", ["class": "top"], .link(links.index(language), .text(say("全部规范", "All norms"))),
                PageFrame.languageSwitch(language, links) { links.norm(document.id.text, version, $0) }),
            .tag("h1", [:], document.title.map { text($0) } ?? .text(document.id.text)),
            notice(), particulars())
    }

    private func notice() -> HTML {
        let words: (String, String)
        switch model.document.status?.value {
        case .draft?: words = ("草案：尚未生效，内容可能修改。", "A draft: not in force, and open to change.")
        case .consultation?: words = ("征求意见稿：尚未生效，内容可能修改。", "Open for consultation: not in force, and open to change.")
        case .withdrawn?: words = ("已废止。", "Withdrawn.")
        default: return .nothing
        }
        return .tag("p", ["class": "notice"], text: say(words.0, words.1))
    }

    private func particulars() -> HTML {
        let document = model.document
        var rows: [(String, HTML)] = [
            (say("代号", "Id"), code(document.id.text)),
            (say("版本", "Version"), .text(document.version?.value ?? "")),
            (say("状态", "Status"), .text(word(KeywordList.normStatuses, document.status?.value))),
            (
                say("有效期", "Effective"),
                .text(
                    say(
                        "\(model.effective.lowerBound) 至 \(model.effective.upperBound)",
                        "\(model.effective.lowerBound) to \(model.effective.upperBound)"))
            ),
        ]
        if let old = document.supersedes {
            rows.append(
                (say("代替", "Supersedes"), .link(links.norm(document.id.text, old.value, language), .text(old.value))))
        }
        if let transition = document.transition {
            rows.append((say("过渡", "Transition"), .text(self.transition(transition))))
        }
        if !factorTitles.isEmpty {
            rows.append(
                (
                    say("引用因子", "Factor files"),
                    .joined(factorTitles.map { $0.title.map { text($0) } ?? .text($0.path) }, by: say("；", "; "))
                ))
        }
        rows.append((say("摘要值", "Digest"), .group([code(norm.contentDigest), .text(" SHA-256")])))
        return .tag("dl", ["class": "facts"], rows.flatMap { [.tag("dt", [:], text: $0.0), .tag("dd", [:], $0.1)] })
    }

    private func transition(_ transition: Transition) -> String {
        func choice(_ choice: Transition.Choice?) -> String {
            switch choice {
            case .old?: say("按旧版", "the old version")
            case .new?: say("按新版", "the new version")
            case .either?, nil: say("新旧版均可", "either version")
            }
        }
        return say(
            "至 \(transition.until.value)：首次申请\(choice(transition.first?.value))，续评\(choice(transition.renewals?.value))",
            "until \(transition.until.value): first applications by \(choice(transition.first?.value)), renewals by \(choice(transition.renewals?.value))"
        )
    }

    /// A value of the language in words.
    func word<Value: Equatable>(_ list: KeywordValues<Value>, _ value: Value?) -> String {
        guard let value, let keyword = list.keyword(for: value) else { return "" }
        return language == .zh ? keyword.zh : keyword.en
    }

    /// What the norm is for, in a few sentences made of what it says.
    func summary() -> HTML {
        let ordinary = model.criteria.filter { $0.place != .bonus && !$0.isDeduction }.count
        let bonus = model.bonus?.criteria.count ?? 0
        let open = model.criteria.filter { isProvisional($0.provenance) }.count
        let best = model.grades.first.map { label($0.naming) } ?? ""
        let last = model.grades.last.map { label($0.naming) } ?? ""
        var sentences = [
            say(
                "本规范把一个场所（以下称场景）的答卷评成 \(model.total.low) 至 \(model.total.high) 分，满分 \(model.total.of) 分。",
                "The norm scores the answers of one place (a scene) from \(model.total.low) to \(model.total.high), out of \(model.total.of)."
            ),
            say(
                "共 \(model.sections.count) 章 \(ordinary) 个评分项\(bonus > 0 ? "，另有加分项 \(bonus) 个" : "")；\(model.gates.isEmpty ? "没有前置门槛" : "先过 \(model.gates.count) 道门槛")。",
                "It has \(ordinary) criteria in \(model.sections.count) sections\(bonus > 0 ? " and \(bonus) bonus items" : ""); \(model.gates.isEmpty ? "no gates come first" : "\(model.gates.count) gates come first")."
            ),
            say(
                "结果分 \(model.grades.count) 级，从“\(best)”到“\(last)”。",
                "The result is one of \(model.grades.count) grades, from “\(best)” to “\(last)”."),
        ]
        if model.multiplier != nil {
            sentences.append(
                say(
                    "等级决定公众在该场景低碳行为的积分倍率；倍率只乘积分，不乘减排量。",
                    "The grade decides the factor on the points of the public's acts there; it multiplies points, never reductions."
                ))
        }
        if open > 0 {
            sentences.append(
                say(
                    "\(model.criteria.count) 项中有 \(open) 项的依据尚属暂定，在页面上标为“暂定”。",
                    "\(open) of \(model.criteria.count) items rest on sources not yet settled; they are marked provisional."
                ))
        }
        let note = model.document.source?.note.map { HTML.tag("p", [:], text($0)) } ?? .nothing
        return part(
            "part-summary", say("规范概要", "What the norm is for"),
            .tag("p", [:], text: sentences.joined(separator: language == .zh ? "" : " ")), note, overview(), general())
    }

    private func overview() -> HTML {
        let total = model.sections.reduce(Rational.zero) { $0 + $1.weight }
        let rows = model.sections.map { section -> [HTML] in
            [
                .link("#" + NormLinks.segment(section.naming.id), title(section.naming)),
                .text(section.points.description),
                .group([.text(section.weight.description), bar(section.weight, of: total)]),
                .text(section.minimumShare.map { percent($0) } ?? "—"), .text(String(section.criteria.count)),
            ]
        }
        return table(
            say("各章", "Sections"),
            head: [
                say("章", "Section"), say("分值", "Points"), say("权重", "Weight"), say("最低得分率", "Minimum"),
                say("评分项", "Criteria"),
            ]
            .map { .text($0) }, rows: rows, numeric: [1, 2, 3, 4])
    }

    func percent(_ share: Rational) -> String { (share * Rational(100)).description + " %" }

    private func bar(_ part: Rational, of whole: Rational) -> HTML {
        guard let share = Double((part / (whole.isZero ? .one : whole)).rounded(places: 3, .halfUp).description) else {
            return .nothing
        }
        return .tag(
            "svg", ["class": "bar", "viewBox": "0 0 100 8", "aria-hidden": "true", "preserveAspectRatio": "none"],
            .tag("rect", ["class": "track", "width": "100", "height": "8"]),
            .tag("rect", ["class": "fill", "width": String(Int(share * 100)), "height": "8"]))
    }

    private func general() -> HTML {
        var lines = [line(say("修约", "Rounding"), .text(word(KeywordList.roundingModes, model.rounding)))]
        if let drop = model.mayDrop {
            lines.append(
                line(
                    say("可缺项", "May drop out"),
                    .text(
                        say(
                            "不适用部分不超过权重的 \(percent(drop))，超过则不可评",
                            "at most \(percent(drop)) of the weight; with more not applicable, a scene is not assessable"
                        ))))
        }
        lines.append(
            line(
                say("未答", "Not answered"),
                .text(
                    model.document.ifUnknown?.value == .zeroPoints
                        ? say("相关评分项得零分", "criteria that read it get zero points")
                        : say(
                            "除另有规定外，结果待定，并给出得分仍可能的范围",
                            "unless said otherwise the result stays open, with the range it can still reach"))))
        lines.append(
            line(
                say("不适用", "Not applicable"),
                .text(
                    say(
                        "从得分与满分中同时扣除，其余按比例放大",
                        "leaves points earned and points possible together; the rest is scaled up"))))
        if let round = model.total.round {
            lines.append(line(say("总分小数位", "Places of the total"), .text(String(round))))
        }
        return .tag("div", ["class": "block"], lines)
    }
}

extension CriterionModel {
    var isDeduction: Bool {
        if case .deduction = place { return true }
        return false
    }
}
