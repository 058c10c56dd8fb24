import ExactNumbers
import RuleSyntax

extension ReferenceRun {
    /// Works everything out.
    func result() -> ReferenceResult {
        takeAnswers()
        var result = ReferenceResult()
        guard dataErrors.isEmpty else {
            result.status = "invalid"
            result.bonus = ReferenceCell(.unknown)
            result.total = ReferenceCell(.unknown)
            (result.multiplier, result.schedule) = multiplier(status: "invalid", grade: nil)
            return result
        }
        for (index, input) in norm.inputs.enumerated() {
            result.inputs[input.name.id] = cell(self.input(index).value, of: input.name.id, countsOnly: true)
        }
        for (index, fact) in norm.facts.enumerated() {
            result.facts[fact.name.id] = cell(self.fact(index).value, of: fact.name.id)
        }
        for (index, parameter) in names.parameters.enumerated() {
            let shape = shape(of: parameter)
            if shape.takesArguments { continue }
            if parameter.fromFactors, shape.clockHeading == "data year", norm.dataYear == nil { continue }
            let id = parameter.declaration.name.id
            if shape.values.count < 2 {
                result.parameters[id] = cell(self.parameter(index, arguments: [], column: nil), of: id)
            } else {
                for column in shape.values {
                    result.parameters[id + "." + column.name] = cell(
                        self.parameter(index, arguments: [], column: column.name), of: id)
                }
            }
        }
        for (index, gate) in norm.gates.enumerated() { result.gates[gate.name.id] = self.gate(index).state }
        for place in allCriteria() {
            let outcome = criterionOutcome(place)
            result.criteria[criterion(at: place).name.id] = ReferenceResult.CriterionCell(
                outcome.standing, points: outcome.points?.description, of: outcome.declared.description)
        }
        for (index, section) in norm.sections.enumerated() {
            let outcome = self.section(index)
            result.sections[section.name.id] = ReferenceResult.SectionCell(
                outcome.standing, score: outcome.score?.description, of: outcome.weight.description,
                applicable: outcome.applicable?.description)
        }
        let totals = totalOutcome()
        result.bonus = cell(totals.bonus, of: "bonus")
        result.total = cell(totals.total, of: "total")
        result.status = status()
        var grade: Int?
        if result.status == "graded", case .decided(let reached) = gradeOutcome() { grade = reached }
        result.grade = grade.map { norm.grades[$0].name.id }
        (result.multiplier, result.schedule) = multiplier(status: result.status, grade: grade)
        return result
    }

    /// A value as compared: numbers in base units.
    private func cell(_ value: ReferenceValue, of id: String, countsOnly: Bool = false) -> ReferenceCell {
        switch value {
        case .missing(let standing): return ReferenceCell(standing)
        case .failure(let reason):
            fault("\(id): \(reason)")
            return ReferenceCell(.unknown)
        case .known(.list(let elements)) where countsOnly: return ReferenceCell(.known, "\(elements.count)")
        case .known(.list(let elements)) where elements.contains { $0.standing != .known }:
            return ReferenceCell(elements.map(\.standing).max() ?? .known)
        case .known(let content): return ReferenceCell(.known, text(content))
        }
    }

    private func text(_ content: ReferenceValue.Content) -> String {
        switch content {
        case .number(let quantity): return quantity.base.description
        case .boolean(let value): return value ? "true" : "false"
        case .date(let day): return day.description
        case .duration(let duration): return duration.description
        case .text(let text): return text
        case .option(_, let id): return id
        case .word(let word): return names.anyOption(word)
        case .list(let elements):
            return "[" + elements.map { $0.content.map { text($0) } ?? $0.standing.rawValue }.joined(separator: ", ")
                + "]"
        case .record: return "{}"
        }
    }
}
