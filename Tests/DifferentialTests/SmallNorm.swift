import EngineHarness
import ExactNumbers
import ReferenceEvaluator
import Testing

/// Norms written out in tests, and their scenes.
enum SmallNorm {
    static let head = """
        norm: small
        title: small
        language: en
        version: "1"
        status: draft
        effective: 2020-01-01..2040-12-31
        """

    /// A norm of one section of one criterion: `parts` are the top-level blocks before the sections, `criterion` the lines of
    /// criterion `C` but its points.
    static func one(_ parts: String, criterion: String, points: Int = 10) -> String {
        """
        \(head)
        \(parts)
        sections:
          S:
            points: \(points)
            criteria:
              C:
                points: \(points)
        \(criterion.split(separator: "\n").map { "        " + $0 }.joined(separator: "\n"))
        total: {of: \(points), range: "[0..\(points)]"}
        grades: {high: {from: \(points / 2)}, low: {from: 0}}
        """
    }

    static func run(
        _ yaml: String, _ answers: [String: ReferenceAnswer] = [:], asOf: String = "2026-03-01",
        evidence: [String: String] = [:], claims: Set<String> = [], factors: [String: String] = [:]
    ) throws -> ReferenceResult {
        let day = try #require(CalendarDay(asOf))
        let norm = try ReferenceNorm(yaml: yaml, factors: factors)
        return try norm.evaluate(ReferenceScene(asOf: day, answers: answers, evidence: evidence, claims: claims))
    }

    /// What the reference evaluator gives, after the engine has been held against it.
    static func agreed(
        _ yaml: String, _ answers: [String: ReferenceAnswer] = [:], asOf: String = "2026-03-01",
        evidence: [String: String] = [:], claims: Set<String> = []
    ) throws -> ReferenceResult {
        let result = try run(yaml, answers, asOf: asOf, evidence: evidence, claims: claims)
        let day = try #require(CalendarDay(asOf))
        let scene = ReferenceScene(asOf: day, answers: answers, evidence: evidence, claims: claims)
        var engine = try EngineUnderTest().evaluate(norm: yaml, factors: [:], scene: scene)
        if !yaml.contains("multiplier:") { (engine.multiplier, engine.schedule) = (result.multiplier, result.schedule) }
        let differences = engine.differences(from: result)
        #expect(differences.isEmpty, "\(answers): \(differences.joined(separator: "; "))")
        return result
    }
}

/// A known value.
func known(_ text: String) -> ReferenceCell { ReferenceCell(.known, text) }
let unknown = ReferenceCell(.unknown)
let open = ReferenceCell(.open)
let notApplicable = ReferenceCell(.notApplicable)
