import Diagnostics
import LowCarbonRules
import RuleSyntax
import YAMLTree

/// The factor files of a norm, read again from the bytes it was loaded with.
enum ImportedFactors {
    static func documents(of norm: LoadedNorm) -> [(path: String, document: FactorsDocument)] {
        norm.imports.compactMap { path in
            guard let file = norm.sources.files.first(where: { $0.path == path }) else { return nil }
            var bag = DiagnosticBag()
            guard let root = YAMLLoader.load(file.bytes, file: norm.file, into: &bag),
                let document = DocumentParser.parseFactors(root, source: file.bytes, into: &bag).0
            else { return nil }
            return (path, document)
        }
    }
}
