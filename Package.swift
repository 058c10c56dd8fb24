// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "LowCarbonRules",
    products: [
        .library(
            name: "LowCarbonRules",
            targets: [
                "LowCarbonRules", "RuleAnalysis", "NormDocs", "SceneData", "PointsConversion", "RuleCompiler",
                "ColumnEngine",
                "RuleEngine", "RuleProgram", "RuleModel", "RuleSyntax", "YAMLTree", "ExactNumbers", "Diagnostics",
            ]),
        .executable(name: "lowcarbon", targets: ["lowcarbon"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .target(
            name: "CSimdJSON",
            linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CColumnKernels", exclude: ["kernels.inc"]),
        .target(name: "Diagnostics", swiftSettings: settings),
        .target(name: "ExactNumbers", swiftSettings: settings),
        .target(name: "YAMLTree", dependencies: ["CLibYAML", "Diagnostics"], swiftSettings: settings),
        .target(
            name: "RuleSyntax", dependencies: ["YAMLTree", "Diagnostics", "ExactNumbers"],
            swiftSettings: settings),
        .target(
            name: "RuleModel",
            dependencies: ["RuleSyntax", "Diagnostics", "ExactNumbers", "BigInt"],
            swiftSettings: settings),
        .target(name: "RuleProgram", dependencies: ["ExactNumbers"], swiftSettings: settings),
        .target(name: "RuleEngine", dependencies: ["RuleProgram", "ExactNumbers"], swiftSettings: settings),
        .target(
            name: "ColumnEngine", dependencies: ["CColumnKernels", "RuleEngine", "RuleProgram", "ExactNumbers"],
            swiftSettings: settings),
        .target(
            name: "RuleCompiler",
            dependencies: ["RuleModel", "RuleProgram", "ExactNumbers", "BigInt"],
            swiftSettings: settings),
        .target(
            name: "SceneData",
            dependencies: [
                "CSimdJSON", "CZlib", "CZstd", "YAMLTree", "RuleSyntax", "RuleProgram", "Diagnostics", "ExactNumbers",
            ],
            swiftSettings: settings),
        .target(
            name: "RuleAnalysis",
            dependencies: [
                "RuleSyntax", "RuleModel", "RuleProgram", "RuleEngine", "RuleCompiler", "ExactNumbers", "Diagnostics",
                "BigInt",
            ],
            swiftSettings: settings),
        .target(
            name: "PointsConversion",
            dependencies: ["RuleSyntax", "YAMLTree", "SceneData", "Diagnostics", "ExactNumbers"],
            swiftSettings: settings),
        .target(
            name: "LowCarbonRules",
            dependencies: [
                "RuleSyntax", "RuleModel", "RuleProgram", "RuleEngine", "ColumnEngine", "RuleCompiler", "RuleAnalysis",
                "SceneData",
                "Diagnostics", "ExactNumbers", "YAMLTree",
            ],
            swiftSettings: settings),
        .target(
            name: "NormDocs",
            dependencies: [
                "LowCarbonRules", "PointsConversion", "RuleCompiler", "RuleModel", "RuleSyntax", "YAMLTree",
                "ExactNumbers",
                "Diagnostics",
            ],
            swiftSettings: settings),
        .target(
            name: "LabelStore", dependencies: [.product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),
        .target(
            name: "LowCarbonServer",
            dependencies: [
                "LabelStore", "LowCarbonRules", "RuleAnalysis", "NormDocs", "SceneData", "RuleSyntax", "RuleModel",
                "RuleCompiler",
                "RuleProgram", "RuleEngine", "YAMLTree", "ExactNumbers", "Diagnostics",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            resources: [.embedInCode("Resources")],
            swiftSettings: settings),
        .target(
            name: "Conformance",
            dependencies: [
                "LowCarbonRules", "RuleAnalysis", "SceneData", "RuleSyntax", "RuleModel", "RuleProgram", "RuleEngine",
                "RuleCompiler",
                "YAMLTree", "Diagnostics", "ExactNumbers", "BigInt",
            ],
            swiftSettings: settings),
        .target(
            name: "NormTesting",
            dependencies: [
                "LowCarbonRules", "RuleSyntax", "RuleModel", "RuleCompiler", "RuleProgram", "RuleEngine", "SceneData",
                "YAMLTree", "ExactNumbers", "Diagnostics",
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "lowcarbon",
            dependencies: [
                "LabelStore", "LowCarbonRules", "RuleAnalysis", "LowCarbonServer", "NormTesting", "NormDocs",
                "PointsConversion",
                "Conformance", "SceneData", "RuleSyntax", "RuleModel", "RuleProgram", "RuleEngine", "RuleCompiler",
                "YAMLTree", "ExactNumbers",
                "Diagnostics",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        .target(
            name: "SyntaxSamples", dependencies: ["RuleSyntax", "Diagnostics", "ExactNumbers"],
            path: "Tests/SyntaxSamples", swiftSettings: settings),
        .target(
            name: "EngineHarness",
            dependencies: [
                "ReferenceEvaluator", "LowCarbonRules", "RuleModel", "RuleCompiler", "RuleProgram", "RuleEngine",
                "RuleSyntax", "Diagnostics", "ExactNumbers", "BigInt",
            ],
            path: "Tests/EngineHarness", swiftSettings: settings),
        .target(
            name: "ServiceSupport",
            dependencies: [
                "LowCarbonServer",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            path: "Tests/ServiceSupport", swiftSettings: settings),
        .target(
            name: "ReferenceEvaluator",
            dependencies: ["SyntaxSamples", "RuleSyntax", "YAMLTree", "Diagnostics", "ExactNumbers", "BigInt"],
            path: "Tests/ReferenceEvaluator", swiftSettings: settings),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
        .testTarget(name: "ExactNumbersTests", dependencies: ["ExactNumbers"], swiftSettings: settings),
        .testTarget(name: "YAMLTreeTests", dependencies: ["YAMLTree", "Diagnostics"], swiftSettings: settings),
        .testTarget(
            name: "RuleSyntaxTests",
            dependencies: ["SyntaxSamples", "RuleSyntax", "YAMLTree", "Diagnostics", "ExactNumbers"],
            swiftSettings: settings),
        .testTarget(
            name: "RuleModelTests",
            dependencies: [
                "LowCarbonRules", "RuleModel", "RuleCompiler", "RuleSyntax", "YAMLTree", "Diagnostics", "ExactNumbers",
                "BigInt",
            ],
            exclude: ["Seeds"], swiftSettings: settings),
        .testTarget(
            name: "SceneDataTests",
            dependencies: ["SceneData", "RuleProgram", "YAMLTree", "Diagnostics", "ExactNumbers"],
            resources: [.copy("Maps")], swiftSettings: settings),
        .testTarget(
            name: "PointsConversionTests",
            dependencies: ["PointsConversion", "RuleSyntax", "YAMLTree", "Diagnostics", "ExactNumbers", "BigInt"],
            exclude: ["Snapshots"], swiftSettings: settings),
        .testTarget(
            name: "DifferentialTests",
            dependencies: [
                "EngineHarness", "ReferenceEvaluator", "LowCarbonRules", "RuleModel", "RuleCompiler", "RuleProgram",
                "RuleEngine", "RuleSyntax", "SceneData", "SyntaxSamples", "Diagnostics", "ExactNumbers", "BigInt",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ColumnEngineTests",
            dependencies: [
                "ColumnEngine", "EngineHarness", "ReferenceEvaluator", "SyntaxSamples", "LowCarbonRules", "SceneData",
                "RuleCompiler", "RuleModel", "RuleEngine", "RuleProgram", "Diagnostics", "ExactNumbers",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "LowCarbonRulesTests",
            dependencies: [
                "LowCarbonRules", "EngineHarness", "RuleAnalysis", "RuleModel", "RuleCompiler", "RuleProgram",
                "RuleEngine", "RuleSyntax", "SceneData", "Diagnostics", "ExactNumbers",
            ],
            exclude: ["Snapshots"], swiftSettings: settings),
        .testTarget(
            name: "RuleAnalysisTests",
            dependencies: [
                "RuleAnalysis", "EngineHarness", "ReferenceEvaluator", "LowCarbonRules", "RuleModel", "RuleCompiler",
                "RuleProgram", "RuleEngine", "RuleSyntax", "SceneData", "SyntaxSamples", "Diagnostics",
                "ExactNumbers", "BigInt",
            ],
            exclude: ["Merchants"], swiftSettings: settings),
        .testTarget(
            name: "NormDocsTests",
            dependencies: ["NormDocs", "LowCarbonRules", "RuleModel", "RuleCompiler", "RuleSyntax", "Diagnostics"],
            exclude: ["Snapshots"], swiftSettings: settings),
        .testTarget(
            name: "LabelStoreTests", dependencies: ["LabelStore", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),
        .testTarget(
            name: "LowCarbonServerTests",
            dependencies: [
                "LabelStore", "ServiceSupport",
                "LowCarbonServer", "LowCarbonRules", "RuleAnalysis", "RuleCompiler", "RuleProgram", "SceneData",
                "RuleModel",
                "RuleSyntax", "Diagnostics", "ExactNumbers",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "NormTestingTests",
            dependencies: [
                "NormTesting", "EngineHarness", "LowCarbonRules", "RuleCompiler", "RuleProgram", "RuleSyntax",
                "Diagnostics",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ConformanceTests", dependencies: ["Conformance", "RuleModel"], exclude: ["sample.jsonl"],
            swiftSettings: settings),
        .testTarget(
            name: "CommandTests", dependencies: ["lowcarbon", "EngineHarness", "ReferenceEvaluator"],
            exclude: ["Snapshots"],
            swiftSettings: settings),
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "lowcarbon", "LowCarbonRules", "SceneData", "RuleSyntax", "RuleModel", "RuleCompiler", "RuleProgram",
                "RuleEngine",
                "Diagnostics", "ExactNumbers",
            ],
            swiftSettings: settings),
    ]
)

// What the fuzz targets (`Fuzz/`, a package of its own) need of the tests; no product of this package otherwise.
if Context.environment["LOWCARBON_FUZZ"] != nil {
    package.products.append(
        .library(
            name: "TestSupport",
            targets: [
                "SyntaxSamples", "ReferenceEvaluator", "EngineHarness", "PointsConversion", "NormTesting",
                "ServiceSupport", "LowCarbonServer",
            ]))
}
