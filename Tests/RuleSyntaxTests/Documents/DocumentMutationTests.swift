import Diagnostics
import RuleSyntax
import Testing
import YAMLTree

/// Documents that are wrong in one place: never accepted in silence, never a crash.
@Suite("Documents with one mistake")
struct DocumentMutationTests {
    private func tree(_ text: String) -> YAMLNode? {
        var bag = DiagnosticBag()
        return YAMLLoader.load(Array(text.utf8), file: SourceID(0), limits: .default, into: &bag)
    }

    private func findings(_ root: YAMLNode) -> [Diagnostic] {
        var bag = DiagnosticBag()
        _ = DocumentParser.parseNorm(root, into: &bag)
        return bag.diagnostics
    }

    /// Every tree with one mapping value replaced by `replacement`, with the keys that lead there.
    private func variants(
        _ node: YAMLNode, _ path: [String], _ replacement: (YAMLNode) -> YAMLNode?
    ) -> [(path: [String], root: YAMLNode)] {
        guard case .mapping(let entries) = node.content else { return [] }
        var result: [(path: [String], root: YAMLNode)] = []
        for (index, entry) in entries.enumerated() {
            let inner = path + [entry.key]
            var changed = variants(entry.value, inner, replacement)
            if let new = replacement(entry.value) { changed.append((inner, new)) }
            for change in changed {
                var copy = entries
                copy[index].value = change.root
                result.append((change.path, YAMLNode(.mapping(copy), span: node.span, isFlow: node.isFlow)))
            }
        }
        return result
    }

    @Test("an empty list in place of a value is reported wherever no list belongs")
    func emptyList() throws {
        let root = try #require(tree(SampleNorms.chinese))
        let variants = variants(root, []) { node in
            guard case .scalar = node.content else { return nil }
            return YAMLNode(.sequence([]), span: node.span, isFlow: true)
        }
        #expect(variants.count > 150)
        for variant in variants where variant.path.last != "先过" {
            #expect(findings(variant.root).contains { $0.severity == .error }, "\(variant.path)")
        }
    }

    @Test("a missing value is reported wherever there should be one")
    func missingValue() throws {
        let root = try #require(tree(SampleNorms.english))
        let variants = variants(root, []) { node in
            let map = TextMap(
                file: node.span.file, segments: [.init(text: 0, source: node.span.start)], sourceEnd: node.span.start)
            return YAMLNode(.scalar(.init(text: "", style: .plain, map: map, inFlow: false)), span: node.span)
        }
        for variant in variants {
            let found = findings(variant.root)
            #expect(found.contains { $0.severity == .error }, "\(variant.path)")
            #expect(found.filter { $0.code == .emptyValue }.count <= 1, "\(variant.path)")
        }
    }

    @Test("a misspelled key is always reported, with one finding or its missing key besides")
    func misspelledKey() throws {
        let root = try #require(tree(SampleNorms.english))
        func misspelled(_ node: YAMLNode) -> [YAMLNode] {
            guard case .mapping(let entries) = node.content else { return [] }
            var result: [YAMLNode] = []
            for (index, entry) in entries.enumerated() {
                if KeyContext.all.contains(where: { $0.keyword(for: entry.key) != nil }) {
                    var copy = entries
                    copy[index].key += "x"
                    result.append(YAMLNode(.mapping(copy), span: node.span, isFlow: node.isFlow))
                }
                for inner in misspelled(entry.value) {
                    var copy = entries
                    copy[index].value = inner
                    result.append(YAMLNode(.mapping(copy), span: node.span, isFlow: node.isFlow))
                }
            }
            return result
        }
        let variants = misspelled(root)
        #expect(variants.count > 150)
        var silent = 0
        for variant in variants where findings(variant).isEmpty { silent += 1 }
        #expect(silent == 0)
    }

    @Test("a norm cut off anywhere never crashes")
    func truncated() {
        let bytes = Array(SampleNorms.chinese.utf8)
        for end in stride(from: 0, to: bytes.count, by: 97) { _ = parseDocument(Array(bytes[..<end])) }
    }
}
