import ExactNumbers
import RuleSyntax

/// How many points a gram is worth from a day on.
public struct ConversionRate: Sendable, Equatable {
    public var basis: PointsRates.Basis
    /// Points per gram, or grams per point (then above 0).
    public var value: ExactDecimal
    /// First day it counts, until a later row takes over.
    public var from: CalendarDay
    /// Index of the behaviour; nil for every behaviour without a row of its own.
    public var behaviour: Int?

    public init(basis: PointsRates.Basis, value: ExactDecimal, from: CalendarDay, behaviour: Int?) {
        self.basis = basis
        self.value = value
        self.from = from
        self.behaviour = behaviour
    }

    /// `grams × rate × evidence × multiplier`, exact; all within `PointsLimits`.
    public func points(
        grams: ExactDecimal, evidence: ExactDecimal, multiplier: ExactDecimal
    ) -> PointsFraction {
        let grams = grams.reduced
        let rate = value.reduced
        let evidence = evidence.reduced
        let multiplier = multiplier.reduced
        let numerator = grams.mantissa * evidence.mantissa * multiplier.mantissa
        let denominator = Int128.powerOfTen(grams.scale + evidence.scale + multiplier.scale)
        switch basis {
        case .pointsPerGram:
            return PointsFraction(
                numerator: numerator * rate.mantissa, denominator: denominator * .powerOfTen(rate.scale))
        case .gramsPerPoint:
            guard rate.mantissa > 0 else { return .zero }
            return PointsFraction(
                numerator: numerator * .powerOfTen(rate.scale), denominator: denominator * rate.mantissa)
        }
    }
}

extension PointsScheme {
    /// The rate of a behaviour on a day: its own latest row begun by then, else the latest row for all behaviours.
    public func rate(of behaviour: Int, on day: CalendarDay) -> ConversionRate? {
        var own: ConversionRate?
        var general: ConversionRate?
        for rate in rates where rate.from <= day {
            if rate.behaviour == behaviour {
                if own.map({ $0.from < rate.from }) ?? true { own = rate }
            } else if rate.behaviour == nil {
                if general.map({ $0.from < rate.from }) ?? true { general = rate }
            }
        }
        return own ?? general
    }
}
