/// What changed from one version of a norm to the next.
struct NormHistory {
    struct Change {
        var facet: NormFacet
        /// Lines that are gone, and lines that are new.
        var removed: [String]
        var added: [String]
    }

    var added: [NormFacet] = []
    var removed: [NormFacet] = []
    var changed: [Change] = []

    var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    init(from old: [NormFacet], to new: [NormFacet]) {
        func key(_ facet: NormFacet) -> String { "\(facet.kind.rawValue) \(facet.id)" }
        let before = Dictionary(old.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
        let after = Set(new.map(key))
        for facet in new {
            guard let earlier = before[key(facet)] else {
                added.append(facet)
                continue
            }
            var removed = earlier.lines.filter { !facet.lines.contains($0) }
            var gained = facet.lines.filter { !earlier.lines.contains($0) }
            if earlier.label != facet.label {
                removed.insert(earlier.label, at: 0)
                gained.insert(facet.label, at: 0)
            }
            if !removed.isEmpty || !gained.isEmpty {
                changed.append(Change(facet: facet, removed: removed, added: gained))
            }
        }
        removed = old.filter { !after.contains(key($0)) }
    }
}
