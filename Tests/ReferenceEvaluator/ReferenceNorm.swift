import Diagnostics
import RuleSyntax
import YAMLTree

/// A norm that the reference can evaluate: syntax trees only, nothing checked.
public struct ReferenceNorm: Sendable {
    public var norm: NormDocument
    public var factors: [FactorsDocument]

    public init(norm: NormDocument, factors: [FactorsDocument] = []) {
        self.norm = norm
        self.factors = factors
    }

    /// What keeps a norm or a scene from being evaluated.
    public enum Fault: Error, CustomStringConvertible {
        /// The text is no norm; English messages of the parsers.
        case unreadable([String])
        /// The norm asks for something that has no value, which a checked norm cannot do.
        case notWellFormed([String])

        public var description: String {
            switch self {
            case .unreadable(let messages): "unreadable: " + messages.joined(separator: "; ")
            case .notWellFormed(let messages): "not well formed: " + messages.joined(separator: "; ")
            }
        }
    }

    /// Reads YAML texts. Factor files that the norm does not name in `uses` are left out.
    public init(yaml: String, factors: [String: String] = [:]) throws {
        var map = SourceMap()
        var bag = DiagnosticBag()
        func root(_ text: String, _ path: String) -> YAMLNode? {
            let bytes = Array(text.utf8)
            let id = map.add(path: path, bytes: bytes)
            return YAMLLoader.load(bytes, file: id, into: &bag)
        }
        let document = root(yaml, "norm.yaml").flatMap { DocumentParser.parseNorm($0, into: &bag).0 }
        var imported: [FactorsDocument] = []
        for use in document?.uses ?? [] {
            guard let text = factors[use.value], let tree = root(text, use.value) else { continue }
            if let parsed = DocumentParser.parseFactors(tree, into: &bag).0 { imported.append(parsed) }
        }
        guard let document, !bag.hasErrors else {
            throw Fault.unreadable(bag.diagnostics.map { "\($0.code): \($0.message.en) at \(map.text(of: $0.span))" })
        }
        self.init(norm: Self.withImportedEvidence(document, imported), factors: imported)
    }

    /// Everything that `docs/semantics.md` defines for `scene`.
    public func evaluate(_ scene: ReferenceScene) throws -> ReferenceResult {
        try ReferenceSession(self).evaluate(scene)
    }
}

/// Evaluates scene after scene under one norm.
public final class ReferenceSession {
    private let norm: ReferenceNorm
    private let cells = CellReader()

    public init(_ norm: ReferenceNorm) { self.norm = norm }

    public func evaluate(_ scene: ReferenceScene) throws -> ReferenceResult {
        let run = ReferenceRun(norm: norm.norm, factors: norm.factors, scene: scene, cells: cells)
        let result = run.result()
        guard run.faults.isEmpty else { throw ReferenceNorm.Fault.notWellFormed(run.faults) }
        return result
    }
}
