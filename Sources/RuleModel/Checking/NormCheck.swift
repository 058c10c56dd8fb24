import Diagnostics
import RuleSyntax

/// Checks a norm: names, types, units, ranges, completeness, dates, points and provenance.
public enum NormCheck {
    /// The checked norm, with all findings in `bag`; nil where a mistake keeps the norm from meaning anything. The uses of names
    /// are given in either case.
    ///
    /// `imports` are the factor files that `uses` names, by the name written there.
    public static func model(
        _ document: NormDocument, imports: [String: FactorsDocument], into bag: inout DiagnosticBag
    ) -> (model: NormModel?, nameUses: [NameUse]) {
        let checker = NormChecker(document.withEvidence(of: imports), imports: imports)
        checker.earlier = bag.diagnostics.filter { $0.severity == .error }.map(\.span)
        checker.run()
        bag.add(contentsOf: distinct(checker.bag.diagnostics))
        return (checker.bag.hasErrors ? nil : checker.model, checker.model.nameUses)
    }

    /// Checks a factor file by itself: units, columns, every cell. Gives the uses of names.
    public static func factors(_ document: FactorsDocument, into bag: inout DiagnosticBag) -> [NameUse] {
        var norm = NormDocument(id: document.id, language: document.language, span: document.span)
        norm.source = document.source
        norm.sources = document.sources
        norm.units = document.units
        norm.optionSets = document.optionSets
        norm.evidence = document.evidence
        norm.parameters = document.parameters
        let checker = NormChecker(norm, imports: [:])
        checker.runFactors()
        bag.add(contentsOf: distinct(checker.bag.diagnostics))
        return checker.model.nameUses
    }

    /// A table that is read for several columns or arguments says the same thing once.
    private static func distinct(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        struct Finding: Hashable {
            var code: DiagnosticCode
            var span: Span
            var message: Message
        }
        var seen: Set<Finding> = []
        return diagnostics.filter { seen.insert(Finding(code: $0.code, span: $0.span, message: $0.message)).inserted }
    }
}
