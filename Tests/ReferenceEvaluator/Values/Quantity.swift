/// A number with its unit.
public struct Quantity: Hashable, Sendable {
    /// In `unit`.
    public var amount: ExactFraction
    /// Nil for the 0 of an empty sum, which takes the unit of what it meets.
    public var unit: RuntimeUnit?

    public init(_ amount: ExactFraction, _ unit: RuntimeUnit?) {
        self.amount = amount
        self.unit = unit
    }

    public static func bare(_ amount: ExactFraction) -> Quantity { Quantity(amount, .bare) }

    /// In base units; `%` counts as 1/100.
    public var base: ExactFraction { amount * (unit?.factor ?? .one) }

    /// A product or, with a `sign` below 0, a quotient. What has no dimensions left is a bare number, or counts in as many `%` as
    /// are left (§5). Nil for a division by 0.
    public func combined(_ other: Quantity, sign: Int) -> Quantity? {
        guard let amount = sign > 0 ? amount * other.amount : amount.divided(by: other.amount) else { return nil }
        guard let unit, let otherUnit = other.unit else { return Quantity(amount, nil) }
        let result = Quantity(amount, sign > 0 ? unit.times(otherUnit) : unit.per(otherUnit))
        if otherUnit == .bare || (unit == .bare && sign > 0) { return result }
        guard let left = result.unit, left.dimensions.isEmpty else { return result }
        let plain = RuntimeUnit.percent.power(left.percent)
        return result.base.divided(by: plain.factor).map { Quantity($0, plain) }
    }

    public func matches(_ other: Quantity) -> Bool {
        guard let unit, let otherUnit = other.unit else { return true }
        return unit.matches(otherUnit)
    }

    /// The same quantity expressed in `target`; nil if the dimensions differ.
    public func converted(to target: RuntimeUnit) -> Quantity? {
        guard let unit else { return Quantity(amount, target) }
        guard unit.matches(target), let amount = base.divided(by: target.factor) else { return nil }
        return Quantity(amount, target)
    }
}
