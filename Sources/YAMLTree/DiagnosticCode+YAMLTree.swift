import Diagnostics

extension DiagnosticCode {
    static let fileTooLarge = DiagnosticCode("LC0001", zh: "文件过大", en: "file too large")
    static let notUTF8 = DiagnosticCode("LC0002", zh: "文件不是 UTF-8", en: "file is not UTF-8")
    static let controlCharacter = DiagnosticCode("LC0003", zh: "控制字符", en: "control character")
    static let invisibleCharacter = DiagnosticCode("LC0004", zh: "不可见字符", en: "invisible character")
    static let unusualLineBreak = DiagnosticCode("LC0005", zh: "不常用的换行符", en: "unusual line break")
    static let emptyFile = DiagnosticCode("LC0006", zh: "空文件", en: "empty file")
    static let textRoot = DiagnosticCode("LC0007", zh: "文件不是键值结构", en: "file is one text, not keys and values")
    static let severalDocuments = DiagnosticCode("LC0008", zh: "一个文件多份文档", en: "several documents in one file")
    static let directive = DiagnosticCode("LC0009", zh: "YAML 指令", en: "YAML directive")
    static let syntax = DiagnosticCode("LC0010", zh: "YAML 写法有误", en: "not YAML")
    static let tab = DiagnosticCode("LC0011", zh: "用制表符缩进", en: "tab used as indentation")
    static let reservedStart = DiagnosticCode("LC0012", zh: "文本开头须加引号", en: "text whose beginning needs quotes")
    static let colonInText = DiagnosticCode("LC0013", zh: "文本中有冒号", en: "colon inside a text")
    static let unclosedQuote = DiagnosticCode("LC0014", zh: "引号未闭合", en: "quote never closed")
    static let bracket = DiagnosticCode("LC0015", zh: "括号不配对", en: "unbalanced bracket")
    static let escape = DiagnosticCode("LC0016", zh: "转义写法有误", en: "bad escape")
    static let expectedKey = DiagnosticCode("LC0017", zh: "此处应为“键: 值”", en: "expected `key: value`")
    static let textAfterValue = DiagnosticCode("LC0018", zh: "值后有多余文字", en: "text after a finished value")
    static let misplacedItem = DiagnosticCode("LC0019", zh: "列表项位置不对", en: "list item out of place")
    static let duplicateKey = DiagnosticCode("LC0020", zh: "键重复", en: "duplicate key")
    static let oddKey = DiagnosticCode("LC0021", zh: "键须为一行文本", en: "key is not a plain text")
    static let blankKey = DiagnosticCode("LC0022", zh: "键为空或两端有空格", en: "key empty or with blank margins")
    static let mergeKey = DiagnosticCode("LC0023", zh: "合并键 <<", en: "merge key <<")
    static let anchorOrAlias = DiagnosticCode("LC0024", zh: "锚点与别名", en: "anchor or alias")
    static let tag = DiagnosticCode("LC0025", zh: "标签", en: "tag")
    static let tooDeep = DiagnosticCode("LC0030", zh: "嵌套过深", en: "nested too deep")
    static let tooManyNodes = DiagnosticCode("LC0031", zh: "内容过多", en: "too many values")
    static let textTooLong = DiagnosticCode("LC0032", zh: "文本过长", en: "text too long")
    static let keyTooLong = DiagnosticCode("LC0033", zh: "键过长", en: "key too long")
    static let tooManyFindings = DiagnosticCode("LC0034", zh: "问题过多", en: "too many findings")
    static let splitExpression = DiagnosticCode(
        "LC0040", zh: "括号内的逗号切断了文本", en: "text split by a comma")
    static let rangeAsList = DiagnosticCode("LC0041", zh: "区间被读成列表", en: "range read as a list")
    static let lookalikeLetter = DiagnosticCode("LC0042", zh: "形近字母", en: "look-alike letter")
    static let wideSpace = DiagnosticCode("LC0043", zh: "用全角或不换行空格缩进", en: "unusual space as indentation")
}

extension DiagnosticCode {
    /// The codes of this module.
    public static let yamlTreeCodes: [DiagnosticCode] = [
        .fileTooLarge, .notUTF8, .controlCharacter, .invisibleCharacter, .unusualLineBreak, .emptyFile, .textRoot,
        .severalDocuments, .directive, .syntax, .tab, .reservedStart, .colonInText, .unclosedQuote, .bracket, .escape,
        .expectedKey, .textAfterValue, .misplacedItem, .duplicateKey, .oddKey, .blankKey, .mergeKey, .anchorOrAlias,
        .tag, .tooDeep, .tooManyNodes, .textTooLong, .keyTooLong, .tooManyFindings, .splitExpression, .rangeAsList,
        .lookalikeLetter, .wideSpace,
    ]
}
