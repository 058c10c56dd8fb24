import EngineHarness
import Foundation
import Testing

/// Where the numbers of a norm come from: the gate at issue, the list of `check --provenance`, acts that no points rules know.
@Suite struct ProvenanceTests {
    /// Thresholds, points and grades are read; `extra` comes at the end.
    private static func norm(_ extra: String, gates: String = "") -> String {
        """
        norm: shop
        title: {zh: 商店, en: Shop}
        version: "1"
        status: issued
        effective: 2026-07-01..2031-06-30
        rounding: half up
        sources:
          A: {title: {zh: 甲, en: A}}
        source: {ref: A, clause: "4.2", mark: read}
        inputs:
          area: {name: {zh: 面积}, unit: m2, range: "(0..10000]"}
          hours: {name: {zh: 时数}, unit: h/a, range: "[500..8784]"}
          power: {name: {zh: 用电量}, unit: kWh/a, range: "[0..1000000]"}
        \(gates)
        sections:
          energy:
            name: {zh: 能源}
            points: 10
            criteria:
              E1: {points: 10, met: power / area <= 90 kWh/(m2.a) and hours > 600}
        total: {of: 10}
        grades:
          good: {name: {zh: 良好}, from: 6}
          plain: {name: {zh: 一般}, from: 0}
        \(extra)
        """
    }

    private static let multiplier = """
        multiplier:
          within: "[1.0..1.6]"
          valid: P1Y
          source: {ref: A, mark: memory}
        \(NormParts.ungraded)
          base: |
            | grade | multiplier |
            | good  | 1.3        |
            | plain | 1          |
        """

    /// One number that nobody may issue, each in another place: LC0606 at it, once, and nothing else.
    @Test(arguments: [
        ("facts", "  bar: {name: {zh: 限}, unit: h/a, source: {ref: A, mark: memory}, value: 0.3 * hours}", 12),
        ("multiplier", multiplier, 0),
        ("parameters", "  limit: {name: {zh: 限值}, value: 600 h/a, source: {ref: A, mark: proposed}}", 0),
        ("rows", "rows", 0),
        ("points", "points_source: {ref: A, mark: proposed}", 0),
        ("evidence", "evidence: {kinds: {metered: 1, told: 0.5}, missing: told, source: {ref: A, mark: memory}}", 0),
    ])
    func whatHidesIsFound(_ place: String, _ text: String, _ line: Int) throws {
        var norm: String
        switch place {
        case "facts":
            norm = Self.norm("").replacing("sections:\n", with: "facts:\n\(text)\nsections:\n")
                .replacing("hours > 600", with: "bar > 600")
        case "parameters":
            norm = Self.norm("").replacing("sections:\n", with: "parameters:\n\(text)\nsections:\n")
                .replacing("hours > 600", with: "hours > limit")
        case "rows":
            norm = Self.norm("").replacing(
                "sections:\n",
                with: """
                    options:
                      kind: {small: 小店, large: 大店}
                    parameters:
                      limit:
                        name: {zh: 限值}
                        unit: h/a
                        table: |
                          | kind  | least | mark   |
                          | small | 600   | read   |
                          | large | 700   | memory |
                    sections:

                    """
            ).replacing("hours > 600", with: "hours > limit(small)")
        default: norm = Self.norm(text)
        }
        try Command.inFolder(["shop.yaml": norm]) { (folder: URL) throws in
            let found = try Command.run(["check", "shop.yaml", "--format", "json"], in: folder)
            let codes = found.output.split(separator: "\n").map { line in
                line.firstRange(of: "LC0606") == nil ? String(line) : "LC0606"
            }
            #expect(codes == ["LC0606"], "\(place): \(found.output)\(found.errors)")
            #expect(found.code == 1)
        }
        // Decided, it may be issued.
        let decided = norm.replacing("mark: memory}", with: "mark: memory, decided: {by: 局, document: 1号}}")
            .replacing("mark: proposed}", with: "mark: proposed, decided: {by: 局, document: 1号}}")
            .replacing("| 700   | memory |", with: "| 700   | read   |")
        try Command.inFolder(["shop.yaml": decided]) { (folder: URL) throws in
            let found = try Command.run(["check", "shop.yaml"], in: folder)
            #expect(found.code == 0, "\(place): \(found.output)")
        }
    }

