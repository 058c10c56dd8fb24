import Foundation
import Testing

/// `lowcarbon check --fix` writes the mends that are certain, and nothing else.
@Suite struct CheckFixTests {
    /// With one mistake whose mend is certain.
    private static let norm = SampleNorm.shop.replacingOccurrences(of: "{points: 10", with: "{pointz: 10")

    @Test func certainMendsAreWritten() throws {
        try Command.inFolder(["shop.yaml": CheckFixTests.norm]) { (folder: URL) throws in
            let before = try Command.run(["check", "shop.yaml"], in: folder)
            #expect(before.code == 1)
            #expect(before.output.contains("did you mean `points`?"), "\(before.output)")
            let fixed = try Command.run(["check", "--fix", "shop.yaml"], in: folder)
            #expect(fixed.code == 0, "\(fixed.output)\(fixed.errors)")
            let text = try String(contentsOf: folder.appendingPathComponent("shop.yaml"), encoding: .utf8)
            #expect(text == CheckFixTests.norm.replacing("pointz:", with: "points:"))
            #expect(try Command.run(["check", "shop.yaml"], in: folder).code == 0)
        }
    }

    /// A name that is spelt alike may be another thing: it is shown and left to a person.
    @Test func whatIsNotCertainStays() throws {
        let norm = CheckFixTests.norm.replacing("pointz: 10, met: area <= 500", with: "points: 10, met: aera <= 500")
        try Command.inFolder(["shop.yaml": norm]) { (folder: URL) throws in
            #expect(try Command.run(["check", "--fix", "shop.yaml"], in: folder).code == 1)
            #expect(try String(contentsOf: folder.appendingPathComponent("shop.yaml"), encoding: .utf8) == norm)
        }
    }

    /// `share * 100 > 80` may mean 80 %, or the number of per cent: neither is written. Beside an answer in `%` it is certain.
    @Test(arguments: [
        ("share * 100 > 80", nil), ("80 < 100 * share", nil), ("area * share >= 61", nil),
        ("max(share * 100, 80) > 0 %", nil),
        ("share > 80", "share > 80 %"), ("round(share, 1) > 80", "round(share, 1) > 80 %"),
    ])
    func percentIsWrittenOnlyWhereItIsMeant(_ condition: String, _ fixed: String?) throws {
        let norm = SampleNorm.shop.replacing("met: area <= 500", with: "met: '\(condition)'")
            .replacing("inputs:", with: "inputs:\n  share: {unit: \"%\", scale: 1, range: \"[0..100]\"}")
        try Command.inFolder(["shop.yaml": norm]) { (folder: URL) throws in
            #expect(try Command.run(["check", "--fix", "shop.yaml"], in: folder).code == (fixed == nil ? 1 : 0))
            let text = try String(contentsOf: folder.appendingPathComponent("shop.yaml"), encoding: .utf8)
            #expect(text == fixed.map { norm.replacing(condition, with: $0) } ?? norm)
        }
    }

    @Test func missingStatusTableIsOneFinding() throws {
        let norm = CheckFixTests.norm.replacing("pointz:", with: "points:")
            .split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("| 1          |") || $0.contains("plain") }
            .filter { !$0.contains("status: |") && !$0.contains("| status ") }.joined(separator: "\n")
        try Command.inFolder(["shop.yaml": norm]) { (folder: URL) throws in
            let outcome = try Command.run(["check", "shop.yaml"], in: folder)
            #expect(outcome.output.contains(" 1 error,"), "\(outcome.output)")
        }
    }

    /// A mend that makes nothing better is taken back: a quote left open far above is no reason to quote this line.
    @Test(arguments: ["version: \"1\"", "    points: 10"])
    func harmfulMendsStayOut(line: String) throws {
        let sound = CheckFixTests.norm.replacing("pointz:", with: "points:")
        let broken = line.hasPrefix("version") ? "version: \"1" : "    points: \"10"
        let norm = sound.replacing(line + "\n", with: broken + "\n", maxReplacements: 1)
        try Command.inFolder(["shop.yaml": norm]) { (folder: URL) throws in
            for _ in 0..<3 { #expect(try Command.run(["check", "--fix", "shop.yaml"], in: folder).code == 1) }
            let text = try String(contentsOf: folder.appendingPathComponent("shop.yaml"), encoding: .utf8)
            #expect(text == norm)
        }
    }
}
