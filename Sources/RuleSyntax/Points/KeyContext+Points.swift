import ExactNumbers

/// Keys, words and headings of points rules that norms do not have.
extension Keyword {
    public static let timeZone = Keyword("time_zone", "时区")
    public static let lateActs = Keyword("late_acts", "补报")
    public static let rates = Keyword("rates", "折算率")
    public static let caps = Keyword("caps", "上限")
    public static let budget = Keyword("budget", "总池")
    public static let oncePerMeter = Keyword("once_per_meter", "每表一次")
    public static let noLabel = Keyword("no_label", "无标识")
    public static let suspended = Keyword("suspended", "暂停")
    public static let notValid = Keyword("not_valid", "失效")
    public static let grams = Keyword("grams", "克数")

    public static let accept = Keyword("accept", "接受")
    public static let refuse = Keyword("refuse", "拒绝")
    public static let perAct = Keyword("act", "次")
    public static let perDay = Keyword("day", "日")
    public static let perMonth = Keyword("month", "月")
    public static let perTotal = Keyword("total", "全程")

    public static let pointsPerGram = Keyword("points per gram", "每克积分")
    public static let gramsPerPoint = Keyword("grams per point", "每分克数")
    public static let per = Keyword("per", "周期")
    public static let acts = Keyword("acts", "次数")
}

/// The mappings of points rules.
extension KeyContext {
    public static let pointsRules = KeyContext(
        zh: "积分规则", en: "points rules",
        keys: [
            .pointsRules, .title, .language, .version, .status, .effective, .supersedes, .timeZone, .rounding,
            .lateActs,
            .source, .sources, .behaviours, .rates, .evidence, .multiplier, .caps, .budget, .minimum,
        ])
    public static let pointsBehaviour = KeyContext(
        zh: "行为", en: "behaviour", keys: [.name, .title, .oncePerMeter, .evidence])
    public static let pointsTable = KeyContext(zh: "带依据的表", en: "table with a source", keys: [.table, .source])
    public static let pointsEvidence = KeyContext(zh: "证据", en: "evidence", keys: [.kinds, .missing, .source])
    public static let pointsMultiplier = KeyContext(
        zh: "倍率", en: "multiplier", keys: [.within, .noLabel, .suspended, .notValid, .source])
    public static let pointsMinimum = KeyContext(zh: "最低", en: "minimum", keys: [.pointsRules, .grams, .source])

    /// Every mapping of points rules that norms do not have.
    public static let allOfPoints: [KeyContext] = [
        pointsRules, pointsBehaviour, pointsTable, pointsEvidence, pointsMultiplier, pointsMinimum,
    ]
}

/// Words and headings of points rules.
extension KeywordList {
    public static let lateActs = KeywordValues<PointsLateActs>([(.accept, .accept), (.refuse, .refuse)])
    public static let pointsPeriods = KeywordValues<PointsPeriod>([
        (.perAct, .act), (.perDay, .day), (.perMonth, .month), (.year, .year), (.perTotal, .total),
    ])
    public static let meterPeriods = KeywordValues<PointsPeriod>([
        (.perDay, .day), (.perMonth, .month), (.year, .year), (.perTotal, .total),
    ])
    static let rateHeadings: [Keyword] = [
        .fromHeading, .behaviourHeading, .pointsPerGram, .gramsPerPoint, .mark, .ref, .note,
    ]
    static let capHeadings: [Keyword] = [.behaviourHeading, .per, .pointsRules, .acts, .mark, .ref, .note]
    static let budgetHeadings: [Keyword] = [.per, .pointsRules, .mark, .ref, .note]
}
