import Diagnostics
import ExactNumbers
import RuleSyntax

extension LedgerLine {
    /// Heads the CSV form.
    public static let csvHeader = [
        "line", "file", "act", "user", "behaviour", "time", "day", "grams", "method", "scene", "meter", "rate_basis",
        "rate", "rate_from", "evidence", "evidence_factor", "multiplier", "multiplier_from", "label", "norm", "exact",
        "caps", "points", "remainder", "late", "refused", "why", "rules", "version", "status", "digest",
    ].joined(separator: ",")

    /// One CSV row without a line break; `why` is in the language asked for.
    public func csv(_ language: MessageLanguage) -> String {
        let caps = reductions.map { reason in
            "\(reason.kind.rawValue)/\(reason.per.rawValue):\(reason.limit):-\(reason.cut)"
        }
        let why = refusal.map { [$0.message[language]] } ?? reductions.map { $0.message[language] }
        let fields: [String?] = [
            String(line), file, act, user, behaviour, time, day?.description, grams?.description, method, scene, meter,
            rate?.basis.rawValue, rate?.value.description, rate?.from.description, evidence,
            evidenceFactor?.description,
            multiplier?.description, multiplierOrigin?.rawValue, label, norm, exactPoints?.description,
            caps.joined(separator: " "), String(points), remainder?.description, isLate ? "true" : nil,
            refusal?.reason.rawValue, why.joined(separator: language == .zh ? "；" : "; "), versions?.rules,
            versions?.version, versions?.status.rawValue, versions?.digest,
        ]
        return fields.map { LedgerLine.csvField($0 ?? "") }.joined(separator: ",")
    }

    private static func csvField(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
