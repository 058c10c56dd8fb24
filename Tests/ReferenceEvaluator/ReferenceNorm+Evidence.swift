import RuleSyntax

extension ReferenceNorm {
    /// The norm with the evidence scheme of its factor files (language reference, section 11): what it declares itself goes
    /// before what is imported, what an earlier file declares after what a later one does, and a group stands for its kinds.
    static func withImportedEvidence(_ norm: NormDocument, _ factors: [FactorsDocument]) -> NormDocument {
        let schemes = factors.compactMap(\.evidence) + [norm.evidence].compactMap { $0 }
        guard var scheme = schemes.last else { return norm }
        for earlier in schemes.dropLast().reversed() {
            let taken = (scheme.kinds.map(\.option.name) + scheme.groups.map(\.option.name)).map(\.id)
            scheme.kinds += earlier.kinds.filter { kind in !kind.option.name.aliases.contains(where: taken.contains) }
            scheme.groups += earlier.groups.filter { group in !group.option.name.aliases.contains(where: taken.contains)
            }
            if scheme.missing == nil { scheme.missing = earlier.missing }
        }
        var result = norm
        result.evidence = scheme
        for index in norm.inputs.indices {
            result.inputs[index].evidence = norm.inputs[index].evidence.flatMap { word in
                scheme.groups.first { $0.option.name.aliases.contains(word.text) }?.kinds ?? [word]
            }
        }
        return result
    }
}
