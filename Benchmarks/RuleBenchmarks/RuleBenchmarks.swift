import Benchmark
import LowCarbonRules
import RuleEngine

/// Each pass over each norm by itself, and `load`, which is all of them as `lowcarbon check` runs them.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .instructions, .peakMemoryResident], timeUnits: .microseconds, warmupIterations: 2,
        maxDuration: .seconds(1), maxIterations: 2_000)

    for norm in BenchmarkNorm.all {
        guard let tree = norm.tree(), let document = norm.document(tree), let model = norm.model(document),
            let compiled = norm.compiled(model)
        else { continue }

        Benchmark("yaml \(norm.title)") { benchmark in
            for _ in benchmark.scaledIterations { blackHole(norm.tree()) }
        }
        Benchmark("parse \(norm.title)") { benchmark in
            for _ in benchmark.scaledIterations { blackHole(norm.document(tree)) }
        }
        Benchmark("check \(norm.title)") { benchmark in
            for _ in benchmark.scaledIterations { blackHole(norm.model(document)) }
        }
        Benchmark("lower \(norm.title)") { benchmark in
            for _ in benchmark.scaledIterations { blackHole(norm.compiled(model)) }
        }
        let files = FileAccess.disk
        let rules = BenchmarkNorm.package.appendingPathComponent("rules").path
        Benchmark("load \(norm.title)") { benchmark in
            let loader = NormLoader(files: files, rulesFolder: rules)
            for _ in benchmark.scaledIterations { blackHole(loader.load("norm.yaml", bytes: norm.bytes)) }
        }
        let interpreter = Interpreter(compiled.program)
        let scene = BenchmarkNorm.scene(compiled.program.schema, asOf: compiled.model.effective.lowerBound)
        let many = Benchmark.Configuration(
            metrics: [.wallClock, .instructions, .throughput], timeUnits: .microseconds, warmupIterations: 2,
            scalingFactor: .kilo, maxDuration: .seconds(1), maxIterations: 2_000)
        Benchmark("evaluate \(norm.title)", configuration: many) { benchmark in
            for _ in benchmark.scaledIterations { interpreter.run(scene) }
            blackHole(interpreter.status())
        }
    }
}
