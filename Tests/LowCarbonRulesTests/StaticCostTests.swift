import Diagnostics
import LowCarbonRules
import RuleCompiler
import RuleProgram
import Testing

/// The bound on what one scene may cost.
struct StaticCostTests {
    private func load(_ condition: String, most: Int) -> LoadedNorm {
        let norm = """
            norm: small
            title: small
            language: en
            version: "1"
            status: draft
            effective: 2026-01-01..2026-12-31
            source: {mark: proposed}
            inputs:
              machines:
                list: {max: \(most)}
                of:
                  power: {unit: kW, range: "[1..100]"}
            sections:
              S: {points: 10, criteria: {C: {points: 10, met: '\(condition)'}}}
            total: {of: 10, range: "[0..10]"}
            grades: {high: {from: 5}, low: {from: 0}}
            """
        return NormLoader(files: .memory([:])).load("rules/small/1.yaml", bytes: Array(norm.utf8))
    }

    private func steps(_ condition: String, most: Int) throws -> Int {
        try #require(load(condition, most: most).compiled?.trace.cost).steps
    }

    private let once = "some m in machines satisfies m.power > 3 kW"
    private let twice = "some m in machines satisfies some n in machines satisfies m.power > n.power"

    @Test func loopsCountOncePerEntry() throws {
        let (one, two, three) = (try steps(once, most: 1), try steps(once, most: 2), try steps(once, most: 3))
        #expect(two > one)
        #expect(three - two == two - one)
    }

    @Test func loopsInsideLoopsMultiply() throws {
        let costs = try (1...4).map { try steps(twice, most: $0) }
        let growth = zip(costs, costs.dropFirst()).map { $1 - $0 }
        #expect(growth[1] > growth[0])
        #expect(growth[2] - growth[1] == growth[1] - growth[0])
    }

    @Test func costIsThatOfTheProgram() throws {
        let compiled = try #require(load(once, most: 7).compiled)
        let cost = try #require(compiled.trace.cost)
        #expect(cost == StaticCost(compiled.program))
        #expect(cost.instructions == compiled.program.instructions.count)
        #expect(cost.slots == compiled.program.initialValues.count)
        let one = try #require(load(once, most: 6).compiled?.trace.cost)
        #expect(cost.bytes - one.bytes == 17)
        #expect(cost.loopSteps[0] * 6 == one.loopSteps[0] * 7)
    }

    /// Also where the number of steps is beyond any integer.
    @Test func tooManyStepsAreRefused() throws {
        let deep = (1...5).reduce("a5.power > 3 kW") { inner, level in
            "some a\(6 - level) in machines satisfies " + inner
        }
        for condition in [twice, deep] {
            let loaded = load(condition, most: 100_000)
            #expect(loaded.compiled == nil)
            #expect(loaded.diagnostics.filter { $0.severity == .error }.map(\.code.id) == ["LC0620"])
            #expect(loaded.diagnostics.contains { $0.message.en.contains("`machines` has up to 100000 entries") })
        }
        #expect(load(once, most: 100_000).compiled != nil)
    }
}
