/// Differences that are meant, each with its reason; `docs/feel-profile.md` lists them.
public enum KnownDeviations {
    /// By the id of the record.
    public static let reasons: [String: String] = [:]

    static func reason(for record: ConformanceRecord) -> String? { reasons[record.id] }
}
