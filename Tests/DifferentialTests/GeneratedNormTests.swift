import Diagnostics
import ReferenceEvaluator
import RuleModel
import RuleSyntax
import Testing

/// Random norms pass the check, so that what they test is the evaluation.
@Suite struct GeneratedNormTests {
    /// And hold every construct of the language that `NormConstructs` lists, each in at least two of 200.
    @Test func mostGeneratedNormsPassTheCheck() throws {
        var refused: [String: [String]] = [:]
        var constructs: [String: Int] = [:]
        var passed = 0
        for seed in UInt64(0)..<200 {
            let yaml = NormGenerator.norm(seed: seed)
            let norm = try ReferenceNorm(yaml: yaml)
            var bag = DiagnosticBag()
            if NormCheck.model(norm.norm, imports: [:], into: &bag).model != nil {
                passed += 1
                for name in NormConstructs(norm).found { constructs[name, default: 0] += 1 }
                continue
            }
            for finding in bag.diagnostics where finding.severity == .error {
                let bytes = Array(yaml.utf8)[finding.span.start..<finding.span.end]
                let place = String(decoding: bytes, as: UTF8.self)
                refused["\(finding.code)", default: []].append("norm \(seed): \(finding.message.en) at \(place)")
            }
        }
        for (code, places) in refused.sorted(by: { $0.key < $1.key }) {
            print(code, places.count, places.prefix(4).joined(separator: "\n  "))
        }
        #expect(passed >= 190)
        print(
            "COUNT",
            constructs.filter { $0.value < 8 && NormConstructs.expected.contains($0.key) }.sorted {
                $0.value < $1.value
            }.map { "\($0.key): \($0.value)" }.joined(separator: ", "), "PASSED \(passed)")
        let rare = NormConstructs.expected.filter { constructs[$0, default: 0] < 2 }
        #expect(rare.isEmpty, "\(rare.map { "\($0): \(constructs[$0, default: 0])" })")
    }
}
