import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleSyntax

/// Writes the parts of a norm's page in one language.
struct NormWriter {
    let norm: LoadedNorm
    let model: NormModel
    let formulas: FormulaWriter
    let language: MessageLanguage
    let links: NormLinks
    /// Documents that the norm and the factor files it uses name, by id.
    let sources: [SourceEntry]
    let factorTitles: [(path: String, title: BilingualText?)]

    init(_ norm: LoadedNorm, _ compiled: CompiledNorm, _ language: MessageLanguage, _ links: NormLinks) {
        self.norm = norm
        self.language = language
        self.links = links
        model = compiled.model
        formulas = FormulaWriter(compiled, language)
        let factors = ImportedFactors.documents(of: norm)
        var seen: Set<String> = []
        sources = (compiled.model.document.sources + factors.flatMap(\.document.sources)).filter {
            seen.insert($0.id.text).inserted
        }
        factorTitles = factors.map { ($0.path, $0.document.title) }
    }

    var names: NameBook { formulas.names }

    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    /// A text in the page's language, or in the other one, marked as that for readers' voices.
    func text(_ text: BilingualText) -> HTML {
        let (own, other) = language == .zh ? (text.zh, text.en) : (text.en, text.zh)
        // One string for both languages is Chinese where it has Chinese characters.
        let isForeign =
            language == .en && own == other && own?.unicodeScalars.contains { $0.properties.isIdeographic } ?? false
        if let own, !isForeign { return .text(own) }
        guard let other else { return .nothing }
        return .tag("span", ["lang": language == .zh ? "en" : "zh"], text: other)
    }

    /// Title of a thing, or else its name.
    func title(_ naming: Naming) -> HTML {
        if let title = naming.title { return text(title) }
        return .text(names.title(naming))
    }

    func label(_ naming: Naming) -> String { names.title(naming) }

    func number(_ value: some CustomStringConvertible) -> String { NumberText.grouped(value.description) }

    func points(_ value: some CustomStringConvertible) -> String {
        let text = value.description
        return say("\(text) 分", text == "1" ? "1 point" : "\(text) points")
    }

    /// A heading with its anchor.
    func part(_ id: String, _ heading: String, _ content: HTML...) -> HTML {
        .tag("section", ["class": "part", "aria-labelledby": id], [.tag("h2", ["id": id], text: heading)] + content)
    }

    /// A line `what: content`; nothing without content.
    func line(_ what: String, _ content: HTML) -> HTML {
        guard !content.isEmpty else { return .nothing }
        return .tag("p", ["class": "line"], .tag("span", ["class": "what"], text: what + say("：", ": ")), content)
    }

    /// A block under a small heading; nothing without content.
    func block(_ what: String, _ content: HTML) -> HTML {
        guard !content.isEmpty else { return .nothing }
        return .tag("div", ["class": "block"], .tag("p", ["class": "what"], text: what), content)
    }

    /// A condition: on the line of its heading, or as a list where it has several parts.
    func condition(_ what: String, _ expression: Expression) -> HTML {
        let (parts, all) = formulas.parts(expression)
        if parts.count == 1 { return line(what, formulas.condition(expression)) }
        let heading = what + (all ? say("（须全部满足）", " (all of these)") : say("（满足任一项即可）", " (any one of these)"))
        return block(
            heading + say("：", ":"),
            .tag("ul", ["class": "conditions"], parts.map { .tag("li", [:], formulas.condition($0)) }))
    }

    /// A table that scrolls by itself where the screen is narrow.
    func table(
        _ caption: String, head: [HTML], rows: [[HTML]], numeric: Set<Int> = [], kind: String? = nil
    ) -> HTML {
        func cell(_ name: String, _ index: Int, _ content: HTML) -> HTML {
            .tag(
                name, ["scope": name == "th" ? "col" : nil, "class": numeric.contains(index) ? "number" : nil], content)
        }
        return .tag(
            "div", ["class": "scroll", "role": "region", "aria-label": caption, "tabindex": "0"],
            .tag(
                "table", ["class": kind], .tag("caption", [:], text: caption),
                .tag("thead", [:], .tag("tr", [:], head.enumerated().map { cell("th", $0.offset, $0.element) })),
                .tag(
                    "tbody", [:],
                    rows.map { row in .tag("tr", [:], row.enumerated().map { cell("td", $0.offset, $0.element) }) })))
    }

    /// Links to things of the norm by their ids.
    func linked(_ namings: [Naming]) -> HTML {
        .joined(
            namings.map { .link("#" + NormLinks.segment($0.id), .text(label($0))) }, by: say("、", ", "))
    }

    /// An id as the machine-readable results have it.
    func code(_ id: String) -> HTML { .tag("code", [:], text: id) }

    // MARK: - Where figures come from

    /// True where a norm in force may not rest on it.
    func isProvisional(_ provenance: Provenance?) -> Bool { !(provenance?.isIssuable ?? false) }

    func badge(_ provenance: Provenance?) -> HTML {
        if let decided = provenance?.decided {
            return .tag(
                "span", ["class": "badge sure"],
                text: say("已决定：\(decided.by)，\(decided.document)", "decided by \(decided.by), \(decided.document)"))
        }
        return badge(provenance?.mark?.value)
    }

    func badge(_ mark: Provenance.Mark?) -> HTML {
        let words: (String, String)
        switch mark {
        case .read?: return .tag("span", ["class": "badge sure"], text: say("已核对原文", "checked against the source"))
        case .secondary?: words = ("暂定 · 转引", "provisional · second-hand")
        case .memory?: words = ("暂定 · 凭记忆", "provisional · from memory")
        case .derived?: words = ("暂定 · 推算", "provisional · derived")
        case .proposed?: words = ("暂定 · 拟议", "provisional · proposed")
        case nil: words = ("暂定 · 未标依据", "provisional · no source marked")
        }
        return .tag("span", ["class": "badge open"], text: say(words.0, words.1))
    }

    /// Where a figure comes from; the note of what the whole norm rests on is not said again for each thing.
    func source(own: Provenance?, inherited: Provenance?, of points: Bool = false) -> HTML {
        let label = points ? say("分值依据", "Source of the points") : say("依据", "Source")
        if let own { return source(own, label) }
        var shared = inherited
        shared?.note = nil
        return source(shared, label)
    }

    func source(_ provenance: Provenance?, _ label: String? = nil) -> HTML {
        let label = label ?? say("依据", "Source")
        guard let provenance else { return line(label, badge(nil as Provenance.Mark?)) }
        var parts: [HTML] = []
        if let ref = provenance.ref { parts.append(reference(ref.text)) }
        if let clause = provenance.clause { parts.append(.text(say("条款 \(clause)", "clause \(clause)"))) }
        let named = HTML.joined(parts, by: say("，", ", "))
        let note = provenance.note.map { HTML.group([.text(" "), text($0)]) } ?? .nothing
        return line(label, .group([named, parts.isEmpty ? .nothing : .text(" "), badge(provenance), note]))
    }

    /// A document of the list of sources.
    func reference(_ id: String) -> HTML {
        guard let entry = sources.first(where: { $0.id.text == id }) else { return .text(id) }
        return .link("#source-" + NormLinks.segment(id), entry.title.map { text($0) } ?? .text(id))
    }
}
