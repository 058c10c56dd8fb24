import Diagnostics
import ExactNumbers
import RuleProgram
import YAMLTree

/// Reads scenes that are already YAML trees: those of rule tests.
public final class SceneNodeReader {
    private let builder: SceneBuilder
    private var count = 0

    public init(schema: InputSchema, options: SceneReadingOptions = SceneReadingOptions(), file: String = "") {
        builder = SceneBuilder(schema: schema, options: options, file: file)
    }

    /// Reads one scene. Places in its errors are not those of a file.
    public func read(_ node: YAMLNode, into scene: inout SceneInput) {
        count += 1
        builder.begin(&scene, row: count, line: 1, source: UnsafeBufferPointer(start: nil, count: 0))
        YAMLSceneParser(builder: builder, base: node.span.start).read(node, into: &scene)
        builder.finish(&scene)
    }
}

/// Changes to a scene: what a test case says over its base.
public struct SceneOverlay: Sendable {
    public var asOf: YAMLNode?
    /// Answers by input name in either language; `null` takes an answer back.
    public var answers: [YAMLNode.Entry] = []
    public var evidence: [YAMLNode.Entry] = []
    public var claims: [YAMLNode] = []

    public init() {}

    /// The scene with the changes made; `node` is nil for a scene without answers.
    public func applied(to node: YAMLNode?, schema: InputSchema) -> YAMLNode {
        let span = node?.span ?? Span(file: SourceID(0), start: 0, end: 0)
        var entries: [YAMLNode.Entry] = []
        if let node {
            guard case .mapping(let own) = node.content else { return node }
            entries = own
        }
        let names = SceneLayout.names(schema.fields.map(\.name))
        let index = Dictionary(names.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        func changed(_ entries: [YAMLNode.Entry]) -> Set<Int> { Set(entries.compactMap { index[$0.key] }) }
        let answered = changed(answers)
        let proven = changed(evidence)
        let roles = Dictionary(SceneLayout.reservedKeys, uniquingKeysWith: { first, _ in first })
        var result: [YAMLNode.Entry] = []
        var newAnswers = SceneOverlay.last(answers, index)
        var newEvidence = SceneOverlay.last(evidence, index)
        var newClaims = claims
        for entry in entries {
            switch (index[entry.key] == nil ? roles[entry.key] : nil, entry.value.content) {
            case (SceneLayout.Key.answers, .mapping(let inner)):
                newAnswers = inner.filter { !(index[$0.key].map(answered.contains) ?? false) } + newAnswers
            case (SceneLayout.Key.evidence, .mapping(let inner)):
                newEvidence = inner.filter { !(index[$0.key].map(proven.contains) ?? false) } + newEvidence
            case (SceneLayout.Key.claims, .sequence(let items)): newClaims = items + newClaims
            case (SceneLayout.Key.asOf, _): if asOf == nil { result.append(entry) }
            default:
                if let input = index[entry.key], answered.contains(input) { continue }
                result.append(entry)
            }
        }
        func add(_ key: String, _ content: YAMLNode.Content) {
            result.append(
                YAMLNode.Entry(key: key, keySpan: span, keyStyle: .plain, value: YAMLNode(content, span: span)))
        }
        if let asOf { add("as_of", asOf.content) }
        if !newAnswers.isEmpty { add("answers", .mapping(newAnswers)) }
        if !newEvidence.isEmpty { add("evidence", .mapping(newEvidence)) }
        if !newClaims.isEmpty { add("not_applicable", .sequence(newClaims)) }
        return YAMLNode(.mapping(result), span: span)
    }

    /// Of several entries for one input the last.
    private static func last(_ entries: [YAMLNode.Entry], _ index: [String: Int]) -> [YAMLNode.Entry] {
        var seen: Set<Int> = []
        let kept = entries.reversed().filter { entry in index[entry.key].map { seen.insert($0).inserted } ?? true }
        return kept.reversed()
    }
}
