import Diagnostics
import Testing
import YAMLTree

/// One load: what came back and what was said.
struct Loaded {
    var root: YAMLNode?
    var findings: [Diagnostic]
    var codes: [String] { findings.map(\.code.id) }
}

func load(_ bytes: [UInt8], limits: YAMLLimits = .default) -> Loaded {
    var bag = DiagnosticBag()
    let root = YAMLLoader.load(bytes, file: SourceID(0), limits: limits, into: &bag)
    return Loaded(root: root, findings: bag.diagnostics)
}

func load(_ text: String, limits: YAMLLimits = .default) -> Loaded { load(Array(text.utf8), limits: limits) }

extension YAMLNode {
    /// Every scalar value below this node, and `self`.
    var scalars: [(scalar: Scalar, span: Span)] {
        switch content {
        case .scalar(let scalar): [(scalar, span)]
        case .sequence(let items): items.flatMap(\.scalars)
        case .mapping(let entries): entries.flatMap { $0.value.scalars }
        }
    }

    /// A short rendering: `{a: "x", b: [..]}`.
    var outline: String {
        switch content {
        case .scalar(let scalar): "\"\(scalar.text)\""
        case .sequence(let items): "[" + items.map(\.outline).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\($0.key): \($0.value.outline)" }.joined(separator: ", ") + "}"
        }
    }
}
