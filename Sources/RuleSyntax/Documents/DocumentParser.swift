import Diagnostics
import YAMLTree

/// Reads YAML trees into rule documents. Goes on after every mistake: all independent mistakes are reported in one run, and
/// what could not be read is left out of the result.
public enum DocumentParser {
    /// The kind of the document under `root`; nil if no key names one.
    public static func documentKind(of root: YAMLNode) -> DocumentKind? { DocumentKind(of: root) }

    /// The kind of the document under `root`, reporting when no key names one.
    public static func documentKind(of root: YAMLNode, into bag: inout DiagnosticBag) -> DocumentKind? {
        if let kind = DocumentKind(of: root) { return kind }
        var reader = DocumentReader(bag: bag)
        reader.reportUnknownKind(root)
        bag = reader.bag
        return nil
    }

    /// Reads a norm. `source` is the file's bytes, used to see comments that cut a formula short; without it those are not
    /// seen. `resources` reads table files beside the norm. The document is nil if `root` is no norm at all.
    public static func parseNorm(
        _ root: YAMLNode, source: [UInt8] = [], resources: ResourceReader = .none, into bag: inout DiagnosticBag
    ) -> (NormDocument?, DocumentTrace) {
        var reader = DocumentReader(bag: bag, source: source, resources: resources)
        let document = reader.norm(root)
        bag = reader.bag
        return (document, reader.trace)
    }

    /// Reads a factors file; parameters as for `parseNorm`.
    public static func parseFactors(
        _ root: YAMLNode, source: [UInt8] = [], resources: ResourceReader = .none, into bag: inout DiagnosticBag
    ) -> (FactorsDocument?, DocumentTrace) {
        var reader = DocumentReader(bag: bag, source: source, resources: resources)
        let document = reader.factors(root)
        bag = reader.bag
        return (document, reader.trace)
    }
}
