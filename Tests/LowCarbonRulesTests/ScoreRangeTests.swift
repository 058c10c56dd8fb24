import Diagnostics
import ExactNumbers
import Foundation
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData
import Testing

/// The bounds of an open score hold for every way to answer what is missing.
struct ScoreRangeTests {
    @Test func everyCompletionLiesWithin() throws {
        var norms = [try ExplanationTests.teahouse()]
        let library = RuleLibrary(folder: ExplanationTests.root.path + "/rules")
        for kind in ["hotel", "scenic-spot", "supermarket", "restaurant"] {
            if let path = library.resolve(kind), let norm = NormLoader().load(path)?.compiled { norms.append(norm) }
        }
        var random = Generator(state: 2026)
        var compared = 0
        for norm in norms {
            let scorer = SceneScorer(norm)
            let analyzer = SceneAnalyzer(AnalyzedNorm(norm))
            analyzer.limit = SceneAnalyzer.interactiveLimit
            for _ in 0..<30 {
                var partial = SceneInput(schema: norm.program.schema)
                partial.record.asOf = CalendarDay("2026-10-01")?.number ?? 0
                // Figures of another year than the one before are not assessable, and would leave little to compare.
                if let year = norm.model.inputs.firstIndex(where: { $0.naming.id == "data_year" }) {
                    (partial.record.states[year], partial.record.values[year]) = (.known, 2025)
                }
                fill(&partial.record, norm.program.schema, share: Int.random(in: 20...98, using: &random), &random)
                scorer.run(partial)
                let e = Explainer.explain(partial, scorer, analyzer, language: .en)
                guard let range = e.scoreRange, let low = ExactDecimal(range.low), let high = ExactDecimal(range.high)
                else { continue }
                for _ in 0..<6 {
                    var full = partial
                    fill(&full.record, norm.program.schema, share: 100, &random)
                    scorer.run(full)
                    guard scorer.status == .graded || scorer.status == .notEligible, let score = scorer.score else {
                        continue
                    }
                    compared += 1
                    #expect(
                        low <= score && score <= high,
                        "\(norm.model.document.id.text): \(score) outside \(range.low)...\(range.high)")
                    if let grade = scorer.gradeIndex {
                        let title = norm.model.grades[grade].naming.title?.en ?? norm.model.grades[grade].naming.id
                        #expect(range.grades.contains(title))
                    }
                }
            }
        }
        #expect(compared > 100)
    }

    /// Answers of what is unknown, each with a chance of `share` in a hundred.
    private func fill(_ record: inout SceneRecord, _ schema: InputSchema, share: Int, _ random: inout Generator) {
        for (index, field) in schema.fields.enumerated()
        where record.states[index] == .unknown && Int.random(in: 0..<100, using: &random) < share {
            record.states[index] = .known
            record.values[index] = value(field.kind, &random)
            if case .list(let most, let fields) = field.kind {
                let count = Int.random(in: 0...min(3, most), using: &random)
                record.values[index] = Int128(count)
                for position in fields.indices {
                    record.lists[index].values[position] = (0..<count).map { _ in value(fields[position].kind, &random)
                    }
                    record.lists[index].states[position] = (0..<count).map { _ in .known }
                }
            }
        }
    }

    private func value(_ kind: InputField.Kind, _ random: inout Generator) -> Int128 {
        switch kind {
        case .number(_, let low, let high), .date(let low, let high):
            return low + Int128(Int.random(in: 0...Int(min(high - low, 1_000_000_000)), using: &random))
        case .boolean: return Int128(Int.random(in: 0...3, using: &random) == 0 ? 0 : 1)
        case .option(let options): return Int128(Int.random(in: 0..<max(1, options.count), using: &random))
        case .text, .list: return 0
        }
    }

    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
        }
    }
}
