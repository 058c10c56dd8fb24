import BigInt
import Diagnostics
import RuleSyntax

/// The units a norm may use: the built-in ones and those it declares.
public struct UnitRegistry: Sendable {
    private var symbols: [String: (dimensions: [String: Int], factor: Rational)]

    /// SI and customary units with exact factors, and nominal units of their own dimension.
    /// Constants: 1 ft2 = 0.09290304 m2, 1 lb = 0.45359237 kg, 1 kBtu = 0.29307107 kWh (as in the data of the project), 1 therm = 100 kBtu.
    public init() {
        symbols = [:]
        func add(_ symbol: String, _ dimension: [String: Int], _ numerator: Int, _ denominator: Int = 1) {
            symbols[symbol] = (dimension, Rational(BigInt(numerator), BigInt(denominator)))
        }
        add("1", [:], 1)
        add("%", [:], 1, 100)
        add("m", ["m": 1], 1)
        add("km", ["m": 1], 1000)
        add("mm", ["m": 1], 1, 1000)
        add("m2", ["m": 2], 1)
        add("km2", ["m": 2], 1_000_000)
        add("ha", ["m": 2], 10_000)
        add("ft2", ["m": 2], 9_290_304, 100_000_000)
        add("m3", ["m": 3], 1)
        add("L", ["m": 3], 1, 1000)
        add("mL", ["m": 3], 1, 1_000_000)
        add("kgal", ["m": 3], 3_785_411_784, 1_000_000_000)
        add("g", ["kg": 1], 1, 1000)
        add("kg", ["kg": 1], 1)
        add("mg", ["kg": 1], 1, 1_000_000)
        add("t", ["kg": 1], 1000)
        add("lb", ["kg": 1], 45_359_237, 100_000_000)
        add("J", ["J": 1], 1)
        add("kJ", ["J": 1], 1000)
        add("MJ", ["J": 1], 1_000_000)
        add("GJ", ["J": 1], 1_000_000_000)
        add("TJ", ["J": 1], 1_000_000_000_000)
        add("Wh", ["J": 1], 3600)
        add("kWh", ["J": 1], 3_600_000)
        add("MWh", ["J": 1], 3_600_000_000)
        add("GWh", ["J": 1], 3_600_000_000_000)
        add("kBtu", ["J": 1], 1_055_055_852, 1000)
        add("therm", ["J": 1], 1_055_055_852, 10)
        add("W", ["W": 1], 1)
        add("kW", ["W": 1], 1000)
        add("MW", ["W": 1], 1_000_000)
        add("s", ["s": 1], 1)
        add("min", ["s": 1], 60)
        add("h", ["s": 1], 3600)
        add("d", ["d": 1], 1)
        add("month", ["month": 1], 1)
        add("a", ["a": 1], 1)
        add("yuan", ["yuan": 1], 1)
        add("CNY", ["yuan": 1], 1)
        add("degC", ["degC": 1], 1)
        add("lm", ["lm": 1], 1)
        add("kgce", ["kgce": 1], 1)
        add("gce", ["kgce": 1], 1, 1000)
        add("tce", ["kgce": 1], 1000)
        add("kgCO2e", ["kgCO2e": 1], 1)
        add("gCO2e", ["kgCO2e": 1], 1, 1000)
        add("tCO2e", ["kgCO2e": 1], 1000)
        add("kgCO2", ["kgCO2": 1], 1)
        add("gCO2", ["kgCO2": 1], 1, 1000)
        add("tCO2", ["kgCO2": 1], 1000)
        for symbol in [
            "person", "visitor", "guest-night", "room-night", "room", "cover", "bed", "lamp", "point", "dish", "item",
            "order",
            "shower", "tap", "toilet", "flush", "vehicle", "bay", "code", "activity", "year", "product", "category",
        ] { add(symbol, [symbol: 1], 1) }
    }

    /// Adds a unit of the norm's own.
    public mutating func declare(_ symbol: String) {
        if symbols[symbol] == nil { symbols[symbol] = ([symbol: 1], .one) }
    }

    public var knownSymbols: [String] { symbols.keys.sorted() }

    /// The unit written, or the first symbol that is not known.
    public func resolve(_ syntax: UnitSyntax) -> Result<Unit, UnknownUnit> {
        var dimensions: [String: Int] = [:]
        var factor = Rational.one
        var percent = 0
        for part in syntax.factors {
            guard let known = symbols[part.symbol] else {
                return .failure(UnknownUnit(symbol: part.symbol, span: part.span))
            }
            for (symbol, exponent) in known.dimensions {
                let sum = (dimensions[symbol] ?? 0) + exponent * part.exponent
                dimensions[symbol] = sum == 0 ? nil : sum
            }
            if part.symbol == "%" { percent += part.exponent }
            for _ in 0..<abs(part.exponent) {
                factor = part.exponent > 0 ? factor * known.factor : factor / known.factor
            }
        }
        return .success(
            Unit(dimensions: dimensions, factor: factor, percent: percent, text: UnitRegistry.text(syntax)))
    }

    /// A unit that is not declared.
    public struct UnknownUnit: Error, Sendable {
        public var symbol: String
        public var span: Span
    }

    static func text(_ syntax: UnitSyntax) -> String {
        func join(_ parts: [UnitSyntax.Factor]) -> String {
            parts.map { abs($0.exponent) == 1 ? $0.symbol : "\($0.symbol)^\(abs($0.exponent))" }.joined(separator: ".")
        }
        let above = syntax.factors.filter { $0.exponent > 0 }
        let below = syntax.factors.filter { $0.exponent < 0 }
        if below.isEmpty { return join(above) }
        let bottom = below.count == 1 ? join(below) : "(\(join(below)))"
        return (above.isEmpty ? "1" : join(above)) + "/" + bottom
    }
}
