import ExactNumbers
import RuleSyntax

extension ReferenceRun {
    /// One row that may be an answer.
    struct Candidate {
        var matches: Tri
        var output: ReferenceValue
        /// What keeps it from matching or not, where that is not known.
        var standing: Standing
    }

    /// Value of a decision table: all columns but the last are conditions. Bare outputs take `unit` where one is given.
    func value(of table: TableSyntax, unit: RuntimeUnit?, in scope: Scope) -> ReferenceValue {
        let headings = table.table.header.map { cells.heading($0.text) }
        guard let last = headings.last else { return .failure("empty table") }
        let columns = headings.dropLast().map { heading in
            heading.expression.map { value(of: $0, in: scope) } ?? .failure("unreadable heading \(heading.text)")
        }
        let units = headings.dropLast().map { $0.unit.map { self.unit($0) } }
        let outputUnit = last.unit.map { self.unit($0) } ?? unit

        var rows: [Candidate] = []
        for row in table.table.rows {
            guard row.count == headings.count, let cell = row.last else { return .failure("row of another length") }
            var tests: [ReferenceValue] = []
            for (index, column) in columns.enumerated() {
                guard let cell = cells.tests(row[index].text) else { return .failure("unreadable cell") }
                let result = holds(cell, column, unit: units[index], in: scope)
                if case .failure = result { return result }
                tests.append(result)
            }
            let matches = junction(.and, tests)
            let output = cells.expression(cell.text).map { value(of: $0, in: scope) } ?? .failure("unreadable cell")
            rows.append(
                Candidate(
                    matches: matches.tri, output: adopting(outputUnit, output), standing: matches.standing))
        }
        if outputUnit == nil {
            let written = table.table.rows.compactMap { row in row.last.flatMap { cells.expression($0.text) } }
            let outputs = alike(written + (table.defaultValue.map { [$0] } ?? []), in: scope)
            for (index, output) in zip(rows.indices, outputs) { rows[index].output = output }
            if table.defaultValue != nil {
                return decide(table.hit?.value ?? .unique, rows, otherwise: outputs.last)
            }
        }
        let otherwise = table.defaultValue.map { adopting(outputUnit, value(of: $0, in: scope)) }
        return decide(table.hit?.value ?? .unique, rows, otherwise: otherwise)
    }

    private func decide(_ hit: HitPolicy, _ rows: [Candidate], otherwise: ReferenceValue?) -> ReferenceValue {
        let sure = rows.filter { $0.matches == .yes }.map(\.output)
        switch hit {
        case .unique, .any:
            guard let first = sure.first else { return firstOf(rows, otherwise: otherwise) }
            if hit == .unique, sure.count > 1 { return .failure("more than one row matches") }
            return sure.allSatisfy { same($0, first) || sure.count == 1 } ? first : .failure("rows disagree")
        case .first: return firstOf(rows, otherwise: otherwise)
        case .priority, .greatest, .least:
            let better: ComparisonOperator = hit == .least ? .less : .greater
            let ordered = rows.sorted { compare(better, $0.output, $1.output) == .boolean(true) }
            return firstOf(ordered, otherwise: otherwise)
        case .sum, .count:
            let outputs = rows.map { hit == .sum ? $0.output : .whole(1) }
            let sum = aggregate("sum", [.known(.list(zip(rows, outputs).map { counted($0, $1) }))], empty: nil)
            guard let otherwise else { return sum }
            let count = aggregate("sum", [.known(.list(rows.map { counted($0, .whole(1)) }))], empty: nil)
            return choice(compare(.greater, count, .whole(0)), sum, otherwise)
        case .collect, .ruleOrder, .outputOrder:
            let possible = rows.filter { $0.matches == .maybe }
            // As `C#`, a strict sum over the rows.
            if let standing = possible.map(\.standing).max() { return .missing(max(standing, .unknown)) }
            if sure.isEmpty, let otherwise { return otherwise }
            guard hit == .outputOrder else { return .known(.list(sure)) }
            return .strict(sure) { _ in
                .known(.list(sure.sorted { self.compare(.greater, $0, $1) == .boolean(true) }))
            }
        }
    }

