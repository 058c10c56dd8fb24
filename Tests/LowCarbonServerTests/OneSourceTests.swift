import Diagnostics
import ExactNumbers
import Foundation
import HTTPTypes
import LowCarbonRules
import RuleAnalysis
import SceneData
import Testing

@testable import LowCarbonServer

/// Page, bar, report and API say the same of an unfinished scene.
@Suite struct OneSourceTests {
    private func scene(_ file: String, _ norm: String) throws -> SceneAnalysis {
        let folder = ServiceHarness.package.appendingPathComponent("Tests/RuleAnalysisTests/Merchants")
        let query = try SceneQuery("as_of=2026-10-01", language: .en, today: .init(number: 20_700))
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(file)))
        let scene = try SceneDesk(catalogue: ServiceHarness.catalogue).read(bytes, .json, norm: norm, query)
        return SceneAnalysis(scene: scene, language: .en, limits: ServiceLimits())
    }

    private func content(_ analysis: SceneAnalysis) -> [String: Any] {
        ReportPage(form: FormScene.form(analysis.scene), analysis: analysis).content()
    }

    /// Four stars whatever the answer that is missing: the headline says so, with the factor of four stars, why, and a plan.
    @Test func theFactorBesideASettledGrade() throws {
        let analysis = try scene("restaurant-one-answer-missing.json", "restaurant")
        let report = content(analysis)
        let four = try #require(analysis.version.form(.en).grades.first { $0.id == "level_2" })
        #expect(report["headline"] as? String == four.name)
        #expect(report["multiplier"] as? String == "1.2")
        #expect(report["hasReasons"] as? Bool == true)
        let plan = try #require((report["plans"] as? [[String: Any]])?.first)
        #expect(try #require(plan["cost"] as? String).contains("8000"))
        let answer = analysis.bounds(questions: nil)
        #expect(answer.isDecided && answer.multipliers == ["1.20"])
        let bar = BarContent(bounds: answer, form: analysis.version.form(.en), language: .en)
        #expect(
            bar.grades().filter { $0["state"] as? String == "sure-is" }.map { $0["id"] as? String } == ["level_2"])
        let path = try analysis.path(to: "level_1", by: .yuan, count: 1)
        #expect(path.ending == "found" && path.plans.first?.yuan == "8000" && path.plans.first?.score == nil)
    }

    /// Behind a failed gate neither bar nor report nor explanation has a grade in reach.
    @Test func noGradeBehindAFailedGate() throws {
        let analysis = try scene("licence-no.json", "hotel")
        let possible = analysis.possible()
        #expect(possible.grades.isEmpty)
        let answer = analysis.bounds(possible, questions: nil)
        #expect(answer.outcomes.allSatisfy { $0.grade == nil } && !answer.outcomes.isEmpty)
        let bar = BarContent(bounds: answer, form: analysis.version.form(.en), language: .en)
        #expect(bar.grades().allSatisfy { $0["state"] as? String == "out" })
        let report = content(analysis)
        let titles = analysis.version.form(.en).grades.map(\.name)
        #expect(!titles.contains(try #require(report["headline"] as? String)))
        let summary = try #require(report["summary"] as? [String])
        for title in titles { #expect(!summary.contains { $0.contains(title) }, "\(summary)") }
        #expect(analysis.explanation().scoreRange?.grades.isEmpty == true)
    }
}
