import Foundation

/// One thing that is fuzzed. It returns if all is well and calls `finding` if not.
struct FuzzTarget: Sendable {
    var name: String
    var run: @Sendable ([UInt8]) -> Void

    static let all: [FuzzTarget] = [
        FuzzTarget(name: "yaml", run: YAMLTarget.run), FuzzTarget(name: "expression", run: ExpressionTarget.run),
        FuzzTarget(name: "tree", run: ExpressionTarget.tree), FuzzTarget(name: "norm", run: NormTarget.run),
        FuzzTarget(name: "generated", run: GeneratedTarget.run), FuzzTarget(name: "scenes", run: SceneTarget.scenes),
        FuzzTarget(name: "csv", run: SceneTarget.csv), FuzzTarget(name: "map", run: SceneTarget.map),
        FuzzTarget(name: "points", run: PointsTarget.run), FuzzTarget(name: "tests", run: TestsTarget.run),
        FuzzTarget(name: "addresses", run: ServiceTarget.address), FuzzTarget(name: "forms", run: ServiceTarget.form),
        FuzzTarget(name: "packed", run: ServiceTarget.packed),
    ]
}

/// Says what does not hold and ends the process, which libFuzzer records as a crash on this input.
func finding(_ text: String) -> Never {
    FileHandle.standardError.write(Data(("FINDING: " + text + "\n").utf8))
    abort()
}

/// A finding unless `condition` holds.
func require(_ condition: Bool, _ text: @autoclosure () -> String) {
    if !condition { finding(text()) }
}

/// A file of this package's repository; its absence is a finding, since the target would test nothing.
func repositoryFile(_ path: String) -> [UInt8] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    guard let data = FileManager.default.contents(atPath: root.appendingPathComponent(path).path) else {
        finding("\(path) cannot be read")
    }
    return [UInt8](data)
}
