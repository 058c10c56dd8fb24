import RuleProgram

/// Operations that look at states (`docs/semantics.md`, section 1).
extension Interpreter {
    @inline(__always)
    func and(_ d: Int, _ a: Int, _ b: Int) {
        let falseA = states[a] == 0 && values[a] == 0
        let falseB = states[b] == 0 && values[b] == 0
        if falseA || falseB {
            values[d] = 0
            states[d] = 0
        } else {
            let state = undecided(states[a], states[b])
            values[d] = state == 0 ? 1 : 0
            states[d] = state
        }
    }

    @inline(__always)
    func or(_ d: Int, _ a: Int, _ b: Int) {
        let trueA = states[a] == 0 && values[a] != 0
        let trueB = states[b] == 0 && values[b] != 0
        if trueA || trueB {
            values[d] = 1
            states[d] = 0
        } else {
            let state = undecided(states[a], states[b])
            values[d] = 0
            states[d] = state
        }
    }

    /// State of `and` or `or` that neither side decides: what does not apply beside what is not known leaves both possible.
    @inline(__always)
    private func undecided(_ a: UInt8, _ b: UInt8) -> UInt8 {
        let (low, high) = (min(a, b), max(a, b))
        return high == ValueState.notApplicable.rawValue && low != 0 && low != high ? ValueState.open.rawValue : high
    }

    func atLeast(_ d: Int, operands start: Int, count: Int, needed: Int) {
        var sure = 0
        var possible = 0
        for position in start..<(start + count) {
            let slot = Int(operand(position))
            if states[slot] == 0 {
                if values[slot] != 0 {
                    sure += 1
                    possible += 1
                }
            } else if states[slot] != ValueState.notApplicable.rawValue {
                possible += 1
            }
        }
        values[d] = sure >= needed ? 1 : 0
        states[d] = sure >= needed || possible < needed ? 0 : ValueState.unknown.rawValue
    }

    @inline(__always)
    func when(_ d: Int, _ a: Int, _ condition: Int) {
        values[d] = values[a]
        if states[condition] == 0 {
            states[d] = values[condition] != 0 ? states[a] : ValueState.notApplicable.rawValue
        } else if states[condition] == ValueState.notApplicable.rawValue {
            states[d] = ValueState.notApplicable.rawValue
        } else {
            states[d] = max(states[a], ValueState.open.rawValue)
        }
    }

    @inline(__always)
    func choose(_ d: Int, _ a: Int, condition: Int, _ b: Int) {
        if states[condition] == 0 {
            let source = values[condition] != 0 ? a : b
            values[d] = values[source]
            states[d] = states[source]
            return
        }
        var candidates = Candidates()
        candidates.undecided(states[condition])
        candidates.add(values[a], 1, states[a])
        candidates.add(values[b], 1, states[b])
        values[d] = candidates.numerator
        states[d] = candidates.state
    }

    func choice(_ d: Int, operands start: Int, rows: Int, otherwise: Int) {
        var candidates = Candidates()
        var decided = false
        for row in 0..<rows {
            let condition = Int(operand(start + row * 2))
            if states[condition] == 0 {
                if values[condition] == 0 { continue }
                decided = true
            } else {
                candidates.undecided(states[condition])
            }
            let slot = Int(operand(start + row * 2 + 1))
            candidates.add(values[slot], 1, states[slot])
            if decided { break }
        }
        if !decided && otherwise >= 0 { candidates.add(values[otherwise], 1, states[otherwise]) }
        values[d] = candidates.numerator
        states[d] = candidates.state
    }

    func fractionChoice(_ d: Int, operands start: Int, rows: Int, otherwise: Int) {
        var candidates = Candidates()
        var decided = false
        for row in 0..<rows {
            let condition = Int(operand(start + row * 3))
            if states[condition] == 0 {
                if values[condition] == 0 { continue }
                decided = true
            } else {
                candidates.undecided(states[condition])
            }
            add(to: &candidates, numerator: start + row * 3 + 1)
            if decided { break }
        }
        if !decided && otherwise >= 0 { add(to: &candidates, numerator: otherwise) }
        values[d] = candidates.numerator
        values[d + 1] = candidates.denominator
        states[d] = candidates.state
        states[d + 1] = candidates.state
    }

    private func add(to candidates: inout Candidates, numerator position: Int) {
        let numerator = Int(operand(position))
        let denominator = Int(operand(position + 1))
        candidates.add(values[numerator], values[denominator], max(states[numerator], states[denominator]))
    }
}

extension Interpreter {
    /// Whether `a ÷ b` is `c ÷ d`.
    @inline(__always)
    public static func areEqual(_ a: Int128, _ b: Int128, _ c: Int128, _ d: Int128) -> Bool {
        if b == d { return a == c }
        let left = a.multipliedFullWidth(by: d)
        let right = c.multipliedFullWidth(by: b)
        return left.high == right.high && left.low == right.low
    }
}

/// Joins the values that may still be the answer of a choice.
struct Candidates {
    var numerator: Int128 = 0
    var denominator: Int128 = 1
    private var count = 0
    private var known = 0
    private var notApplicable = 0
    private var highest: UInt8 = 0
    private var conditions: UInt8 = 0
    private var differ = false

    @inline(__always)
    mutating func undecided(_ state: UInt8) {
        let mixes =
            conditions != 0 && state != conditions && max(conditions, state) == ValueState.notApplicable.rawValue
        conditions = mixes ? ValueState.open.rawValue : max(conditions, state)
    }

    @inline(__always)
    mutating func add(_ numerator: Int128, _ denominator: Int128, _ state: UInt8) {
        if state == ValueState.notApplicable.rawValue {
            notApplicable += 1
        } else {
            highest = max(highest, state)
        }
        if state == 0 { known += 1 }
        if state == 0 && known == 1 || count == 0 {
            self.numerator = numerator
            self.denominator = denominator
        } else if state == 0 && !differ {
            differ = !Interpreter.areEqual(numerator, denominator, self.numerator, self.denominator)
        }
        count += 1
    }

    /// State of the joined value. A choice without a single candidate cannot happen where its value counts.
    @inline(__always)
    var state: UInt8 {
        if count == 0 { return ValueState.unknown.rawValue }
        if notApplicable == count { return ValueState.notApplicable.rawValue }
        if notApplicable == 0 && highest == 0 && !differ { return 0 }
        if count == 1 { return highest }
        var state = max(highest, conditions)
        if conditions == ValueState.notApplicable.rawValue && notApplicable == 0 && !differ {
            // Once they are answered the candidates may be one value, whatever chooses between them.
            return ValueState.open.rawValue
        }
        if notApplicable > 0 { state = max(state, ValueState.open.rawValue) }
        return max(state, ValueState.unknown.rawValue)
    }
}
