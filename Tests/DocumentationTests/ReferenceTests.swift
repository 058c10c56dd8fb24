import Diagnostics
import Foundation
import LowCarbonRules
import RuleSyntax
import Testing

/// Every yaml block of the language reference and of the semantics is checked, and every outcome beside it is scored.
@Suite struct ReferenceTests {
    @Test(arguments: [("language-reference.md", 30), ("semantics.md", 12)])
    func examples(page: String, most: Int) throws {
        let workspace = try Workspace()
        var current: LoadedNorm?
        var count = 0
        for block in DocumentBlock.blocks(of: try Workspace.page(page)) {
            let place = "\(page):\(block.line)"
            switch block.language {
            case "yaml":
                count += 1
                let path = try write(block, number: count, in: workspace)
                guard let path else {
                    Issue.record("\(place): a yaml block is a whole norm, or says `file=` or `into=`")
                    continue
                }
                if path.contains("/factors/") { continue }
                let loaded = try #require(workspace.load(path))
                let codes = Set(loaded.diagnostics.filter { $0.severity == .error }.map(\.code.id))
                #expect(codes == Set(block.options["refused"].map { [$0] } ?? []), "\(place)")
                current = codes.isEmpty ? loaded : nil
            case "outcome":
                let norm = try #require(current?.compiled, "\(place): no norm stands before this outcome")
                for line in block.lines {
                    let outcome = try #require(OutcomeLine(line), "\(place): \(line)")
                    #expect(try outcome.outcome(of: norm, in: workspace) == outcome.claims, "\(place): \(line)")
                }
            default: Issue.record("\(place): blocks of the page are `yaml` or `outcome`")
            }
        }
        #expect(count > most)
    }

    /// Saves a block as a file; nil if it says neither what it is nor where it goes.
    private func write(_ block: DocumentBlock, number: Int, in workspace: Workspace) throws -> String? {
        if let file = block.options["file"] {
            try workspace.write(block.text, to: file)
            return file
        }
        let path = "rules/example-\(number).yaml"
        if let base = block.options["into"] {
            try workspace.write(FragmentMerge.merge(block.text, into: workspace.read("rules/\(base).yaml")), to: path)
            return path
        }
        guard block.text.hasPrefix("norm:") || block.text.hasPrefix("规范:") else { return nil }
        try workspace.write(block.text, to: path)
        return path
    }

    /// Every key and word of the language, in both spellings, stands in the reference.
    @Test func everyKeyIsInTheReference() throws {
        let page = try Workspace.page("language-reference.md")
        for context in KeyContext.all {
            for key in context.keys {
                #expect(page.contains(key.en), "\(context.title.en): `\(key.en)`")
                #expect(page.contains(key.zh), "\(context.title.en): `\(key.zh)`")
            }
        }
        for word in KeywordList.all.flatMap(\.keywords) {
            #expect(page.contains(word.en) && page.contains(word.zh), "word `\(word.en)` \(word.zh)")
        }
        for word in Vocabulary.keywords + Vocabulary.functions + Vocabulary.builtInValues + Vocabulary.builtInFields
            + Vocabulary.labels
        {
            #expect(
                page.contains(word.en.split(separator: "…")[0]) && page.contains(word.zh),
                "word `\(word.en)` \(word.zh)")
        }
    }
}
