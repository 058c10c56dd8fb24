import RuleEngine
import RuleProgram

/// What may have been met on the way through the rows of a choice: everything that `Candidates` of the engine looks at, once for
/// each way in which it can come about.
///
/// Only rows whose condition may be not known need it. Which rows stand beside each other differs from scene to scene: a row may
/// be passed over, be one candidate of several, or end the search, so that no summary over all rows will do.
struct Situation: Equatable {
    /// Highest state of the conditions that are not known, as the engine joins it; 0: none so far.
    var conditions: UInt8 = 0
    /// Candidates: 0, 1, or 2 for more.
    var count: UInt8 = 0
    var hasNotApplicable = false
    /// Highest state of the candidates that apply or are open; meaningless without one.
    var highest: UInt8 = 0
    var hasOther = false
    var hasKnown = false
    var differ = false
    /// Value of the known candidates, as long as they do not differ; of fractions the first one's.
    var value = Cell.point(0)
    var below = Cell.point(1)

    private func isAlike(_ other: Situation) -> Bool {
        conditions == other.conditions && count == other.count && hasNotApplicable == other.hasNotApplicable
            && highest == other.highest && hasOther == other.hasOther && hasKnown == other.hasKnown
            && differ == other.differ
    }

    /// Takes a situation up, together with the one that differs from it only in values, if there is one.
    static func add(_ situation: Situation, to all: inout [Situation]) {
        for index in all.indices where all[index].isAlike(situation) {
            all[index].value.formUnion(situation.value)
            all[index].below.formUnion(situation.below)
            return
        }
        all.append(situation)
    }

    /// States besides known that a condition may have.
    static func undecided(_ test: Cell) -> [UInt8] {
        test.isKnown
            ? []
            : [ValueState.unknown, .open, .notApplicable].map(\.rawValue).filter { test.states & (1 << $0) != 0 }
    }

    /// Beside a condition in one of the states that are not known.
    func undecided(_ state: UInt8) -> Situation {
        var result = self
        let last = ValueState.notApplicable.rawValue
        let mixes = conditions != 0 && state != conditions && max(conditions, state) == last
        result.conditions = mixes ? ValueState.open.rawValue : max(conditions, state)
        return result
    }

    /// With one more candidate: once for each state that it may have, and for the same and another value.
    func with(_ candidate: Cell, _ divisor: Cell?, _ visit: (Situation) -> Void) {
        var next = self
        next.count = min(2, count + 1)
        if candidate.states & Cell.notApplicable != 0 {
            var dropped = next
            dropped.hasNotApplicable = true
            visit(dropped)
        }
        next.hasOther = true
        for state in [ValueState.unknown, .open] where candidate.states & (1 << state.rawValue) != 0 {
            var waiting = next
            waiting.highest = max(highest, state.rawValue)
            visit(waiting)
        }
        guard candidate.mayBeKnown else { return }
        next.hasKnown = true
        guard hasKnown else {
            next.value = Cell(low: candidate.low, high: candidate.high, states: Cell.known)
            next.below = divisor.map { Cell(low: $0.low, high: $0.high, states: Cell.known) } ?? .point(1)
            return visit(next)
        }
        guard !differ else { return visit(next) }
        let (same, other) = compare(candidate, divisor)
        if other {
            var apart = next
            apart.differ = true
            visit(apart)
        }
        if let same {
            next.value = same
            visit(next)
        }
    }

    /// The value that a known candidate may have in common with those before it, and whether it may have another.
    private func compare(_ candidate: Cell, _ divisor: Cell?) -> (same: Cell?, other: Bool) {
        guard let divisor else {
            let (low, high) = (max(value.low, candidate.low), min(value.high, candidate.high))
            let isOne = value.low == value.high && candidate.low == candidate.high && low == high
            return (low <= high ? Cell(low: low, high: high, states: Cell.known) : nil, !isOne)
        }
        let isPoint =
            value.low == value.high && below.low == below.high && candidate.low == candidate.high
            && divisor.low == divisor.high
        guard isPoint else { return (value, true) }
        let isSame = Interpreter.areEqual(value.low, below.low, candidate.low, divisor.low)
        return (isSame ? value : nil, !isSame)
    }

    /// State of the joined value, as `Candidates.state` has it.
    private var state: UInt8 {
        if count == 0 { return ValueState.unknown.rawValue }
        if !hasOther { return ValueState.notApplicable.rawValue }
        if !hasNotApplicable && highest == 0 && !differ { return 0 }
        if count == 1 { return highest }
        if conditions == ValueState.notApplicable.rawValue && !hasNotApplicable && !differ {
            return ValueState.open.rawValue
        }
        var state = max(highest, conditions)
        if hasNotApplicable { state = max(state, ValueState.open.rawValue) }
        return max(state, ValueState.unknown.rawValue)
    }

    /// Takes what comes of the situation into the cells of the result.
    func join(into result: inout Cell, _ divisor: inout Cell) {
        var own = value
        var ownDivisor = below
        own.states = 1 << state
        ownDivisor.states = own.states
        result.formUnion(own)
        divisor.formUnion(ownDivisor)
    }
}
