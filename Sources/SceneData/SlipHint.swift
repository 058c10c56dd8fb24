import Diagnostics
import ExactNumbers

/// Recognises a number that would fit after a shift by a thousand (or, for `%`, a hundred): most likely entered in another unit.
enum SlipHint {
    /// Units next to each other by a thousand: small, large.
    private static let neighbours: [(small: String, large: String)] = [
        ("Wh", "kWh"), ("kWh", "MWh"), ("MWh", "GWh"), ("J", "kJ"), ("kJ", "MJ"), ("MJ", "GJ"), ("GJ", "TJ"),
        ("g", "kg"), ("kg", "t"),
        ("L", "m3"), ("W", "kW"), ("kW", "MW"), ("m", "km"), ("kgce", "tce"), ("gCO2e", "kgCO2e"), ("kgCO2e", "tCO2e"),
        ("mg", "g"), ("mm", "m"), ("mL", "L"),
    ]

    /// What to say of `value` (in `unit`) that lies outside of `low...high` (at `scale` places); nil if no shift helps.
    static func find(
        value: ExactDecimal, low: Int128, high: Int128, scale: Int, unit: String, usual: Bool
    ) -> Message? {
        guard value.mantissa != 0 else { return nil }
        let least = ExactDecimal(mantissa: low, scale: scale)
        let most = ExactDecimal(mantissa: high, scale: scale)
        func fits(_ shift: Int) -> Bool {
            guard let moved = shifted(value, by: shift) else { return false }
            return least <= moved && moved <= most && moved.mantissa != 0
        }
        let zh = usual ? "常见值" : "可填值"
        let en = usual ? "the usual" : "what fits"
        if unit == "%" || unit.hasPrefix("%/") {
            guard value.mantissa > 0, value <= ExactDecimal(1), fits(2) else { return nil }
            return Message(
                zh: "：放大一百倍就在\(zh)之内，是否填成了小数而不是百分数？",
                en: ": a hundred times it would be within \(en): was it entered as a fraction instead of \(unit)?")
        }
        let (symbol, rest) = split(unit)
        if fits(-3) {
            let other = neighbours.first { $0.large == symbol }.map { $0.small + rest }
            return Message(
                zh: "：缩小一千倍就在\(zh)之内，" + (other.map { "是否以 \($0) 而不是 \(unit) 填写？" } ?? "是否多写了三位？"),
                en: ": a thousandth of it would be within \(en): "
                    + (other.map { "was it entered in \($0) instead of \(unit)?" } ?? "are there three digits too many?")
            )
        }
        if fits(3) {
            let other = neighbours.first { $0.small == symbol }.map { $0.large + rest }
            return Message(
                zh: "：放大一千倍就在\(zh)之内，" + (other.map { "是否以 \($0) 而不是 \(unit) 填写？" } ?? "是否少写了三位？"),
                en: ": a thousand times it would be within \(en): "
                    + (other.map { "was it entered in \($0) instead of \(unit)?" } ?? "are there three digits too few?")
            )
        }
        return nil
    }

    /// `value × 10^shift`; nil if that does not fit.
    private static func shifted(_ value: ExactDecimal, by shift: Int) -> ExactDecimal? {
        let reduced = value.reduced
        if shift <= reduced.scale {
            let scale = reduced.scale - shift
            return scale <= 38 ? ExactDecimal(mantissa: reduced.mantissa, scale: scale) : nil
        }
        let (mantissa, overflow) = reduced.mantissa.multipliedReportingOverflow(by: .powerOfTen(shift - reduced.scale))
        return overflow ? nil : ExactDecimal(mantissa: mantissa, scale: 0)
    }

    /// `kWh/(m2.a)` is `kWh` and `/(m2.a)`.
    private static func split(_ unit: String) -> (symbol: String, rest: String) {
        let symbol = unit.prefix { $0 != "/" && $0 != "." && $0 != "*" }
        return (String(symbol), String(unit.dropFirst(symbol.count)))
    }

    /// A scaled number as text, without trailing zeros.
    static func text(_ mantissa: Int128, _ scale: Int) -> String {
        ExactDecimal(mantissa: mantissa, scale: scale).reduced.description
    }
}
