import ExactNumbers
import RuleEngine
import RuleProgram

/// Single instructions over ranges; the same case by case as `Interpreter`.
extension BoxRun {
    func execute(_ step: Instruction) {
        let d = Int(step.destination)
        let a = Int(step.a)
        let b = Int(step.b)
        #if DEBUG
            note(step)
        #endif
        switch step.opcode {
        case .input: cells[d] = box.answers[a].cell
        case .evidence: evidence(d, a, b)
        case .evidenceToCome: evidenceToCome(d, a, b, Int(step.c))
        case .claim: cells[d] = .point(box.claims[a] ? 1 : 0)
        case .asOf: cells[d] = .point(Int128(box.asOf))
        case .listCount: cells[d] = box.answers[a].cell
        case .forEach: break
        case .element: cells[d] = element(a, b)
        case .copy: cells[d] = cells[a]
        case .add: arithmetic(d, a, b) { BoxRun.sum($0, $1) }
        case .subtract: arithmetic(d, a, b) { a == b ? (0, 0) : BoxRun.difference($0, $1) }
        case .multiply: arithmetic(d, a, b) { BoxRun.product($0, $1) }
        case .minimum: arithmetic(d, a, b) { (min($0.low, $1.low), min($0.high, $1.high)) }
        case .maximum: arithmetic(d, a, b) { (max($0.low, $1.low), max($0.high, $1.high)) }
        case .divide: arithmetic(d, a, b) { BoxRun.quotient($0, $1, roundingModes[Int(step.mode)]) }
        case .negate:
            cells[d] = Cell(
                low: Int128(0).subtracting(cells[a].high), high: Int128(0).subtracting(cells[a].low),
                states: cells[a].states)
        case .absolute: absolute(d, a)
        case .equal: compare(d, a, b, holds: { $0.meets($1) }, fails: { !$0.isSame(as: $1) })
        case .notEqual: compare(d, a, b, holds: { !$0.isSame(as: $1) }, fails: { $0.meets($1) })
        case .less: compare(d, a, b, holds: { $0.low < $1.high }, fails: { $0.high >= $1.low })
        case .lessOrEqual: compare(d, a, b, holds: { $0.low <= $1.high }, fails: { $0.high > $1.low })
        case .daysBetween: between(.daysBetween, d, a, b)
        case .monthsBetween: between(.monthsBetween, d, a, b)
        case .yearsBetween: between(.yearsBetween, d, a, b)
        case .yearOf:
            let day = cells[a]
            setPart(d, day.states, BoxRun.part(.yearOf, day.low), BoxRun.part(.yearOf, day.high))
        case .monthOf: part(.monthOf, d, a, 1...12, within: .yearOf, days: 366)
        case .dayOf: part(.dayOf, d, a, 1...31, within: .monthOf, days: 31)
        case .addMonths: addMonths(d, a, b)
        case .and: cells[d] = Conditions.and(cells[a], cells[b])
        case .or: cells[d] = Conditions.or(cells[a], cells[b])
        case .not:
            cells[d] = Cell(low: 1 &- cells[a].high, high: 1 &- cells[a].low, states: cells[a].states)
        case .applicable: applicable(d, a)
        case .atLeast: atLeast(d, a, b, Int(step.c))
        case .choose: choose(d, a, b, Int(step.c))
        case .choice: choice(d, a, b, Int(step.c))
        case .fractionChoice: fractionChoice(d, a, b, Int(step.c))
        case .join:
            cells[d] = Cell(
                low: cells[a].low, high: cells[a].high, states: Cell.strict(cells[a].states, cells[b].states))
        case .defaultIfUnknown:
            var result = cells[a]
            if result.states & Cell.unknown != 0 {
                result.states &= ~Cell.unknown
                result.formUnion(cells[b])
            }
            cells[d] = result
        case .zeroIfUnknown:
            var result = cells[a]
            if result.states & Cell.undecided != 0 {
                result.states &= ~Cell.undecided
                result.formUnion(.point(0))
            }
            cells[d] = result
        case .when: when(d, a, b)
        case .dropNotApplicable: dropNotApplicable(d, a)
        case .weigh: weigh(d, a, b)
        case .missing:
            flag(d, may: cells[a].states & Cell.undecided != 0, mayNot: cells[a].states & ~Cell.undecided != 0)
        case .surelyTrue:
            flag(d, may: cells[a].mayHold, mayNot: cells[a].mayFail || cells[a].states & ~Cell.known != 0)
        }
    }

    @inline(__always)
    private func flag(_ d: Int, may: Bool, mayNot: Bool) {
        cells[d] = Cell(low: mayNot ? 0 : 1, high: may ? 1 : 0, states: Cell.known)
    }

    // MARK: - Answers

    private func strength(_ field: Int) -> Cell {
        let range = box.evidence[field]
        return Cell(
            low: plan.strengths[range.lowerBound].factor, high: plan.strengths[range.upperBound].factor,
            states: Cell.known)
    }

    private func evidence(_ d: Int, _ field: Int, _ value: Int) {
        var result = Cell(low: 0, high: 0, states: 0)
        let states = box.answers[field].states
        if states & Cell.known != 0, cells[value].mayBeKnown { result.formUnion(strength(field)) }
        if states != Cell.known || cells[value].states != Cell.known { result.formUnion(.point(one)) }
        cells[d] = result
    }

