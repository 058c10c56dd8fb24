import Diagnostics
import EngineHarness
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleProgram
import SceneData
import Testing

/// Results written from blocks of scenes against those of one scene after the other: the same bytes.
struct BatchScorerTests {
    @Test(arguments: ["hotel", "restaurant", "scenic-spot", "supermarket"])
    func resultsAreTheSameBytes(_ id: String) throws {
        let factors = try ShippedFiles.factors()
        let yaml = try ShippedFiles.text("\(id)/2026.1")
        let comparison = try #require(Comparison(norm: yaml, factors: factors))
        var records: [SceneRecord] = []
        for (seed, unanswered) in [(3, 0), (4, 5), (5, 40)] {
            records += try comparison.scenes(
                yaml, factors: factors, seed: UInt64(seed), unanswered: unanswered, count: 60)
        }
        let norm = comparison.compiled
        let scenes = (0..<1100).map { Self.scene(records[$0 % records.count], number: $0, norm) }
        for detail in ResultDetail.allCases {
            let one = Self.oneByOne(scenes, norm, detail)
            let many = Self.inBlocks(scenes, norm, detail)
            #expect(one.count == scenes.count && many.count == scenes.count)
            if let index = one.indices.first(where: { one[$0] != many[$0] }) {
                Issue.record("\(detail), scene \(index): \(many[index]) instead of \(one[index])")
            }
        }
    }

    /// Every seventh scene has a data error, every eleventh a day on which the norm is not effective.
    private static func scene(_ record: SceneRecord, number: Int, _ norm: CompiledNorm) -> SceneInput {
        var scene = SceneInput(schema: norm.program.schema)
        scene.id = "scene \(number), \"it\""
        scene.record = record
        if number % 7 == 0 {
            scene.errors = [
                DataError(.notEffective, message: Message(zh: "错", en: "wrong"), place: DataPlace(file: "x.csv"))
            ]
        }
        if number % 11 == 0 { scene.record.asOf = norm.model.effective.upperBound.number + 1 }
        return scene
    }

    private static func oneByOne(_ scenes: [SceneInput], _ norm: CompiledNorm, _ detail: ResultDetail) -> [String] {
        let writers = Writers(norm, detail)
        let scorer = SceneScorer(norm)
        return scenes.map { scene in
            scorer.run(scene)
            return writers.text(SceneHead(scene), scorer)
        }
    }

    private static func inBlocks(_ scenes: [SceneInput], _ norm: CompiledNorm, _ detail: ResultDetail) -> [String] {
        let writers = Writers(norm, detail)
        let batch = BatchScorer(BatchPlan(norm, detail: detail))
        var result: [String] = []
        var first = 0
        // The first block is full, the second is not.
        while first < scenes.count {
            batch.removeAll()
            while first + batch.count < scenes.count, batch.append(scenes[first + batch.count]) {}
            batch.run()
            for row in 0..<batch.count {
                batch.show(row)
                result.append(writers.text(batch.head(row), batch.scorer))
            }
            first += max(batch.count, 1)
        }
        return result
    }

    private struct Writers {
        let line: ResultLine
        let row: ResultRow

        init(_ norm: CompiledNorm, _ detail: ResultDetail) {
            line = ResultLine(norm, detail: detail)
            row = ResultRow(norm, detail: detail)
        }

        func text(_ scene: SceneHead, _ scorer: SceneScorer) -> String {
            var out = OutputBytes()
            line.write(scene, scorer, into: &out)
            row.write(scene, scorer, into: &out)
            return out.withBytes { String(decoding: $0, as: UTF8.self) }
        }
    }
}
