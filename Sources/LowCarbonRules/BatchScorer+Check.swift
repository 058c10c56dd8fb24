#if DEBUG
    import ExactNumbers
    import RuleCompiler
    import RuleEngine
    import RuleModel
    import RuleProgram
    import SceneData

    /// In debug builds every block that the columns run is run again a scene at a time, and every value of that run is held against
    /// the bounds proved for its slot.
    struct BlockCheck {
        private let interpreter: Interpreter
        private let plan: BatchPlan
        private let slots: [Int32]
        /// Scenes of the block; nil for one that is not valid, of which nothing is proved.
        private var records: [SceneRecord?] = []

        init(_ plan: BatchPlan) {
            self.plan = plan
            interpreter = Interpreter(plan.norm.program)
            slots = plan.slots.sorted().filter { plan.reduced.map[Int($0)] >= 0 }
        }

        mutating func removeAll() { records.removeAll(keepingCapacity: true) }

        mutating func append(_ scene: borrowing SceneInput) {
            let day = scene.record.asOf
            let effective = plan.norm.model.effective
            let isValid =
                scene.errors.isEmpty && effective.lowerBound.number <= day && day <= effective.upperBound.number
            records.append(isValid ? scene.record : nil)
        }

        /// Where the results differ from those of the scalar interpreter, or one of its values is out of its bounds; `shown` holds the
        /// results of a row after `show`.
        func differences(shown: Interpreter, show: (Int) -> Void) -> [String] {
            var found: [String] = []
            for (row, record) in records.enumerated() {
                guard let record, found.count < 5 else { continue }
                interpreter.run(record)
                found += interpreter.valuesOutOfBounds(record).map { "row \(row), \($0)" }
                show(row)
                for slot in slots {
                    let (own, other) = (interpreter.state(slot), shown.state(slot))
                    let isSame = own == other && (own != .known || interpreter.value(slot) == shown.value(slot))
                    if isSame { continue }
                    found.append(
                        "row \(row), slot \(slot): columns \(shown.value(slot)) \(other), "
                            + "interpreter \(interpreter.value(slot)) \(own)")
                }
            }
            return found
        }
    }
#endif
