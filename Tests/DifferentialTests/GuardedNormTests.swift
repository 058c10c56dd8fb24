import EngineHarness
import ExactNumbers
import ReferenceEvaluator
import Testing

/// Guards, needs of filtered lists and roundings of lists: engine and reference evaluator over every small scene.
@Suite struct GuardedNormTests {
    /// Every combination of answers, an answer left out among them.
    private func scenes(_ choices: [(String, [ReferenceAnswer?])]) -> [[String: ReferenceAnswer]] {
        choices.reduce([[:]]) { scenes, choice in
            scenes.flatMap { scene in
                choice.1.map { answer in
                    var more = scene
                    if let answer { more[choice.0] = answer }
                    return more
                }
            }
        }
    }

    private func agree(_ yaml: String, _ choices: [(String, [ReferenceAnswer?])]) throws {
        let engine = EngineUnderTest()
        let norm = try ReferenceNorm(yaml: yaml)
        for answers in scenes(choices) {
            let scene = ReferenceScene(asOf: .init(number: 20_500), answers: answers)
            let found = try engine.evaluate(norm: yaml, factors: [:], scene: scene)
            // These norms name no multiplier, which the reference leaves out and the engine gives as 1.
            let lines = found.differences(from: try norm.evaluate(scene)).filter {
                !$0.hasPrefix("multiplier") && !$0.hasPrefix("schedule")
            }
            #expect(lines.isEmpty, "\(answers): \(lines)")
        }
    }

    private static let flags: [ReferenceAnswer?] = [true, false, nil]

    @Test func sectionsCriteriaAndFactsAreGuarded() throws {
        let yaml = """
            \(SmallNorm.head)
            inputs:
              wet: {type: boolean}
              saving: {type: boolean, when: wet}
              rate: {range: "[0..10]", when: wet}
              dry: {type: boolean}
            facts:
              double: {value: rate * 2}
            gates:
              G1: {require: applicable(water) and water >= 2}
              G2: {require: not applicable(W1) or W1 >= 5}
              G3: {require: applicable(double) and double > 6 or dry}
              G4: {require: wet and water.share >= 60 % or dry}
            sections:
              water:
                points: 5
                when: wet
                criteria: {W1: {points: 5, met: saving}}
              power:
                points: 5
                criteria:
                  E1: {points: 3, met: dry}
                  E2: {points: 2, met: "wet and double > 6 and saving or dry"}
            total: {of: 10}
            grades: {high: {from: 6, also: applicable(water) and water >= 5}, low: {from: 0}}
            """
        try agree(
            yaml, [("wet", Self.flags), ("saving", Self.flags), ("rate", [2, 4, nil]), ("dry", Self.flags)])
    }

    @Test func aCriterionKnowsItsOwnCondition() throws {
        let yaml = """
            \(SmallNorm.head)
            inputs:
              a: {type: boolean}
              b: {type: boolean}
              m: {type: boolean, when: a or b}
              x: {range: "[0..10]"}
              y: {range: "[0..10]", may_not_apply: true}
            sections:
              s:
                points: 14
                criteria:
                  C: {points: 4, when: a or b, met: m and x > 3}
                  D:
                    points: 5
                    when: x > 0 and applicable(y)
                    hit: F
                    table: |
                      | y > 3 and a | 10 / x | points |
                      | true        | > 4    | 5      |
                      | false       | -      | y / 2  |
                      | -           | -      | 10 / x |
                  E: {points: 5, when: x > 0, hit: C+, default: 1 / x, table: "| x | points |\\n| > 5 | 10 / x |\\n| > 7 | 2 |\\n"}
            total: {of: 14}
            grades: {high: {from: 6}, low: {from: 0}}
            """
        try agree(
            yaml,
            [
                ("a", Self.flags), ("b", Self.flags), ("m", Self.flags), ("x", [0, 2, 6, 8, nil]),
                ("y", [1, 5, .notApplicable, nil]),
            ])
    }

    @Test func needsOfAFilteredListAreKnown() throws {
        let yaml = """
            \(SmallNorm.head)
            inputs:
              days: {list: {max: 3}, of: {used: {range: "[0..10]"}, open: {type: boolean}}}
            facts:
              m:
                needs: count(days[used > 1]) > 0
                otherwise: zero points
                value: |
                  mean(for d in days[used > 1] return d.used)
              share:
                needs: some d in days satisfies d.open
                otherwise: 7
                value: |
                  sum(for d in days[open] return d.used) / count(days[open]) + min(for d in days return d.used)
              third: {value: "sum([count(days) / 3, 1])"}
              parts: {value: "[count(days) / 3, 2 / 3]", round: 1}
              rows:
                round: 0
                hit: R
                default: third * 7
                table: |
                  | third | value     |
                  | > 1   | third / 2 |
                  | > 1.5 | third     |
            sections:
              s:
                points: 50
                criteria:
                  A: {points: 10, value: m}
                  B: {points: 20, value: share}
                  C: {points: 10, value: sum(parts)}
                  D: {points: 5, value: sum(rows)}
                  E: {points: 5, value: count(rows) + max(rows)}
            total: {of: 50}
            grades: {high: {from: 6}, low: {from: 0}}
            """
        var entries: [[String: ReferenceAnswer]] = []
        for used in ["0", "3", nil] as [ReferenceAnswer?] {
            for open in [true, false, nil] as [ReferenceAnswer?] {
                entries.append(["used": used, "open": open].compactMapValues { $0 })
            }
        }
        let lists: [ReferenceAnswer?] =
            [nil, .list([])] + entries.map { .list([$0]) }
            + entries.flatMap { first in entries.map { .list([first, $0]) } }
            + [.list([entries[0], entries[3], entries[3]])]
        try agree(yaml, [("days", lists)])
    }

    @Test func rowsOfASeriesEndWhereTheSameKeysBeginAgain() throws {
        let yaml = """
            \(SmallNorm.head)
            data_year: year_of_data
            options: {fuel: {gas: {name: {zh: 天然气}}, coal: {name: {zh: 煤}}}}
            inputs:
              year_of_data: {type: whole, range: "[2019..2030]"}
              used: {options: fuel}
            parameters:
              factor:
                clock: data year
                carry: at most 3 years
                values: |
                  | data year | used        | factor_value |
                  | 2020      | 天然气      | 1            |
                  | 2020      | coal        | 2            |
                  | 2022      | gas         | 3            |
                  | 2023      | 煤          | 4            |
            sections: {s: {points: 10, criteria: {C: {points: 10, value: factor}}}}
            total: {of: 10}
            grades: {high: {from: 6}, low: {from: 0}}
            """
        try agree(
            yaml,
            [
                ("year_of_data", (2019...2030).map { ReferenceAnswer.number(ExactDecimal($0)) } + [nil]),
                ("used", ["gas", "coal", nil]),
            ])
        let engine = EngineUnderTest()
        let scene = ReferenceScene(
            asOf: .init(number: 20_500), answers: ["year_of_data": "2022", "used": .option("gas")])
        #expect(try engine.evaluate(norm: yaml, factors: [:], scene: scene).total.text == "3")
    }
}
