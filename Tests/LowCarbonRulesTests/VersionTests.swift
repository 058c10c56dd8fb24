import Diagnostics
import ExactNumbers
import LowCarbonRules
import Testing

/// Versions of a norm side by side: which one counts on a day, and overlaps without a transition.
struct VersionTests {
    private func norm(_ version: String, _ effective: String, _ more: String = "") -> String {
        """
        norm: shop
        title: {zh: 商店, en: Shop}
        version: "\(version)"
        status: draft
        effective: \(effective)
        \(more)
        source: {mark: proposed}
        inputs:
          bag: {name: {zh: 自带袋}, type: boolean}
        sections:
          all: {title: {zh: 全部, en: All}, points: 1, criteria: {B1: {title: {zh: 袋, en: Bag}, points: 1, met: bag}}}
        total: {of: 1}
        grades:
          good: {title: {zh: 好, en: Good}, from: 1}
          plain: {title: {zh: 一般, en: Plain}, from: 0}
        """
    }

    private func day(_ text: String) -> CalendarDay? { CalendarDay(text) }

    @Test func transitionDecidesTheVersion() {
        let files = FileAccess.memory([
            "rules/shop/2025.1.yaml": norm("2025.1", "2025-01-01..2027-12-31"),
            "rules/shop/2026.1.yaml": norm(
                "2026.1", "2026-07-01..2031-06-30",
                "supersedes: \"2025.1\"\ntransition: {until: 2027-12-31, first: new, renewals: old}"),
        ])
        let library = RuleLibrary(files: files)
        #expect(library.resolve("shop", on: day("2026-01-01")) == "rules/shop/2025.1.yaml")
        #expect(library.resolve("shop", on: day("2026-08-01")) == "rules/shop/2026.1.yaml")
        #expect(library.resolve("shop", on: day("2026-08-01"), isRenewal: true) == "rules/shop/2025.1.yaml")
        #expect(library.resolve("shop", on: day("2028-01-01"), isRenewal: true) == "rules/shop/2026.1.yaml")
        for path in library.versions(of: "shop") {
            let findings = NormLoader(files: files).load(path).map { VersionOverlap.findings(for: $0, files: files) }
            #expect(findings?.isEmpty ?? false)
        }
    }

    @Test func overlapNeedsATransition() {
        let files = FileAccess.memory([
            "rules/shop/2025.1.yaml": norm("2025.1", "2025-01-01..2027-12-31"),
            "rules/shop/2026.1.yaml": norm("2026.1", "2026-07-01..2031-06-30", "supersedes: \"2024.1\""),
        ])
        let loaded = NormLoader(files: files).load("rules/shop/2026.1.yaml")
        let codes = loaded.map { VersionOverlap.findings(for: $0, files: files).map(\.code) }
        #expect(codes == [.supersededMissing, .versionOverlap])
    }
}
