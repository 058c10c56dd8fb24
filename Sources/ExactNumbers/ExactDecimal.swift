/// An exact decimal: `mantissa × 10^-scale`.
public struct ExactDecimal: Hashable, Sendable {
    public var mantissa: Int128
    /// Decimal places, 0...38.
    public var scale: Int

    public init(mantissa: Int128, scale: Int) {
        self.mantissa = mantissa
        self.scale = scale
    }

    public init(_ whole: Int) {
        self.init(mantissa: Int128(whole), scale: 0)
    }
}
