import ColumnEngine
import EngineHarness
import ExactNumbers
import LowCarbonRules
import ReferenceEvaluator
import RuleCompiler
import RuleEngine
import RuleProgram

/// Runs scenes through the scalar interpreter, its reduced program and the column interpreter, and tells where they differ.
struct Comparison {
    let compiled: CompiledNorm
    private let reduced: ReducedProgram
    private let plan: ColumnPlan

    init?(norm: String, factors: [String: String] = [:]) {
        var files = ["rules/norm.yaml": norm]
        for (name, content) in factors { files["rules/\(name).yaml"] = content }
        guard let compiled = NormLoader(files: .memory(files)).load("rules/norm.yaml")?.compiled else { return nil }
        self.compiled = compiled
        reduced = compiled.program.reduced(to: .criteria)
        plan = ColumnPlan(reduced)
    }

    /// Differences over all scenes, the first few of each norm.
    func differences(_ scenes: [SceneRecord], instructionSet: String? = nil) -> [String] {
        let whole = Interpreter(compiled.program)
        let short = Interpreter(reduced.program)
        let columns = ColumnInterpreter(plan, instructionSet: instructionSet)
        let batch = ColumnBatch(schema: compiled.program.schema, capacity: scenes.count)
        for scene in scenes where !batch.append(scene) { return ["no room in the batch"] }
        var found: [String] = []
        var first = 0
        while first < scenes.count {
            let count = columns.run(batch, from: first)
            for row in 0..<count {
                whole.run(scenes[first + row])
                short.run(scenes[first + row])
                for (old, new) in zip(compiled.program.outcome.slots, reduced.program.outcome.slots) {
                    let expected = (whole.state(old), whole.value(old))
                    for (name, got) in [
                        ("reduced", (short.state(new), short.value(new))),
                        ("columns", (columns.state(new, row), columns.value(new, row))),
                    ] where got.0 != expected.0 || got.0 == .known && got.1 != expected.1 {
                        found.append(
                            "scene \(first + row), slot \(old) as \(new): \(name) \(got), expected \(expected)")
                    }
                }
                if columns.status(row) != whole.status() {
                    found.append("scene \(first + row): \(columns.status(row))")
                }
                if found.count > 5 { return found }
            }
            first += max(count, 1)
        }
        return found
    }

    /// `count` random scenes of the norm.
    func scenes(_ norm: String, factors: [String: String] = [:], seed: UInt64, unanswered: Int, count: Int) throws
        -> [SceneRecord]
    {
        let layout = SceneLayout(compiled.program.schema)
        var generator = SceneGenerator(
            try ReferenceNorm(yaml: norm, factors: factors), yaml: norm, seed: seed, unanswered: unanswered)
        return try (0..<count).map { _ in try layout.record(generator.scene()) }
    }
}
