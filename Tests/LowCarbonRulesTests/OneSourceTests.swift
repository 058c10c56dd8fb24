import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import SceneData
import Testing

/// Explanations say of unfinished scenes what the analysis says, and why a scene cannot be assessed.
@Suite struct OneSourceTests {
    private static let yaml = """
        norm: small
        title: {zh: 小, en: Small}
        version: "1"
        status: draft
        effective: 2026-01-01..2031-12-31
        rounding: half up
        source: {mark: proposed}
        inputs:
          permit: {name: {zh: 许可}, type: boolean}
          months: {name: {zh: 月数}, range: "[0..12]"}
          use: {name: {zh: 用量}, range: "[0..100]"}
          beds: {name: {zh: 床位}, range: "[0..10]"}
          lamps: {name: {zh: 灯}, type: boolean}
          must: {name: {zh: 必答}, type: boolean, if_unknown: not assessable}
        facts:
          per_bed: {name: {zh: 每床用量}, needs: beds >= 1, otherwise: not assessable, value: use / beds}
          steady: {name: {zh: 稳定用量}, needs: per_bed >= 0 and months >= 6, otherwise: not assessable, value: use}
        gates:
          G1: {name: {zh: 门槛一}, require: permit}
          G2: {name: {zh: 门槛二}, require: months >= 3, otherwise: not assessable}
        sections:
          one:
            name: {zh: 一}
            points: 10
            criteria:
              A: {points: 4, met: per_bed <= 20}
              B: {points: 3, met: steady <= 50}
              C: {points: 2, met: lamps}
              D: {points: 1, met: must}
        total: {of: 10}
        grades:
          best: {name: {zh: 优}, title: {zh: 优, en: Best}, from: 8}
          good: {name: {zh: 良}, title: {zh: 良, en: Good}, from: 5}
          plain: {name: {zh: 平}, title: {zh: 平, en: Plain}, from: 0}
        multiplier:
          within: "[1.0..1.6]"
          valid: P1Y
          status: |
            | status         | multiplier |
            | not eligible   | 1.00       |
            | not assessable | 1.00       |
            | incomplete     | 1.00       |
            | invalid        | 1.00       |
          base: |
            | grade | multiplier |
            | best  | 1.30       |
            | good  | 1.20       |
            | plain | 1.10       |
        """

    private func explain(
        _ answers: String, under yaml: String = Self.yaml
    ) throws -> (Explanation, PossibleAssessment) {
        let loaded = try #require(NormLoader(files: .memory(["rules/small.yaml": yaml])).load("rules/small.yaml"))
        let norm = try #require(loaded.compiled, "\(loaded.diagnostics.map(\.message.en))")
        let line = "{\"scene\":\"s\",\"as_of\":\"2026-08-01\",\"answers\":{\(answers)}}"
        let reader = try SceneReader(
            bytes: Array(line.utf8), format: .jsonLines, file: "", schema: norm.program.schema,
            options: SceneReadingOptions())
        let scene: SceneInput = try #require(reader.next())
        #expect(scene.errors.isEmpty)
        let (scorer, analyzer) = (SceneScorer(norm), SceneAnalyzer(AnalyzedNorm(norm)))
        scorer.run(scene)
        return (Explainer.explain(scene, scorer, analyzer, language: .en), analyzer.assessment(scene.record))
    }

    private func range(_ e: Explanation) -> [String]? { e.scoreRange.map { [$0.low, $0.high] + $0.grades } }

    /// Seven of ten points are sure.
    private let almost = "\"permit\":true,\"months\":12,\"use\":40,\"beds\":4,\"lamps\":false"

