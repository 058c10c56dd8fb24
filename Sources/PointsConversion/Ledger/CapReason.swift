import Diagnostics
import RuleSyntax

/// Why an act was paid less than its exact product.
public struct CapReason: Sendable, Equatable {
    /// Which limit cut the points.
    public enum Kind: String, Sendable, Equatable, CaseIterable {
        /// The user's points in the period.
        case points
        /// The user's paid acts in the period.
        case acts
        /// The pool of the whole scheme.
        case budget
        /// The act is too small to be paid.
        case minimum
        /// The act has too few grams to be paid.
        case minimumGrams = "minimum grams"
    }

    public var kind: Kind
    public var per: PointsPeriod
    /// The period: `2026-07-01`, `2026-07`, `2026`, or empty.
    public var period: String
    /// Names of the behaviours that share the cap, `en` the ids; empty for all.
    public var behaviours: [Message]
    /// The limit: points, acts or grams, as text.
    public var limit: String
    /// Points (or acts) already paid in the period before this act.
    public var used: Int128
    /// Exact points that this limit took off.
    public var cut: PointsFraction

    /// True if the act was too small, false if a cap or a budget cut it.
    public var isMinimum: Bool { kind == .minimum || kind == .minimumGrams }

    /// One clause for people.
    public var message: Message {
        let zh = behaviours.isEmpty ? "" : "`" + behaviours.map(\.zh).joined(separator: "、") + "` "
        let en = behaviours.isEmpty ? "" : " of `" + behaviours.map(\.en).joined(separator: ", ") + "`"
        let whenZH = period.isEmpty ? "" : "\(period) "
        let whenEN = period.isEmpty ? "" : (per == .day ? " on " : " in ") + period
        switch kind {
        case .points where per == .act:
            return Message(
                zh: "\(zh)每次上限 \(limit) 分，削减 \(cut)", en: "at most \(limit) points per act\(en), cut by \(cut)")
        case .points:
            return Message(
                zh: "\(zh)\(whenZH)\(per.chineseLimit)上限 \(limit) 分，已得 \(used) 分，削减 \(cut)",
                en: "at most \(limit) points \(per.englishLimit)\(en), \(used) paid\(whenEN), cut by \(cut)")
        case .acts:
            return Message(
                zh: "\(zh)\(whenZH)\(per.chineseLimit)上限 \(limit) 次，已计 \(used) 次，削减 \(cut)",
                en: "at most \(limit) acts \(per.englishLimit)\(en), \(used) paid\(whenEN), cut by \(cut)")
        case .budget:
            return Message(
                zh: "\(whenZH)\(per.chineseLimit)总池 \(limit) 分，已发 \(used) 分，削减 \(cut)",
                en: "budget of \(limit) points \(per.englishLimit), \(used) paid\(whenEN), cut by \(cut)")
        case .minimum:
            return Message(zh: "不足最低 \(limit) 分，不计分", en: "below the minimum of \(limit) points, nothing paid")
        case .minimumGrams:
            return Message(zh: "不足最低 \(limit) 克，不计分", en: "below the minimum of \(limit) g, nothing paid")
        }
    }
}

extension PointsPeriod {
    var chineseLimit: String {
        switch self {
        case .act: "每次"
        case .day: "每日"
        case .month: "每月"
        case .year: "每年"
        case .total: "全程"
        }
    }

    var englishLimit: String { self == .total ? "in total" : "per \(rawValue)" }
}