    /// Among the rows up to the first that surely matches, or among all that may and the default.
    private func firstOf(_ rows: [Candidate], otherwise: ReferenceValue?) -> ReferenceValue {
        var candidates: [ReferenceValue] = []
        var undecided: Set<Standing> = []
        for row in rows where row.matches != .no {
            candidates.append(row.output)
            if row.matches == .yes { return among(candidates, undecided: undecided) }
            undecided.insert(row.standing)
        }
        return among(candidates + (otherwise.map { [$0] } ?? []), undecided: undecided)
    }

    /// What a row adds where all that match count: `value` if it matches, else 0.
    func counted(_ row: Candidate, _ value: ReferenceValue) -> ReferenceValue {
        let nothing = ReferenceValue.known(.number(Quantity(.zero, nil)))
        switch row.matches {
        case .yes: return value
        case .no: return nothing
        case .maybe: return among([value, nothing], undecided: [row.standing])
        }
    }

    /// The answer among what is still possible: all the same, or not decided. One candidate alone is the answer.
    func among(_ candidates: [ReferenceValue], undecided: Set<Standing>) -> ReferenceValue {
        guard let first = candidates.first else { return .failure("no row matches") }
        if candidates.count == 1 { return first }
        if candidates.allSatisfy({ same($0, first) }) { return first }
        let standings = candidates.map(\.standing)
        if standings.allSatisfy({ $0 == .notApplicable }) { return first }
        let state = standing(undecided)
        let values = candidates.filter { $0.standing == .known }
        let mayAgree = values.allSatisfy { same($0, values[0]) } && !standings.contains(.notApplicable)
        if state == .notApplicable, mayAgree { return .missing(.open) }
        if state == .unknown, standings.contains(where: { $0 > .unknown }) { return .missing(.open) }
        return .missing(state)
    }

    /// The highest state that leaves rows undecided; what does not apply beside what is not known leaves both possible.
    private func standing(_ undecided: Set<Standing>) -> Standing {
        let highest = max(undecided.max() ?? .unknown, .unknown)
        return highest == .notApplicable && undecided.count > 1 ? .open : highest
    }

    func value(of bands: CriterionDeclaration.Bands, in scope: Scope) -> ReferenceValue {
        let subject = value(of: bands.of, in: scope)
        let operation: ComparisonOperator
        switch bands.direction.value {
        case .atLeast: operation = .greaterOrEqual
        case .above: operation = .greater
        case .atMost: operation = .lessOrEqual
        case .below: operation = .less
        }
        let steps = bands.steps.map { step in
            (
                compare(operation, subject, operand(step.threshold, beside: subject, in: scope)),
                value(of: step.points, in: scope)
            )
        }
        let otherwise = bands.otherwise.map { value(of: $0, in: scope) } ?? .whole(0)
        var candidates: [ReferenceValue] = []
        var undecided: Set<Standing> = []
        for (test, points) in steps {
            if case .failure = test { return test }
            if test == .boolean(false) { continue }
            candidates.append(points)
            if test == .boolean(true) { return among(candidates, undecided: undecided) }
            undecided.insert(test.standing)
        }
        return among(candidates + [otherwise], undecided: undecided)
    }

    /// Linear between neighbouring anchors, the ends outside of them.
    func value(of interpolation: CriterionDeclaration.Interpolation, in scope: Scope) -> ReferenceValue {
        let subject = value(of: interpolation.of, in: scope)
        let places = interpolation.anchors.map { operand($0.at, beside: subject, in: scope) }
        let points = interpolation.anchors.map { value(of: $0.points, in: scope) }
        return .strict([subject] + places + points) { _ in
            guard let x = subject.quantity else { return .failure("interpolation of no number") }
            var anchors: [(at: ExactFraction, points: ExactFraction)] = []
            for (place, value) in zip(places, points) {
                guard let at = place.quantity, let point = value.quantity, at.matches(x) else {
                    return .failure("anchor does not fit")
                }
                anchors.append((at.base, point.base))
            }
            anchors.sort { $0.at < $1.at }
            guard let first = anchors.first, let last = anchors.last else { return .failure("no anchors") }
            if x.base <= first.at { return .number(first.points) }
            if x.base >= last.at { return .number(last.points) }
            for (low, high) in zip(anchors, anchors.dropFirst()) where x.base <= high.at {
                guard let share = (x.base - low.at).divided(by: high.at - low.at) else {
                    return .failure("anchors coincide")
                }
                return .number(low.points + (high.points - low.points) * share)
            }
            return .number(last.points)
        }
    }
}
