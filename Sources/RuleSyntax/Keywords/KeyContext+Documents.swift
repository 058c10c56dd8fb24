/// The mappings of norms and factor files, each with its keys in the order the formatter writes them.
extension KeyContext {
    public static let norm = KeyContext(
        zh: "规范", en: "norm",
        keys: [
            .norm, .title, .language, .version, .status, .effective, .supersedes, .transition, .rounding, .uses,
            .dataYear, .source, .pointsSource, .sources, .units, .options, .behaviours, .ifUnknown, .evidence, .mayDrop,
            .inputs,
            .facts, .parameters, .gates, .sections, .bonus, .total, .grades, .multiplier,
        ])
    public static let factors = KeyContext(
        zh: "因子文件", en: "factors file",
        keys: [.factors, .title, .language, .source, .sources, .units, .options, .evidence, .parameters])
    public static let bilingual = KeyContext(zh: "双语文本", en: "text in two languages", keys: [.chinese, .english])
    public static let transition = KeyContext(zh: "过渡", en: "transition", keys: [.until, .first, .renewals])
    public static let provenance = KeyContext(
        zh: "依据", en: "source", keys: [.ref, .clause, .mark, .note, .decided])
    public static let decision = KeyContext(zh: "决定", en: "decision", keys: [.by, .document])
    public static let sourceEntry = KeyContext(zh: "文献", en: "source document", keys: [.title, .url, .issuedOn])
    public static let option = KeyContext(zh: "选项", en: "option", keys: [.name, .title])
    public static let evidence = KeyContext(zh: "证据", en: "evidence", keys: [.kinds, .groups, .missing, .source])
    public static let evidenceGroup = KeyContext(zh: "证据组", en: "group of evidence", keys: [.name, .title, .kinds])
    public static let evidenceKind = KeyContext(
        zh: "证据种类", en: "evidence kind", keys: [.factor, .name, .title])
    public static let csvTable = KeyContext(zh: "表文件", en: "table file", keys: [.csv])

    public static let input = KeyContext(
        zh: "输入", en: "input",
        keys: [
            .name, .title, .type, .unit, .scale, .range, .options, .list, .fields, .empty, .ask, .help, .evidence,
            .when, .mayNotApply, .ifUnknown, .usual, .effort, .answeredBy, .change,
        ])
    public static let change = KeyContext(
        zh: "可改进", en: "change", keys: [.direction, .step, .limit, .once, .perStep, .days])
    public static let field = KeyContext(
        zh: "列表每项的字段", en: "field of a list",
        keys: [
            .name, .title, .type, .unit, .scale, .range, .options, .ask, .help, .evidence, .when, .mayNotApply,
            .ifUnknown, .usual,
        ])
    public static let list = KeyContext(zh: "列表", en: "list", keys: [.maximum])
    public static let fact = KeyContext(
        zh: "指标", en: "fact",
        keys: [
            .name, .title, .clause, .type, .unit, .when, .needs, .otherwise, .value, .table, .hit, .defaultValue,
            .round,
            .show, .source,
        ])
    public static let parameter = KeyContext(
        zh: "参数", en: "parameter",
        keys: [
            .name, .title, .unit, .scale, .clock, .carry, .columns, .value, .table, .values, .prove, .source,
        ])

    /// Every mapping of the language.
    public static let all: [KeyContext] = [
        norm, factors, bilingual, transition, provenance, decision, sourceEntry, option, evidence, evidenceKind,
        evidenceGroup,
        csvTable,
        input, change, field, list, fact, parameter, gate, section, criterion, atLeast, bonus, total, grade, multiplier,
    ]
}
