import RuleSyntax

extension NormDocument {
    /// The norm with the evidence scheme of the files it uses, and with the kinds that the groups of its inputs stand for.
    ///
    /// What the norm declares itself takes the place of what is imported under the same name.
    func withEvidence(of imports: [String: FactorsDocument]) -> NormDocument {
        var result = self
        for factors in uses.compactMap({ imports[$0.value] }) {
            guard var imported = factors.evidence else { continue }
            imported.source = imported.source ?? factors.source
            result.evidence = result.evidence.map { $0.over(imported) } ?? imported
        }
        guard let groups = result.evidence?.groups, !groups.isEmpty else { return result }
        for index in result.inputs.indices {
            let names = result.inputs[index].evidence
            let found = names.map { name in groups.first { $0.option.name.answers(to: name.text) } }
            result.inputs[index].evidence = zip(names, found).flatMap { $1?.kinds ?? [$0] }
            result.inputs[index].evidenceGroups = zip(names, found).filter { $1 != nil }.map(\.0)
        }
        return result
    }
}

extension EvidenceStrength {
    /// These kinds and groups, with those of `base` that are not declared here.
    fileprivate func over(_ base: EvidenceStrength) -> EvidenceStrength {
        func isNew(_ name: DeclaredName) -> Bool {
            !(kinds.map(\.option) + groups.map(\.option)).contains { $0.name.answers(to: name.id) }
        }
        return EvidenceStrength(
            kinds: base.kinds.filter { isNew($0.option.name) } + kinds,
            groups: base.groups.filter { isNew($0.option.name) } + groups,
            missing: missing ?? base.missing, source: source ?? base.source, span: span)
    }
}

extension DeclaredName {
    fileprivate func answers(to text: String) -> Bool { key.text == text || zh?.text == text || en?.text == text }
}
