import Diagnostics
import RuleCompiler
import RuleModel
import RuleSyntax

/// A norm file with all that came of it: text, syntax, findings and, if nothing is wrong, the program.
public struct LoadedNorm: Sendable {
    public var path: String
    public var sources: SourceMap
    public var file: SourceID
    public var diagnostics: [Diagnostic]
    public var document: NormDocument?
    public var trace: DocumentTrace
    /// Present if the check found no error.
    public var compiled: CompiledNorm?
    /// Uses of names, for renaming; present as far as the check came.
    public var nameUses: [NameUse]
    /// Paths of imported files, in order.
    public var imports: [String]

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
