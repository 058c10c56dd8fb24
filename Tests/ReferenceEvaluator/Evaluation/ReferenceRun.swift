import ExactNumbers
import RuleSyntax

/// One evaluation: the norm, the scene, and what has been worked out so far.
final class ReferenceRun {
    let norm: NormDocument
    let scene: ReferenceScene
    let names: ReferenceNames
    let cells: CellReader
    /// Answers by input index; nil where unanswered.
    var answers: [Int: ReferenceAnswer] = [:]
    /// Problems of the scene's data; any makes it invalid.
    var dataErrors: [String] = []
    /// Faults of the norm that a checked norm cannot have (no matching row, units that do not fit, …).
    var faults: [String] = []

    var inputs: [Int: Outcome] = [:]
    var facts: [Int: Outcome] = [:]
    /// The same, as `when` and `also` read them.
    var inputsBesideFailures: [Int: Outcome] = [:]
    var factsBesideFailures: [Int: Outcome] = [:]
    /// What a failed need leaves: unknown, or "not applicable" while `when` and `also` are read (§2.3).
    var failedStanding = Standing.unknown
    var criteria: [ReferenceNames.CriterionPlace: CriterionOutcome] = [:]
    var sections: [Int: SectionOutcome] = [:]
    var totals: TotalOutcome?
    var gates: [Int: GateOutcome] = [:]
    /// Things whose evaluation has begun, to catch norms that go in circles.
    var underway: Set<String> = []
    /// Flags of the reads of the expression under way, innermost last.
    var traces: [Flags] = []

    init(norm: NormDocument, factors: [FactorsDocument], scene: ReferenceScene, cells: CellReader) {
        self.norm = norm
        self.scene = scene
        self.cells = cells
        names = ReferenceNames(norm: norm, factors: factors)
    }

    var roundingMode: RoundingMode { norm.rounding?.value ?? .halfUp }

    /// Evaluates with a fresh record of reads.
    func traced(_ body: () -> ReferenceValue) -> Outcome {
        traces.append(Flags())
        let value = body()
        return Outcome(value: value, flags: traces.removeLast())
    }

    func traced(_ expression: Expression?, in scope: Scope = Scope()) -> Outcome? {
        expression.map { expression in traced { value(of: expression, in: scope) } }
    }

    /// Reads something as it stands outside of `when` and `also`.
    func normally<Value>(_ body: () -> Value) -> Value {
        let before = failedStanding
        failedStanding = .unknown
        defer { failedStanding = before }
        return body()
    }

    /// A condition of `when` or `also` with what it reads: what decides without a failed need stands, else `verdict` counts.
    func settled(_ condition: Expression?, failed verdict: Tri) -> (holds: Tri, flags: Flags)? {
        guard let condition, let plain = traced(condition) else { return nil }
        let fails = plain.flags.zeroPoints.or(plain.flags.notAssessable)
        if fails == .no {
            if case .failure(let reason) = plain.value { fault(reason) }
            return (applicability(plain.value), plain.flags)
        }
        failedStanding = .notApplicable
        let value = traced { self.value(of: condition, in: Scope()) }.value
        failedStanding = .unknown
        if case .failure(let reason) = value { fault(reason) }
        let isMissing = value.standing == .unknown || value.standing == .open
        let isKept = value.standing == .notApplicable || (isMissing && !lacksAnswers(condition))
        guard isKept else { return (applicability(value), plain.flags) }
        return (verdict == .yes ? fails : .no, plain.flags)
    }

    func read(_ flags: Flags) {
        if !traces.isEmpty { traces[traces.count - 1].merge(flags) }
    }

    /// Runs `body` once for `key`; a second entry while the first is under way is a circle.
    func once(_ key: String, circle: ReferenceValue = .failure("circle"), _ body: () -> ReferenceValue)
        -> ReferenceValue
    {
        guard underway.insert(key).inserted else { return circle }
        defer { underway.remove(key) }
        return body()
    }

    func fault(_ text: String) { if !faults.contains(text) { faults.append(text) } }
}

/// Names bound by `some`, `every` and `for`, and the sibling fields of a record.
struct Scope {
    var variables: [String: ReferenceValue] = [:]
}
