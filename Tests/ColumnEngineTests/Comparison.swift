import ColumnEngine
import EngineHarness
import ExactNumbers
import LowCarbonRules
import ReferenceEvaluator
import RuleCompiler
import RuleEngine
import RuleProgram

/// Runs scenes through the scalar interpreter, its reduced program and the column interpreter, and says where they differ.
struct ProgramComparison {
    let program: RuleProgram
    private let reduced: ReducedProgram
    private let plan: ColumnPlan

    init(_ program: RuleProgram) {
        self.program = program
        reduced = program.reduced(to: .criteria)
        plan = ColumnPlan(reduced)
    }

    /// Differences over all scenes, the first few of each program.
    ///
    /// - Parameter met: takes in which steps the interpreter, and which the columns, have run; the latter are the steps of the
    ///   reduced program, which the columns are planned from, over the states of the rows that they ran.
    func differences(
        _ scenes: [SceneRecord], instructionSet: String? = nil, met: inout (scalar: StepCoverage, columns: StepCoverage)
    ) -> [String] {
        let whole = Interpreter(program)
        let short = Interpreter(reduced.program)
        whole.coverage = StepCoverage()
        short.coverage = StepCoverage()
        defer {
            met.scalar.formUnion(whole.coverage ?? StepCoverage())
            met.columns.formUnion(short.coverage ?? StepCoverage())
        }
        let columns = ColumnInterpreter(plan, instructionSet: instructionSet)
        let batch = ColumnBatch(schema: program.schema, capacity: scenes.count)
        for scene in scenes where !batch.append(scene) { return ["no room in the batch"] }
        var found: [String] = []
        var first = 0
        while first < scenes.count {
            let count = columns.run(batch, from: first)
            for row in 0..<count {
                whole.run(scenes[first + row])
                short.run(scenes[first + row])
                found += (whole.valuesOutOfBounds(scenes[first + row]) + short.valuesOutOfBounds(scenes[first + row]))
                    .map { "scene \(first + row): \($0)" }
                for (old, new) in zip(program.outcome.slots, reduced.program.outcome.slots) {
                    let expected = (whole.state(old), whole.value(old))
                    for (name, got) in [
                        ("reduced", (short.state(new), short.value(new))),
                        ("columns", (columns.state(new, row), columns.value(new, row))),
                    ] where got.0 != expected.0 || got.0 == .known && got.1 != expected.1 {
                        let maker = program.instructions.last { $0.writes.contains(old) }
                        found.append(
                            "scene \(first + row), slot \(old) as \(new): \(name) \(got), expected \(expected), "
                                + "by \(maker.map { "\($0)" } ?? "nothing")")
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
}

/// A norm whose scenes are compared.
struct Comparison {
    let compiled: CompiledNorm
    private let programs: ProgramComparison

    init?(norm: String, factors: [String: String] = [:]) {
        var files = ["rules/norm.yaml": norm]
        for (name, content) in factors { files["rules/\(name).yaml"] = content }
        guard let compiled = NormLoader(files: .memory(files)).load("rules/norm.yaml")?.compiled else { return nil }
        self.compiled = compiled
        programs = ProgramComparison(compiled.program)
    }

    /// Differences over all scenes, the first few of each norm.
    func differences(_ scenes: [SceneRecord], instructionSet: String? = nil) -> [String] {
        var met = (scalar: StepCoverage(), columns: StepCoverage())
        return programs.differences(scenes, instructionSet: instructionSet, met: &met)
    }

    /// The same; `met` takes in which steps have run.
    func differences(_ scenes: [SceneRecord], met: inout (scalar: StepCoverage, columns: StepCoverage)) -> [String] {
        programs.differences(scenes, met: &met)
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
