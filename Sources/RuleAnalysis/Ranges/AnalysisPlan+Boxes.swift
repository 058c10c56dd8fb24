import RuleProgram

/// From records to boxes and back.
extension AnalysisPlan {
    /// Every way to answer what `record` leaves unknown. What it answers, claims and names as evidence stays.
    func box(_ record: SceneRecord) -> AnswerBox {
        let fields = program.schema.fields
        var box = AnswerBox(
            answers: [], evidence: [], entries: Array(repeating: nil, count: fields.count), asOf: record.asOf,
            claims: record.claims)
        for (index, field) in fields.enumerated() {
            let state = record.states[index]
            box.answers.append(state == .unknown ? AnswerRange(field) : .point(record.values[index], state))
            if state == .unknown, field.takesEvidence {
                box.evidence.append(0...strengths.count - 1)
            } else {
                let place = strength(ofKind: record.evidence[index])
                box.evidence.append(place...place)
            }
            if case .list(_, let parts) = field.kind, state == .known {
                box.entries[index] = entries(record.lists[index], parts)
            }
        }
        return box
    }

    private func entries(_ list: SceneRecord.ListColumns, _ fields: [InputField]) -> AnswerBox.Entries {
        fields.indices.map { column in
            list.values[column].indices.map { entry in
                list.states[column][entry] == .unknown
                    ? AnswerRange(fields[column]) : .point(list.values[column][entry], list.states[column][entry])
            }
        }
    }

    /// What is open in a box, the questions that most depends on first.
    func variables(_ box: AnswerBox) -> [Variable] {
        let order = box.answers.indices.sorted { (slices[$0].count, $1) > (slices[$1].count, $0) }
        return order.flatMap { variables(box, of: $0) }
    }

    /// What is open in one question.
    func variables(_ box: AnswerBox, of field: Int) -> [Variable] {
        var open: [Variable] = []
        if !box.answers[field].isPoint { open.append(.answer(field)) }
        if let columns = box.entries[field] {
            for (column, entries) in columns.enumerated() {
                for (entry, range) in entries.enumerated() where !range.isPoint {
                    open.append(.cell(field: field, column: column, entry: entry))
                }
            }
        }
        if box.evidence[field].count > 1 { open.append(.evidence(field)) }
        return open
    }

    /// The scene that a box of one scene holds; what stays open takes the least value, what is left unanswered stays so.
    /// Questions that `record` answers keep what it says, evidence included.
    func record(_ box: AnswerBox, completing record: SceneRecord) -> SceneRecord {
        var result = record
        for (index, field) in program.schema.fields.enumerated() {
            if record.states[index] == .unknown {
                let range = box.answers[index]
                if range == .unanswered { continue }
                let state: ValueState = range.states & Cell.known != 0 ? .known : .notApplicable
                result.states[index] = state
                result.values[index] = state == .known ? range.low : 0
                if field.takesEvidence { result.evidence[index] = strengths[box.evidence[index].lowerBound].kind }
            }
            guard case .list(_, let parts) = field.kind, result.states[index] == .known else { continue }
            fill(&result, index, parts, box)
        }
        return result
    }

    private func fill(_ record: inout SceneRecord, _ index: Int, _ parts: [InputField], _ box: AnswerBox) {
        let length = Int(record.values[index])
        for column in parts.indices {
            let ranges = box.entries[index].map { $0[column] } ?? []
            let all = (0..<length).map { $0 < ranges.count ? ranges[$0] : AnswerRange(parts[column]) }
            record.lists[index].values[column] = all.map { $0.states & Cell.known != 0 ? $0.low : 0 }
            record.lists[index].states[column] = all.map { range in
                range == .unanswered ? .unknown : range.states & Cell.known != 0 ? .known : .notApplicable
            }
        }
    }
}
