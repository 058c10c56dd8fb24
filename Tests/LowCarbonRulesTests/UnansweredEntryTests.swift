import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleProgram
import SceneData
import Testing

/// What entries of lists leave unanswered is named by its path, entries counted from 1, wherever what is unanswered is listed.
struct UnansweredEntryTests {
    private static let yaml = """
        norm: entries
        title: Entries
        language: en
        version: "1"
        status: draft
        effective: 2026-01-01..2027-12-31
        source: {mark: proposed}
        inputs:
          b: {name: {zh: 是否达到}, type: boolean}
          wet: {name: {zh: 有水}, type: boolean}
          l: {name: {zh: 表}, list: {max: 5}, of: {n: {name: {zh: 数}, range: "[0..10]"}, f: {name: {zh: 计}, type: boolean, ask: {en: "Does it count?"}}}}
          taps: {name: {zh: 龙头}, list: {max: 5}, of: {flow: {name: {zh: 流量}, range: "[0..10]", if_unknown: 2}}, when: wet}
        sections:
          s:
            points: 30
            criteria:
              C: {points: 10, value: "sum(for e in l[f] return e.n)"}
              D: {points: 10, met: b}
              E: {points: 10, value: "sum(for t in taps return t.flow)"}
        total: {of: 30}
        grades: {g: {from: 0}}
        """

    private static let scenes: [(answers: String, unknown: [String])] = [
        (#""b": true, "wet": true, "l": [{"n": 3}], "taps": []"#, ["l[1].f"]),
        (
            #""wet": true, "l": [{"n": 3, "f": true}, {"f": false}, {}], "taps": [{"flow": 1}, {}]"#,
            ["b", "l[2].n", "l[3].n", "l[3].f", "taps[2].flow"]
        ),
        (#""b": true, "l": [{"n": 3, "f": null}]"#, ["wet", "taps", "l[1].f"]),
        (#""b": true, "wet": false, "taps": [{}]"#, ["l"]),
        (#""b": true, "wet": true, "l": [], "taps": [{"flow": 1}]"#, []),
        (#""b": true, "wet": true, "l": [{"n": 0, "f": false}, {"n": 2, "f": true}], "taps": [{"flow": 1}]"#, []),
    ]

    private func norm() throws -> CompiledNorm {
        let loaded = NormLoader(files: .memory([:])).load("rules/entries/1.yaml", bytes: Array(Self.yaml.utf8))
        return try #require(loaded.compiled, "\(loaded.diagnostics.map(\.message.en))")
    }

    private func inputs(_ norm: CompiledNorm) throws -> [SceneInput] {
        let lines = Self.scenes.map { #"{"as_of": "2026-05-01", "answers": {\#($0.answers)}}"# }
        let reader = try SceneReader(
            bytes: Array((lines.joined(separator: "\n") + "\n").utf8), format: .jsonLines, file: "scenes",
            schema: norm.program.schema)
        var scenes: [SceneInput] = []
        while let scene: SceneInput = reader.next() { scenes.append(scene) }
        return scenes
    }

    @Test func resultsNameThem() throws {
        let norm = try norm()
        let scorer = SceneScorer(norm)
        let batch = BatchScorer(BatchPlan(norm))
        let (line, row) = (ResultLine(norm), ResultRow(norm))
        let scenes = try inputs(norm)
        try #require(scenes.count == Self.scenes.count)
        for scene in scenes { #expect(batch.append(scene)) }
        batch.run()
        for (number, scene) in scenes.enumerated() {
            let unknown = Self.scenes[number].unknown
            scorer.run(scene)
            #expect(scorer.unknownInputs == unknown, "scene \(number + 1)")
            var lines = OutputBytes()
            var rows = OutputBytes()
            line.write(SceneHead(scene), scorer, into: &lines)
            row.write(SceneHead(scene), scorer, into: &rows)
            let bytes = lines.withBytes { Array($0) }
            let json = String(decoding: bytes, as: UTF8.self)
            let csv = String(decoding: rows.withBytes { Array($0) }, as: UTF8.self)
            let list = unknown.map { "\"\($0)\"" }.joined(separator: ",")
            #expect(json.contains("\"unknown\":[\(list)],"), "\(json)")
            #expect(csv.hasSuffix(",\(unknown.joined(separator: " ")),\r\n"), "\(csv)")
            batch.show(number)
            #expect(batch.scorer.unknownInputs == unknown, "scene \(number + 1) of the block")
            var block = OutputBytes()
            line.write(batch.head(number), batch.scorer, into: &block)
            #expect(block.withBytes { Array($0) } == bytes)
        }
    }

    @Test func explanationsNameThem() throws {
        let norm = try norm()
        let (scorer, analyzer) = (SceneScorer(norm), SceneAnalyzer(AnalyzedNorm(norm)))
        let scenes = try inputs(norm)
        for (number, scene) in scenes.enumerated() {
            scorer.run(scene)
            let explanation = Explainer.explain(scene, scorer, analyzer, language: .zh)
            #expect(Set(explanation.unanswered.map(\.input)) == Set(Self.scenes[number].unknown), "scene \(number + 1)")
        }
        scorer.run(scenes[1])
        let explanation = Explainer.explain(scenes[1], scorer, analyzer, language: .en)
        let entry = try #require(explanation.unanswered.first { $0.input == "l[3].f" })
        #expect(entry.name == "l[3].f" && entry.ask == "Does it count?" && entry.neededFor == ["C"])
        #expect(explanation.unanswered.first { $0.input == "taps[2].flow" }?.taken == "2")
        let criterion = try #require(explanation.sections.flatMap(\.criteria).first { $0.id == "C" })
        #expect(criterion.unanswered == ["l[2].n", "l[3].n", "l[3].f"])
        let chinese = Explainer.explain(scenes[1], scorer, analyzer, language: .zh)
        #expect(chinese.unanswered.first { $0.input == "l[3].f" }?.name == "表[3].计")
    }
}
