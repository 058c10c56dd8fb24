/// What a rule file may cost. Every limit is refused with its own diagnostic at the place where it is passed.
public struct YAMLLimits: Sendable, Equatable {
    /// Size of the file in bytes.
    public var bytes: Int
    /// Nested mappings and lists.
    public var depth: Int
    /// Values and keys together.
    public var nodes: Int
    /// One text, in bytes.
    public var scalarBytes: Int
    /// One key, in bytes.
    public var keyBytes: Int
    /// Findings reported before the loader gives up.
    public var findings: Int

    public init(
        bytes: Int = 4 << 20, depth: Int = 64, nodes: Int = 200_000, scalarBytes: Int = 256 << 10,
        keyBytes: Int = 512, findings: Int = 100
    ) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
        self.scalarBytes = scalarBytes
        self.keyBytes = keyBytes
        self.findings = findings
    }

    public static let `default` = YAMLLimits()
}
