import Diagnostics

extension DiagnosticCode {
    static let fileUnreadable = DiagnosticCode("LC0701", zh: "无法读取场景文件", en: "file of scenes cannot be read")
    static let malformedJSON = DiagnosticCode("LC0702", zh: "JSON 写法有误", en: "malformed JSON")
    static let malformedCSV = DiagnosticCode("LC0703", zh: "CSV 引号有误", en: "malformed CSV")
    static let raggedRow = DiagnosticCode("LC0704", zh: "列数与表头不符", en: "row and header differ in length")
    static let notUTF8 = DiagnosticCode("LC0705", zh: "不是 UTF-8 编码", en: "text is not UTF-8")
    static let sceneTooLarge = DiagnosticCode("LC0706", zh: "场景超出限度", en: "scene passes a limit")
    static let sceneShape = DiagnosticCode("LC0707", zh: "场景结构有误", en: "wrong shape of a scene")
    static let manyErrors = DiagnosticCode("LC0708", zh: "错误过多", en: "more errors than are shown")
    static let unknownName = DiagnosticCode("LC0710", zh: "未知名称", en: "unknown name")
    static let answeredTwice = DiagnosticCode("LC0711", zh: "重复作答", en: "answered twice")
    static let wrongAnswerType = DiagnosticCode("LC0712", zh: "答案类型不符", en: "wrong type of answer")
    static let answerOutOfRange = DiagnosticCode("LC0713", zh: "答案超出范围", en: "answer outside of its range")
    static let tooManyDecimals = DiagnosticCode("LC0714", zh: "小数位过多", en: "too many decimal places")
    static let notAnOption = DiagnosticCode("LC0715", zh: "不在选项之中", en: "not one of the options")
    static let notADate = DiagnosticCode("LC0716", zh: "不是日期", en: "not a date")
    static let listTooLong = DiagnosticCode("LC0717", zh: "列表过长", en: "list too long")
    static let notApplicableRefused = DiagnosticCode("LC0718", zh: "不得答不适用", en: "may not be answered not applicable")
    static let numberTooLong = DiagnosticCode("LC0719", zh: "数字过长", en: "number too long")
    static let unknownEvidence = DiagnosticCode("LC0720", zh: "未知的佐证种类", en: "unknown kind of evidence")
    static let evidenceUnused = DiagnosticCode("LC0721", zh: "佐证不起作用", en: "evidence without effect")
    static let claimRefused = DiagnosticCode("LC0722", zh: "不得声明不适用", en: "may not be claimed not applicable")
    static let badAsOf = DiagnosticCode("LC0723", zh: "评价日有误", en: "bad date of assessment")
    static let badSceneName = DiagnosticCode("LC0724", zh: "场景名称有误", en: "bad name of a scene")
    static let unusualAnswer = DiagnosticCode("LC0730", zh: "少见的数值", en: "unusual value")
    static let conversionNotExact = DiagnosticCode("LC0731", zh: "换算结果小数位过多", en: "conversion does not come out even")
    static let refusedByMap = DiagnosticCode("LC0732", zh: "映射不接受该值", en: "value refused by the column map")
    static let columnMissing = DiagnosticCode("LC0733", zh: "表头缺列", en: "column missing from the header")
    static let badHeader = DiagnosticCode("LC0734", zh: "表头有误", en: "bad header")
    static let damagedCompression = DiagnosticCode("LC0740", zh: "压缩数据损坏", en: "compressed data is damaged")
    /// The results of an earlier run cannot be continued.
    public static let resumeRefused = DiagnosticCode("LC0741", zh: "不能接着上次运行", en: "run cannot be resumed")
    /// Results cannot be written, as where the disk is full.
    public static let outputFailed = DiagnosticCode("LC0742", zh: "无法写出结果", en: "results cannot be written")

    static let mapShape = DiagnosticCode("LC0950", zh: "列映射结构有误", en: "wrong shape of a column map")
    static let mapUnknownKey = DiagnosticCode("LC0951", zh: "列映射中的未知键", en: "unknown key in a column map")
    static let mapBadValue = DiagnosticCode("LC0952", zh: "列映射中的值有误", en: "bad value in a column map")
    static let mapUnknownInput = DiagnosticCode("LC0953", zh: "列映射中的未知输入", en: "unknown input in a column map")
    static let mapUnit = DiagnosticCode("LC0954", zh: "单位无法换算", en: "units do not convert")
    static let mapBadAnswer = DiagnosticCode("LC0955", zh: "列映射给出的答案有误", en: "column map gives a bad answer")
    static let mapPointless = DiagnosticCode("LC0956", zh: "该处理不适用于此输入", en: "treatment does not fit the input")
    static let mapTwice = DiagnosticCode("LC0957", zh: "列映射重复给出", en: "given twice in a column map")
    static let mapOtherNorm = DiagnosticCode("LC0958", zh: "列映射属于另一规范", en: "column map of another norm")

    /// Every code of scene data and column maps.
    public static let sceneDataCodes: [DiagnosticCode] = [
        .fileUnreadable, .malformedJSON, .malformedCSV, .raggedRow, .notUTF8, .sceneTooLarge, .sceneShape, .manyErrors,
        .unknownName,
        .answeredTwice, .wrongAnswerType, .answerOutOfRange, .tooManyDecimals, .notAnOption, .notADate, .listTooLong,
        .notApplicableRefused, .numberTooLong, .unknownEvidence, .evidenceUnused, .claimRefused, .badAsOf,
        .badSceneName,
        .unusualAnswer, .conversionNotExact, .refusedByMap, .columnMissing, .badHeader, .damagedCompression,
        .resumeRefused, .outputFailed, .mapShape, .mapUnknownKey,
        .mapBadValue,
        .mapUnknownInput, .mapUnit, .mapBadAnswer, .mapPointless, .mapTwice, .mapOtherNorm,
    ]
}
