import Diagnostics

/// Codes about the shape of documents.
extension DiagnosticCode {
    public static let unknownDocumentKind = DiagnosticCode("LC0201", zh: "文件种类不明", en: "kind of document unknown")
    public static let unknownKey = DiagnosticCode("LC0202", zh: "未知的键", en: "unknown key")
    public static let keyInBothLanguages = DiagnosticCode("LC0203", zh: "键写了两次", en: "key written twice")
    public static let missingKey = DiagnosticCode("LC0204", zh: "缺少键", en: "missing key")
    public static let wrongShape = DiagnosticCode("LC0205", zh: "值的形式不对", en: "wrong kind of value")
    public static let unknownKeyword = DiagnosticCode("LC0206", zh: "未知的词", en: "unknown word")
    public static let invalidName = DiagnosticCode("LC0207", zh: "名称不合规则", en: "not a valid name")
    public static let reservedName = DiagnosticCode("LC0208", zh: "表达式的词不能作名称", en: "word of expressions as a name")
    public static let yesOrNo = DiagnosticCode("LC0209", zh: "是否值写法不对", en: "yes or no instead of true or false")
    public static let notANumber = DiagnosticCode("LC0210", zh: "不是数", en: "not a number")
    public static let notADate = DiagnosticCode("LC0211", zh: "日期或时长写法不对", en: "not a date or period")
    public static let needsQuotes = DiagnosticCode("LC0212", zh: "需要加引号", en: "quotes needed")
    public static let cutByComment = DiagnosticCode("LC0213", zh: "值被注释截断", en: "value cut by a comment")
    public static let method = DiagnosticCode("LC0214", zh: "计分方法不明", en: "method unclear")
    public static let tableHeading = DiagnosticCode("LC0215", zh: "表头不对", en: "wrong table heading")
    public static let nameLanguage = DiagnosticCode("LC0216", zh: "名称的语言不清", en: "language of a name unclear")
    public static let keysExclude = DiagnosticCode("LC0217", zh: "键不能并用", en: "keys that exclude each other")
    public static let tableFile = DiagnosticCode("LC0218", zh: "表文件有误", en: "table file broken")
    public static let emptyValue = DiagnosticCode("LC0219", zh: "没有值", en: "no value")
    public static let outOfBounds = DiagnosticCode("LC0220", zh: "值超出允许范围", en: "value out of bounds")

    public static let documentCodes: [DiagnosticCode] = [
        unknownDocumentKind, unknownKey, keyInBothLanguages, missingKey, wrongShape, unknownKeyword, invalidName,
        reservedName, yesOrNo, notANumber, notADate, needsQuotes, cutByComment, method, tableHeading, nameLanguage,
        keysExclude, tableFile, emptyValue, outOfBounds,
    ]
}
