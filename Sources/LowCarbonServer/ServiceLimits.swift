/// What one request may cost.
public struct ServiceLimits: Sendable {
    /// Bytes of a scene.
    public var sceneBytes = 256 << 10
    /// Bytes of an imported file.
    public var importBytes = 1 << 20
    /// Program steps that one search for bounds may take (docs/analysis.md); less makes ends safe instead of exact.
    public var analysisSteps = 60_000
    /// Program steps of one search for plans and reasons.
    public var planSteps = 600_000
    /// Plans of a path.
    public var plans = 5

    public init() {}
}
