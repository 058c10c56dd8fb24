import RuleModel

/// The table of contents.
extension NormWriter {
    /// Lists the headings of `parts` that are there, and below them the sections with their criteria.
    func contents(_ parts: [HTML]) -> HTML {
        let entries = parts.compactMap { part -> HTML? in
            guard case .element("section", _, let content) = part,
                case .element("h2", let attributes, let heading)? = content.first,
                let id = attributes.first(where: { $0.name == "id" })?.value
            else { return nil }
            return .tag("li", [:], [.link("#" + id, .group(heading)), below(id)])
        }
        return .tag(
            "nav", ["class": "contents", "aria-labelledby": "part-contents"],
            .tag("h2", ["id": "part-contents"], text: say("目录", "Contents")), .tag("ol", [:], entries))
    }

    private func below(_ part: String) -> HTML {
        switch part {
        case "part-gates": return ids(model.gates.map(\.naming))
        case "part-sections":
            return .tag(
                "ul", [:],
                model.sections.map { section in
                    .tag(
                        "li", [:], .link("#" + NormLinks.segment(section.naming.id), title(section.naming)),
                        ids((section.criteria + section.deductions).map { model.criteria[$0].naming }))
                })
        case "part-bonus": return ids((model.bonus?.criteria ?? []).map { model.criteria[$0].naming })
        default: return .nothing
        }
    }

    private func ids(_ namings: [Naming]) -> HTML {
        .tag(
            "span", ["class": "ids"],
            namings.flatMap {
                [.text(" "), .tag("a", ["href": "#" + NormLinks.segment($0.id), "title": label($0)], text: $0.id)]
            })
    }
}
