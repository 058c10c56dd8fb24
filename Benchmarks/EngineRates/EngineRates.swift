import ColumnEngine
import ExactNumbers
import Foundation
import LowCarbonRules
import RuleCompiler
import RuleEngine
import RuleProgram
import SceneData

/// The engine alone, in memory, on the workload that the peers of `Benchmarks/peers.py` are measured on.
///
///     engine-rates NORM SCENES.jsonl [EXPECTED.csv]
///
/// Prints one JSON object: nanoseconds of one evaluation (p50, p99), scenes a second of the columns on one thread and on two, and how many
/// scenes differ from the expected sections, bonus and total (in hundredths).
@main
enum EngineRates {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { return print("engine-rates NORM SCENES.jsonl [EXPECTED.csv]") }
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: arguments[1])))
        let loaded = NormLoader(files: .disk, rulesFolder: "rules").load(arguments[1], bytes: bytes)
        guard let norm = loaded.compiled else { return print("the norm has errors: see lowcarbon check") }
        var options = SceneReadingOptions()
        options.asOfField = "date"
        let reader = try SceneReader(path: arguments[2], schema: norm.program.schema, options: options)
        let reduced = norm.program.reduced(to: .sections)
        let plan = ColumnPlan(reduced)

        var batches: [ColumnBatch] = []
        var records: [SceneRecord] = []
        var scene = SceneInput(schema: norm.program.schema)
        while reader.next(into: &scene) {
            if batches.last.map({ $0.count == $0.capacity }) ?? true {
                batches.append(ColumnBatch(schema: norm.program.schema, capacity: 1 << 14))
            }
            _ = batches[batches.count - 1].append(scene.record)
            if records.count < 20_000 { records.append(scene.record) }
        }
        let rows = batches.reduce(0) { $0 + $1.count }
        let one = (0..<2).map { _ in Interpreter(reduced.program) }
        let single = times(of: one[0], records)
        var figures: [String: Any] = [
            "scenes": rows, "instructions": reduced.program.instructions.count,
            "instruction_set": ColumnInterpreter(plan).instructionSet, "one_p50_ns": single[single.count / 2],
            "one_p99_ns": single[single.count * 99 / 100], "columns_1t": rate(plan, batches, threads: 1),
            "columns_2t": rate(plan, batches, threads: 2),
        ]
        if arguments.count > 3 {
            let text = try String(contentsOfFile: arguments[3], encoding: .utf8)
            figures["wrong"] = differences(plan, reduced.program, batches, text)
        }
        let line = try JSONSerialization.data(withJSONObject: figures, options: [.sortedKeys])
        print(String(decoding: line, as: UTF8.self))
    }

    /// Nanoseconds of each evaluation, sorted, without what reading the clock takes.
    private static func times(of interpreter: Interpreter, _ records: [SceneRecord]) -> [Int] {
        for record in records.prefix(2_000) { interpreter.run(record) }
        var empty = records.map { _ in elapsed {} }
        empty.sort()
        let clock = empty[empty.count / 2]
        return records.map { record in max(0, elapsed { interpreter.run(record) } - clock) }.sorted()
    }

    private static func elapsed(_ body: () -> Void) -> Int {
        let start = nanoseconds()
        body()
        return nanoseconds() - start
    }

    private static func nanoseconds() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1_000_000_000 + now.tv_nsec
    }

    /// Scenes a second, the median of seven passes over all batches.
    private static func rate(_ plan: ColumnPlan, _ batches: [ColumnBatch], threads: Int) -> Int {
        let rows = batches.reduce(0) { $0 + $1.count }
        let workers = (0..<threads).map { share in
            Worker(plan, batches.enumerated().filter { $0.offset % threads == share }.map(\.element))
        }
        let passes = (0..<7).map { _ in
            elapsed {
                DispatchQueue.concurrentPerform(iterations: threads) { workers[$0].run() }
            }
        }
        return Int(Double(rows) / Double(max(1, passes.sorted()[3])) * 1e9)
    }

    private final class Worker: @unchecked Sendable {
        private let columns: ColumnInterpreter

        private let batches: [ColumnBatch]

        init(_ plan: ColumnPlan, _ batches: [ColumnBatch]) {
            columns = ColumnInterpreter(plan)
            self.batches = batches
        }

        func run() {
            for batch in batches {
                var row = 0
                while row < batch.count { row += columns.run(batch, from: row) }
            }
        }
    }

    /// How many scenes have sections, bonus or total other than expected.
    private static func differences(
        _ plan: ColumnPlan, _ program: RuleProgram, _ batches: [ColumnBatch], _ expected: String
    ) -> Int {
        let lines = expected.split(separator: "\n").dropFirst()
        let columns = ColumnInterpreter(plan)
        let slots = program.outcome.sections.map(\.value) + [program.outcome.bonus, program.outcome.total]
        var wrong = 0
        var index = lines.startIndex
        for batch in batches {
            var row = 0
            while row < batch.count {
                let count = columns.run(batch, from: row)
                for place in 0..<count where index < lines.endIndex {
                    let cells = lines[index].split(separator: ",", omittingEmptySubsequences: false)
                    let wanted = cells.dropFirst(2).prefix(slots.count).map { Int128($0) }
                    let got = slots.map { slot in columns.fraction(slot, place).decimal().mantissa(atScale: 2) }
                    if got != wanted { wrong += 1 }
                    index += 1
                }
                row += count
            }
        }
        return wrong + lines.distance(from: index, to: lines.endIndex)
    }
}
