import Diagnostics
import RuleCompiler
import RuleModel
import RuleSyntax
import YAMLTree

/// Reads, checks and compiles norm files.
public struct NormLoader: Sendable {
    public var files: FileAccess
    /// The rules folder that `uses:` is relative to where the folders above the norm have no such file; nil: `rules`.
    public var rulesFolder: String?

    public init(files: FileAccess = .disk, rulesFolder: String? = nil) {
        self.files = files
        self.rulesFolder = rulesFolder
    }

    /// The norm at `path`; nil if there is no such file.
    ///
    /// `sources` are files read before, so that findings of several norms can stand in one report.
    public func load(_ path: String, after sources: SourceMap = SourceMap()) -> LoadedNorm? {
        guard let bytes = files.read(path) else { return nil }
        return load(path, bytes: bytes, after: sources)
    }

    /// The norm in `bytes`, as if it stood at `path`.
    public func load(_ path: String, bytes: [UInt8], after earlier: SourceMap = SourceMap()) -> LoadedNorm {
        DeepStack.run {
            var sources = earlier
            let file = sources.add(path: path, bytes: bytes)
            var bag = DiagnosticBag()
            let root = YAMLLoader.load(bytes, file: file, into: &bag)
            return read(path, bytes: bytes, root, file, sources, bag)
        }
    }

    /// The norm whose nodes are `root`, read before from the file that was last added to `sources`, with the findings of that.
    public func load(
        _ path: String, bytes: [UInt8], root: YAMLNode, file: SourceID, sources: SourceMap, findings: DiagnosticBag
    ) -> LoadedNorm {
        DeepStack.run { read(path, bytes: bytes, root, file, sources, findings) }
    }

    private func read(
        _ path: String, bytes: [UInt8], _ root: YAMLNode?, _ file: SourceID, _ known: SourceMap,
        _ findings: DiagnosticBag
    ) -> LoadedNorm {
        var sources = known
        var bag = findings
        var loaded = LoadedNorm(
            path: path, sources: sources, file: file, diagnostics: [], document: nil, trace: DocumentTrace(),
            compiled: nil,
            nameUses: [], imports: [])
        guard let root else {
            loaded.diagnostics = bag.diagnostics
            return loaded
        }
        guard DocumentParser.documentKind(of: root, into: &bag) == .norm else {
            if !bag.hasErrors {
                bag.add(
                    Diagnostic(
                        .missingImport, .error,
                        Message(zh: "这个文件不是规范，第一项应为 `规范:`", en: "this file is no norm; its first key is `norm:`"),
                        at: root.span))
            }
            loaded.diagnostics = bag.diagnostics
            return loaded
        }
        let tables = TableFiles(sources)
        let resources = ResourceReader { name in
            let place = folder(of: path) + "/" + name
            guard let data = files.read(place) else { return nil }
            return ResourceReader.Resource(bytes: data, file: tables.sources.add(path: place, bytes: data))
        }
        let (document, trace) = DocumentParser.parseNorm(root, source: bytes, resources: resources, into: &bag)
        sources = tables.sources
        loaded.trace = trace
        loaded.document = document
        if let document {
            let imports = load(document.uses, from: path, into: &sources, &loaded, &bag)
            let hadErrors = bag.hasErrors
            let (model, uses) = NormCheck.model(document, imports: imports, into: &bag)
            loaded.nameUses = uses
            if let model, !hadErrors { loaded.compiled = RuleCompiler.compile(model, into: &bag) }
        }
        loaded.sources = sources
        loaded.diagnostics = bag.diagnostics
        return loaded
    }

    private func load(
        _ uses: [Located<String>], from path: String, into sources: inout SourceMap, _ loaded: inout LoadedNorm,
        _ bag: inout DiagnosticBag
    ) -> [String: FactorsDocument] {
        var imports: [String: FactorsDocument] = [:]
        for use in uses where imports[use.value] == nil {
            let candidates = rulesFolders(for: path).map { $0 + "/" + use.value + ".yaml" }
            guard let place = candidates.first(where: { files.read($0) != nil }), let bytes = files.read(place) else {
                bag.add(
                    Diagnostic(
                        .missingImport, .error,
                        Message(
                            zh: "找不到因子文件 `\(use.value).yaml`（找过：\(candidates.joined(separator: "、"))）",
                            en:
                                "there is no factor file `\(use.value).yaml` (looked at \(candidates.joined(separator: ", ")))"
                        ),
                        at: use.span))
                continue
            }
            loaded.imports.append(place)
            let file = sources.add(path: place, bytes: bytes)
            guard let root = YAMLLoader.load(bytes, file: file, into: &bag) else { continue }
            imports[use.value] = DocumentParser.parseFactors(root, source: bytes, into: &bag).0
        }
        return imports
    }

    /// Folders that `uses:` may be relative to, nearest first.
    private func rulesFolders(for path: String) -> [String] {
        var folders: [String] = []
        var folder = self.folder(of: path)
        for _ in 0..<8 {
            folders.append(folder)
            if folder.isEmpty || folder == "/" || folder == "." { break }
            folder = self.folder(of: folder)
        }
        let last = rulesFolder ?? "rules"
        if !folders.contains(last) { folders.append(last) }
        return folders
    }

    private func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return path == "." ? "" : "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// Source files added while a document is being read.
private final class TableFiles {
    var sources: SourceMap
    init(_ sources: SourceMap) { self.sources = sources }
}
