import Diagnostics
import ExactNumbers
import Foundation
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleProgram
import SceneData
import Testing

/// What is said about a result, against stored pages. `UPDATE_SNAPSHOTS=1` writes them anew.
struct ExplanationTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    static let root = folder.deletingLastPathComponent().deletingLastPathComponent()

    static func teahouse() throws -> CompiledNorm {
        let path = folder.path + "/Snapshots/teahouse.norm.yaml"
        let loaded = try #require(NormLoader().load(path))
        return try #require(loaded.compiled, "\(loaded.diagnostics.map(\.message.en))")
    }

    /// The scenes of the small norm, explained.
    static func explained(_ language: MessageLanguage) throws -> [Explanation] {
        try explained(folder.path + "/Snapshots/teahouse.scenes.jsonl", under: teahouse(), language)
    }

    static func explained(_ path: String, under norm: CompiledNorm, _ language: MessageLanguage) throws -> [Explanation]
    {
        var options = SceneReadingOptions()
        options.defaultAsOf = CalendarDay(number: 20_727)
        let reader = try SceneReader(path: path, schema: norm.program.schema, options: options)
        let (scorer, analyzer) = (SceneScorer(norm), SceneAnalyzer(AnalyzedNorm(norm)))
        var result: [Explanation] = []
        while let scene: SceneInput = reader.next() {
            scorer.run(scene)
            result.append(Explainer.explain(scene, scorer, analyzer, language: language))
        }
        return result
    }

    /// Compares with the stored page; the place of the checkout is left out of both.
    static func expectSnapshot(_ output: String, _ name: String) throws {
        let text = output.replacingOccurrences(of: folder.path + "/", with: "")
            .replacingOccurrences(of: folder.path.replacingOccurrences(of: "/", with: "\\/") + "\\/", with: "")
        let place = folder.appendingPathComponent("Snapshots/" + name)
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
            try Data(text.utf8).write(to: place)
            return
        }
        let stored = try String(decoding: Data(contentsOf: place), as: UTF8.self)
        guard stored != text else { return }
        let pairs = zip(
            stored.split(separator: "\n", omittingEmptySubsequences: false),
            text.split(separator: "\n", omittingEmptySubsequences: false))
        let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
        Issue.record(
            "\(name) differs at line \((first?.offset ?? 0) + 1): stored `\(first?.element.0 ?? "")`, now `\(first?.element.1 ?? "")`"
        )
    }

    @Test(arguments: [MessageLanguage.zh, .en])
    func smallNormAsText(_ language: MessageLanguage) throws {
        let pages = try Self.explained(language).map { ExplanationText.render($0) }
        try Self.expectSnapshot(pages.joined(separator: "\n\n"), "teahouse.\(language.rawValue).txt")
    }

    @Test(arguments: [MessageLanguage.zh, .en])
    func smallNormAsMarkdown(_ language: MessageLanguage) throws {
        let pages = try Self.explained(language).map { ExplanationMarkdown.render($0) }
        try Self.expectSnapshot(pages.joined(separator: "\n---\n\n"), "teahouse.\(language.rawValue).md")
    }

    @Test func smallNormAsJSON() throws {
        let lines = try Self.explained(.en).map { $0.json() + "\n" }
        for line in lines {
            let parsed = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let object = try #require(parsed as? [String: Any])
            #expect(object["status"] is String)
            #expect(object["score"] == nil || object["score"] is String)
        }
        try Self.expectSnapshot(lines.joined(), "teahouse.en.jsonl")
    }

    /// One shipped scene per kind; a norm that does not pass the check is named and left out.
    @Test(arguments: [
        ("hotel", "good"), ("restaurant", "good"), ("scenic-spot", "good-lakeside-park"),
        ("supermarket", "good-neighbourhood-supermarket"),
    ])
    func shippedScene(_ kind: String, _ scene: String) throws {
        let library = RuleLibrary(folder: Self.root.path + "/rules")
        let folder = Self.root.path + "/scenes/" + kind
        let named = folder + "/" + scene + ".yaml"
        let found =
            FileAccess.disk.read(named) != nil
            ? named : (FileAccess.disk.list(folder) ?? []).first { $0.contains("good") }.map { folder + "/" + $0 }
        guard let path = library.resolve(kind), let loaded = NormLoader().load(path), let norm = loaded.compiled,
            let found
        else {
            print("skipped: the norm `\(kind)` or its scene is missing or has findings")
            return
        }
        let e = try #require(try Self.explained(found, under: norm, .zh).first)
        let snapshot = "shipped.\(kind).zh.txt"
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == nil,
            FileAccess.disk.read(Self.folder.path + "/Snapshots/" + snapshot) == nil
        {
            print("skipped: no snapshot \(snapshot) yet; write it with UPDATE_SNAPSHOTS=1")
            return
        }
        try Self.expectSnapshot(ExplanationText.render(e), snapshot)
    }

    /// What is said is what was scored.
    @Test func agreesWithTheResult() throws {
        let norm = try Self.teahouse()
        let (scorer, analyzer) = (SceneScorer(norm), SceneAnalyzer(AnalyzedNorm(norm)))
        let reader = try SceneReader(
            path: Self.folder.path + "/Snapshots/teahouse.scenes.jsonl", schema: norm.program.schema)
        while let scene: SceneInput = reader.next() {
            scorer.run(scene)
            let e = Explainer.explain(scene, scorer, analyzer, language: .en)
            #expect(e.score == scorer.score?.description)
            #expect(e.grade?.id == scorer.grade)
            #expect(e.status == scorer.status.id)
            for (criterion, slot) in zip(e.sections.flatMap { $0.criteria }, norm.program.outcome.criteria)
            where scorer.status != .invalid {
                #expect(criterion.points == scorer.decimal(slot.value)?.description)
            }
        }
    }

    @Test func linesFitTheWidth() throws {
        for e in try Self.explained(.zh) + Self.explained(.en) {
            for line in ExplanationText.render(e, columns: 96).split(separator: "\n") where !line.contains("  ") {
                #expect(DisplayWidth.of(line) <= 98, "\(line)")
            }
        }
    }
}