    @Test func theMultiplierIsThatOfTheGradeBesideIt() throws {
        let (e, possible) = try explain(almost + ",\"must\":true")
        #expect(
            e.status == "graded" && e.multiplier.value == "1.3" && possible.headline.multiplier.description == "1.30")
        // 7 or 9 points: open, so the factor of what is open.
        let (open, _) = try explain("\"permit\":true,\"months\":12,\"use\":40,\"beds\":4,\"must\":false")
        #expect(open.status == "incomplete" && open.multiplier.value == "1")
        #expect(range(open) == ["7", "9", "Best", "Good"])
        let (good, settled) = try explain(
            "\"permit\":true,\"months\":12,\"beds\":4,\"use\":0,\"must\":false,\"lamps\":false")
        #expect(good.status == "graded" && settled.decided?.grade == 1 && good.multiplier.value == "1.2")
    }

    /// Incomplete, yet only one grade is left: its factor, not that of an incomplete scene.
    @Test func aGradeThatIsSettledEarlyBringsItsFactor() throws {
        // 4 points of A, 0 of B, 1 of D: 5 or 7 with lamps, `good` either way.
        let (good, only) = try explain("\"permit\":true,\"months\":12,\"use\":60,\"beds\":4,\"must\":true")
        #expect(good.status == "incomplete" && only.decided?.grade == 1 && good.grade == nil)
        #expect(range(good) == ["5", "7", "Good"] && good.multiplier.value == "1.2")
        // 0 points of A, 0 of B; lamps and must are worth 3: plain whatever they are.
        let (e, possible) = try explain("\"permit\":true,\"months\":12,\"use\":100,\"beds\":1,\"must\":true")
        #expect(e.status == "incomplete" && possible.decided?.grade == 2)
        #expect(e.scoreRange?.grades == ["Plain"] && e.multiplier.value == "1.1")
        #expect(e.multiplier.steps.contains { $0.text == "base (Plain)" })
    }

    @Test func aFailedGateLeavesNoGrade() throws {
        let (e, possible) = try explain("\"permit\":false,\"must\":true")
        #expect(e.status == "incomplete" && possible.grades.isEmpty)
        #expect(try #require(e.scoreRange).grades.isEmpty)
        #expect(!e.summary.contains { $0.contains("still possible") })
        #expect(e.multiplier.value == "1")
        // Not open any more as soon as nothing can make it not assessable.
        let (closed, settled) = try explain("\"permit\":false,\"months\":12,\"use\":40,\"beds\":4,\"must\":true")
        #expect(closed.status == "not_eligible" && closed.scoreRange == nil && settled.grades.isEmpty)
    }

    /// A scene of which no answer has a score has no range, and no number in place of one.
    @Test func withoutAScoreThereIsNoRange() throws {
        let (e, possible) = try explain("\"permit\":true,\"months\":12,\"beds\":0")
        #expect(e.status == "not_assessable" && e.scoreRange == nil && possible.bounds.low == nil)
    }

    @Test(arguments: [
        ("\"permit\":true,\"months\":12,\"use\":40,\"beds\":0,\"lamps\":true,\"must\":true", ["per bed", "beds ≥ 1"]),
        ("\"permit\":true,\"months\":4,\"use\":40,\"beds\":2,\"lamps\":true,\"must\":true", ["steady", "months ≥ 6"]),
        ("\"permit\":true,\"months\":12,\"use\":40,\"beds\":2,\"lamps\":true", ["must be answered: must"]),
        ("\"permit\":true,\"months\":1,\"use\":40,\"beds\":2,\"lamps\":true,\"must\":true", ["gate failed: G2"]),
    ])
    func whatKeepsASceneFromBeingAssessedIsSaid(_ answers: String, _ words: [String]) throws {
        let (e, _) = try explain(answers)
        #expect(e.status == "not_assessable")
        let reasons = e.notAssessable.filter { $0.mark == .unmet }.map(\.text)
        #expect(!reasons.isEmpty && reasons.allSatisfy { !$0.hasSuffix(": ") })
        for word in words {
            #expect(reasons.contains { $0.contains(word) }, "\(reasons)")
            #expect(e.summary.contains { $0.contains(word) }, "\(e.summary)")
        }
    }

    /// Points that weaker evidence may still lower count 0 where the criterion says so, and the page says why.
    @Test func evidenceToComeIsTheReasonForZeroPoints() throws {
        let yaml = Self.yaml.replacing(
            "inputs:\n", with: "evidence: {kinds: {metered: {factor: 1}, own: {factor: 0.5}}, missing: own}\ninputs:\n"
        )
        .replacing("{name: {zh: 灯}, type: boolean}", with: "{name: {zh: 灯}, type: boolean, evidence: [metered, own]}")
        .replacing("met: lamps}", with: "met: permit or lamps, if_unknown: zero points}")
        let criterion = { (e: Explanation) in e.sections[0].criteria[2] }
        let (waiting, _) = try explain("\"permit\":true", under: yaml)
        #expect(criterion(waiting).points == "0")
        #expect(
            criterion(waiting).why.last?.text
                == "the evidence of lamps is not known yet; the norm gives 0 points until it is")
        #expect(criterion(waiting).unanswered == ["lamps"])
        let (weak, _) = try explain("\"permit\":true,\"lamps\":false", under: yaml)
        #expect(criterion(weak).points == "1")
        let (missed, _) = try explain("\"permit\":false,\"lamps\":false", under: yaml)
        #expect(criterion(missed).points == "0" && !criterion(missed).why.contains { $0.text.contains("evidence") })
    }
}
