import Diagnostics
import EngineHarness
import LowCarbonRules
import Testing

@testable import NormTesting

/// Rule tests that pass, fail and are wrong themselves.
@Suite struct TestRunnerTests {
    static let norm = """
        norm: shop
        title: {zh: 小店, en: Shop}
        version: "1"
        status: draft
        effective: 2026-01-01..2030-12-31
        rounding: half up
        source: {mark: proposed, note: for tests}
        inputs:
          licence: {name: {zh: 执照}, type: boolean}
          share: {name: {zh: 占比}, unit: "%", range: "[0..100]", scale: 2}
        gates:
          G1: {name: {zh: 门槛一}, require: licence}
        sections:
          energy:
            name: {zh: 能源}
            title: {zh: 能源, en: Energy}
            weight: 10
            points: 10
            criteria:
              E1:
                name: {zh: 评分一}
                title: {zh: 占比, en: Share}
                points: 10
                bands: share
                steps: |
                  | at least | points |
                  | 80 %     | 10     |
                  | 50 %     | 5      |
                  | 0 %      | 0      |
        total: {of: 10, range: "[0..10]"}
        grades:
          A: {name: {zh: 甲}, title: {zh: 甲, en: A}, from: 8}
          B: {name: {zh: 乙}, title: {zh: 乙, en: B}, from: 0}
        multiplier:
          within: "[1..1.2]"
          valid: P3Y
        \(NormParts.ungraded)
          base: |
            | grade | multiplier |
            | A     | 1.2        |
            | B     | 1          |

        """

    private func run(_ tests: String) -> TestReport {
        let files = FileAccess.memory([
            "rules/shop/1.yaml": TestRunnerTests.norm, "rules/shop/1.test.yaml": tests,
            "rules/shop/s.yaml": "as_of: 2026-02-01\nlicence: true\nshare: 60\n",
        ])
        return TestRunner(files: files).run("rules/shop/1.test.yaml")
            ?? TestReport(
                path: "", sources: SourceMap(), diagnostics: [])
    }

    private func codes(_ tests: String) -> [String] { run(tests).diagnostics.map(\.code.id) }

    private let head = "tests: shop\nversion: \"1\"\nbase: {good: {scene: s.yaml}}\n"

    @Test func normIsSound() throws {
        let files = FileAccess.memory(["rules/shop/1.yaml": TestRunnerTests.norm])
        let loaded = try #require(NormLoader(files: files).load("rules/shop/1.yaml"))
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        #expect(errors.map { $0.message.en } == [])
    }

    @Test func casesAndTablesPass() {
        let report = run(
            head + """
                cases:
                  as it is: {base: good, expect: {status: graded, grade: B, score: "5.0", multiplier: 1, criteria: {E1: 5}}}
                  better: {base: good, with: {占比: 80}, expect: {等级: 甲, sections: {energy: 10}, gates: {G1: passed}}}
                  open: {base: good, with: {share: null}, expect: {status: incomplete, score: unknown, criteria: {E1: 未知}}}
                  closed: {base: good, with: {licence: false}, expect: {status: not_eligible, grade: none, gates: {G1: failed}}}
                  wrong: {base: good, with: {share: 101}, expect: {status: invalid}}
                  from scratch: {as_of: 2026-02-01, answers: {licence: true, share: 3}, expect: {score: 0}}
                tables:
                  bands:
                    base: good
                    rows: |
                      | share | licence | criteria.E1 | status       |
                      | 49.99 | -       | 0           | -            |
                      | 50    | true    | 5           | graded       |
                      | 80    | false   | 10          | not eligible |

                """)
        #expect(report.diagnostics.filter { $0.severity == .error }.map { $0.message.en } == [])
        #expect(report.passed + report.failed == 9)
        #expect(report.failed == 0)
    }

    @Test func failureStandsAtTheExpectedValue() throws {
        let report = run(head + "cases:\n  c: {base: good, expect: {score: 6}}\n")
        let finding = try #require(report.diagnostics.first)
        #expect(finding.code == .unexpectedResult)
        #expect(report.sources.text(of: finding.span) == "6")
        #expect(finding.message.en == "`c`: expected `6`, got `5`")
        #expect(report.failed == 1)
    }

    @Test func mistakesHaveTheirCodes() {
        #expect(codes(head + "cases:\n  c: {base: god, expect: {score: 5}}\n") == ["LC0903"])
        #expect(codes(head + "cases:\n  c: {scene: none.yaml, expect: {score: 5}}\n") == ["LC0904"])
        #expect(codes(head + "cases:\n  c: {base: good, with: {shore: 5}, expect: {score: 5}}\n") == ["LC0905"])
        #expect(codes(head + "cases:\n  c: {base: good, expect: {criteria: {E9: 5}}}\n") == ["LC0905"])
        #expect(codes(head + "cases:\n  c: {base: good, with: {share: 200}, expect: {score: 5}}\n") == ["LC0902"])
        #expect(codes(head + "cases:\n  c: {answers: {share: 20}, expect: {score: 5}}\n") == ["LC0906"])
        #expect(codes(head + "cases:\n  c: {base: good, expect: {score: much}}\n") == ["LC0907"])
        #expect(codes(head) == ["LC0908"])
        #expect(codes(head + "cases:\n  c: {base: good, scene: s.yaml, expect: {score: 5}}\n") == ["LC0909"])
        #expect(codes(head.replacing("tests: shop", with: "tests: ship") + "cases: {}\n") == ["LC0910"])
        #expect(codes(head.replacing("\"1\"", with: "\"2\"") + "cases: {}\n") == ["LC0911"])
    }

    @Test func coverageNamesWhatNoCaseReached() throws {
        let report = run(head + "cases:\n  c: {base: good, expect: {score: 5}}\n")
        let unreached = try #require(report.coverage).unreached.map(\.title.en)
        #expect(unreached.contains("row 1 of criterion `E1`"))
        #expect(!unreached.contains("row 2 of criterion `E1`"))
        #expect(unreached.contains("gate `G1` failed"))
        #expect(unreached.contains("grade `A`"))
    }

    @Test(arguments: ShippedRules.tests)
    func shippedTestsPass(path: String) throws {
        let report = try #require(TestRunner(rulesFolder: ShippedRules.root + "/rules").run(path))
        let failures = report.diagnostics.filter { $0.severity == .error }.map { $0.message.en }
        #expect(failures == [])
        #expect(report.passed > 0)
    }
}
