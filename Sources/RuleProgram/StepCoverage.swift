#if DEBUG
    /// Which steps the tests have run, over operands of which lanes and in which states. In debug builds only.
    ///
    /// A step with operands in fields of its own counts by all of them together; one with an operand list by each of its operands,
    /// since any may stand beside any. A state alone has no lane, a condition has one. In a run over ranges an operand may have more
    /// than one state, which is a case of its own.
    public struct StepCoverage: Sendable {
        /// What one operand was.
        public struct Operand: Hashable, Sendable {
            public var lane: NumberLane?
            /// nil: one of several, in a run over ranges.
            public var state: ValueState?
        }

        /// One thing to meet: a step with the lane and state of each of its operands.
        public struct Key: Hashable, Sendable, CustomStringConvertible {
            public var opcode: Opcode
            /// In a list, what the operand is there; nil for a step without one.
            public var role: OpcodeTraits.Role?
            public var operands: [Operand]
            public var description: String {
                let list = operands.map { "\($0.lane.map { "\($0) " } ?? "")\($0.state.map { "\($0)" } ?? "several")" }
                    .joined(separator: ", ")
                return "\(opcode)\(role.map { " \($0)" } ?? ""): \(list)"
            }
        }

        public private(set) var met: Set<Key> = []

        public init() {}

        /// Takes note of a step about to run. `state` and `lane` are those of slots; a state of nil is one of several.
        public mutating func note(
            _ step: Instruction, _ list: [Int32], state: (Int32) -> ValueState?, lane: (Int32) -> NumberLane
        ) {
            let isList = step.opcode.traits.row != nil
            var own: [Operand] = []
            step.visitOperands(list) { slot, role in
                let operand = Operand(lane: role.hasLane ? lane(slot) : nil, state: state(slot))
                if isList {
                    met.insert(Key(opcode: step.opcode, role: role, operands: [operand]))
                } else {
                    own.append(operand)
                }
            }
            if !isList { met.insert(Key(opcode: step.opcode, role: nil, operands: own)) }
        }

        /// Takes in what another count has met.
        public mutating func formUnion(_ other: StepCoverage) { met.formUnion(other.met) }

        /// All there is, by the opcode table: every lane in every state that the role of an operand can have, beside every other.
        public static var all: Set<Key> { all([.known, .unknown, .open, .notApplicable]) }

        /// The same for a run over ranges.
        public static var allOverRanges: Set<Key> { all([.known, .unknown, .open, .notApplicable, nil]) }

        private static func all(_ states: [ValueState?]) -> Set<Key> {
            var result: Set<Key> = []
            for opcode in Opcode.allCases {
                let traits = opcode.traits
                if let row = traits.row {
                    for role in row.roles {
                        for operand in operands(role, states) {
                            result.insert(Key(opcode: opcode, role: role, operands: [operand]))
                        }
                    }
                    continue
                }
                var keys: [[Operand]] = [[]]
                for field in [traits.a, traits.b, traits.c] {
                    guard case .slot(let role) = field else { continue }
                    keys = keys.flatMap { key in operands(role, states).map { key + [$0] } }
                }
                for key in keys { result.insert(Key(opcode: opcode, role: nil, operands: key)) }
            }
            return result
        }

        private static func operands(_ role: OpcodeTraits.Role, _ all: [ValueState?]) -> [Operand] {
            let lanes: [NumberLane?] =
                switch role {
                case .value, .constant: NumberLane.allCases.map { $0 }
                case .day: [.int32]
                case .condition, .state: [nil]
                }
            let states = role == .constant ? [.known] : all
            return lanes.flatMap { lane in states.map { Operand(lane: lane, state: $0) } }
        }
    }

    extension OpcodeTraits.Role {
        /// False where the width of the number makes no difference.
        fileprivate var hasLane: Bool {
            switch self {
            case .value, .day, .constant: true
            case .condition, .state: false
            }
        }
    }
#endif
