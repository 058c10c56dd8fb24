extension ReferenceResult {
    /// One line for each place where the two results differ; empty if they agree. Inputs, facts and parameters are compared only
    /// where both results tell them.
    public func differences(from other: ReferenceResult) -> [String] {
        var lines: [String] = []
        func compare<Value: Equatable>(_ place: String, _ left: Value, _ right: Value) {
            if left != right { lines.append("\(place): \(left) against \(right)") }
        }
        func compare<Value: Equatable>(_ place: String, _ left: [String: Value], _ right: [String: Value]) {
            for key in Set(left.keys).union(right.keys).sorted() where left[key] != right[key] {
                let one = left[key].map { "\($0)" } ?? "nothing"
                let two = right[key].map { "\($0)" } ?? "nothing"
                lines.append("\(place) \(key): \(one) against \(two)")
            }
        }
        compare("status", status, other.status)
        if !inputs.isEmpty, !other.inputs.isEmpty { compare("input", inputs, other.inputs) }
        if !facts.isEmpty, !other.facts.isEmpty { compare("fact", facts, other.facts) }
        if !parameters.isEmpty, !other.parameters.isEmpty { compare("parameter", parameters, other.parameters) }
        compare("gate", gates, other.gates)
        compare("criterion", criteria, other.criteria)
        compare("section", sections, other.sections)
        compare("bonus", bonus, other.bonus)
        compare("total", total, other.total)
        compare("grade", grade ?? "-", other.grade ?? "-")
        compare("multiplier", multiplier ?? "-", other.multiplier ?? "-")
        compare("schedule", schedule, other.schedule)
        return lines
    }
}
