import Diagnostics

extension DiagnosticCode {
    public static let fractionSum = DiagnosticCode(
        "LC0406", zh: "列表里的分数不能精确相加", en: "fractions of a list cannot be added exactly")
    public static let tooManySteps = DiagnosticCode("LC0620", zh: "一个场景步数太多", en: "too many steps for one scene")

    /// All codes of the compiler.
    public static let ruleCompilerCodes: [DiagnosticCode] = [.fractionSum, .tooManySteps]
}
