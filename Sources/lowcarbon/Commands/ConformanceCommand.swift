import ArgumentParser
import Conformance
import Foundation

struct ConformanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance",
        abstract: "Hold the expression language against a file of FEEL test cases. 与 FEEL 测试集对照。",
        discussion: """
            Each line of FILE is a record: an expression, unary tests, a decision table or a small decision model, with inputs
            and the expected value. Each record goes the way a norm goes, and is the same, refused by the checker (with the
            code), or different. What differs from the standard on purpose: docs/feel-profile.md.

              lowcarbon conformance feel-open.jsonl
              lowcarbon conformance feel-open.jsonl --list different

            Exit codes: 0 nothing different beyond the listed deviations, 1 something is, 2 wrong use, or lines that are no
            records: they are named, and the others run.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }
    enum Listed: String, ExpressibleByArgument, CaseIterable { case same, refused, different }

    @Argument(help: "A file of records, one JSON object a line.")
    var file: String

    @Option(help: "text, json, or markdown (the tables of docs/feel-profile.md).")
    var format = Format.text

    @Option(help: "List the records that are same, refused or different, instead of the totals.")
    var list: Listed?

    func run() throws {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw ValidationError("cannot read `\(file)`")
        }
        var report = ConformanceReport()
        var flaws = 0
        for (index, line) in ConformanceRecord.lines(of: bytes) {
            do {
                report.add(ConformanceRunner().run(try ConformanceRecord(line: line)))
            } catch {
                flaws += 1
                Console.error("\(file):\(index): no record: \(error)")
            }
        }
        if let list {
            for outcome in report.outcomes { write(outcome, list) }
        } else {
            switch format {
            case .text: Console.write(report.text)
            case .json: Console.write(report.json)
            case .markdown: Console.write(report.markdown)
            }
        }
        if flaws > 0 { throw ExitCode(2) }
        if report.all.different > report.all.deviations { throw ExitCode(1) }
    }

    private func write(_ outcome: ConformanceOutcome, _ list: Listed) {
        let record = outcome.record
        var code: String?
        switch (outcome.verdict, list) {
        case (.same, .same), (.different, .different): break
        case (.refused(let own), .refused): code = own
        default: return
        }
        let expected = record.expected?.description ?? "-"
        switch format {
        case .json:
            var object = [
                "id": record.id, "verdict": list.rawValue, "found": outcome.found, "expected": expected,
            ]
            object["code"] = code
            object["deviation"] = outcome.deviation
            let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
            let data = (try? JSONSerialization.data(withJSONObject: object, options: options)) ?? Data()
            Console.write(String(decoding: data, as: UTF8.self) + "\n")
        case .text, .markdown:
            let parts = [record.id, code, outcome.found, "expected \(expected)", outcome.deviation].compactMap { $0 }
            Console.write(parts.joined(separator: "\t") + "\n")
        }
    }
}
