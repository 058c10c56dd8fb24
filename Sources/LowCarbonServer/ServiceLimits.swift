import RuleAnalysis

/// What one request may cost.
public struct ServiceLimits: Sendable {
    /// Bytes of a scene.
    public var sceneBytes = 256 << 10
    /// Bytes of an imported file.
    public var importBytes = 1 << 20
    /// Program steps that one search for bounds may take (docs/analysis.md); less makes ends safe instead of exact.
    public var analysisSteps = 60_000
    /// Program steps after which bounds that were not asked to be thorough end with what they have.
    public var typingSteps = SceneAnalyzer.interactiveLimit
    /// Program steps of one search for plans and reasons.
    public var planSteps = 600_000
    /// Plans of a path.
    public var plans = 5

    public init() {}
}
