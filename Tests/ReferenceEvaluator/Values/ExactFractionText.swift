import ExactNumbers

/// Reads decimal and fraction texts in tables and tests.
public enum ExactFractionText {
    /// `12`, `-0.5` or `3/4`.
    public static func read(_ text: String) -> ExactFraction? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let top = ExactDecimal(String(first)) else { return nil }
        guard parts.count == 2 else { return ExactFraction(top) }
        guard let bottom = ExactDecimal(String(parts[1])) else { return nil }
        return ExactFraction(top).divided(by: ExactFraction(bottom))
    }
}
