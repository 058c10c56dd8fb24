import RuleSyntax

/// A unit carried beside a value while it is computed: its dimensions, and what one of it is in base units.
public struct RuntimeUnit: Hashable, Sendable {
    /// Exponents of the base dimensions, none 0.
    public var dimensions: [String: Int]
    /// Base units in one of this unit.
    public var factor: ExactFraction
    /// How often `%` stands in it.
    public var percent: Int

    public static let bare = RuntimeUnit(dimensions: [:], factor: .one, percent: 0)
    public static let percent = RuntimeUnit(dimensions: [:], factor: RuntimeUnit.hundredth, percent: 1)
    private static let hundredth = ExactFraction.one.divided(by: ExactFraction(100)) ?? .one

    /// Values of both can be added and compared: same dimensions, and never a bare number with a `%`.
    public func matches(_ other: RuntimeUnit) -> Bool {
        guard dimensions == other.dimensions else { return false }
        return (percent != 0) == (other.percent != 0) || (self != .bare && other != .bare)
    }

    public func times(_ other: RuntimeUnit) -> RuntimeUnit { combined(other, sign: 1) }

    public func per(_ other: RuntimeUnit) -> RuntimeUnit { combined(other, sign: -1) }

    public func power(_ exponent: Int) -> RuntimeUnit {
        var result = RuntimeUnit.bare
        for _ in 0..<abs(exponent) { result = exponent > 0 ? result.times(self) : result.per(self) }
        return result
    }

    private func combined(_ other: RuntimeUnit, sign: Int) -> RuntimeUnit {
        var result = self
        for (dimension, exponent) in other.dimensions {
            let sum = (result.dimensions[dimension] ?? 0) + sign * exponent
            result.dimensions[dimension] = sum == 0 ? nil : sum
        }
        result.percent += sign * other.percent
        result.factor = sign > 0 ? factor * other.factor : factor.divided(by: other.factor) ?? factor
        return result
    }
}

extension RuntimeUnit {
    /// The unit that `syntax` spells; nil if a symbol is not known. `nominal` are the symbols that the files declare.
    public init?(_ syntax: UnitSyntax, nominal: Set<String>) {
        var result = RuntimeUnit.bare
        for factor in syntax.factors {
            guard let unit = RuntimeUnit.symbol(factor.symbol, nominal: nominal) else { return nil }
            result = result.times(unit.power(factor.exponent))
        }
        self = result
    }

    public static func symbol(_ symbol: String, nominal: Set<String>) -> RuntimeUnit? {
        if symbol == "%" { return .percent }
        if symbol == "1" { return .bare }
        if let row = known[symbol] {
            guard let top = ExactFractionText.read(row.1) else { return nil }
            return RuntimeUnit(dimensions: row.0, factor: top, percent: 0)
        }
        guard nominal.contains(symbol) || builtInNominal.contains(symbol) else { return nil }
        return RuntimeUnit(dimensions: [symbol: 1], factor: .one, percent: 0)
    }

    private static let builtInNominal: Set<String> = [
        "person", "visitor", "guest-night", "room-night", "room", "cover", "bed", "lamp", "point", "dish", "degC",
    ]

    /// Lengths in m, masses in kg, energies in J, seconds, months and years apart. The foot is 0.3048 m, the pound
    /// 0.45359237 kg, the Btu (IT) 1055.05585262 J and the therm 100 000 of them.
    private static let known: [String: ([String: Int], String)] = [
        "m": (["m": 1], "1"), "km": (["m": 1], "1000"),
        "m2": (["m": 2], "1"), "ft2": (["m": 2], "0.09290304"), "ha": (["m": 2], "10000"),
        "m3": (["m": 3], "1"), "L": (["m": 3], "0.001"),
        "g": (["kg": 1], "0.001"), "kg": (["kg": 1], "1"), "t": (["kg": 1], "1000"), "lb": (["kg": 1], "0.45359237"),
        "J": (["J": 1], "1"), "MJ": (["J": 1], "1000000"), "GJ": (["J": 1], "1000000000"),
        "TJ": (["J": 1], "1000000000000"), "Wh": (["J": 1], "3600"), "kWh": (["J": 1], "3600000"),
        "MWh": (["J": 1], "3600000000"), "kBtu": (["J": 1], "1055055.85262"), "therm": (["J": 1], "105505585.262"),
        "W": (["J": 1, "s": -1], "1"), "kW": (["J": 1, "s": -1], "1000"),
        "s": (["s": 1], "1"), "min": (["s": 1], "60"), "h": (["s": 1], "3600"), "d": (["s": 1], "86400"),
        "month": (["month": 1], "1"), "a": (["a": 1], "1"),
        "yuan": (["yuan": 1], "1"), "CNY": (["yuan": 1], "1"),
        "kgce": (["kgce": 1], "1"), "tce": (["kgce": 1], "1000"),
        "gCO2e": (["gCO2e": 1], "1"), "kgCO2e": (["gCO2e": 1], "1000"), "tCO2e": (["gCO2e": 1], "1000000"),
    ]
}
