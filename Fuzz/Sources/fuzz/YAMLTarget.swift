import Diagnostics
import YAMLTree

/// YAML bytes: a tree or an error, every place inside the file, every text with a map of its bytes.
enum YAMLTarget {
    @Sendable static func run(_ bytes: [UInt8]) {
        var sources = SourceMap()
        let file = sources.add(path: "f.yaml", bytes: bytes)
        var bag = DiagnosticBag()
        let root = YAMLLoader.load(bytes, file: file, into: &bag)
        require(root != nil || bag.hasErrors, "nothing came back and nothing was said")
        require(!bag.diagnostics.contains { $0.code.id == "LC0010" }, "a syntax error without words of its own")
        FindingChecks.check(bag.diagnostics, in: sources, file: file, bytes: bytes)
        guard let root else { return }
        _ = root.comments(in: bytes)
        check(root, bytes)
    }

    private static func check(_ node: YAMLNode, _ bytes: [UInt8]) {
        require(
            node.span.start >= 0 && node.span.start <= node.span.end && node.span.end <= bytes.count,
            "a node outside of the file: \(node.span)")
        switch node.content {
        case .scalar(let scalar):
            var last = -1
            for offset in 0..<scalar.text.utf8.count {
                let place = scalar.map.source(offset)
                require(place >= last && place < bytes.count, "byte \(offset) of a text maps to \(place) after \(last)")
                last = place
            }
        case .sequence(let items): for item in items { check(item, bytes) }
        case .mapping(let entries): for entry in entries { check(entry.value, bytes) }
        }
    }
}
