import ExactNumbers
import RuleAnalysis
import RuleModel

/// What the missing answers leave open, as the analysis says.
extension Explainer {
    /// Score and grades that are still possible; nil unless the scene is incomplete, and where no answer gives it a score.
    func scoreRange() -> Explanation.Range? {
        guard let possible, let low = possible.bounds.low, let high = possible.bounds.high else { return nil }
        return .init(
            low: outwards(low.score, up: false), high: outwards(high.score, up: true),
            grades: possible.grades.map { title(model.grades[$0].naming) })
    }

    /// With the places of a rounded total, or two of one that is not rounded.
    private func outwards(_ value: ExactDecimal, up: Bool) -> String {
        let places = model.total.round ?? 2
        return value.scale <= places
            ? value.description : value.rounded(to: places, mode: up ? .ceiling : .floor).description
    }
}
