import ExactNumbers
import RuleSyntax
import Testing

@testable import PointsConversion

/// Cases worked out by hand.
@Suite struct LedgerTests {
    private let wuhan = """
        evidence: {kinds: {ticket: 1, claimed: 0.5}, missing: claimed}
        """

    /// Wuhan publishes 105 and 274 g for bus and metro, and 52 and 137 points where the trip is only claimed.
    @Test func wuhanHalvesClaims() throws {
        var ledger = PointsLedger(scheme: try loadScheme(rules(extra: wuhan)))
        #expect(account(ledger.apply(act("a", grams: "105"))) == "52.5 = 52 + 0.5")
        #expect(account(ledger.apply(act("b", grams: "274"))) == "137 = 137 + 0")
        #expect(account(ledger.apply(act("c", grams: "105") { $0.evidence = "ticket" })) == "105 = 105 + 0")
    }

    @Test func gramsAreNeverMultiplied() throws {
        var ledger = PointsLedger(
            scheme: try loadScheme(rules(extra: "multiplier: {within: \"[0.5..2]\"}\n" + wuhan)))
        let line = ledger.apply(act("a", grams: "100.10") { $0.multiplier = "1.3" })
        #expect(line.grams?.description == "100.10")
        #expect(account(line) == "65.065 = 65 + 0.065")
        #expect(line.json.contains("\"grams\":100.10,"))
    }

    /// 144 g at 28.8 g a point is 5 points; 37 g at 30 is 37/30.
    @Test func gramsPerPointStayFractions() throws {
        let scheme = try loadScheme(
            rules(rates: "| 2026-01-01 | bus | 28.8 |\n  | 2026-01-01 | walk | 30 |", heading: "grams per point"))
        var ledger = PointsLedger(scheme: scheme)
        #expect(account(ledger.apply(act("a", grams: "144"))) == "5 = 5 + 0")
        #expect(account(ledger.apply(act("b", "walk", grams: "37"))) == "37/30 = 1 + 7/30")
    }

    @Test func rateByDate() throws {
        let scheme = try loadScheme(
            rules(rates: "| 2026-01-01 | - | 1 |\n  | 2026-07-01 | bus | 0.5 |\n  | 2026-09-01 | - | 3 |"))
        var ledger = PointsLedger(scheme: scheme)
        #expect(ledger.apply(act("a", at: "2026-06-30T23:59:59+08:00", grams: "10")).points == 10)
        #expect(ledger.apply(act("b", at: "2026-06-30T16:00:00Z", grams: "10")).points == 5)
        #expect(ledger.apply(act("c", at: "2026-10-01T00:00:00+08:00", grams: "10")).points == 5)
        #expect(ledger.apply(act("d", "walk", at: "2026-10-01T00:00:00+08:00", grams: "10")).points == 30)
    }