    /// A decision names its document.
    @Test func aDecisionWithoutItsDocument() throws {
        let norm = Self.norm("points_source: {ref: A, mark: proposed, decided: {by: 局}}")
        try Command.inFolder(["shop.yaml": norm]) { (folder: URL) throws in
            let found = try Command.run(["check", "shop.yaml"], in: folder)
            #expect(found.code == 1 && found.output.contains("`document`"), "\(found.output)")
        }
    }

    @Test func everyNumberIsListed() throws {
        let norm = Self.norm(
            "points_source: {ref: A, mark: proposed}",
            gates: "gates:\n  G1: {require: power <= 500 MWh/a, source: {ref: A, clause: \"7\", mark: secondary}}"
        ).replacing("status: issued", with: "status: draft")
        try Command.inFolder(["shop.yaml": norm]) { (folder: URL) throws in
            let found = try Command.run(["check", "shop.yaml", "--provenance", "--format", "json"], in: folder)
            #expect(found.code == 0)
            let lines = try found.output.split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
            func line(_ part: String, _ id: String) -> [String: Any]? {
                lines.first { $0["part"] as? String == part && $0["id"] as? String == id }
            }
            let threshold = try #require(line("threshold", "E1"))
            #expect(threshold["numbers"] as? [String] == ["90 kWh/(m2.a)", "600"])
            #expect(threshold["mark"] as? String == "read" && threshold["clause"] as? String == "4.2")
            let points = try #require(line("points", "E1"))
            #expect(points["numbers"] as? [String] == ["10"] && points["mark"] as? String == "proposed")
            #expect(points["issuable"] as? Bool == false)
            let gate = try #require(line("gate", "G1"))
            #expect(gate["numbers"] as? [String] == ["500 MWh/a"] && gate["clause"] as? String == "7")
            #expect(gate["decides"] as? [String] == ["G1"])
            #expect(line("grade", "good")?["numbers"] as? [String] == ["6"])
        }
    }

    /// The multiplier of an act that no points rules know never pays: said where both are checked together.
    @Test func actsUnknownToThePointsRules() throws {
        let points = """
            points: city
            title: 积分
            version: "1"
            status: draft
            effective: 2026-01-01..2027-12-31
            time_zone: "+08:00"
            source: {mark: proposed}
            behaviours: {own_bag: {name: {zh: 自带袋}}}
            rates: |
              | from       | behaviour | points per gram |
              | 2026-01-01 | -         | 1               |

            """
        let norm = Self.norm("behaviours: {own_bag: {name: {zh: 自带袋}}, own_cup: {name: {zh: 自带杯}}}")
        try Command.inFolder(["shop.yaml": norm, "points.yaml": points]) { (folder: URL) throws in
            let both = try Command.run(["check", "shop.yaml", "points.yaml", "--language", "en"], in: folder)
            #expect(both.code == 0, "\(both.output)")
            #expect(both.output.contains("warning[LC0622]") && both.output.contains("`own_cup`"))
            #expect(!both.output.contains("`own_bag`"))
            #expect(try !Command.run(["check", "shop.yaml"], in: folder).output.contains("LC0622"))
        }
    }

    /// A row that names its own document is listed with that, not with the parameter's.
    @Test func rowsNameTheirOwnDocument() throws {
        let found = try Command.run(["check", "hotel", "--provenance", "--format", "json"])
        let lines = try found.output.split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        func document(_ row: String) -> String? {
            lines.first { ($0["numbers"] as? [String])?.first?.hasPrefix(row) ?? false }?["ref"] as? String
        }
        #expect(document("R1234ze ") == "EU_RULES")
        #expect(document("R134a ") == "AR4")
    }
}
