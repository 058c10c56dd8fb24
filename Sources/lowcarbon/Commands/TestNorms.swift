import ArgumentParser
import Diagnostics
import LowCarbonRules
import NormTesting

struct TestNorms: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the tests that stand beside norms. 运行规范旁边的测试。",
        discussion: """
            A test file is `VERSION.test.yaml` beside the norm: scenes, what is changed in them, and the result to expect.

              tests: hotel
              base: {good: {scene: ../../scenes/hotel/good.yaml}}
              cases:
                no licence:
                  base: good
                  with: {licence: false}
                  expect: {status: not eligible, multiplier: 1}
              tables:
                lamps:
                  base: good
                  rows: |
                    | led_share | criteria.E4 |
                    | 100       | 5           |
                    | 79.9      | 0           |

            `null` takes an answer back; `-` in a table leaves it as it is. Expected numbers are compared exactly;
            `not applicable` and `unknown` can be expected too. Chinese: 测试 基准 用例 改为 期望 表 行.
            With --coverage: rows of tables, bands, items of check lists, gates, grades and statuses no case has reached.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "Test files, folders, or ids of norms (default: the rules folder).")
    var paths: [String] = []

    @Flag(help: "List what no case has reached.")
    var coverage = false

    @Option(help: "text, or json (one object a finding).")
    var format = Format.text

    @OptionGroup var rules: RulesOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let isZh = language.chosen == .zh
        let files = try RuleFiles.tests(
            paths.isEmpty ? [rules.rules] : paths, rules: rules.rules, language: language.chosen)
        guard !files.isEmpty else {
            throw ValidationError(
                isZh ? "没有找到测试文件（`版本.test.yaml`）" : "there are no test files (`VERSION.test.yaml`) here")
        }
        var counts = (passed: 0, failed: 0)
        var hasErrors = false
        let runner = TestRunner(rulesFolder: rules.rules)
        for path in files {
            guard let report = runner.run(path) else { continue }
            counts.passed += report.passed
            counts.failed += report.failed
            hasErrors = hasErrors || report.hasErrors
            switch format {
            case .json: Console.write(JSONRenderer().lines(report.diagnostics, in: report.sources))
            case .text: write(report)
            }
        }
        if format == .text {
            Console.write(
                isZh
                    ? "运行了 \(counts.passed + counts.failed) 个用例：\(counts.passed) 个通过，\(counts.failed) 个未通过\n"
                    : "ran \(counts.passed + counts.failed) cases: \(counts.passed) passed, \(counts.failed) failed\n")
        }
        if hasErrors { throw ExitCode(1) }
    }

    private func write(_ report: TestReport) {
        if !report.diagnostics.isEmpty {
            let renderer = TextRenderer(language: language.chosen, isColoured: Console.isColoured)
            Console.write(renderer.render(report.diagnostics, in: report.sources) + "\n")
        }
        let isZh = language.chosen == .zh
        var line = isZh ? "\(report.path)：\(report.passed) 个通过" : "\(report.path): \(report.passed) passed"
        if report.failed > 0 { line += isZh ? "，\(report.failed) 个未通过" : ", \(report.failed) failed" }
        guard let found = report.coverage, coverage else { return Console.write(line + "\n") }
        line +=
            isZh
            ? "；覆盖 \(found.reached)/\(found.items.count)"
            : "; \(found.reached) of \(found.items.count) outcomes reached"
        Console.write(line + "\n")
        for item in found.unreached {
            Console.write((isZh ? "  未到达：" : "  not reached: ") + item.title[language.chosen] + "\n")
        }
    }
}
