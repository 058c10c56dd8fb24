import Testing

@testable import PointsConversion

/// Prints acts per second; fails only if something is badly out of order.
@Suite struct SpeedTests {
    @Test func manyActs() throws {
        #if DEBUG
            let count = 5_000
        #else
            let count = 300_000
        #endif
        let rules = try packageFile("rules/points/shenzhen.yaml")
        var text = ""
        for number in 0..<count {
            text +=
                "{\"act\":\"a\(number)\",\"user\":\"u\(number % 5_000)\",\"behaviour\":\"bus\",\"time\":\"2026-07-\(10 + number % 20)T08:00:00+08:00\",\"grams\":105.5,\"evidence\":\"metered\"}\n"
        }
        let acts = PointsFile(path: "a.jsonl", bytes: Array(text.utf8))
        let clock = ContinuousClock()
        var summary = LedgerSummary()
        let time = clock.measure {
            summary = runPoints(PointsRequest(rules: [rules], acts: [acts], format: .jsonLines)) { _ in }.summary
        }
        print("points: \(count) acts in \(time)")
        #expect(summary.settled == count)
        #expect(time < .seconds(60))
    }
}
