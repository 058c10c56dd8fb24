import ExactNumbers
import RuleSyntax

/// The norms under a rules folder: `rules/<id>/<version>.yaml`.
public struct RuleLibrary: Sendable {
    public var folder: String
    public var files: FileAccess

    public init(folder: String = "rules", files: FileAccess = .disk) {
        self.folder = folder
        self.files = files
    }

    /// Ids of norms, sorted.
    public var norms: [String] {
        (files.list(folder) ?? []).filter { !versions(of: $0).isEmpty && !["factors", "points"].contains($0) }
    }

    /// Paths of the versions of a norm, oldest first.
    public func versions(of id: String) -> [String] {
        (files.list(folder + "/" + id) ?? []).filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".test.yaml") }.map {
            folder + "/" + id + "/" + $0
        }
    }

    /// The file that `name` means: a path to a file, or the id of a norm with the version effective on `day`
    /// (the newest if none is, or no day is given).
    public func resolve(_ name: String, on day: CalendarDay? = nil) -> String? {
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.contains("/") {
            if files.read(name) != nil { return name }
        }
        let paths = versions(of: name)
        guard let newest = paths.last else { return nil }
        guard let day, paths.count > 1 else { return newest }
        let loader = NormLoader(files: files)
        return paths.last { loader.load($0)?.document?.effective?.value.contains(day) ?? false } ?? newest
    }
}
