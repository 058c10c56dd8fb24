import Diagnostics

/// Codes about points rules.
extension DiagnosticCode {
    public static let rateMissing = DiagnosticCode("LC0801", zh: "有的日子没有折算率", en: "days without a rate")
    public static let unknownBehaviour = DiagnosticCode("LC0802", zh: "未知的行为", en: "unknown behaviour")
    public static let unknownEvidence = DiagnosticCode("LC0803", zh: "未知的证据种类", en: "unknown kind of evidence")
    public static let evidenceFactor = DiagnosticCode(
        "LC0804", zh: "证据系数超出 0 到 1", en: "evidence factor outside 0 to 1")
    public static let multiplierBounds = DiagnosticCode("LC0805", zh: "倍率范围不对", en: "multiplier out of bounds")
    public static let rateValue = DiagnosticCode("LC0806", zh: "折算率不能用", en: "rate that cannot be used")
    public static let rateTwice = DiagnosticCode("LC0807", zh: "折算率重复", en: "rate given twice")
    public static let rateIdle = DiagnosticCode("LC0808", zh: "折算率从不适用", en: "rate that never applies")
    public static let limitValue = DiagnosticCode("LC0809", zh: "上限不能用", en: "limit that cannot be used")
    public static let limitTwice = DiagnosticCode("LC0810", zh: "上限重复", en: "limit given twice")
    public static let capIdle = DiagnosticCode("LC0811", zh: "上限从不起作用", en: "cap that never bites")
    public static let notIssuable = DiagnosticCode("LC0812", zh: "依据不足以施行", en: "source too weak to be in force")
    public static let nameTwice = DiagnosticCode("LC0813", zh: "名称重复", en: "name used twice")
    public static let timeZoneOffset = DiagnosticCode("LC0814", zh: "时区写法不对", en: "not a time zone")
    public static let unknownSource = DiagnosticCode("LC0815", zh: "未知的文献", en: "unknown source document")
    public static let versionsOverlap = DiagnosticCode("LC0816", zh: "版本不能并用", en: "versions that do not go together")
    public static let notPointsRules = DiagnosticCode("LC0817", zh: "不是积分规则", en: "not points rules")

    public static let pointsConversionCodes: [DiagnosticCode] = [
        rateMissing, unknownBehaviour, unknownEvidence, evidenceFactor, multiplierBounds, rateValue, rateTwice,
        rateIdle,
        limitValue, limitTwice, capIdle, notIssuable, nameTwice, timeZoneOffset, unknownSource, versionsOverlap,
        notPointsRules,
    ]
}
