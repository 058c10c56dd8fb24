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
        let checker = NormChecker(document, imports: imports)
        checker.run()
        bag.add(contentsOf: checker.bag.diagnostics)
        return (checker.bag.hasErrors ? nil : checker.model, checker.model.nameUses)
    }

    /// Checks a factor file by itself: units, columns, every cell. Gives the uses of names.
    public static func factors(_ document: FactorsDocument, into bag: inout DiagnosticBag) -> [NameUse] {
        var norm = NormDocument(id: document.id, language: document.language, span: document.span)
        norm.source = document.source
        norm.units = document.units
        norm.optionSets = document.optionSets
        norm.parameters = document.parameters
        let checker = NormChecker(norm, imports: [:])
        checker.runFactors()
        bag.add(contentsOf: checker.bag.diagnostics)
        return checker.model.nameUses
    }
}
