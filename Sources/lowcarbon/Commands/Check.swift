import ArgumentParser
import Diagnostics
import Foundation
import LowCarbonRules
import RuleCompiler
import RuleProgram

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check rule files: names, units, ranges, tables, dates, points, sources. 检查规则文件。",
        discussion: """
            Takes norms, factor files, points rules, tests and column maps; the first key of a file says what it is.
            Finds all independent mistakes in one run, each shown at its character with the mend.
            Each code has a page: docs/diagnostics/LCnnnn.md.

              lowcarbon check rules
              lowcarbon check hotel --stats
              lowcarbon check hotel --provenance
              lowcarbon check rules --format sarif > findings.sarif

            Exit codes: 0 no errors (warnings may be there), 1 errors, 2 wrong use.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif }

    @Argument(help: "Rule files, folders, or ids of norms.")
    var paths: [String]

    @Option(help: "text, json (one object a finding) or sarif (SARIF 2.1).")
    var format = Format.text

    @Flag(help: "Apply the mends that are certain.")
    var fix = false

    @Flag(help: "Say how large the program is, how many steps a scene can take, and how many points evidence touches.")
    var stats = false

    @Flag(help: "List every number with its mark, source, clause and what it decides.")
    var provenance = false

    @OptionGroup var rules: RulesOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let files = try RuleFiles.all(paths, rules: rules.rules, language: language.chosen)
        var hasErrors = false
        var counts = (errors: 0, warnings: 0)
        var reports: [CheckedFile] = []
        for path in files {
            let earlier = reports.last?.sources ?? SourceMap()
            guard var loaded = CheckedFile.read(path, rules: rules.rules, after: earlier) else {
                hasErrors = true
                Console.error(language.chosen == .zh ? "读不到文件 `\(path)`" : "cannot read the file `\(path)`")
                continue
            }
            if fix { loaded = try Mending(rules: rules.rules).mend(loaded, after: earlier, language.chosen) }
            hasErrors = hasErrors || loaded.hasErrors
            counts.errors += loaded.diagnostics.filter { $0.severity == .error }.count
            reports.append(loaded)
        }
        reports = UnknownBehaviours.reported(in: reports)
        counts.warnings = reports.flatMap(\.diagnostics).filter { $0.severity == .warning }.count
        switch format {
        case .text: writeText(reports, counts)
        case .json:
            for report in reports {
                Console.write(JSONRenderer().lines(report.diagnostics, in: report.sources))
                if provenance, let compiled = report.compiled {
                    Console.write(
                        try ProvenanceReport(model: compiled.model, path: report.path, language: language.chosen)
                            .lines())
                }
            }
        case .sarif:
            let renderer = SARIFRenderer(
                toolVersion: LowCarbon.configuration.version, helpBase: "docs/diagnostics/", language: language.chosen)
            let sources = reports.last?.sources ?? SourceMap()
            Console.write(renderer.render(reports.flatMap(\.diagnostics), in: sources) + "\n")
        }
        if hasErrors { throw ExitCode(1) }
    }

    private func writeText(_ reports: [CheckedFile], _ counts: (errors: Int, warnings: Int)) {
        let renderer = TextRenderer(language: language.chosen, isColoured: Console.isColoured)
        for report in reports {
            if !report.diagnostics.isEmpty {
                Console.write(renderer.render(report.diagnostics, in: report.sources) + "\n")
            }
            if stats, let compiled = report.compiled, let cost = compiled.trace.cost {
                Console.write(size(report.path, compiled.program, cost))
                Console.write(ProvenanceReport.evidence(compiled.model, language.chosen))
            }
            if provenance, let compiled = report.compiled {
                Console.write(
                    ProvenanceReport(model: compiled.model, path: report.path, language: language.chosen).text())
            }
        }
        let files = reports.count
        Console.write(
            language.chosen == .zh
                ? "检查了 \(files) 个文件：\(counts.errors) 个错误，\(counts.warnings) 个警告\n"
                : "checked \(files) file\(files == 1 ? "" : "s"): \(counts.errors) error\(counts.errors == 1 ? "" : "s"), \(counts.warnings) warning\(counts.warnings == 1 ? "" : "s")\n"
        )
    }

    /// One line on how large a norm is; the same on every machine.
    private func size(_ path: String, _ program: RuleProgram, _ cost: StaticCost) -> String {
        let (inputs, criteria) = (program.schema.fields.count, program.outcome.criteria.count)
        return language.chosen == .zh
            ? "\(path)：输入 \(inputs) 项，评分项 \(criteria) 个，指令 \(cost.instructions) 条，槽 \(cost.slots) 个，一个场景最多 \(cost.steps) 步（上限 \(StaticCost.limit)），最多 \(cost.bytes) 字节\n"
            : "\(path): \(inputs) inputs, \(criteria) criteria, \(cost.instructions) instructions, \(cost.slots) slots, at most \(cost.steps) steps a scene (limit \(StaticCost.limit)), at most \(cost.bytes) bytes\n"
    }
}
