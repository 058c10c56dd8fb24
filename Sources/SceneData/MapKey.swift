/// The keys of a column map, in both languages.
enum MapKey: String, CaseIterable {
    case map, title, about, source, norm, scene, asOf = "as_of", csv, filter = "where", columns, constants, evidence
    case notApplicable = "not_applicable"
    case encoding, skipRows = "skip_rows", delimiter, thousands, decimal, notAvailable = "not_available"
    case column, isOneOf = "is", isNot = "is_not", year, on
    case from, sum, unit, round, missing, zero, negative, blank, values, places, mode

    var chinese: String {
        switch self {
        case .map: "映射"
        case .title: "标题"
        case .about: "说明"
        case .source: "依据"
        case .norm: "规范"
        case .scene: "场景"
        case .asOf: "评价日"
        case .csv: "表格"
        case .filter: "筛选"
        case .columns: "各列"
        case .constants: "常量"
        case .evidence: "佐证"
        case .notApplicable: "不适用"
        case .encoding: "编码"
        case .skipRows: "跳过行"
        case .delimiter: "分隔符"
        case .thousands: "千分位"
        case .decimal: "小数点"
        case .notAvailable: "无数据"
        case .column: "列"
        case .isOneOf: "是"
        case .isNot: "不是"
        case .year: "年份"
        case .on: "日"
        case .from: "来自"
        case .sum: "合计"
        case .unit: "单位"
        case .round: "修约"
        case .missing: "缺失值"
        case .zero: "零"
        case .negative: "负数"
        case .blank: "空白"
        case .values: "取值"
        case .places: "位数"
        case .mode: "方式"
        }
    }

    static let top: [MapKey] = [
        .map, .title, .about, .source, .norm, .scene, .asOf, .csv, .filter, .columns, .constants, .evidence,
        .notApplicable,
    ]
    static let csvKeys: [MapKey] = [.encoding, .skipRows, .delimiter, .thousands, .decimal, .notAvailable]
    static let filterKeys: [MapKey] = [.column, .isOneOf, .isNot]
    static let asOfKeys: [MapKey] = [.column, .year, .on]
    static let ruleKeys: [MapKey] = [.from, .sum, .unit, .round, .missing, .zero, .negative, .blank, .values]
    static let roundKeys: [MapKey] = [.places, .mode]
}
