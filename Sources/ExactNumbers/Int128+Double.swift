extension Int128 {
    /// The whole number nearest to a double: at the ends of 128 bits for what lies beyond them, 0 for what is not a number.
    ///
    /// `Int128(_:)` ends the process there.
    public init(clamping value: Double) {
        let whole = value.rounded()
        if whole >= 0x1p127 {
            self = .max
        } else if whole >= -0x1p127 {
            self.init(whole)
        } else {
            self = value.isNaN ? 0 : .min
        }
    }
}
