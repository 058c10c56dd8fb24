import Diagnostics
import RuleProgram
import YAMLTree

/// A YAML file: one scene, or a list of scenes.
final class YAMLStream: SceneStream {
    /// Largest YAML file; larger ones belong into JSON Lines or CSV.
    static let byteLimit = 64 << 20

    private let source: SourceFile
    private let builder: SceneBuilder
    private var scenes: [YAMLNode] = []
    private var findings: [Diagnostic]
    private var position = 0

    init(_ bytes: [UInt8], builder: SceneBuilder) {
        self.builder = builder
        source = SourceFile(path: builder.file, bytes: bytes)
        var bag = DiagnosticBag()
        let limits = YAMLLimits(bytes: YAMLStream.byteLimit, nodes: 5_000_000)
        if let root = YAMLLoader.load(bytes, file: SourceID(0), limits: limits, into: &bag) {
            if case .sequence(let items) = root.content { scenes = items } else { scenes = [root] }
        }
        findings = bag.diagnostics.filter { $0.severity == .error }
    }

    func next(into scene: inout SceneInput) -> Bool {
        guard position < max(scenes.count, findings.isEmpty ? 0 : 1) else { return false }
        let row = position + 1
        let node = position < scenes.count ? scenes[position] : nil
        let start = node?.span.start ?? 0
        let end = node.map { position + 1 < scenes.count ? $0.span.end : source.bytes.count } ?? source.bytes.count
        let place = source.position(at: start)
        source.bytes.withUnsafeBufferPointer { bytes in
            let part = UnsafeBufferPointer(rebasing: bytes[min(start, end)..<end])
            builder.begin(&scene, row: row, line: place.line, column: place.column, source: part)
            tell(upTo: position + 1 < scenes.count ? end : Int.max, from: start, &scene)
            if let node { YAMLSceneParser(builder: builder, base: start).read(node, into: &scene) }
            builder.finish(&scene)
        }
        position += 1
        return true
    }

    /// Hands out the findings of the loader that belong to this scene.
    private func tell(upTo end: Int, from start: Int, _ scene: inout SceneInput) {
        var later: [Diagnostic] = []
        for finding in findings {
            if finding.span.start >= end {
                later.append(finding)
                continue
            }
            builder.fail(finding.code, at: max(0, finding.span.start - start), finding.message, into: &scene)
        }
        findings = later
    }
}
