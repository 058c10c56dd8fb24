import BigInt

/// Conversions of big integers. The generic ones of the standard library shift a negative number to the right and expect it to
/// be rounded down; `BigInt` rounds towards zero, so beyond 64 bits they would be off by 2^64.
extension Int128 {
    /// The number; nil if it does not fit.
    public init?(exactly number: BigInt) {
        guard let magnitude = UInt128(exactly: number.magnitude) else { return nil }
        if number < 0 {
            guard magnitude <= Int128.min.magnitude else { return nil }
            self = Int128(truncatingIfNeeded: ~magnitude &+ 1)
        } else {
            guard magnitude <= UInt128(Int128.max) else { return nil }
            self = Int128(magnitude)
        }
    }

    /// The number, or the nearest that fits.
    public init(clamping number: BigInt) {
        self = Int128(exactly: number) ?? (number < 0 ? .min : .max)
    }
}
