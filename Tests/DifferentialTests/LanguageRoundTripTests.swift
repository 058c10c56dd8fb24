import LowCarbonRules
import ReferenceEvaluator
import RuleCompiler
import RuleProgram
import RuleSyntax
import Testing

/// A norm that is turned into the other language and back computes the same.
@Suite struct LanguageRoundTripTests {
    /// Found by the fuzz target `generated`.
    private static let found: [UInt8] =
        Array(repeating: 0xFF, count: 33) + [
            0x02, 0xC4, 0x42, 0x69, 0xDA, 0x1C, 0xF6, 0xBA, 0x66, 0xD3, 0xF8, 0xB6, 0xD4, 0xB1, 0x00, 0xA9, 0xEA, 0x0E,
            0x75, 0x5A, 0x5C, 0x2E, 0x82, 0x10, 0x24, 0x2A, 0x08, 0xE7, 0xFF, 0xFF, 0x07, 0xE6, 0x97, 0xB6, 0xE5, 0x88,
            0xBB, 0x8F, 0x7F, 0xE8, 0xA4, 0xFE, 0xF2, 0x3A, 0x0C, 0x9F, 0xC5, 0xAF, 0xD7, 0x60, 0x84, 0x37, 0x81, 0x6B,
            0xDD, 0xFF, 0xFF, 0x0A, 0x00, 0x73, 0x09, 0xCB, 0x4A,
        ]

    @Test func aNormThatTheFuzzerFound() throws { try roundTrip(NormGenerator.norm(bytes: Self.found)) }

    @Test(arguments: [UInt64(0)..<40]) func randomNorms(_ seeds: Range<UInt64>) throws {
        for seed in seeds { try roundTrip(NormGenerator.norm(seed: seed)) }
    }

    private func roundTrip(_ yaml: String) throws {
        let loader = NormLoader(files: .memory([:]))
        guard let program = loader.load("rules/f.yaml", bytes: Array(yaml.utf8)).compiled?.program else { return }
        func format(_ bytes: [UInt8], _ language: DocumentLanguage?) throws -> [UInt8] {
            try #require(
                RuleFormatter(files: .memory([:])).format("rules/f.yaml", bytes: bytes, language: language).bytes)
        }
        let chinese = try format(try format(Array(yaml.utf8), nil), .zh)
        let english = try format(chinese, .en)
        #expect(try format(english, .zh) == chinese)
        for bytes in [chinese, english] {
            let again = try #require(loader.load("rules/f.yaml", bytes: bytes).compiled?.program)
            let isSame =
                again.instructions == program.instructions && again.operands == program.operands
                && again.initialValues == program.initialValues
            #expect(isSame, "\(yaml)\n\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
