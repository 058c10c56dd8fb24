// swift-tools-version: 6.1
import PackageDescription

// libFuzzer brings `main`. Built by `Scripts/fuzz.sh`, which sets LOWCARBON_FUZZ so that the package above offers its test support, and passes
// `--sanitize fuzzer --sanitize address` so that every module is instrumented.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "LowCarbonRules", path: "..")],
    targets: [
        .executableTarget(
            name: "fuzz",
            dependencies: [.product(name: "TestSupport", package: "LowCarbonRules")],
            swiftSettings: settings)
    ]
)
