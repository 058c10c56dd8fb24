// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "LowCarbonRules", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "RuleBenchmarks",
            dependencies: [
                .product(name: "LowCarbonRules", package: "LowCarbonRules"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "RuleBenchmarks",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        .executableTarget(
            name: "engine-rates", dependencies: [.product(name: "LowCarbonRules", package: "LowCarbonRules")],
            path: "EngineRates"),
    ]
)
