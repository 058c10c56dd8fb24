import Diagnostics
import RuleSyntax

/// Checks a norm: names, types, units, ranges, completeness, dates, points and provenance.
public enum NormCheck {
    /// The checked norm, and all findings in `bag`. Nil where a mistake keeps the norm from meaning anything.
    ///
    /// `imports` are the factor files that `uses` names, by the name written there.
    public static func check(
        _ document: NormDocument, imports: [String: FactorsDocument], into bag: inout DiagnosticBag
    ) -> NormModel? {
        let checker = NormChecker(document, imports: imports)
        checker.run()
        let failed = checker.bag.hasErrors
        bag.add(contentsOf: checker.bag.diagnostics)
        return failed ? nil : checker.model
    }
}
