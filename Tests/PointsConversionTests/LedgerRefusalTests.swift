import Diagnostics
import Testing

@testable import PointsConversion

/// One bad act spoils only itself.
@Suite struct LedgerRefusalTests {
    private func ledger(_ extra: String = "", behaviours: String = "{bus: 公交, walk: 步行}") throws -> PointsLedger {
        PointsLedger(scheme: try loadScheme(rules(extra: extra, behaviours: behaviours)))
    }

    private func reason(_ record: ActRecord, _ extra: String = "") throws -> Refusal.Reason? {
        var ledger = try ledger(extra)
        return ledger.apply(record).refusal?.reason
    }

    @Test func everyReason() throws {
        let evidence = "evidence: {kinds: {metered: 1}}"
        #expect(try reason(act("", grams: "1")) == .missingField)
        #expect(try reason(act("a", user: "", grams: "1")) == .missingField)
        #expect(try reason(act("a", "", grams: "1")) == .missingField)
        #expect(try reason(act("a", grams: "")) == .missingField)
        #expect(try reason(act("a", grams: "12g")) == .notANumber)
        #expect(try reason(act("a", grams: "-0.1")) == .negativeGrams)
        #expect(try reason(act("a", grams: "1000000000001")) == .gramsTooLarge)
        #expect(try reason(act("a", grams: "0.1234567")) == .gramsTooFine)
        #expect(try reason(act("a", at: "2026-07-01", grams: "1")) == .badTime)
        #expect(try reason(act("a", at: "2026-02-29T00:00:00Z", grams: "1")) == .badTime)
        #expect(try reason(act("a", at: "2026-12-31T16:00:00Z", grams: "1")) == .outsideEffective)
        #expect(try reason(act("a", at: "2025-12-31T15:59:59Z", grams: "1")) == .outsideEffective)
        #expect(try reason(act("a", "bsu", grams: "1")) == .unknownBehaviour)
        #expect(try reason(act("a", grams: "1"), evidence) == .evidenceMissing)
        #expect(try reason(act("a", grams: "1") { $0.evidence = "seen" }, evidence) == .unknownEvidence)
        #expect(try reason(act("a", grams: "1") { $0.multiplier = "x" }) == .notANumber)
        #expect(try reason(act("a", grams: "1") { $0.multiplier = "1.1" }) == .multiplierOutside)
        #expect(try reason(act("a", grams: "0")) == nil)
        #expect(try reason(act("a", grams: "1000000000000.000000")) == nil)
    }

    @Test func sameActIsPaidOnce() throws {
        var ledger = try ledger()
        #expect(ledger.apply(act("a", grams: "10", line: 3)).points == 10)
        let again = ledger.apply(act("a", grams: "10"))
        #expect(again.refusal?.reason == .alreadyPaid)
        #expect(again.refusal?.message.en == "`a` was settled on line 3")
        #expect(ledger.apply(act("a", grams: "11")).refusal?.reason == .idReused)
    }

    @Test func refusedActMayComeAgain() throws {
        var ledger = try ledger()
        #expect(ledger.apply(act("a", grams: "-10")).isRefused)
        #expect(ledger.apply(act("a", grams: "10")).points == 10)
    }

    @Test func meterIsPaidOncePerPeriod() throws {
        let power = "{bus: 公交, power: {name: {zh: 节电}, once_per_meter: month}}"
        var ledger = try ledger(behaviours: power)
        func settle(_ id: String, _ user: String, _ behaviour: String, _ day: String, _ meter: String?) -> String {
            let line = ledger.apply(
                act(id, user: user, behaviour, at: day + "T12:00:00+08:00", grams: "10") { $0.meter = meter })
            return line.refusal?.reason.rawValue ?? "paid"
        }
        #expect(settle("a", "u", "power", "2026-07-01", "m1") == "paid")
        #expect(settle("b", "v", "节电", "2026-07-31", "m1") == "meter paid")
        #expect(settle("c", "v", "power", "2026-08-01", "m1") == "paid")
        #expect(settle("d", "u", "power", "2026-07-31", "m2") == "paid")
        #expect(settle("e", "u", "power", "2026-07-31", nil) == "meter missing")
        #expect(settle("f", "u", "bus", "2026-07-31", "m1") == "paid")
    }

    @Test func lateActs() throws {
        let later = act("a", at: "2026-07-02T08:00:00+08:00", grams: "10")
        let earlier = act("b", at: "2026-07-01T08:00:00+08:00", grams: "10")
        var lenient = try ledger()
        _ = lenient.apply(later)
        let late = lenient.apply(earlier)
        #expect(late.points == 10 && late.isLate)
        var strict = try ledger("late_acts: refuse")
        _ = strict.apply(later)
        #expect(strict.apply(earlier).refusal?.reason == .outOfOrder)
        #expect(strict.apply(act("c", user: "other", at: "2026-07-01T08:00:00+08:00", grams: "1")).points == 1)
    }

    /// Two acts at one time have no order, so neither is late.
    @Test func actsAtTheSameTimeAreNotLate() throws {
        var strict = try ledger("late_acts: refuse")
        #expect(strict.apply(act("a", grams: "10")).points == 10)
        let second = strict.apply(act("b", grams: "10"))
        #expect(second.points == 10 && !second.isLate && !second.isRefused)
        #expect(strict.apply(act("c", at: "2026-07-01T07:59:59+08:00", grams: "10")).refusal?.reason == .outOfOrder)
    }

    @Test func onlyTheEvidenceOfTheBehaviourIsTaken() throws {
        let behaviours = "{bus: {name: {zh: 公交}, evidence: [ticket]}, walk: 步行}"
        var ledger = try ledger("evidence: {kinds: {ticket: 1, claimed: 0.5}}", behaviours: behaviours)
        func settle(_ id: String, _ behaviour: String, _ evidence: String) -> String {
            let line = ledger.apply(act(id, behaviour, grams: "10") { $0.evidence = evidence })
            return line.refusal?.reason.rawValue ?? "\(line.points)"
        }
        #expect(settle("a", "bus", "ticket") == "10")
        #expect(settle("b", "bus", "claimed") == "evidence not accepted")
        #expect(settle("c", "walk", "claimed") == "5")
    }

    /// A wild date in one act does not shut out the user's others.
    @Test func aWildDateSpoilsNothing() throws {
        var ledger = try ledger()
        _ = ledger.apply(act("a", at: "2026-12-31T08:00:00+08:00", grams: "10"))
        #expect(ledger.apply(act("b", at: "2026-07-01T08:00:00+08:00", grams: "10")).points == 10)
    }

    @Test func copiesAreSnapshots() throws {
        var ledger = try ledger("caps: |\n  | behaviour | per | points |\n  | - | day | 15 |")
        _ = ledger.apply(act("a", grams: "10"))
        var copy = ledger
        #expect(copy.apply(act("b", grams: "10")).points == 5)
        #expect(ledger.apply(act("b", grams: "10")).points == 5)
    }
}
