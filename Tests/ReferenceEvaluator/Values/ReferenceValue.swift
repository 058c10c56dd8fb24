import ExactNumbers

/// A value while it is computed: known, or missing in one of three ways.
indirect enum ReferenceValue: Equatable, Sendable {
    case known(Content)
    /// Never `.known`.
    case missing(Standing)
    /// An operation without a result (division by zero, units that do not fit). It is an error only if something rests on it.
    case failure(String)

    indirect enum Content: Equatable, Sendable {
        case number(Quantity)
        case boolean(Bool)
        case date(CalendarDay)
        case duration(CalendarDuration)
        case text(String)
        /// `set` is the key of an option set.
        case option(set: String, id: String)
        /// A bare word that names nothing: an option, of the set of whatever it is compared with.
        case word(String)
        case list([ReferenceValue])
        /// Fields under each of their names.
        case record([String: ReferenceValue])
    }

    var standing: Standing {
        switch self {
        case .known: return .known
        case .missing(let standing): return standing
        case .failure: return .unknown
        }
    }

    var content: Content? {
        if case .known(let content) = self { return content }
        return nil
    }

    var quantity: Quantity? {
        if case .known(.number(let quantity)) = self { return quantity }
        return nil
    }

    var boolean: Bool? {
        if case .known(.boolean(let value)) = self { return value }
        return nil
    }

    static func number(_ amount: ExactFraction, _ unit: RuntimeUnit = .bare) -> ReferenceValue {
        .known(.number(Quantity(amount, unit)))
    }

    static func whole(_ value: Int) -> ReferenceValue { .number(ExactFraction(value)) }

    static func boolean(_ value: Bool) -> ReferenceValue { .known(.boolean(value)) }

    /// The result of a strict operation over `operands`: the highest state, a failure first, else what `body` makes of them.
    static func strict(_ operands: [ReferenceValue], _ body: ([Content]) -> ReferenceValue) -> ReferenceValue {
        for case .failure(let reason) in operands { return .failure(reason) }
        let standing = operands.map(\.standing).max() ?? .known
        guard standing == .known else { return .missing(standing) }
        return body(operands.compactMap(\.content))
    }

    /// True, false, or neither; not applicable and open count as neither.
    var tri: Tri {
        guard let boolean else { return .maybe }
        return Tri(boolean)
    }
}
