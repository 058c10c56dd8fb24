import RuleProgram

/// Values worth trying, and ways to split what is open.
extension BoxRun {
    /// Single answers to try: the ends, the options, and the values at which a comparison of the norm turns with one unit on
    /// each side. What a search wants high comes with the greatest first.
    func candidates(_ variable: Variable, greatestFirst: Bool) -> [AnswerRange] {
        candidates(variable, within: box[variable], greatestFirst: greatestFirst)
    }

    /// The same within a range that need not be what is open now.
    func candidates(_ variable: Variable, within range: AnswerRange, greatestFirst: Bool) -> [AnswerRange] {
        var values: [Int128] = []
        if range.states & Cell.known != 0 {
            switch kind(variable) {
            case .list:
                values = (0...min(8, max(0, range.high))).filter { $0 >= range.low }
                if greatestFirst, values.first == 0, values.count > 1 { values.swapAt(0, 1) }
            case .boolean, .option, .text, nil:
                values = Array(stride(from: range.low, through: min(range.high, range.low.adding(255)), by: 1))
                if greatestFirst { values.reverse() }
            case .number, .date:
                let ends = greatestFirst ? [range.high, range.low] : [range.low, range.high]
                let turns = turningPoints(variable).filter { $0 > range.low && $0 < range.high }
                values = range.low == range.high ? [range.low] : ends + (greatestFirst ? turns.reversed() : turns)
            }
        }
        var result = values.map { AnswerRange(states: Cell.known, low: $0, high: $0) }
        if range.states & Cell.notApplicable != 0 { result.append(.point(0, .notApplicable)) }
        return result
    }

    /// Parts that make up the whole range, each smaller; empty for a single answer.
    func parts(_ variable: Variable) -> [AnswerRange] {
        let range = box[variable]
        guard !range.isPoint else { return [] }
        var result: [AnswerRange] = []
        func add(_ low: Int128, _ high: Int128) {
            if low <= high { result.append(AnswerRange(states: Cell.known, low: low, high: high)) }
        }
        if range.states & Cell.known != 0 {
            if range.width < 12 {
                for value in stride(from: range.low, through: range.high, by: 1) { add(value, value) }
            } else {
                let turns = turningPoints(variable).filter { $0 > range.low && $0 < range.high }
                let middle = turns.isEmpty ? range.middle : turns[turns.count / 2]
                if case .list = kind(variable) {
                    for value in stride(from: range.low, through: min(8, range.high), by: 1) { add(value, value) }
                    // Longer lists are not taken apart entry by entry: one part, unless it is all there is.
                    if range.low <= 8 {
                        add(9, range.high)
                    } else {
                        add(range.low, middle)
                        add(middle + 1, range.high)
                    }
                } else if turns.isEmpty {
                    add(range.low, middle)
                    add(middle + 1, range.high)
                } else {
                    add(range.low, middle - 1)
                    add(middle, middle)
                    add(middle + 1, range.high)
                }
            }
        }
        if range.states & Cell.notApplicable != 0 { result.append(.point(0, .notApplicable)) }
        return result
    }

    func kind(_ variable: Variable) -> InputField.Kind? {
        switch variable {
        case .answer(let field): return plan.program.schema.fields[field].kind
        case .evidence: return nil
        case .cell(let field, let column, _):
            guard case .list(_, let fields) = plan.program.schema.fields[field].kind else { return nil }
            return fields[column].kind
        }
    }

    /// Answers at which a comparison turns while everything else is settled, with one unit on each side, in order.
    func turningPoints(_ variable: Variable) -> [Int128] {
        guard case .answer(let field) = variable else { return [] }
        var lines: [Int32: (factor: Int128, start: Int128)] = [:]
        var turns: Set<Int128> = []
        func settled(_ slot: Int32) -> Int128? {
            let cell = cells[Int(slot)]
            return cell.isKnown && cell.low == cell.high ? cell.low : nil
        }
        func turn(_ line: (factor: Int128, start: Int128), at value: Int128) {
            let (distance, overflow) = value.subtractingReportingOverflow(line.start)
            guard !overflow, line.factor != 0 else { return }
            // The least number by -1 has no quotient.
            let (turn, isBeyond) = distance.dividedReportingOverflow(by: line.factor)
            if !isBeyond { turns.formUnion([turn.subtracting(1), turn, turn.adding(1)]) }
        }
        for place in plan.slices[field] {
            guard stepList[Int(place)].kind == .instruction else { continue }
            let step = instructions[Int(stepList[Int(place)].index)]
            switch step.opcode {
            case .input: if Int(step.a) == field { lines[step.destination] = (1, 0) }
            case .copy, .when, .join, .defaultIfUnknown, .zeroIfUnknown, .dropNotApplicable:
                if let line = lines[step.a] { lines[step.destination] = line }
            case .add, .subtract:
                let sign: Int128 = step.opcode == .add ? 1 : -1
                if let line = lines[step.a], let other = settled(step.b) {
                    lines[step.destination] = (line.factor, line.start.adding(other.multiplied(by: sign)))
                } else if let line = lines[step.b], let other = settled(step.a) {
                    lines[step.destination] = (
                        line.factor.multiplied(by: sign), other.adding(line.start.multiplied(by: sign))
                    )
                }
            case .multiply:
                if let (line, other) = pair(lines, step, settled) {
                    lines[step.destination] = (line.factor.multiplied(by: other), line.start.multiplied(by: other))
                }
            case .less, .lessOrEqual, .equal, .notEqual, .minimum, .maximum:
                if let (line, other) = pair(lines, step, settled) {
                    turn(line, at: other)
                } else if let one = lines[step.a], let two = lines[step.b] {
                    turn((one.factor.subtracting(two.factor), one.start.subtracting(two.start)), at: 0)
                }
            case .daysBetween, .monthsBetween, .yearsBetween:
                if let (_, other) = pair(lines, step, settled) {
                    for months: Int128 in [-24, -12, -6, 0, 6, 12, 24, 36, 60, 120] {
                        turns.formUnion([other.adding(months * 30 - 16), other.adding(months * 31 + 16)])
                    }
                    turns.formUnion([other.subtracting(1), other, other.adding(1)])
                }
            case .negate:
                if let line = lines[step.a] {
                    lines[step.destination] = (line.factor.multiplied(by: -1), line.start.multiplied(by: -1))
                }
            // No line goes through these; what they give turns where a comparison above already has.
            case .evidence, .evidenceToCome, .claim, .asOf, .listCount, .forEach, .element, .absolute, .divide, .yearOf,
                .monthOf, .dayOf, .addMonths, .and, .or, .not, .applicable, .atLeast, .choose, .choice, .fractionChoice,
                .weigh, .missing, .surelyTrue:
                break
            }
        }
        return turns.sorted()
    }

    private func pair(
        _ lines: [Int32: (factor: Int128, start: Int128)], _ step: Instruction, _ settled: (Int32) -> Int128?
    ) -> ((factor: Int128, start: Int128), Int128)? {
        if let line = lines[step.a], let other = settled(step.b) { return (line, other) }
        if let line = lines[step.b], let other = settled(step.a) { return (line, other) }
        return nil
    }
}
