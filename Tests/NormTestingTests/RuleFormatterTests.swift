import Diagnostics
import LowCarbonRules
import RuleCompiler
import RuleProgram
import RuleSyntax
import Testing

/// Formatting and conversion of the rules that are shipped.
@Suite struct RuleFormatterTests {
    private func format(_ path: String, _ bytes: [UInt8], _ language: DocumentLanguage? = nil) -> [UInt8]? {
        RuleFormatter().format(path, bytes: bytes, language: language).bytes
    }

    @Test(arguments: ShippedRules.files)
    func formattingIsStable(path: String) throws {
        let bytes = try #require(FileAccess.disk.read(path))
        let once = try #require(format(path, bytes))
        let twice = try #require(format(path, once))
        #expect(text(once) == text(twice))
    }

    @Test(arguments: ShippedRules.files)
    func conversionAndBackIsIdentity(path: String) throws {
        let bytes = try #require(FileAccess.disk.read(path))
        let formatted = try #require(format(path, bytes))
        let first = text(formatted).split(separator: "\n").first { !$0.hasPrefix("#") } ?? ""
        let isChinese = ["规范", "因子", "积分"].contains { first.hasPrefix($0) }
        let (own, other): (DocumentLanguage, DocumentLanguage) = isChinese ? (.zh, .en) : (.en, .zh)
        let there = try #require(format(path, formatted, other))
        #expect(there != formatted)
        let back = try #require(format(path, there, own))
        #expect(firstDifference(back, formatted) == nil)
    }

    @Test(arguments: ShippedRules.files)
    func conversionKeepsTheProgram(path: String) throws {
        let bytes = try #require(FileAccess.disk.read(path))
        let loader = NormLoader()
        guard let original = loader.load(path, bytes: bytes).compiled else { return }
        for language in [DocumentLanguage.zh, .en] {
            let converted = try #require(format(path, bytes, language))
            let loaded = loader.load(path, bytes: converted)
            #expect(loaded.diagnostics.filter { $0.severity == .error }.isEmpty)
            let program = try #require(loaded.compiled).program
            #expect(program.instructions == original.program.instructions)
            #expect(program.operands == original.program.operands)
            #expect(program.initialValues == original.program.initialValues)
            #expect(program.evidenceFactors == original.program.evidenceFactors)
            #expect(program.schema.fields.map(\.name.id) == original.program.schema.fields.map(\.name.id))
            #expect(program.schema.fields.map(\.name.chinese) == original.program.schema.fields.map(\.name.chinese))
        }
    }

    @Test func refusesToConvertAFileWithErrors() {
        let result = RuleFormatter().format("x.yaml", bytes: Array("norm: x\nversoin: 1\n".utf8), language: .zh)
        #expect(result.bytes == nil)
        #expect(result.diagnostics.contains { $0.severity == .error })
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func firstDifference(_ left: [UInt8], _ right: [UInt8]) -> String? {
        let lines = zip(text(left).split(separator: "\n"), text(right).split(separator: "\n"))
        if let pair = lines.first(where: { $0.0 != $0.1 }) { return "\(pair.0) | \(pair.1)" }
        return left == right ? nil : "lengths \(left.count) \(right.count)"
    }
}