    @Test func capsInAllFiveShapes() throws {
        let extra = """
            caps: |
              | behaviour | per   | points |
              | bus       | act   | 50     |
              | bus       | day   | 80     |
              | bus       | month | 130    |
              | bus       | year  | 150    |
              | -         | year  | 160    |
            """
        var ledger = PointsLedger(scheme: try loadScheme(rules(extra: extra)))
        let lines = [
            act("a", at: "2026-07-01T08:00:00+08:00", grams: "70"),
            act("b", at: "2026-07-01T23:59:59+08:00", grams: "40.5"),
            act("c", at: "2026-07-02T00:00:00+08:00", grams: "60"),
            act("d", at: "2026-07-03T00:00:00+08:00", grams: "10"),
            act("e", at: "2026-08-01T00:00:00+08:00", grams: "60"),
            act("f", "walk", at: "2026-08-01T00:00:00+08:00", grams: "60"),
        ].map { account(ledger.apply($0)) }
        #expect(
            lines == [
                "70 = 50 + 0 + points/act-20", "40.5 = 30 + 0 + points/day-10.5", "60 = 50 + 0 + points/act-10",
                "10 = 0 + 0 + points/month-10", "60 = 20 + 0 + points/act-10 + points/year-30",
                "60 = 10 + 0 + points/year-50",
            ])
    }

    /// Caps hold for points paid under every rounding, since the cut comes before the one rounding.
    @Test func roundingUpCannotPassACap() throws {
        let extra = "rounding: up\ncaps: |\n  | behaviour | per | points |\n  | - | day | 10 |"
        var ledger = PointsLedger(scheme: try loadScheme(rules(extra: extra)))
        let points = (0..<5).map { ledger.apply(act("\($0)", grams: "3.1")).points }
        #expect(points == [4, 4, 2, 0, 0])
        #expect(ledger.apply(act("x", user: "other", grams: "3.1")).remainder?.description == "-0.9")
    }

    @Test func countedActsGroupsBudgetAndMinimum() throws {
        let extra = """
            caps: |
              | behaviour | per | points | acts |
              | walk      | day | -      | 2    |
              | bus, walk | day | 100    | -    |
            budget: |
              | per | points |
              | day | 150    |
            minimum: {points: 5, grams: 6}
            """
        var ledger = PointsLedger(scheme: try loadScheme(rules(extra: extra)))
        #expect(account(ledger.apply(act("a", "walk", grams: "30"))) == "30 = 30 + 0")
        #expect(account(ledger.apply(act("b", "walk", grams: "5.5"))) == "5.5 = 0 + 0 + minimum grams/act-5.5")
        #expect(account(ledger.apply(act("c", "walk", grams: "30"))) == "30 = 30 + 0")
        #expect(account(ledger.apply(act("d", "walk", grams: "30"))) == "30 = 0 + 0 + acts/day-30")
        #expect(account(ledger.apply(act("e", grams: "50"))) == "50 = 40 + 0 + points/day-10")
        #expect(account(ledger.apply(act("f", user: "v", grams: "70"))) == "70 = 50 + 0 + budget/day-20")
        #expect(account(ledger.apply(act("g", user: "w", grams: "4"))) == "4 = 0 + 0 + minimum grams/act-4")
    }

    /// An act of just the minimum is paid, in grams and in points.
    @Test func justTheMinimumIsPaid() throws {
        var grams = PointsLedger(scheme: try loadScheme(rules(extra: "minimum: {grams: 6}")))
        #expect(account(grams.apply(act("a", grams: "6"))) == "6 = 6 + 0")
        #expect(account(grams.apply(act("b", grams: "5.999"))) == "5.999 = 0 + 0 + minimum grams/act-5.999")
        var points = PointsLedger(scheme: try loadScheme(rules(extra: "minimum: {points: 5}")))
        #expect(account(points.apply(act("a", grams: "5"))) == "5 = 5 + 0")
        #expect(account(points.apply(act("b", grams: "4.999"))) == "4.999 = 0 + 0 + minimum/act-4.999")
    }

    @Test func multiplierAtTheTimeOfTheAct() throws {
        let scheme = try loadScheme(
            rules(extra: "multiplier: {within: \"[1..1.6]\", no_label: 1, suspended: 0.9, not_valid: 0.8}"))
        func entry(_ from: String, _ to: String, _ behaviour: String?, _ value: String) throws -> SceneLabel.Entry {
            SceneLabel.Entry(
                from: try #require(CalendarDay(from)), to: CalendarDay(to), behaviour: behaviour,
                value: ExactDecimal(value).map { .factor($0) } ?? .suspended)
        }
        let labels = LabelTable([
            SceneLabel(
                scene: "h", id: "old",
                entries: [
                    try entry("2026-03-01", "2026-05-31", nil, "1.3"),
                    try entry("2026-06-01", "2026-08-31", nil, "1.5"),
                    try entry("2026-06-01", "2026-08-31", "步行", "1.6"),
                    try entry("2026-08-20", "2026-08-31", nil, "suspended"),
                ]),
            SceneLabel(scene: "h", id: "new", entries: [try entry("2026-07-15", "2026-07-31", nil, "1.2")]),
            SceneLabel(scene: "high", entries: [try entry("2026-01-01", "2026-12-31", nil, "1.7")]),
            SceneLabel(scene: "torn", id: "1", entries: [try entry("2026-01-01", "2026-12-31", nil, "1.1")]),
            SceneLabel(scene: "torn", id: "2", entries: [try entry("2026-01-01", "2026-12-31", nil, "1.2")]),
        ])
        var ledger = PointsLedger(scheme: scheme, labels: labels)
        func points(
            _ id: String, _ day: String, _ behaviour: String = "bus", scene: String? = "h", label: String? = nil
        ) -> String {
            let line = ledger.apply(
                act(id, user: id, behaviour, at: day + "T12:00:00+08:00", grams: "10") {
                    $0.scene = scene
                    $0.label = label
                })
            return line.refusal?.reason.rawValue ?? String(line.points)
        }
        #expect(points("a", "2026-05-31") == "13")
        #expect(points("b", "2026-06-01") == "15")
        #expect(points("c", "2026-06-01", "walk") == "16")
        #expect(points("d", "2026-07-20") == "12")
        #expect(points("e", "2026-07-20", label: "old") == "15")
        #expect(points("f", "2026-08-25") == "9")
        #expect(points("g", "2026-09-01") == "8")
        #expect(points("h", "2026-07-01", scene: nil) == "10")
        #expect(points("i", "2026-07-01", scene: "unheard of") == "10")
        #expect(points("j", "2026-07-01", scene: "high") == "multiplier outside")
        #expect(points("k", "2026-07-01", scene: "torn") == "label ambiguous")
        #expect(points("l", "2026-07-01", scene: "torn", label: "2") == "12")
        #expect(points("m", "2026-07-01", scene: "torn", label: "3") == "unknown label")
    }

    @Test func versionsSideBySide() throws {
        let caps = "\ncaps: |\n  | behaviour | per | points |\n  | bus | year | 25 |"
        let old = try loadScheme(rules(effective: "2026-01-01..2026-06-30", extra: caps))
        let new = try loadScheme(
            rules(effective: "2026-07-01..2026-12-31", extra: caps, rates: "| 2026-01-01 | - | 2 |")
                .replacing("version: \"1\"", with: "version: \"2\""))
        var ledger = PointsLedger(schemes: [new, old])
        let first = ledger.apply(act("a", at: "2026-06-30T12:00:00+08:00", grams: "10"))
        let second = ledger.apply(act("b", at: "2026-07-01T12:00:00+08:00", grams: "10"))
        #expect(first.points == 10 && first.versions?.version == "1")
        #expect(second.points == 15 && second.versions?.version == "2")
        #expect(first.versions?.digest != second.versions?.digest)
    }
}
