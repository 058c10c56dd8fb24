import Diagnostics
import EngineHarness
import LowCarbonRules
import ReferenceEvaluator
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax

/// Well-typed norms that the bytes choose: the engine and the reference evaluator agree on random scenes, and turning the norm to
/// Chinese and back changes neither text nor program.
enum GeneratedTarget {
    @Sendable static func run(_ bytes: [UInt8]) {
        let yaml = NormGenerator.norm(bytes: bytes)
        let seed = bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 as UInt64 }
        let loaded = NormLoader(files: .memory([:])).load("rules/f.yaml", bytes: Array(yaml.utf8))
        FindingChecks.check(loaded.diagnostics, in: loaded.sources, file: loaded.file, bytes: Array(yaml.utf8))
        guard let compiled = loaded.compiled else { return require(loaded.hasErrors, "refused without a word") }
        compare(yaml, seed: seed)
        languages(yaml, compiled.program)
        var records = RecordSource(compiled.program.schema, model: compiled.model, bytes: bytes)
        records.run(compiled, count: 4)
    }

    private static func compare(_ yaml: String, seed: UInt64) {
        let engine = EngineUnderTest()
        do {
            let norm = try ReferenceNorm(yaml: yaml)
            let session = ReferenceSession(norm)
            for unanswered in [3, 40] {
                var scenes = SceneGenerator(norm, yaml: yaml, seed: seed, unanswered: unanswered)
                for _ in 0..<4 {
                    let scene = scenes.scene()
                    let result = try engine.evaluate(norm: yaml, factors: [:], scene: scene)
                    let lines = result.differences(from: try session.evaluate(scene))
                    require(lines.isEmpty, "engine against reference: \(lines)\n\(scene)\n\(yaml)")
                }
            }
        } catch {
            finding("a norm that checks fails: \(error)\n\(yaml)")
        }
    }

    private static func languages(_ yaml: String, _ program: RuleProgram) {
        func format(_ bytes: [UInt8], _ language: DocumentLanguage?) -> [UInt8] {
            let result = RuleFormatter(files: .memory([:])).format("rules/f.yaml", bytes: bytes, language: language)
            guard let formatted = result.bytes else {
                finding(
                    "not formatted: \(result.diagnostics.map(\.message.en))\n\(String(decoding: bytes, as: UTF8.self))")
            }
            return formatted
        }
        let once = format(Array(yaml.utf8), nil)
        require(format(once, nil) == once, "formatting twice differs:\n\(yaml)")
        let chinese = format(once, .zh)
        let english = format(chinese, .en)
        require(format(english, .zh) == chinese, "zh → en → zh differs:\n\(yaml)")
        for bytes in [chinese, english] {
            guard let again = NormLoader(files: .memory([:])).load("rules/f.yaml", bytes: bytes).compiled else {
                finding("refused in the other language:\n\(String(decoding: bytes, as: UTF8.self))")
            }
            require(
                again.program.instructions == program.instructions && again.program.operands == program.operands
                    && again.program.initialValues == program.initialValues, "another program:\n\(yaml)")
        }
    }
}
