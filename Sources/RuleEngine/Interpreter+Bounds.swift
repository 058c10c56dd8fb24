#if DEBUG
    import RuleProgram

    /// In debug builds: values of a run against the bounds that the compiler proved for their slots.
    extension Interpreter {
        /// Slots whose value counts in the run just done and lies outside of its bounds, each with the step that made it.
        public func valuesOutOfBounds(_ record: borrowing SceneRecord) -> [String] {
            var demand = Demand(self, loops: program.schema.fields.indices.map { record.hasEntries(of: $0) })
            demand.run()
            return demand.counts.indices.compactMap { index in
                let (slot, bounds) = (Int32(index), program.slotBounds[index])
                guard demand.counts[index], state(slot) == .known else { return nil }
                let value = self.value(slot)
                guard value < bounds.low || value > bounds.high else { return nil }
                let maker = program.instructions.last { $0.writes.contains(slot) }
                return "slot \(slot) is \(value), proved \(bounds.low)...\(bounds.high): "
                    + (maker.map { "\($0)" } ?? "an answer")
            }
        }
    }

    extension SceneRecord {
        /// Whether steps over the entries of a list have run.
        fileprivate borrowing func hasEntries(of field: Int) -> Bool { states[field] == .known && values[field] > 0 }
    }

    /// Which slots count: backwards from the results, over the candidates that were taken. Where more than one may have been,
    /// or a condition is not known, none counts: what is left out is not checked, what is named is right to check.
    private struct Demand {
        let interpreter: Interpreter
        let program: RuleProgram
        /// By list field: whether it has entries. Slots of the steps over it hold those of the last one.
        let loops: [Bool]
        /// By slot: its state counts; its value does too, where it is known.
        private var reads: [Bool]
        var counts: [Bool]

        init(_ interpreter: Interpreter, loops: [Bool]) {
            self.interpreter = interpreter
            self.loops = loops
            program = interpreter.program
            reads = Array(repeating: false, count: program.initialValues.count)
            counts = reads
        }

        mutating func run() {
            let layout = program.outcome
            for slot in layout.gates + [layout.grade, layout.notAssessable, layout.notEligible] { want(slot) }
            for number in (layout.criteria + layout.sections).flatMap({ [$0.value, $0.of] })
                + [layout.bonus, layout.total]
            {
                want(number.numerator)
                if isKnown(number.numerator), number.denominator >= 0 { want(number.denominator) }
            }
            walk(from: 0, to: program.instructions.count)
        }

        private mutating func walk(from start: Int, to end: Int) {
            var steps: [Int] = []
            var index = start
            while index < end {
                steps.append(index)
                let step = program.instructions[index]
                index += step.opcode == .forEach ? 1 + Int(step.b) : 1
            }
            for index in steps.reversed() {
                let step = program.instructions[index]
                if step.opcode != .forEach {
                    follow(step)
                } else if loops[Int(step.a)] {
                    walk(from: index + 1, to: index + 1 + Int(step.b))
                }
            }
        }

        private func isKnown(_ slot: Int32) -> Bool { interpreter.state(slot) == .known }
        private func holds(_ slot: Int32) -> Bool { isKnown(slot) && interpreter.value(slot) != 0 }

        private mutating func want(_ slot: Int32, value: Bool = true) {
            reads[Int(slot)] = true
            if value { counts[Int(slot)] = true }
        }

        private mutating func follow(_ step: Instruction) {
            guard step.writes.contains(where: { reads[Int($0)] }) else { return }
            let slot = step.destination
            let state = interpreter.state(slot)
            let counts = step.writes.contains { self.counts[Int($0)] } && state == .known
            switch step.opcode.traits.states {
            case .nothing, .answer: break
            case .known, .applicable:
                step.visitOperands(program.operands) { want($0, value: $1 == .condition) }
            case .strict: followStrict(step, counts, state)
            case .logic: followLogic(step)
            case .count: step.visitOperands(program.operands) { slot, _ in want(slot) }
            case .choice, .fractionChoice: followChoice(step, counts)
            case .defaultIfUnknown:
                want(step.a, value: counts && interpreter.state(step.a) != .unknown)
                if interpreter.state(step.a) == .unknown { want(step.b, value: counts) }
            case .zeroIfUnknown, .dropNotApplicable: want(step.a, value: counts && isKnown(step.a))
            case .when:
                want(step.b)
                if holds(step.b) { want(step.a, value: counts) }
            case .weigh:
                want(step.a, value: false)
                if interpreter.state(step.a) <= .unknown { want(step.b, value: counts) }
            }
        }

        /// The highest state decides. Where it is not known only the operand that has it counts, if it is the only one: the others
        /// may stand behind the same guard.
        private mutating func followStrict(_ step: Instruction, _ counts: Bool, _ state: ValueState) {
            guard state != .known else {
                return step.visitOperands(program.operands) { want($0, value: counts && $1 != .state) }
            }
            var deciding: Set<Int32> = []
            step.visitOperands(program.operands) { slot, _ in
                if interpreter.state(slot) == state { deciding.insert(slot) }
            }
            if deciding.count == 1, let slot = deciding.first { want(slot, value: false) }
        }

        /// Where one side decides, the other does not count: it may stand behind the first.
        private mutating func followLogic(_ step: Instruction) {
            guard isKnown(step.destination) else { return }
            let absorbing: Int128 = step.opcode == .and ? 0 : 1
            guard interpreter.value(step.destination) == absorbing, step.a != step.destination else {
                want(step.b)
                return want(step.a)
            }
            let deciding = [step.a, step.b].filter { isKnown($0) && interpreter.value($0) == absorbing }
            if deciding.count == 1 { want(deciding[0]) }
        }

        private mutating func followChoice(_ step: Instruction, _ counts: Bool) {
            guard let roles = step.opcode.traits.row?.roles else {
                want(step.b)
                if isKnown(step.b) { want(holds(step.b) ? step.a : step.c, value: counts) }
                return
            }
            for row in 0..<Int(step.b) {
                let start = Int(step.a) + row * roles.count
                let test = program.operands[start]
                want(test)
                guard isKnown(test) else { return }
                guard holds(test) else { continue }
                for place in 1..<roles.count { want(program.operands[start + place], value: counts) }
                return
            }
            guard step.c >= 0 else { return }
            let isPair = step.opcode.traits.c == .pair
            for slot in isPair ? [program.operands[Int(step.c)], program.operands[Int(step.c) + 1]] : [step.c] {
                want(slot, value: counts)
            }
        }
    }
#endif
