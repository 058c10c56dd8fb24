import Diagnostics
import ReferenceEvaluator
import RuleModel
import RuleSyntax
import Testing

/// Random norms pass the check, so that what they test is the evaluation.
@Suite struct GeneratedNormTests {
    @Test func mostGeneratedNormsPassTheCheck() throws {
        var refused: [String: [String]] = [:]
        var passed = 0
        for seed in UInt64(0)..<100 {
            let yaml = NormGenerator.norm(seed: seed)
            let norm = try ReferenceNorm(yaml: yaml)
            var bag = DiagnosticBag()
            if NormCheck.model(norm.norm, imports: [:], into: &bag).model != nil {
                passed += 1
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
        #expect(passed >= 90)
    }
}
