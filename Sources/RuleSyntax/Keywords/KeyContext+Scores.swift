/// The mappings that make up a score.
extension KeyContext {
    public static let gate = KeyContext(
        zh: "门槛", en: "gate",
        keys: [.name, .title, .clause, .when, .require, .otherwise, .provisional, .after, .ifUnknown, .source])
    public static let section = KeyContext(
        zh: "章节", en: "section",
        keys: [
            .name, .title, .points, .weight, .minimum, .round, .when, .criteria, .deductions, .source,
            .pointsSource,
        ])
    public static let criterion = KeyContext(
        zh: "评分项", en: "criterion",
        keys: [
            .name, .title, .clause, .points, .when, .mayNotApply, .tags, .evidenceFree, .ifUnknown, .round, .met,
            .value, .table, .hit, .defaultValue, .bands, .steps, .otherwise, .interpolate, .anchors, .outside, .each,
            .atLeastOf, .note, .source, .pointsSource,
        ])
    public static let atLeast = KeyContext(zh: "至少", en: "at_least", keys: [.count, .among])
    public static let bonus = KeyContext(
        zh: "加分", en: "bonus", keys: [.cap, .round, .criteria, .source, .pointsSource])
    public static let total = KeyContext(zh: "总分", en: "total", keys: [.fullScore, .round, .range])
    public static let grade = KeyContext(
        zh: "等级", en: "grade", keys: [.name, .title, .from, .also, .source])
    public static let multiplier = KeyContext(
        zh: "倍率", en: "multiplier", keys: [.within, .valid, .status, .base, .adjust, .source])
}
