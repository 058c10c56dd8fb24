import Diagnostics

extension DiagnosticCode {
    static let emptyExpression = DiagnosticCode("LC0101", zh: "缺少表达式", en: "missing expression")
    static let unexpectedCharacter = DiagnosticCode("LC0102", zh: "无法识别的字符", en: "unexpected character")
    static let unexpectedToken = DiagnosticCode("LC0103", zh: "语法不符", en: "unexpected word or sign")
    static let unclosedBracket = DiagnosticCode("LC0104", zh: "括号未闭合", en: "unclosed bracket")
    static let foreignOperator = DiagnosticCode("LC0105", zh: "别的语言的运算符", en: "operator of another language")
    static let malformedText = DiagnosticCode("LC0106", zh: "文字写法有误", en: "malformed text literal")
    static let malformedNumber = DiagnosticCode("LC0107", zh: "数字写法有误", en: "malformed number")
    static let malformedDate = DiagnosticCode("LC0108", zh: "日期或时长有误", en: "no such date or duration")
    static let chainedComparison = DiagnosticCode("LC0109", zh: "连写的比较", en: "chained comparison")
    static let nullRefused = DiagnosticCode("LC0110", zh: "没有 null", en: "there is no null")
    static let malformedExponent = DiagnosticCode("LC0111", zh: "指数有误", en: "malformed exponent")
    static let malformedRange = DiagnosticCode("LC0112", zh: "区间写法有误", en: "malformed range")
    static let malformedUnit = DiagnosticCode("LC0113", zh: "单位写法有误", en: "malformed unit")
    static let expressionTooLarge = DiagnosticCode("LC0114", zh: "表达式过大", en: "expression too large")
    static let numberComma = DiagnosticCode("LC0115", zh: "数字中的逗号", en: "comma inside a number")
    static let ambiguousOperator = DiagnosticCode("LC0116", zh: "运算次序不明", en: "ambiguous order of operators")
    static let notCallable = DiagnosticCode("LC0117", zh: "不能调用", en: "cannot be called")
    static let raggedRow = DiagnosticCode("LC0118", zh: "表格行列数不符", en: "row does not fit the header")
    static let malformedTable = DiagnosticCode("LC0119", zh: "表格写法有误", en: "malformed table")
    static let missingSpace = DiagnosticCode("LC0120", zh: "关键字旁缺空格", en: "missing space beside a keyword")
    static let malformedHeader = DiagnosticCode("LC0121", zh: "列标题有误", en: "malformed column header")
    static let percentWithoutNumber = DiagnosticCode("LC0122", zh: "% 前没有数字", en: "% without a number")

    /// LC0101–LC0199: expressions, units, ranges and the layout of tables.
    public static let expressionCodes: [DiagnosticCode] = [
        .emptyExpression, .unexpectedCharacter, .unexpectedToken, .unclosedBracket, .foreignOperator, .malformedText,
        .malformedNumber, .malformedDate, .chainedComparison, .nullRefused, .malformedExponent, .malformedRange,
        .malformedUnit, .expressionTooLarge, .numberComma, .ambiguousOperator, .notCallable, .raggedRow,
        .malformedTable, .missingSpace, .malformedHeader, .percentWithoutNumber,
    ]
}
