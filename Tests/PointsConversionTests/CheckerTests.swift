import Diagnostics
import Foundation
import Testing

@testable import PointsConversion

/// Rules with `«LC0802:text»` around every place where a finding is expected; nothing else may be found.
@Suite struct CheckerTests {
    struct Finding: Hashable, CustomStringConvertible {
        var code: String
        var start: Int
        var text: String
        var description: String { "\(code)@\(start):\(text)" }
    }

    private func expect(_ marked: String, sourceLocation: SourceLocation = #_sourceLocation) {
        var text: [UInt8] = []
        var expected: [Finding] = []
        var rest = marked[...]
        while let open = rest.firstIndex(of: "«") {
            text += Array(rest[..<open].utf8)
            let inner = rest[rest.index(after: open)...]
            guard let close = inner.firstIndex(of: "»"), let colon = inner.firstIndex(of: ":") else { break }
            let code = String(inner[..<colon])
            let body = String(inner[inner.index(after: colon)..<close])
            expected.append(Finding(code: code, start: text.count, text: body))
            text += Array(body.utf8)
            rest = inner[inner.index(after: close)...]
        }
        text += Array(rest.utf8)
        var bag = DiagnosticBag()
        _ = PointsChecker.load(bytes: text, file: SourceID(0), into: &bag)
        let found = bag.diagnostics.map { diagnostic in
            let span = diagnostic.span
            return Finding(
                code: diagnostic.code.id, start: span.start,
                text: String(decoding: text[min(span.start, text.count)..<min(span.end, text.count)], as: UTF8.self))
        }
        #expect(Set(found) == Set(expected), sourceLocation: sourceLocation)
        #expect(found.count == expected.count, sourceLocation: sourceLocation)
        for diagnostic in bag.diagnostics {
            #expect(!diagnostic.message.en.hasSuffix("."), sourceLocation: sourceLocation)
            #expect(!diagnostic.message.zh.hasSuffix("。"), sourceLocation: sourceLocation)
        }
    }

    @Test func soundRulesHaveNoFindings() {
        expect(rules())
    }

    @Test func allIndependentMistakesInOneRun() {
        expect(
            """
            points: test
            title: test
            version: "1"
            status: draft
            effective: 2026-01-01..2026-12-31
            time_zone: "«LC0814:UTC+8»"
            behaviours:
              bus: 公交
              walk: {name: {zh: «LC0813:公交»}, evidence: [«LC0803:meterd»]}
            rates: |
              | from       | behaviour | points per gram |
              | 2026-01-01 | -         | «LC0806:-1»     |
              | 2026-01-01 | «LC0802:buss» | 2           |
              «LC0807:| 2026-01-01 | -         | 3»               |
            evidence:
              kinds: {metered: 1, certificate: «LC0804:1.01»}
              missing: metered
            multiplier:
              within: "«LC0805:(1.0..1.6]»"
              suspended: «LC0805:101»
            caps: |
              | behaviour | per | points |
              | bus       | day | «LC0809:10.5» |
              | walk, «LC0802:train» | day | 10 |
            budget: |
              | per | points |
              | «LC0809:act» | 100 |
            minimum: «LC0809:0.5»
            """
            .replacing("\"«LC0814:UTC+8»\"", with: "«LC0814:UTC+8»")
            .replacing("\"«LC0805:(1.0..1.6]»\"", with: "\"«LC0805:(1.0..1.6]»\"")
            .replacing("«LC0807:| 2026-01-01 | -         | 3»", with: "| «LC0807:2026-01-01 | -         | 3»"))
    }

    @Test func daysBeforeTheFirstRate() {
        expect(
            rules(
                behaviours: "{«LC0801:bus»: 公交, walk: 步行}",
                rates: "| 2026-02-01 | bus | 1 |\n  | 2026-01-01 | walk | 1 |"))
        expect(rules(behaviours: "{bus: 公交, «LC0801:walk»: 步行}", rates: "| 2026-01-01 | bus | 1 |"))
        expect(rules(rates: "| 2026-01-01 | - | 1 |\n  | 2026-02-01 | bus | 2 |"))
    }

    @Test func idleRates() {
        expect(rules(rates: "| «LC0808:2027-01-01» | bus | 1 |\n  | 2026-01-01 | - | 1 |"))
        expect(rules(rates: "| «LC0808:2025-01-01 | - | 2» |\n  | 2025-06-01 | - | 1 |"))
    }

    @Test func capsInSensibleOrder() {
        let head = "caps: |\n  | behaviour | per | points |\n"
        expect(rules(extra: head + "  | «LC0811:bus | act | 500» |\n  | bus | day | 300 |"))
        expect(rules(extra: head + "  | «LC0811:bus | month | 900» |\n  | - | year | 900 |"))
        expect(rules(extra: head + "  | «LC0811:bus | day | 900» |\n  | bus, walk | day | 800 |"))
        expect(rules(extra: head + "  | bus | day | 300 |\n  | bus | month | 3000 |\n  | - | month | 4000 |"))
        expect(rules(extra: head + "  | bus, walk | day | 300 |\n  | «LC0810:walk, bus | day | 200» |"))
    }

    @Test func sourcesMustBeStrongEnough() {
        expect(rules(status: "in force", rates: "| «LC0812:2026-01-01 | - | 1» |"))
        expect(rules(status: "issued", extra: "source: {mark: read}"))
        expect(rules(status: "in force", extra: "source: {mark: memory, decided: {by: 局, document: 纪要}}"))
        expect(
            rules(
                status: "已发布", extra: "source: {mark: read}\nsources: {plan: {title: 方案}}",
                rates: "| 2026-01-01 | - | 1 | «LC0812:memory» | «LC0815:pln» |",
                heading: "points per gram | mark | ref"))
    }

    @Test func unknownKeysSuggest() throws {
        var bag = DiagnosticBag()
        _ = PointsChecker.load(bytes: Array(rules(extra: "cap: 1").utf8), file: SourceID(0), into: &bag)
        let found = try #require(bag.diagnostics.first)
        #expect(found.code.id == "LC0202")
        #expect(found.message.en.contains("did you mean `caps`?"))
    }

    @Test func unknownBehaviourOffersAMend() throws {
        var bag = DiagnosticBag()
        let text = rules(rates: "| 2026-01-01 | - | 1 |\n  | 2026-03-01 | wakl | 2 |")
        _ = PointsChecker.load(bytes: Array(text.utf8), file: SourceID(0), into: &bag)
        let found = try #require(bag.diagnostics.first)
        #expect(found.message.en == "no behaviour `wakl` is declared, did you mean `walk`?")
        #expect(found.fixIts.first?.edits.first?.replacement == "walk")
    }
}
