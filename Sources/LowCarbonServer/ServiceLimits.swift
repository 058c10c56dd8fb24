import NIOCore
import RuleAnalysis

/// What one request may cost, and how many there may be.
public struct ServiceLimits: Sendable {
    /// Bytes of a scene, unpacked or not.
    public var sceneBytes = 256 << 10
    /// Bytes of a scene that was once recorded packed, for which there was no limit then but that of a scene in a file.
    public var storedBytes = 16 << 20
    /// Bytes of an imported file.
    public var importBytes = 1 << 20
    /// Bytes of a reason.
    public var reasonBytes = 16 << 10
    /// Names with values in an address.
    public var addressFields = 4_000
    /// Bytes of a plain scene that is evaluated where its request is served, and of the query in its address; larger ones wait for a
    /// worker.
    public var lightBytes = 8 << 10
    /// Program steps that one search for bounds may take (docs/analysis.md); less makes ends safe instead of exact.
    public var analysisSteps = 60_000
    /// Program steps after which bounds that were not asked to be thorough end with what they have.
    public var typingSteps = SceneAnalyzer.interactiveLimit
    /// Program steps of one search for plans and reasons.
    public var planSteps = 600_000
    /// Plans of a path.
    public var plans = 5

    /// Connections at a time; more wait to be accepted.
    public var connections = 1_000
    /// From the first byte of a request (on a new connection: from its start) to the end of its headers.
    public var headTime = TimeAmount.seconds(10)
    /// From the end of a request's headers to the end of its body.
    public var bodyTime = TimeAmount.seconds(30)
    /// How long a connection may neither send nor take anything.
    public var idleTime = TimeAmount.seconds(60)

    /// Threads for work that takes longer than a socket may wait.
    public var workers = max(1, System.coreCount - 1)
    /// Requests that may wait for a worker.
    public var queueLength = 64
    /// How long they may wait.
    public var queueTime = TimeAmount.seconds(2)
    /// How long the answer to a request that finds the queue full is held back, so that who asks again at once cannot keep the
    /// service busy with refusals.
    public var refusalPause = TimeAmount.milliseconds(500)

    public init() {}
}
