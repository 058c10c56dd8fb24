import ExactNumbers

/// An end of a range and whether a rounding can carry a value of the range past it.
///
/// Every mode keeps the order of what it rounds: some value of the range passes the end if the end itself does.
public struct RoundingEnd: Sendable, Equatable {
    public var value: Rational
    /// Whether this is the greatest value of the range, or the least.
    public var isMaximum: Bool

    public init(_ value: Rational, isMaximum: Bool) {
        self.value = value
        self.isMaximum = isMaximum
    }

    /// True if rounding to `places` takes some value beyond the end.
    public func isPassed(places: Int, _ mode: RoundingMode) -> Bool {
        let rounded = value.rounded(places: places, mode)
        return isMaximum ? rounded > value : rounded < value
    }

    /// The multiples of the last place that lie nearest, which no rounding passes: two where the end lies in the middle.
    public func nearestThatFit(places: Int) -> [Rational] {
        let below = value.rounded(places: places, .floor)
        let above = value.rounded(places: places, .ceiling)
        // A maximum of 0 would leave nothing to score.
        if below == above || (isMaximum && below <= .zero) { return [above] }
        if value - below == above - value { return [below, above] }
        return [value - below < above - value ? below : above]
    }

    /// The most places below `places`, and the fewest above, with which no rounding passes any of `ends`.
    public static func placesThatFit(_ ends: [RoundingEnd], near places: Int, _ mode: RoundingMode) -> [Int] {
        func fits(_ places: Int) -> Bool { !ends.contains { $0.isPassed(places: places, mode) } }
        let fewer = (0..<max(0, places)).last { fits($0) }
        let more = (places + 1..<max(places + 1, 13)).first { fits($0) }
        return [fewer, more].compactMap { $0 }
    }
}
