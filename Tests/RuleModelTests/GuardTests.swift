import Diagnostics
import LowCarbonRules
import Testing

/// What may not apply is guarded by `applicable(…)` or by its own condition; the finding shows a form that checks.
@Suite("Guards")
struct GuardTests {
    /// A norm with a section, a criterion, facts, inputs, a list and a parameter that may not apply.
    private func norm(gate: String, _ gateKeys: String = "", facts: String = "", zh: Bool = false) -> String {
        """
        norm: guards
        title: Guards
        language: \(zh ? "zh" : "en")
        version: "1"
        status: draft
        effective: 2026-01-01..2027-12-31
        source: {mark: proposed}
        options: {kind: {big: {name: {zh: 大}}, small: {name: {zh: 小}}}}
        inputs:
          wet: {name: {zh: 有水}, type: boolean}
          dry: {name: {zh: 有旱}, type: boolean}
          saving: {name: {zh: 节水}, type: boolean, when: wet}
          rate: {name: {zh: 比例}, unit: "%", range: "[0..100]", when: wet}
          either: {name: {zh: 任一}, type: boolean, when: wet or dry}
          claim: {name: {zh: 申报}, range: "[0..10]", may_not_apply: true}
          size: {name: {zh: 大小}, options: kind, when: wet}
          taps: {name: {zh: 龙头}, list: {max: 5}, of: {flow: {name: {zh: 流量}, range: "[1..10]"}}, when: wet}
        parameters:
          limit:
            name: {zh: 限值}
            table: |
              | size  | limit_value |
              | big   | 3           |
              | small | 5           |
        facts:
          double: {name: {zh: 双倍}, unit: "%", value: rate * 2}
          needy: {name: {zh: 需水}, needs: claim > 3, otherwise: not applicable, value: claim * 2}
          pair: {name: {zh: 一对}, value: "[claim, rate]"}
        \(facts)
        gates:
          G:
            name: {zh: 门}
            \(gateKeys)
            require: |
              \(gate)
        sections:
          water:
            name: {zh: 水}
            points: 5
            when: wet
            criteria: {W1: {points: 5, met: saving}}
          power:
            name: {zh: 电}
            points: 5
            criteria: {E1: {points: 2, met: dry, may_not_apply: true}, E2: {points: 3, met: dry}}
            deductions: {D1: {points: 1, met: dry}}
          waste:
            name: {zh: 废}
            points: 5
            when: wet
            criteria: {F1: {points: 5, met: dry}}
            deductions: {D2: {points: 1, met: dry}}
        total: {of: 15}
        grades: {good: {name: {zh: 好}, from: 6}, none: {name: {zh: 无}, from: 0}}
        """
    }

    private func errors(_ text: String) -> [Diagnostic] { check(text).filter { $0.severity == .error } }

    @Test(
        "what may not apply and is not guarded is refused, and the form that the finding shows checks",
        arguments: [
            ("water >= 2", "applicable(water) and water >= 2"),
            ("water.share >= 60 %", "applicable(water) and water.share >= 60 %"),
            ("E1 >= 1", "applicable(E1) and E1 >= 1"),
            ("E1.share >= 50 %", "applicable(E1) and E1.share >= 50 %"),
            ("D2 = 0", "applicable(D2) and D2 = 0"),
            ("saving", "applicable(saving) and saving"),
            ("saving and dry", "applicable(saving) and saving"),
            ("dry or saving", "applicable(saving) and saving"),
            ("dry or not(saving)", "applicable(saving) and not saving"),
            ("double > 30 %", "applicable(double) and double > 30 %"),
            ("needy > 3", "applicable(needy) and needy > 3"),
            ("claim + needy > 3", "applicable(claim) and applicable(needy) and claim + needy > 3"),
            ("sum([claim, 2]) > 3", "applicable(claim) and sum([claim, 2]) > 3"),
            ("count(taps) > 3", "applicable(taps) and count(taps) > 3"),
            ("sum(for t in taps return t.flow) > 3", "applicable(taps) and sum(for t in taps return t.flow) > 3"),
            (
                "dry and (some t in taps satisfies t.flow > claim)",
                "applicable(taps) and applicable(claim) and some t in taps satisfies t.flow > claim"
            ),
            ("claim > limit", "applicable(claim) and applicable(size) and claim > limit"),
            ("if dry then saving else true", "applicable(saving) and if dry then saving else true"),
            ("claim in [1..5]", "applicable(claim) and claim in [1..5]"),
        ])
    func shownFormsCheck(gate: String, form: String) throws {
        let text = norm(gate: gate)
        let found = errors(text)
        #expect(found.map(\.code.id) == ["LC0311"])
        let finding = try #require(found.first)
        #expect(finding.message.en.hasSuffix("write `\(form)`"), "\(finding.message.en)")
        let fix = try #require(finding.fixIts.first)
        #expect(!fix.isCertain)
        let fixed = String(decoding: try fix.edits.applied(to: Array(text.utf8)), as: UTF8.self)
        #expect(errors(fixed).isEmpty, "\(errors(fixed).map(\.message.en))")
        #expect(errors(norm(gate: form)).isEmpty)
    }

