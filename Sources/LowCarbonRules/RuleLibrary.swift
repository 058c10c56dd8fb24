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

    /// The file that `name` means: a path to a file, or the id of a norm with the version that counts on `day`
    /// (the newest if none is effective then, or no day is given). In a transition `isRenewal` decides as the norm says.
    public func resolve(_ name: String, on day: CalendarDay? = nil, isRenewal: Bool = false) -> String? {
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.contains("/") {
            if files.read(name) != nil { return name }
        }
        let paths = versions(of: name)
        guard let newest = paths.last else { return nil }
        guard let day, paths.count > 1 else { return newest }
        let documents = paths.compactMap { path in VersionOverlap.document(at: path, files).map { (path, $0) } }
        let effective = documents.filter { $0.1.effective?.value.contains(day) ?? false }
            .sorted { ($0.1.effective?.value.lowerBound ?? day) < ($1.1.effective?.value.lowerBound ?? day) }
        guard let (path, document) = effective.last else { return newest }
        if let transition = document.transition, day <= transition.until.value, let old = document.supersedes,
            (isRenewal ? transition.renewals : transition.first)?.value == .old,
            let earlier = documents.first(where: { $0.1.version?.value == old.value })
        {
            return earlier.0
        }
        return path
    }
}
