import Diagnostics
import ExactNumbers
import RuleSyntax

extension LedgerLine {
    /// One line of JSON without a line break. Grams, rate and factors are numbers with every digit; amounts that may be
    /// fractions (`exact`, `remainder`, `cut`) are text. Absent members do not apply.
    public var json: String {
        var members: [(String, String?)] = [
            ("line", String(line)), ("file", file.map(JSONText.quoted)), ("act", JSONText.quoted(act)),
            ("user", JSONText.quoted(user)), ("behaviour", JSONText.quoted(behaviour)), ("time", JSONText.quoted(time)),
            ("day", day.map { JSONText.quoted($0.description) }), ("grams", grams?.description),
            ("method", method.map(JSONText.quoted)), ("scene", scene.map(JSONText.quoted)),
            ("meter", meter.map(JSONText.quoted)), ("rate", rate.map(LedgerLine.json)),
            ("evidence", evidence.map(JSONText.quoted)), ("evidence_factor", evidenceFactor?.description),
            ("multiplier", multiplier?.description),
            ("multiplier_from", multiplierOrigin.map { JSONText.quoted($0.rawValue) }),
            ("label", label.map(JSONText.quoted)), ("norm", norm.map(JSONText.quoted)),
        ]
        if let refusal {
            members.append(
                (
                    "refused",
                    JSONText.object([
                        ("reason", JSONText.quoted(refusal.reason.rawValue)),
                        ("zh", JSONText.quoted(refusal.message.zh)),
                        ("en", JSONText.quoted(refusal.message.en)),
                    ])
                ))
        }
        members.append(("exact", exactPoints.map { JSONText.quoted($0.description) }))
        if !isRefused {
            members.append(("caps", "[" + reductions.map(LedgerLine.json).joined(separator: ",") + "]"))
        }
        members += [
            ("points", String(points)), ("remainder", remainder.map { JSONText.quoted($0.description) }),
            ("late", isLate ? "true" : nil), ("rules", versions.map(LedgerLine.json)),
        ]
        return JSONText.object(members)
    }

    private static func json(_ rate: ConversionRate) -> String {
        JSONText.object([
            (rate.basis == .pointsPerGram ? "points_per_gram" : "grams_per_point", rate.value.description),
            ("from", JSONText.quoted(rate.from.description)),
        ])
    }

    private static func json(_ reason: CapReason) -> String {
        JSONText.object([
            ("kind", JSONText.quoted(reason.kind.rawValue)), ("per", JSONText.quoted(reason.per.rawValue)),
            ("period", reason.period.isEmpty ? nil : JSONText.quoted(reason.period)),
            (
                "behaviours",
                reason.behaviours.isEmpty
                    ? nil : "[" + reason.behaviours.map { JSONText.quoted($0.en) }.joined(separator: ",") + "]"
            ),
            ("limit", reason.limit), ("used", String(reason.used)), ("cut", JSONText.quoted(reason.cut.description)),
            ("zh", JSONText.quoted(reason.message.zh)), ("en", JSONText.quoted(reason.message.en)),
        ])
    }

    private static func json(_ stamp: VersionStamp) -> String {
        JSONText.object([
            ("id", JSONText.quoted(stamp.rules)), ("version", JSONText.quoted(stamp.version)),
            ("status", JSONText.quoted(stamp.status.rawValue)), ("digest", JSONText.quoted(stamp.digest)),
        ])
    }
}
