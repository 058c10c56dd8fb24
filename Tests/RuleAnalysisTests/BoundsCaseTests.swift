import EngineHarness
import ExactNumbers
import Foundation
import RuleCompiler
import RuleProgram
import Testing

@testable import RuleAnalysis

/// Outcomes that were left out, and ends that were none.
@Suite struct BoundsCaseTests {
    private func norm(_ inputs: String, _ rest: String, grades: String, total: String = "of: 10") throws -> AnalyzedNorm
    {
        let yaml = """
            \(NormParts.head)
            inputs:
            \(inputs)
            \(rest)
            total: {\(total)}
            grades: {\(grades)}
            """
        return try #require(RandomNorms.norm(yaml), "\(yaml)")
    }

    private func criterion(_ lines: [String]) -> String {
        (["sections:", "  s:", "    points: 10", "    criteria:", "      C:", "        points: 10"]
            + lines.map { "        " + $0 }).joined(separator: "\n")
    }

    private func bounds(
        _ norm: AnalyzedNorm, _ answers: [Int: Int128] = [:], limit: Int? = nil
    ) -> ScoreBounds {
        var record = SceneRecord(schema: norm.norm.program.schema, asOf: 20_666)
        for (field, value) in answers { (record.values[field], record.states[field]) = (value, .known) }
        let analyzer = SceneAnalyzer(norm)
        analyzer.limit = limit
        return analyzer.bounds(record)
    }

    private func outcomes(_ bounds: ScoreBounds) -> [String] {
        bounds.outcomes.map { $0.grade.map { "\($0)" } ?? $0.status.id }
    }

    private func shown(_ end: ScoreBounds.End?) -> String {
        end.map { "\($0.score)\($0.isExact ? "" : " or beyond")" } ?? "none"
    }

    /// A row whose column does not apply stands beside the row that decides, or is all there is.
    @Test(arguments: ["P", "F"]) func columnThatDoesNotApply(hit: String) throws {
        let norm = try norm(
            "  q0: {type: boolean}\n  q5: {type: boolean, when: q0}\n  q3: {unit: m2, range: \"[0..50]\"}",
            criterion([
                "hit: \(hit)", "default: 10", "table: |", "  | q5 | q3 | points |", "  | true | - | 7 |",
                "  | - | <= 37 | 10 |",
            ]), grades: "g: {from: 8}, h: {from: 0}")
        let bounds = bounds(norm, [0: 0])
        // In the order of the rows the first has to stand beside the second, so nothing is ever known.
        #expect(outcomes(bounds) == (hit == "P" ? ["0", "not_assessable"] : ["not_assessable"]))
        #expect(!bounds.outcomes.contains { !$0.isProved })
        #expect(shown(bounds.low) == (hit == "P" ? "10" : "none"))
        let other = self.bounds(norm, [0: 1])
        #expect(outcomes(other) == ["0", "1"])
        #expect(shown(other.low) == "7" && shown(other.high) == "10")
    }

