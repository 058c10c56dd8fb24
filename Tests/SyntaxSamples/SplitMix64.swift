/// A small generator of random numbers: the same seed gives the same norms and scenes for ever.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64
    private var choices: ArraySlice<UInt8> = []

    public init(seed: UInt64) { state = seed }

    /// Draws its first numbers from `bytes`, two for each, so that a change of a byte changes one choice; then goes on from a seed.
    public init(bytes: [UInt8]) {
        state = 0
        choices = bytes[...]
    }

    public mutating func next() -> UInt64 {
        if let high = choices.popFirst() {
            let low = choices.popFirst() ?? 0
            return UInt64(high) << 56 | UInt64(low) << 48 | 0x9E37_79B9_7F4B
        }
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True in `percent` of 100 cases.
    public mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    public mutating func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// One of `choices`; nil if there are none.
    public mutating func pick<Element>(_ choices: [Element]) -> Element? { choices.randomElement(using: &self) }
}
