/// What reading facts, parameters and inputs does besides giving a value (§2.3): each is `yes`, `no`, or `maybe` while it is
/// not known whether the read takes place or the need fails.
struct Flags: Equatable, Sendable {
    /// A need failed with `otherwise: zero points`.
    var zeroPoints = Tri.no
    /// A need failed with `otherwise: not assessable`, a series does not reach, or an unanswered input makes it so.
    var notAssessable = Tri.no
    /// An unanswered input with `if_unknown: zero points`.
    var zeroWhereUnknown = Tri.no

    /// Both sets of reads.
    mutating func merge(_ other: Flags) {
        zeroPoints = zeroPoints.or(other.zeroPoints)
        notAssessable = notAssessable.or(other.notAssessable)
        zeroWhereUnknown = zeroWhereUnknown.or(other.zeroWhereUnknown)
    }

    /// The reads happen only where `condition` holds.
    func guarded(by condition: Tri) -> Flags {
        Flags(
            zeroPoints: condition.and(zeroPoints), notAssessable: condition.and(notAssessable),
            zeroWhereUnknown: condition.and(zeroWhereUnknown))
    }
}

/// A value with what its reads brought about.
struct Outcome: Equatable, Sendable {
    var value: ReferenceValue
    var flags = Flags()
}
