import RuleSyntax

/// Words of rule tests.
extension Keyword {
    public static let cases = Keyword("cases", "用例")
    public static let tables = Keyword("tables", "表")
    public static let rows = Keyword("rows", "行")
    public static let scene = Keyword("scene", "场景")
    public static let asOf = Keyword("as_of", "评价日")
    public static let answers = Keyword("answers", "答案")
    public static let with = Keyword("with", "改为")
    public static let claims = Keyword("not_applicable", "不适用")
    public static let expect = Keyword("expect", "期望")
    public static let score = Keyword("score", "总分")
    public static let graded = Keyword("graded", "已评级")
    public static let unknownValue = Keyword("unknown", "未知")
    public static let noGrade = Keyword("none", "无")
    public static let passed = Keyword("passed", "通过")
    public static let failed = Keyword("failed", "未通过")
}

extension KeyContext {
    static let tests = KeyContext(
        zh: "测试文件", en: "test file", keys: [.tests, .version, .language, .base, .cases, .tables])
    static let testBase = KeyContext(
        zh: "基准场景", en: "base scene", keys: [.base, .scene, .asOf, .answers, .with, .evidence, .claims])
    static let testCase = KeyContext(
        zh: "用例", en: "case", keys: [.base, .scene, .asOf, .answers, .with, .evidence, .claims, .expect])
    static let testTable = KeyContext(
        zh: "用例表", en: "table of cases",
        keys: [.base, .scene, .asOf, .answers, .with, .evidence, .claims, .rows])
    static let expectation = KeyContext(
        zh: "期望", en: "expectation",
        keys: [.status, .grade, .score, .multiplier, .bonus, .criteria, .sections, .gates])
}

extension Keyword {
    public static let grade = Keyword("grade", "等级")
}
