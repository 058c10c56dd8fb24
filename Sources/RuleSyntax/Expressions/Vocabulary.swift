/// A word of the language with its spelling in Chinese and English.
public struct WordPair: Sendable, Equatable {
    public var zh: String
    public var en: String
    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }
    /// The word in `language`.
    public subscript(language: DocumentLanguage) -> String { language == .zh ? zh : en }
}

/// The words of expressions that are not reserved: functions, argument labels, built-in values and rounding modes.
/// A norm's own names win over them wherever a name is meant.
public enum Vocabulary {
    /// Reserved words, English and Chinese.
    public static let keywords: [WordPair] = ExpressionKeyword.allCases.filter { $0 != .null }
        .map { WordPair(zh: $0.chinese, en: $0.english) }

    public static let functions: [WordPair] = [
        WordPair(zh: "最小", en: "min"), WordPair(zh: "最大", en: "max"), WordPair(zh: "求和", en: "sum"),
        WordPair(zh: "计数", en: "count"), WordPair(zh: "平均", en: "mean"), WordPair(zh: "绝对值", en: "abs"),
        WordPair(zh: "修约", en: "round"), WordPair(zh: "向下取整", en: "floor"), WordPair(zh: "向上取整", en: "ceiling"),
        WordPair(zh: "夹取", en: "clamp"), WordPair(zh: "至少", en: "at_least"),
        WordPair(zh: "相隔年数", en: "years_between"), WordPair(zh: "相隔月数", en: "months_between"),
        WordPair(zh: "相隔天数", en: "days_between"), WordPair(zh: "年", en: "year"), WordPair(zh: "月", en: "month"),
        WordPair(zh: "日", en: "day"), WordPair(zh: "适用", en: "applicable"), WordPair(zh: "达标率", en: "met_share"),
        WordPair(zh: "换算", en: "convert"),
        WordPair(zh: "时长", en: "duration"), WordPair(zh: "时刻", en: "time"),
        WordPair(zh: "日期时间", en: "date and time"),
        WordPair(zh: "年月时长", en: "years and months duration"),
        WordPair(zh: "年内第几天", en: "day of year"),
        WordPair(zh: "星期几", en: "day of week"),
        WordPair(zh: "月份名", en: "month of year"),
        WordPair(zh: "年内第几周", en: "week of year"),
        WordPair(zh: "保留小数", en: "decimal"),
        WordPair(zh: "四舍五入到", en: "round half up"),
        WordPair(zh: "五舍六入到", en: "round half down"),
        WordPair(zh: "离零取整", en: "round up"),
        WordPair(zh: "向零取整", en: "round down"),
        WordPair(zh: "取余", en: "modulo"),
        WordPair(zh: "平方根", en: "sqrt"),
        WordPair(zh: "为偶数", en: "even"),
        WordPair(zh: "为奇数", en: "odd"),
        WordPair(zh: "转文本", en: "string"),
        WordPair(zh: "转数值", en: "number"),
        WordPair(zh: "文本长度", en: "string length"),
        WordPair(zh: "截取文本", en: "substring"),
        WordPair(zh: "之前文本", en: "substring before"),
        WordPair(zh: "之后文本", en: "substring after"),
        WordPair(zh: "转大写", en: "upper case"),
        WordPair(zh: "转小写", en: "lower case"),
        WordPair(zh: "含文本", en: "contains"),
        WordPair(zh: "开头是", en: "starts with"),
        WordPair(zh: "结尾是", en: "ends with"),
        WordPair(zh: "匹配", en: "matches"),
        WordPair(zh: "替换文本", en: "replace"),
        WordPair(zh: "拆分文本", en: "split"),
        WordPair(zh: "连接文本", en: "string join"),
        WordPair(zh: "全部成立", en: "all"),
        WordPair(zh: "任一成立", en: "any"),
        WordPair(zh: "乘积", en: "product"),
        WordPair(zh: "中位数", en: "median"),
        WordPair(zh: "列表包含", en: "list contains"),
        WordPair(zh: "子列表", en: "sublist"),
        WordPair(zh: "追加", en: "append"),
        WordPair(zh: "合并", en: "concatenate"),
        WordPair(zh: "插入", en: "insert before"),
        WordPair(zh: "移除", en: "remove"),
        WordPair(zh: "替换项", en: "list replace"),
        WordPair(zh: "倒序", en: "reverse"),
        WordPair(zh: "位置", en: "index of"),
        WordPair(zh: "并集", en: "union"),
        WordPair(zh: "去重", en: "distinct values"),
        WordPair(zh: "展平", en: "flatten"),
        WordPair(zh: "日期", en: "date"),
    ]

    /// Labels of named arguments.
    public static let labels: [WordPair] = [
        WordPair(zh: "空列表", en: "empty"), WordPair(zh: "标签", en: "tag"),
    ]

    /// Values that need no declaration.
    public static let builtInValues: [WordPair] = [
        WordPair(zh: "总分", en: "total"), WordPair(zh: "加分", en: "bonus"), WordPair(zh: "评价日", en: "as_of"),
    ]

    /// Fields that sections and criteria have without declaration.
    public static let builtInFields: [WordPair] = [WordPair(zh: "得分率", en: "share")]

    /// The mode argument of `round`.
    public static let roundingModes: [WordPair] = [
        WordPair(zh: "四舍五入", en: "half_up"), WordPair(zh: "四舍六入五成双", en: "half_even"),
        WordPair(zh: "五舍六入", en: "half_down"), WordPair(zh: "向零", en: "down"), WordPair(zh: "离零", en: "up"),
        WordPair(zh: "向下", en: "floor"), WordPair(zh: "向上", en: "ceiling"),
    ]

    /// The English name of the function that `name` spells in either language.
    public static func canonicalFunction(_ name: String) -> String? { functionWords[name]?.en }

    /// The English label that `name` spells in either language.
    public static func canonicalLabel(_ name: String) -> String? { labelWords[name]?.en }

    /// The English name of the built-in value that `name` spells in either language.
    public static func canonicalBuiltInValue(_ name: String) -> String? { valueWords[name]?.en }

    /// The English name of the built-in field that `name` spells in either language.
    public static func canonicalBuiltInField(_ name: String) -> String? { fieldWords[name]?.en }

    /// The English spelling (`half_up`) of the rounding mode that `name` spells in either language.
    public static func canonicalRoundingMode(_ name: String) -> String? { modeWords[name]?.en }

    /// Both spellings of a function.
    public static func function(_ name: String) -> WordPair? { functionWords[name] }

    /// Both spellings of an argument label.
    public static func label(_ name: String) -> WordPair? { labelWords[name] }

    /// Both spellings of a rounding mode.
    public static func roundingMode(_ name: String) -> WordPair? { modeWords[name] }

    private static let functionWords = index(functions)
    private static let labelWords = index(labels)
    private static let valueWords = index(builtInValues)
    private static let fieldWords = index(builtInFields)
    private static let modeWords = index(roundingModes)

    private static func index(_ pairs: [WordPair]) -> [String: WordPair] {
        var words: [String: WordPair] = [:]
        for pair in pairs {
            words[pair.zh] = pair
            words[pair.en] = pair
        }
        return words
    }
}
