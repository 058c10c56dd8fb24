/// How many bits hold every number that a slot can have.
public enum NumberLane: UInt8, Sendable, CaseIterable {
    case int32, int64, wide

    /// The narrowest that holds both ends and their negatives.
    public init(_ bounds: SlotBounds) {
        let most = bounds.low == .min ? Int128.max : max(bounds.high, -bounds.low)
        self = most <= Int128(Int32.max) ? .int32 : most <= Int128(Int64.max) ? .int64 : .wide
    }
}
