import Diagnostics
import ExactNumbers
import RuleSyntax

/// Charts of what criteria and tables say.
extension StepChart {
    /// Points over the value that bands are of.
    static func bands(_ bands: CriterionDeclaration.Bands, id: String, _ formulas: FormulaWriter) -> StepChart? {
        let direction = bands.direction.value
        let rises = direction == .atLeast || direction == .above
        let isIncluded = direction == .atLeast || direction == .atMost
        let steps = rises ? Array(bands.steps.reversed()) : bands.steps
        let points = steps.compactMap { number($0.points) }
        let rest = bands.otherwise.map(number) ?? 0
        guard points.count == steps.count, let rest, let places = places(steps.map(\.threshold), formulas) else {
            return nil
        }
        var levels: [Level] = []
        for (index, value) in points.enumerated() {
            levels.append(
                rises
                    ? Level(
                        from: index, to: index + 1 < points.count ? index + 1 : nil, points: value, label: short(value),
                        includesFrom: isIncluded)
                    : Level(
                        from: index > 0 ? index - 1 : nil, to: index, points: value, label: short(value),
                        includesTo: isIncluded))
        }
        let other = Level(
            from: rises ? nil : points.count - 1, to: rises ? 0 : nil, points: rest, label: short(rest))
        levels = rises ? [other] + levels : levels + [other]
        let subject = formulas.plain(bands.of)
        let sign = rises ? (isIncluded ? "≥" : ">") : (isIncluded ? "≤" : "<")
        let said =
            bands.steps.map {
                "\(sign) \(formulas.plain($0.threshold)): \(formulas.plain($0.points))"
            } + [formulas.say("其余", "otherwise") + ": " + short(rest)]
        return StepChart(
            places: places, shape: .steps(levels), axis: subject,
            title: formulas.say("\(subject)与得分", "Points over \(subject)"),
            description: said.joined(separator: formulas.say("；", "; ")), id: id + "-chart")
    }

    /// Points on lines between anchors.
    static func interpolation(
        _ interpolation: CriterionDeclaration.Interpolation, id: String, _ formulas: FormulaWriter
    ) -> StepChart? {
        let points = interpolation.anchors.compactMap { number($0.points) }
        guard points.count == interpolation.anchors.count,
            let places = places(interpolation.anchors.map(\.at), formulas)
        else { return nil }
        let subject = formulas.plain(interpolation.of)
        let said = interpolation.anchors.map { "\(formulas.plain($0.at)): \(formulas.plain($0.points))" }
        return StepChart(
            places: places, shape: .line(points.map { ($0, short($0)) }), axis: subject,
            title: formulas.say("\(subject)与得分（直线插值）", "Points over \(subject), on straight lines"),
            description: said.joined(separator: formulas.say("；", "; ")), id: id + "-chart")
    }

    /// Numbers to scale, or else formulas at equal distances.
    private static func places(_ expressions: [Expression], _ formulas: FormulaWriter) -> [Place]? {
        let units = Set(expressions.map { unit($0).map { formulas.unit($0) } })
        let values = expressions.map(number)
        let isScaled = units.count == 1 && values.allSatisfy { $0 != nil }
        return zip(expressions, values).map { Place(at: isScaled ? $1 : nil, label: formulas.plain($0)) }
    }

    private static func unit(_ expression: Expression) -> UnitSyntax? {
        if case .number(_, let unit) = expression.kind { return unit }
        return nil
    }

    /// A number written out, near enough for a drawing.
    private static func number(_ expression: Expression) -> Double? {
        switch expression.kind {
        case .number(let value, _): return Double(value.description)
        case .negate(let inner): return number(inner).map { -$0 }
        default: return nil
        }
    }

    private static func short(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
