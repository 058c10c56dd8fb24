import Diagnostics
import RuleSyntax

/// Numbers of a norm that stand in one place, where they come from, and what they decide.
public struct ProvenanceEntry: Sendable {
    /// What the numbers are.
    public enum Part: Sendable, Equatable {
        case threshold, points, gate, weight, bonusCap, mayDrop, evidence, grade, multiplier, fact, parameter
        /// A row of a parameter's table with a mark of its own; the row as written.
        case row(String)

        /// The part in JSON.
        public var id: String {
            switch self {
            case .threshold: "threshold"
            case .points: "points"
            case .gate: "gate"
            case .weight: "weight"
            case .bonusCap: "bonus_cap"
            case .mayDrop: "may_drop"
            case .evidence: "evidence"
            case .grade: "grade"
            case .multiplier: "multiplier"
            case .fact: "fact"
            case .parameter: "parameter"
            case .row: "row"
            }
        }
    }

    public var part: Part
    public var naming: Naming
    /// The numbers, as people write them.
    public var numbers: [String]
    public var provenance: Provenance?
    /// The mark of a row, which counts before that of its parameter.
    public var rowMark: Provenance.Mark?
    /// Criteria, gates and grades that read them.
    public var decides: [Naming]
    /// The place of the numbers.
    public var span: Span

    /// The mark that counts.
    public var mark: Provenance.Mark? { rowMark ?? provenance?.mark?.value }
    /// True if a norm in force may rest on them.
    public var isIssuable: Bool {
        provenance?.decided != nil || mark == .read
    }
}
