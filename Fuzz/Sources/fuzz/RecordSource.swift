import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleModel
import RuleProgram
import SceneData
import SyntaxSamples

/// Records of any answers that a schema allows, mostly at the ends of their ranges, chosen by bytes.
struct RecordSource {
    private let schema: InputSchema
    private let days: ClosedRange<Int32>
    private var random: SplitMix64

    init(_ schema: InputSchema, model: NormModel, bytes: [UInt8]) {
        self.schema = schema
        days = model.effective.lowerBound.number...model.effective.upperBound.number
        random = SplitMix64(seed: bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 })
    }

    /// Scores `count` records and explains them: none may trap, and each gives the same line twice, alone and among the others.
    mutating func run(_ norm: CompiledNorm, count: Int) {
        let (scorer, analyzer) = (SceneScorer(norm), SceneAnalyzer(AnalyzedNorm(norm)))
        analyzer.limit = 2_000
        let line = ResultLine(norm)
        let batch = BatchScorer(BatchPlan(norm))
        var lines: [[UInt8]] = []
        for _ in 0..<count {
            var scene = SceneInput(schema: schema)
            scene.record = record()
            scene.asOf = CalendarDay(number: scene.record.asOf)
            scorer.run(scene)
            let first = line.line(SceneHead(scene), scorer)
            for language in MessageLanguage.allCases {
                let explanation = Explainer.explain(scene, scorer, analyzer, language: language)
                _ = explanation.json() + ExplanationText.render(explanation) + ExplanationMarkdown.render(explanation)
            }
            scorer.run(scene)
            require(line.line(SceneHead(scene), scorer) == first, "a second run gives another line")
            if batch.append(scene) { lines.append(first) }
        }
        batch.run()
        for row in 0..<batch.count {
            batch.show(row)
            require(line.line(batch.head(row), batch.scorer) == lines[row], "columns give another line")
        }
    }

    mutating func record() -> SceneRecord {
        var record = SceneRecord(schema: schema, asOf: Int32.random(in: days, using: &random))
        for (index, field) in schema.fields.enumerated() {
            let (value, state) = cell(field)
            record.values[index] = value
            record.states[index] = state
            if case .list(let most, let fields) = field.kind, state == .known {
                let count = [0, 1, min(2, most), min(most, 200)].randomElement(using: &random) ?? 0
                record.values[index] = Int128(count)
                for _ in 0..<count {
                    for (column, entry) in fields.enumerated() {
                        let (value, state) = cell(entry)
                        record.lists[index].values[column].append(value)
                        record.lists[index].states[column].append(state)
                    }
                }
            }
            if field.takesEvidence, state == .known, random.chance(50) {
                record.evidence[index] = Int16(random.whole(-1...schema.evidenceKinds.count - 1))
            }
        }
        for index in record.claims.indices { record.claims[index] = random.chance(15) }
        return record
    }

    private mutating func cell(_ field: InputField) -> (Int128, ValueState) {
        if random.chance(10) { return (0, .unknown) }
        if field.mayNotApply, random.chance(10) { return (0, .notApplicable) }
        switch field.kind {
        case .number(_, let low, let high), .date(let low, let high):
            switch random.whole(0...3) {
            case 0: return (low, .known)
            case 1: return (high, .known)
            case 2: return (min(max(0, low), high), .known)
            default: return (Int128.random(in: low...high, using: &random), .known)
            }
        case .boolean: return (random.chance(50) ? 1 : 0, .known)
        case .option(let options): return (Int128(random.whole(0...max(0, options.count - 1))), .known)
        case .text(let texts): return (Int128(random.whole(0...texts.count)), .known)
        case .list: return (0, .known)
        }
    }
}
