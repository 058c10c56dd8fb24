import ExactNumbers
import Foundation
import RuleAnalysis
import RuleProgram
import SceneData
import SyntaxSamples
import Testing

/// How exact bounds are within a budget, and how long they take. Measures only if asked to, in a release build:
/// `LOWCARBON_MEASURE=500 swift test -c release --filter BudgetTests` takes 500 partial scenes of each norm;
/// `LOWCARBON_BUDGETS=50000,1500000` and `LOWCARBON_LIMIT=40000` set what the analyzer may take.
@Suite(.serialized) struct BudgetTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let wanted = environment["LOWCARBON_MEASURE"].flatMap { Int($0) } ?? 0
    private static let budgets =
        environment["LOWCARBON_BUDGETS"].map { $0.split(separator: ",").compactMap { Int($0) } }
        ?? [SceneAnalyzer.defaultBudget]
    private static let limit = environment["LOWCARBON_LIMIT"].flatMap { Int($0) }

    @Test(.enabled(if: wanted > 0, "set LOWCARBON_MEASURE to measure"), arguments: ShippedNorms.kinds)
    func measure(kind: String) throws {
        let norm = try ShippedNorms.norm(kind)
        let scenes = try ShippedNorms.scenes(kind, norm)
        for budget in BudgetTests.budgets {
            let analyzer = SceneAnalyzer(norm)
            analyzer.budget = budget
            analyzer.limit = BudgetTests.limit
            var random = SplitMix64(seed: 77)
            var times: [Double] = []
            var (exact, steps, most) = (0, 0, 0)
            for number in 0..<BudgetTests.wanted {
                let partial = ShippedNorms.partial(
                    scenes[number % scenes.count].record, share: random.whole(3...97), &random)
                let start = ContinuousClock.now
                let bounds = analyzer.bounds(partial)
                let time = ContinuousClock.now - start
                times.append(Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1000)
                exact += bounds.isExact ? 1 : 0
                steps += bounds.steps
                most = max(most, bounds.steps)
                if !bounds.isExact, BudgetTests.environment["LOWCARBON_LIST"] != nil {
                    print(
                        "  \(number): \(bounds.low?.score.description ?? "-") (\(bounds.low?.reached?.description ?? "-")) …"
                            + " \(bounds.high?.score.description ?? "-") (\(bounds.high?.reached?.description ?? "-"))"
                            + " steps \(bounds.steps) unknown \(partial.states.filter { $0 == .unknown }.count)")
                }
            }
            times.sort()
            func share(_ part: Double) -> String { String(format: "%.2f", times[Int(Double(times.count - 1) * part)]) }
            print(
                "\(kind) budget \(budget) limit \(BudgetTests.limit?.description ?? "none"): exact \(exact) of \(times.count), steps \(steps / times.count) mean \(most) most,"
                    + " ms mean \(String(format: "%.2f", times.reduce(0, +) / Double(times.count)))"
                    + " p50 \(share(0.5)) p95 \(share(0.95)) p99 \(share(0.99)) most \(share(1))")
        }
    }
}
