import Diagnostics

extension DiagnosticCode {
    public static let tooWide = DiagnosticCode("LC0403", zh: "数值可能超出 128 位", en: "numbers may outgrow 128 bits")
    public static let fractionSum = DiagnosticCode(
        "LC0406", zh: "列表里的分数不能精确相加", en: "fractions of a list cannot be added exactly")
    public static let tooManySteps = DiagnosticCode("LC0620", zh: "一个场景步数太多", en: "too many steps for one scene")

    /// All codes of the compiler.
    public static let ruleCompilerCodes: [DiagnosticCode] = [.tooWide, .fractionSum, .tooManySteps]
}
