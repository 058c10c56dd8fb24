import ExactNumbers
import Testing

/// Every rounding mode against its definition, on all small quotients and around the edges of 64 bits.
struct RoundingTests {
    /// The whole number below or at n ÷ d, found by counting.
    private static func floor(_ n: Int, _ d: Int) -> Int {
        var k = -1000
        while (k + 1) * d <= n { k += 1 }
        return k
    }

    private static func expected(_ n: Int, _ d: Int, _ mode: RoundingMode) -> Int {
        let below = floor(n, d)
        if below * d == n { return below }
        let above = below + 1
        let (toBelow, toAbove) = (n - below * d, above * d - n)
        let (towardsZero, away) = n < 0 ? (above, below) : (below, above)
        let nearest = toBelow < toAbove ? below : above
        let isTie = toBelow == toAbove
        switch mode {
        case .halfUp: return isTie ? away : nearest
        case .halfDown: return isTie ? towardsZero : nearest
        case .halfEven: return isTie ? (below % 2 == 0 ? below : above) : nearest
        case .down: return towardsZero
        case .up: return away
        case .floor: return below
        case .ceiling: return above
        }
    }

    private static let modes: [RoundingMode] = [.halfUp, .halfEven, .halfDown, .down, .up, .floor, .ceiling]

    @Test(arguments: modes)
    func smallQuotients(_ mode: RoundingMode) {
        for d in 1...12 {
            for n in -60...60 {
                let got = Int128.divide(Int128(n), by: Int128(d), rounding: mode)
                #expect(got == Int128(Self.expected(n, d, mode)), "\(n) ÷ \(d) \(mode)")
            }
        }
    }

    /// The same quotients with numerator and denominator far beyond 64 bits.
    @Test(arguments: modes)
    func largeQuotients(_ mode: RoundingMode) {
        let large = Int128.powerOfTen(30)
        for d in 1...6 {
            for n in -30...30 {
                let got = Int128.divide(Int128(n) * large, by: Int128(d) * large, rounding: mode)
                #expect(got == Int128(Self.expected(n, d, mode)), "\(n)e30 ÷ \(d)e30 \(mode)")
            }
        }
    }

    @Test func edgesOf64Bits() {
        for edge in [Int128(Int64.max), Int128(Int64.min), Int128(UInt64.max), -Int128(UInt64.max)] {
            for offset in -2...2 {
                let n = edge + Int128(offset)
                let below = Int128.divide(n, by: 2, rounding: .floor)
                #expect(below * 2 <= n && n < below * 2 + 2, "\(n)")
                let isEven = n % 2 == 0
                #expect(Int128.divide(n, by: 2, rounding: .ceiling) == below + (isEven ? 0 : 1), "\(n)")
                let halfUp = isEven ? below : (n < 0 ? below : below + 1)
                #expect(Int128.divide(n, by: 2, rounding: .halfUp) == halfUp, "\(n)")
            }
        }
    }
}