    private func evidenceToCome(_ d: Int, _ field: Int, _ value: Int, _ weakest: Int) {
        var result = Cell.point(one)
        let (answer, states) = (box.answers[field].states, cells[value].states)
        if answer & Cell.known != 0, states & Cell.open != 0 { result.formUnion(strength(field)) }
        if answer != Cell.known, states & Cell.undecided != 0 { result.formUnion(cells[weakest]) }
        cells[d] = result
    }

    // MARK: - States

    private func applicable(_ d: Int, _ a: Int) {
        let states = cells[a].states
        let applies = states & (Cell.known | Cell.unknown) != 0
        let not = states & Cell.notApplicable != 0
        var result: Cell.States = applies || not ? Cell.known : 0
        if states & Cell.open != 0 { result |= Cell.unknown }
        cells[d] = Cell(low: not || !applies ? 0 : 1, high: applies ? 1 : 0, states: result)
    }

    private func when(_ d: Int, _ a: Int, _ condition: Int) {
        let (value, test) = (cells[a], cells[condition])
        var states: Cell.States = 0
        if test.mayHold { states |= value.states }
        if test.mayFail || test.states & Cell.notApplicable != 0 { states |= Cell.notApplicable }
        if test.states & Cell.undecided != 0 { states |= Cell.strict(value.states, Cell.open) }
        cells[d] = Cell(low: value.low, high: value.high, states: states)
    }

    private func dropNotApplicable(_ d: Int, _ a: Int) {
        var result = cells[a]
        let dropped = result.states & Cell.notApplicable != 0
        if result.states & Cell.open != 0 { result.states |= Cell.unknown }
        result.states &= Cell.known | Cell.unknown
        if dropped { result.formUnion(.point(0)) }
        cells[d] = result
    }

    private func weigh(_ d: Int, _ a: Int, _ b: Int) {
        var result = Cell(low: 0, high: 0, states: 0)
        let states = cells[a].states
        if states & (Cell.known | Cell.unknown) != 0 { result.formUnion(cells[b]) }
        if states & Cell.notApplicable != 0 { result.formUnion(.point(0)) }
        if states & Cell.open != 0 { result.states |= Cell.unknown }
        cells[d] = result
    }

    private func atLeast(_ d: Int, _ start: Int, _ count: Int, _ needed: Int) {
        var (sure, may, open, canBeOpen) = (0, 0, 0, false)
        for position in start..<(start + count) {
            let cell = cells[Int(operands[position])]
            let undecided = cell.states & Cell.undecided != 0
            let not = cell.mayFail || cell.states & Cell.notApplicable != 0
            if cell.mayHold { may += 1 }
            if !not && !undecided { sure += 1 }
            if cell.mayHold || undecided { open += 1 }
            canBeOpen = canBeOpen || undecided
        }
        var surely = 0
        for position in start..<(start + count) {
            let cell = cells[Int(operands[position])]
            if !(cell.mayFail || cell.states & Cell.notApplicable != 0) { surely += 1 }
        }
        let (canHold, canFail) = (may >= needed, surely < needed)
        var states: Cell.States = canHold || canFail ? Cell.known : 0
        if canBeOpen, sure < needed, open >= needed { states |= Cell.unknown }
        cells[d] = Cell(low: canFail ? 0 : 1, high: canHold ? 1 : 0, states: states)
    }

    // MARK: - Dates

    /// From `a` to `b`: least from the last first day to the first last one.
    private func between(_ function: CalendarFunction, _ d: Int, _ a: Int, _ b: Int) {
        let (x, y) = (cells[a], cells[b])
        setPart(
            d, Cell.strict(x.states, y.states), BoxRun.result(function, x.high, y.low),
            BoxRun.result(function, x.low, y.high))
    }

    /// A part of a day that begins anew `within` a larger one: any of `all` where the days do not lie in one of these.
    private func part(
        _ function: CalendarFunction, _ d: Int, _ a: Int, _ all: ClosedRange<Int128>, within: CalendarFunction,
        days: Int128
    ) {
        let day = cells[a]
        let isOne =
            day.high.subtracting(day.low) < days && BoxRun.part(within, day.low) == BoxRun.part(within, day.high)
        let (low, high) =
            isOne ? (BoxRun.part(function, day.low), BoxRun.part(function, day.high)) : (all.lowerBound, all.upperBound)
        setPart(d, day.states, low, high)
    }

    private func setPart(_ d: Int, _ states: Cell.States, _ low: Int128, _ high: Int128) {
        var result = Cell(low: low, high: high, states: states)
        let bounds = plan.program.slotBounds[d]
        result.narrow(bounds.low, bounds.high)
        cells[d] = result
    }

    private func addMonths(_ d: Int, _ a: Int, _ b: Int) {
        let (x, y) = (cells[a], cells[b])
        cells[d] = Cell(
            low: BoxRun.result(.addMonths, x.low, y.low), high: BoxRun.result(.addMonths, x.high, y.high),
            states: Cell.strict(x.states, y.states))
    }

    private static func part(_ function: CalendarFunction, _ day: Int128) -> Int128 { result(function, day, 0) }

    /// As the engine has it; days beyond those it computes with are cut there, where nothing counts.
    private static func result(_ function: CalendarFunction, _ a: Int128, _ b: Int128) -> Int128 {
        let days = CalendarDay.computable
        func day(_ number: Int128) -> Int128 {
            max(Int128(days.lowerBound.number), min(Int128(days.upperBound.number), number))
        }
        return function.result(day(a), function == .addMonths ? b : day(b))
    }
}
