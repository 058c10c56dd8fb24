/// Words that stand as values.
extension Keyword {
    public static let languageZh = Keyword("zh", "中文")
    public static let languageEn = Keyword("en", "英文")

    public static let draft = Keyword("draft", "草案")
    public static let consultation = Keyword("consultation", "征求意见")
    public static let issued = Keyword("issued", "已发布")
    public static let inForce = Keyword("in force", "施行")
    public static let withdrawn = Keyword("withdrawn", "废止")

    public static let old = Keyword("old", "旧版")
    public static let new = Keyword("new", "新版")
    public static let either = Keyword("either", "均可")

    public static let halfUp = Keyword("half up", "四舍五入")
    public static let halfEven = Keyword("half even", "四舍六入五成双")
    public static let halfDown = Keyword("half down", "五舍六入")
    public static let down = Keyword("down", "向零")
    public static let up = Keyword("up", "离零")
    public static let floor = Keyword("floor", "向下")
    public static let ceiling = Keyword("ceiling", "向上")

    public static let increase = Keyword("up", "增加")
    public static let decrease = Keyword("down", "减少")
    public static let anyDirection = Keyword("any", "任意")

    public static let number = Keyword("number", "数值")
    public static let whole = Keyword("whole", "整数")
    public static let boolean = Keyword("boolean", "是否")
    public static let calendarDate = Keyword("date", "日期")
    public static let text = Keyword("text", "文本")
    public static let option = Keyword("option", "选项")

    public static let open = Keyword("open", "待定")
    public static let zeroPoints = Keyword("zero points", "零分")
    public static let notApplicable = Keyword("not applicable", "不适用")
    public static let notAssessable = Keyword("not assessable", "不可评")
    public static let applicant = Keyword("applicant", "申报人")
    public static let verifier = Keyword("verifier", "核查人员")
    public static let scoresOnly = Keyword("scores only", "只计分")
    public static let fail = Keyword("fail", "不合格")
    public static let yes = Keyword("true", "是")
    public static let no = Keyword("false", "否")
    public static let clamp = Keyword("clamp", "取端点")
    /// Prefix of `at most 30 %` and `at most 3 years`.
    public static let noMoreThan = Keyword("at most", "不超过")
    public static let year = Keyword("year", "年")
    public static let years = Keyword("years", "年")

    public static let assessment = Keyword("assessment", "评价日")
    public static let dataYearClock = Keyword("data year", "数据年份")

    public static let markRead = Keyword("read", "原文")
    public static let markSecondary = Keyword("secondary", "转引")
    public static let markMemory = Keyword("memory", "记忆")
    public static let markDerived = Keyword("derived", "推算")
    public static let markProposed = Keyword("proposed", "拟议")

    public static let notEligible = Keyword("not eligible", "不合格")
    public static let incomplete = Keyword("incomplete", "待补充")
    public static let invalid = Keyword("invalid", "无效")
}
