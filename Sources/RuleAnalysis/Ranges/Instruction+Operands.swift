import RuleProgram

/// What an instruction reads and writes.
extension Instruction {
    /// Slots written.
    var writes: [Int] {
        switch opcode {
        case .forEach: return []
        case .fractionChoice: return [Int(destination), Int(destination) + 1]
        default: return [Int(destination)]
        }
    }

    /// The question it asks the record.
    func question(_ program: RuleProgram) -> Int? {
        switch opcode {
        case .input, .evidence, .evidenceToCome, .listCount, .forEach, .element: return Int(a)
        default: return nil
        }
    }

    /// Slots read.
    func reads(_ program: RuleProgram) -> [Int] {
        func list(_ start: Int32, _ count: Int32) -> [Int] {
            count <= 0 ? [] : (Int(start)..<Int(start + count)).map { Int(program.operands[$0]) }
        }
        switch opcode {
        case .input, .claim, .asOf, .listCount, .forEach, .element: return []
        case .evidence: return [Int(b)]
        case .evidenceToCome: return [Int(b), Int(c)]
        case .copy, .negate, .absolute, .not, .applicable, .zeroIfUnknown, .dropNotApplicable, .missing, .surelyTrue,
            .yearOf, .monthOf, .dayOf:
            return [Int(a)]
        case .add, .subtract, .multiply, .minimum, .maximum, .divide, .equal, .notEqual, .less, .lessOrEqual,
            .daysBetween, .monthsBetween, .yearsBetween, .addMonths, .and, .or, .join, .defaultIfUnknown, .when,
            .weigh:
            return [Int(a), Int(b)]
        case .atLeast: return list(a, b)
        case .choose: return [Int(a), Int(b), Int(c)]
        case .choice: return list(a, b * 2) + (c >= 0 ? [Int(c)] : [])
        case .fractionChoice: return list(a, b * 3) + (c >= 0 ? list(c, 2) : [])
        }
    }
}
