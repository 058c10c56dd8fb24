import Diagnostics

extension DiagnosticCode {
    static let unexpectedResult = DiagnosticCode("LC0901", zh: "结果与期望不符", en: "result is not as expected")
    static let invalidCase = DiagnosticCode("LC0902", zh: "用例的答案有误", en: "answers of a case are invalid")
    static let unknownBase = DiagnosticCode("LC0903", zh: "没有这个基准场景", en: "no such base scene")
    static let unreadableScene = DiagnosticCode("LC0904", zh: "读不到场景文件", en: "scene file cannot be read")
    static let unknownTarget = DiagnosticCode("LC0905", zh: "规范里没有这个名称", en: "name is not in the norm")
    static let noDay = DiagnosticCode("LC0906", zh: "用例没有评价日", en: "case names no day of assessment")
    static let badExpectation = DiagnosticCode("LC0907", zh: "期望的写法有误", en: "expectation cannot be read")
    static let noCases = DiagnosticCode("LC0908", zh: "没有可检验的内容", en: "nothing is tested")
    static let baseAndScene = DiagnosticCode("LC0909", zh: "基准与场景并存", en: "both a base and a scene")
    static let noNorm = DiagnosticCode("LC0910", zh: "找不到被测规范", en: "norm under test is missing")
    static let wrongVersion = DiagnosticCode("LC0911", zh: "测试与规范的版本不同", en: "tests are for another version")

    /// The codes of this module.
    public static let normTestingCodes: [DiagnosticCode] = [
        unexpectedResult, invalidCase, unknownBase, unreadableScene, unknownTarget, noDay, badExpectation, noCases,
        baseAndScene, noNorm, wrongVersion,
    ]
}
