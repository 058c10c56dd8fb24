/// States that a slot can be in, as far as the program tells.
public struct StateSet: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let known = StateSet(rawValue: 1 << ValueState.known.rawValue)
    public static let unknown = StateSet(rawValue: 1 << ValueState.unknown.rawValue)
    public static let open = StateSet(rawValue: 1 << ValueState.open.rawValue)
    public static let notApplicable = StateSet(rawValue: 1 << ValueState.notApplicable.rawValue)
    public static let any: StateSet = [.known, .unknown, .open, .notApplicable]
    /// Not answered, but surely applicable if at all.
    public static let answers: StateSet = [.known, .unknown]

    /// True if the slot is known in every run.
    public var isKnown: Bool { self == .known }
    /// True if it surely applies.
    public var applies: Bool { isSubset(of: .answers) }

    /// States of a strict operation: the highest of both.
    func strict(_ other: StateSet) -> StateSet {
        var result = StateSet()
        for a in 0..<UInt8(4) where rawValue & (1 << a) != 0 {
            for b in 0..<UInt8(4) where other.rawValue & (1 << b) != 0 {
                result.insert(StateSet(rawValue: 1 << max(a, b)))
            }
        }
        return result
    }

    /// States of `and` and `or`, where what does not apply beside what is not known leaves both possible.
    func logic(_ other: StateSet) -> StateSet {
        var result: StateSet = [.known, strict(other)]
        if contains(.notApplicable) || other.contains(.notApplicable) { result.insert(.open) }
        return result
    }
}
