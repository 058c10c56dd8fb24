import LowCarbonRules
import RuleModel
import RuleSyntax

/// The versions of the norm, and what this one changed.
extension NormWriter {
    /// `versions`: all versions of the norm; `earlier`: the one that this version follows, if it is there.
    func history(_ versions: [NormPage.Version], after earlier: NormWriter?) -> HTML {
        let own = model.document.version?.value ?? ""
        let list = versions.map { version -> HTML in
            let name = say("\(version.version) 版", "Version \(version.version)")
            let days =
                version.effective.map {
                    say("（\($0.lowerBound) 至 \($0.upperBound)）", " (\($0.lowerBound) to \($0.upperBound))")
                } ?? ""
            let isOwn = version.version == own
            return .tag(
                "li", [:],
                isOwn
                    ? .tag("strong", [:], text: name + say("（本页）", " (this page)"))
                    : .link(links.norm(model.document.id.text, version.version, language), .text(name)),
                .text(days))
        }
        return part(
            "part-history", say("版本沿革", "History"), list.count > 1 ? .tag("ul", [:], list) : .nothing,
            earlier.map { changes(since: $0) } ?? .tag("p", [:], text: first(own)))
    }

    private func first(_ own: String) -> String {
        if let old = model.document.supersedes?.value {
            return say(
                "本版代替 \(old) 版；该版不在此处，无法列出变化。",
                "It takes the place of version \(old), which is not kept here, so the changes cannot be listed.")
        }
        return say("\(own) 版是本规范的第一个版本。", "Version \(own) is the first version of this norm.")
    }

    private func changes(since earlier: NormWriter) -> HTML {
        let history = NormHistory(from: earlier.facets(), to: facets())
        let old = earlier.model.document.version?.value ?? ""
        let intro = HTML.tag("h3", ["id": "history-changes"], text: say("与 \(old) 版相比", "Changes since version \(old)"))
        guard !history.isEmpty else {
            return .group([intro, .tag("p", [:], text: say("规则没有变化。", "No rule has changed."))])
        }
        return .group([
            intro, facets(say("新增", "Added"), history.added, isLinked: true),
            facets(say("删除", "Removed"), history.removed, isLinked: false),
            block(
                say("修改", "Changed"),
                history.changed.isEmpty
                    ? .nothing
                    : .tag(
                        "ul", ["class": "changes"],
                        history.changed.map { change in
                            .tag(
                                "li", [:], name(change.facet, isLinked: true),
                                .group(
                                    change.removed.map {
                                        .tag(
                                            "p", [:],
                                            .tag(
                                                "del", [:], .tag("span", ["class": "sr"], text: say("删：", "was: ")),
                                                .text($0)))
                                    }),
                                .group(
                                    change.added.map {
                                        .tag(
                                            "p", [:],
                                            .tag(
                                                "ins", [:], .tag("span", ["class": "sr"], text: say("增：", "now: ")),
                                                .text($0)))
                                    }))
                        })),
        ])
    }

    private func facets(_ heading: String, _ facets: [NormFacet], isLinked: Bool) -> HTML {
        block(
            heading,
            facets.isEmpty
                ? .nothing
                : .tag(
                    "ul", ["class": "changes"],
                    facets.map { facet in
                        .tag(
                            "li", [:], name(facet, isLinked: isLinked),
                            .text(
                                facet.lines.isEmpty
                                    ? "" : say("：", ": ") + facet.lines.joined(separator: say("；", "; "))))
                    }))
    }

    private func name(_ facet: NormFacet, isLinked: Bool) -> HTML {
        let kind: String
        switch facet.kind {
        case .norm: return .tag("strong", [:], text: facet.label)
        case .gate: kind = say("门槛", "gate")
        case .section: kind = say("章", "section")
        case .criterion: kind = say("评分项", "criterion")
        case .grade: kind = say("等级", "grade")
        case .multiplier: return .tag("strong", [:], text: facet.label)
        case .fact: kind = say("指标", "fact")
        case .parameter: kind = say("参数", "parameter")
        case .input: kind = say("问题", "question")
        }
        let anchor = (facet.kind == .grade ? "grade-" : "") + facet.id
        let label = HTML.text(facet.label)
        return .tag(
            "strong", [:], .text(kind + " "),
            isLinked ? .link("#" + NormLinks.segment(anchor), .text(facet.id)) : .text(facet.id), .text(" "), label)
    }
}