    @Test func theFormIsInTheLanguageOfTheNorm() throws {
        let finding = try #require(errors(norm(gate: "水 ≥ 2", zh: true)).first)
        #expect(finding.message.zh.hasSuffix("请写成 `适用(水) 且 水 >= 2`"), "\(finding.message.zh)")
        #expect(finding.message.en.hasSuffix("write `适用(水) 且 水 >= 2`"), "\(finding.message.en)")
    }

    @Test(
        "guards that hold",
        arguments: [
            "wet and saving", "wet and double > 30 %", "wet and water >= 2", "wet and water.share >= 60 % and W1 >= 1",
            "wet and F1 >= 1 and D2 = 0", "if wet then saving else true", "not wet or saving",
            "claim > 3 and dry or dry",
            "(wet or dry) and either", "applicable(either) and either",
            "applicable(claim + rate / 1 %) and claim > 3 and rate > 3 %",
            "applicable(pair) and sum([claim, 1]) > 3 and rate > 1 %", "applicable(E1.share) and E1 > 1", "power >= 1",
            "wet and count(taps) > 0 and (every t in taps satisfies t.flow > 1)", "D1 = 0",
        ])
    func guardsThatHold(gate: String) {
        let gate = gate.hasPrefix("claim") ? "applicable(claim) and (\(gate))" : gate
        #expect(errors(norm(gate: gate)).isEmpty, "\(errors(norm(gate: gate)).map(\.message.en))")
    }

    @Test(
        "guards of something else",
        arguments: [
            "dry and saving", "wet or saving", "applicable(claim) and needy > 3", "applicable(waste) and water >= 2",
            "applicable(W1) and E1 >= 1", "wet and E1 >= 1", "dry and (wet or dry) and either or saving",
            "if wet then true else saving", "applicable(size) or water >= 2", "wet and claim > 3",
        ])
    func guardsOfSomethingElse(gate: String) {
        #expect(errors(norm(gate: gate)).map(\.code.id) == ["LC0311"], "\(gate)")
    }

    @Test func aGateKnowsItsOwnCondition() {
        #expect(errors(norm(gate: "water >= 2", "when: wet")).isEmpty)
        #expect(errors(norm(gate: "saving and double > 3 %", "when: applicable(rate) and wet")).isEmpty)
        #expect(errors(norm(gate: "water >= 2", "when: dry")).map(\.code.id) == ["LC0311"])
    }

    @Test(
        "a criterion's own condition is known in its method",
        arguments: [
            ("when: wet", "met: saving and rate > 3 %"),
            ("when: wet or dry", "met: either and dry"),
            ("when: applicable(claim)", "value: 10 * claim / (claim + 1)"),
            (
                "when: applicable(claim)",
                "hit: F\ntable: |\n  | claim > 3 and wet | points |\n  | true | 10 |\n  | false | claim |"
            ),
            (
                "when: applicable(claim) and claim > 0",
                "table: |\n  | 10 / claim | points |\n  | > 5 | 5 |\n  | <= 5 | 10 |"
            ),
            ("when: claim > 5", "table: |\n  | claim | points |\n  | (5..8] | 5 |\n  | > 8 | 10 |"),
            ("when: claim > 0", "hit: C+\ntable: |\n  | claim | points |\n  | > 5 | 1 / claim |\n  | > 7 | 9.875 |"),
            ("when: claim > 0", "default: 10 / claim\ntable: |\n  | claim | points |\n  | > 5 | 10 |"),
            ("when: claim > 0", "bands: 10 / claim\nsteps: |\n  | at least | points |\n  | 5 | 10 |"),
            (
                "when: claim > 2",
                "interpolate: 10 / claim\noutside: clamp\nanchors: |\n  | at | points |\n  | 1 | 10 |\n  | 4 | 0 |"
            ),
            ("when: claim > 2", "met: 10 / claim < 3"),
        ])
    func ownCondition(when: String, method: String) throws {
        func example(_ when: String) -> String {
            let lines = ([when] + method.split(separator: "\n").map(String.init)).filter { !$0.isEmpty }
            return """
                norm: own
                title: Own
                language: en
                version: "1"
                status: draft
                effective: 2026-01-01..2027-12-31
                source: {mark: proposed}
                inputs:
                  wet: {type: boolean}
                  dry: {type: boolean}
                  saving: {type: boolean, when: wet}
                  rate: {unit: "%", range: "[0..100]", when: wet}
                  either: {type: boolean, when: wet or dry}
                  claim: {range: "[0..10]", may_not_apply: true}
                sections:
                  s:
                    points: 20
                    criteria:
                      A: {points: 10, met: dry}
                      F:
                        points: 10
                        \(lines.joined(separator: "\n        "))
                total: {of: 20}
                grades: {none: {from: 0}}
                """
        }
        #expect(errors(example(when)).isEmpty, "\(errors(example(when)).map(\.message.en))")
        // A row's own test proves as much for its output.
        if !method.hasPrefix("value"), !method.hasPrefix("hit: C+") {
            #expect(!errors(example("")).isEmpty, "without the condition it is refused")
        }
    }
}