    /// Rows that leave out one number leave the default possible, wherever that number is; rows that leave out none do not.
    @Test(arguments: [
        ("(5..40]", "> 80", true), ("[5..40]", "> 80", false), ("[5..30)", "> 80", true), ("[5..10)", "(10..30]", true),
        ("[5..10]", "[11..30]", false), ("[5..10.5]", "[11.5..30]", true), ("[5..10.5]", "[10.6..30]", false),
        ("[6..30]", "> 80", true), ("(4.5..30]", "> 80", false),
    ]) func rowsThatLeaveOutOneNumber(first: String, second: String, hasDefault: Bool) throws {
        let norm = try norm(
            "  x: {type: whole, range: \"[5..30]\"}",
            criterion([
                "hit: F", "default: 7.5", "table: |", "  | x | points |", "  | \(first) | 0 |", "  | \(second) | 0 |",
            ]), grades: "g: {from: 5}, h: {from: 0}")
        for limit in [nil, 0] {
            let bounds = bounds(norm, limit: limit)
            #expect(shown(bounds.high).hasPrefix("7.5") == hasDefault || limit == 0, "\(first) \(second)")
            if hasDefault { #expect(outcomes(bounds) == ["0", "1"], "\(first) \(second)") }
        }
    }

    /// Between whole numbers lie those that a question with places, and a fraction, can have too.
    @Test(arguments: [
        ("x", "{range: \"[5..30]\", scale: 1}", "[5..10]", "[11..30]", true),
        ("x", "{range: \"[5..30]\", scale: 1}", "[5..10]", "(10..30]", false),
        ("x", "{range: \"[5..30]\", scale: 1}", "[5..11)", "[11..30]", false),
        ("x / 2", "{type: whole, range: \"[10..60]\"}", "[5..10]", "[11..30]", true),
        ("x / 2", "{type: whole, range: \"[10..60]\"}", "[5..10]", "(10..30]", false),
        ("x / y", "{type: whole, range: \"[10..30]\"}", "[5..10]", "[11..30]", true),
        ("x / y", "{type: whole, range: \"[10..30]\"}", "[5..10]", "(10..30]", false),
        ("x", "{type: whole, range: \"[5..30]\"}", "[5..10]", "[11..30]", false),
    ])
    func rowsThatLeaveOutAFraction(_ subject: String, _ input: String, _ first: String, _ second: String, _ has: Bool)
        throws
    {
        let norm = try norm(
            "  x: \(input)\n  y: {type: whole, range: \"[1..2]\"}",
            "facts:\n  f: {value: \(subject)}\n"
                + criterion([
                    "hit: F", "default: 7.5", "table: |", "  | f | points |", "  | \(first) | 0 |",
                    "  | \(second) | 0 |",
                ]), grades: "g: {from: 5}, h: {from: 0}")
        let bounds = bounds(norm)
        #expect(outcomes(bounds).contains("0") == has, "\(outcomes(bounds))")
        #expect(shown(bounds.high).hasPrefix("7.5") == has, "\(shown(bounds.high))")
    }

    /// A list that is not answered may be empty, full or anything between, and so may be what is summed over it.
    @Test(arguments: [
        ("[2..4]", "sum(for e in l return e.n)", "0", "12"), ("[2..4]", "count(l) * 4", "0", "12"),
        ("[-4..-2]", "12 + sum(for e in l return e.n)", "0", "12"),
        ("[2..4]", "12 - sum(for e in l return e.n)", "0", "12"),
        ("[-1..4]", "sum(for e in l return if e.f then e.n else 0)", "0", "12"),
        ("[2..4]", "sum(for e in l[f] return e.n)", "0", "12"),
        ("[2..4]", "max(for e in l return e.n, empty: 6) * 2", "4", "12"),
        ("[2..4]", "min(for e in l return e.n, empty: 0) * 3", "0", "12"),
    ])
    func listsOfAnyLength(_ range: String, _ value: String, _ low: String, _ high: String) throws {
        let norm = try norm(
            "  l: {list: {max: 3}, of: {n: {range: \"\(range)\"}, f: {type: boolean}}}",
            criterion(["value: '\(value)'"]).replacingOccurrences(of: "10", with: "12"),
            grades: "high: {from: 12}, fair: {from: 5}, low: {from: 0}", total: "of: 12")
        for limit in [nil, 0] {
            let bounds = bounds(norm, limit: limit)
            #expect(outcomes(bounds) == ["0", "1", "2"])
            if limit == nil { #expect(shown(bounds.low) == low && shown(bounds.high) == high) }
        }
    }

    /// Where the ends of a quotient and of what it is compared with meet, a comparison may hold or fail.
    @Test(arguments: [
        ("x / y < 2", true, true), ("x / y <= 2", true, false), ("x / y < 2.01", true, false),
        ("x / y > 0.5", true, true), ("x / y >= 0.5", true, false), ("x / y > 0.49", true, false),
        ("x / y <= 0.5", true, true), ("x / y < 0.5", false, true), ("x / y >= 2", true, true),
        ("x / y > 2", false, true),
        ("x / y = 2", true, true), ("x / y != 0.5", true, true),
    ])
    func comparisonsOfQuotients(_ condition: String, _ mayHold: Bool, _ mayFail: Bool) throws {
        let norm = try norm(
            "  x: {type: whole, range: \"[2..4]\"}\n  y: {type: whole, range: \"[2..4]\"}",
            criterion(["met: '\(condition)'"]), grades: "met: {from: 10}, not_met: {from: 0}")
        for limit in [nil, 0] {
            #expect(outcomes(bounds(norm, limit: limit)) == (mayHold ? ["0"] : []) + (mayFail ? ["1"] : []))
        }
    }

    /// x ÷ y lies between 1/4 and 3/2.
    @Test(arguments: [
        ("floor(x / y)", 0, 1), ("ceiling(x / y)", 1, 2), ("round(x / y, 0)", 0, 2), ("round up(x / y, 0)", 1, 2),
        ("round down(x / y, 0)", 0, 1), ("round half down(x / y, 0)", 0, 1), ("-floor(-x / y)", 1, 2),
        ("-ceiling(-x / y)", 0, 1),
    ])
    func roundingsOfQuotients(_ value: String, _ low: Int, _ high: Int) throws {
        let norm = try norm(
            "  x: {type: whole, range: \"[1..3]\"}\n  y: {type: whole, range: \"[2..4]\"}",
            criterion(["value: '\(value) * 5'"]), grades: "two: {from: 10}, one: {from: 5}, none: {from: 0}")
        for limit in [nil, 0] {
            let bounds = bounds(norm, limit: limit)
            #expect(outcomes(bounds) == (low...high).reversed().map { "\(2 - $0)" })
            if limit == nil { #expect(shown(bounds.low) == "\(low * 5)" && shown(bounds.high) == "\(high * 5)") }
        }
    }

    /// However early the search ends, its ends hold what it has not looked at: two peaks between other turning points.
    @Test func howeverEarlyTheSearchEnds() throws {
        let norm = try norm(
            "  x: {type: whole, range: \"[0..1000]\"}\n  y: {type: whole, range: \"[0..1000]\"}",
            criterion([
                "value: (if x = 500 then 3 else if x > 500 then 1 else 0) * (if y = 700 then 4 else if y < 700 then 1 else 0)"
                    + " - (if x = 500 and y < 700 then 3 else 0)"
            ]).replacingOccurrences(of: "points: 10", with: "points: 12"),
            grades: "top: {from: 12}, fair: {from: 3}, low: {from: 0}", total: "of: 12")
        for limit in Array(0...300) + [1000, 5000, 100_000] {
            let bounds = bounds(norm, limit: limit)
            let (low, high) = (try #require(bounds.low), try #require(bounds.high))
            #expect(low.score <= ExactDecimal(0) && ExactDecimal(12) <= high.score, "\(limit)")
            #expect(outcomes(bounds) == ["0", "1", "2"], "\(limit)")
        }
    }

    /// Where no completion has a score there is no range.
    @Test(arguments: ["", ", scale: 2"]) func withoutAnyScore(scale: String) throws {
        let norm = try norm(
            "  q: {range: \"[0..50]\"\(scale)}\n  r: {unit: \"%\", range: \"[0..100]\"}",
            "facts:\n  f: {unit: \"%\", when: q - q < 0, value: r}\n"
                + criterion(["hit: F", "default: 5", "table: |", "  | f | points |", "  | < 10 % | 10 |"]),
            grades: "g: {from: 0}")
        let bounds = bounds(norm)
        #expect(bounds.low == nil && bounds.high == nil)
        #expect(outcomes(bounds) == ["not_assessable"])
        let hasty = self.bounds(norm, limit: 0)
        for end in [hasty.low, hasty.high].compactMap({ $0 }) {
            #expect(ExactDecimal(0) <= end.score && end.score <= ExactDecimal(10))
        }
    }

    /// A peak and a valley between two answers that are far from every other turning point.
    @Test func peaksAndValleys() throws {
        let input = "  q: {unit: m2, range: \"[0..99999999999]\"}"
        func anchors(_ a: Int, _ b: Int, _ c: Int) -> String {
            criterion([
                "interpolate: q", "outside: clamp", "anchors: |", "  | at | points |", "  | 0 m2 | \(a) |",
                "  | 50000000000 m2 | \(b) |", "  | 99999999999 m2 | \(c) |",
            ])
        }
        let peak = bounds(try norm(input, anchors(2, 6, 0), grades: "good: {from: 6}, plain: {from: 0}"))
        #expect(outcomes(peak) == ["0", "1"])
        #expect(peak.high.map { ExactDecimal(6) <= $0.score } ?? false)
        #expect(peak.high?.isExact != true || peak.high?.reached == ExactDecimal(6))
        let valley = bounds(try norm(input, anchors(8, 4, 9), grades: "good: {from: 4.0000000001}, plain: {from: 0}"))
        #expect(outcomes(valley) == ["0", "1"])
        #expect(valley.low.map { $0.score <= ExactDecimal(4) } ?? false)
        #expect(valley.low?.isExact != true || valley.low?.reached == ExactDecimal(4))
    }

    /// What is taken off weighs most on one part alone where nothing surely applies: 6 × (3 − 3) ÷ 6 is less than 14 × (4 − 3) ÷ 8.
    @Test func aDeductionFromOneOfTwoParts() throws {
        let norm = try norm(
            "  p: {type: boolean}\n  q: {type: boolean}\n  r: {type: boolean}\n  x: {range: \"[4..7]\"}\n  y: {range: \"[3..6]\"}",
            """
            sections:
              s:
                points: 14
                round: 2
                criteria: {A: {points: 8, when: q, value: x}, B: {points: 6, when: r, value: y}}
                deductions: {D: {points: 3, met: p}}
              t: {points: 14, criteria: {T: {points: 14, met: p}}}
            """, grades: "good: {from: 15}, plain: {from: 0}", total: "of: 28")
        // Without a search the least total is that of the ranges alone; where the first section drops out it is 28.
        for limit in [0, nil] {
            let bounds = bounds(norm, [0: 1], limit: limit)
            #expect(bounds.low.map { $0.score <= ExactDecimal(14) } ?? false)
            #expect(bounds.high.map { ExactDecimal(28) <= $0.score } ?? false)
            #expect(outcomes(bounds) == ["0", "1"])
        }
    }

    /// A range may be wider than the greatest number of 128 bits.
    @Test func rangesWiderThanHalfOfAllNumbers() throws {
        let most = String(repeating: "9", count: 38)
        let norm = try norm(
            "  v: {range: \"[0..60]\"}\n  w: {range: \"[-\(most)..\(most)]\", change: {direction: any, step: 100}}\n"
                + "  x: {range: \"[0..1000]\"}\n  y: {range: \"[0..1000]\"}",
            """
            sections:
              s:
                points: 10
                criteria:
                  A: {points: 6, value: "clamp(x - y * x / 1000, 0, 6)"}
                  B: {points: 4, met: w > 5 and x * y > 31 and v * y > w}
            """, grades: "good: {from: 1}, plain: {from: 0}")
        let bounds = bounds(norm)
        #expect(outcomes(bounds) == ["0", "1"])
        #expect(shown(bounds.low) == "0" && bounds.high.map { ExactDecimal(10) <= $0.score } ?? false)
        let record = SceneRecord(schema: norm.norm.program.schema, asOf: 20_666)
        let analyzer = SceneAnalyzer(norm)
        #expect(!analyzer.advice(record).questions.isEmpty)
        var answered = record
        for (field, value) in [60, -99, 1, 1000].enumerated() {
            (answered.values[field], answered.states[field]) = (Int128(value), .known)
        }
        #expect(analyzer.path(answered, to: 0).ending == .found)
    }
}
