import Diagnostics
import ExactNumbers

/// A value computed from inputs, parameters and other facts.
public struct FactDeclaration: Sendable, Equatable {
    /// What happens where `needs` does not hold.
    public enum Otherwise: Sendable, Equatable {
        case zeroPoints
        case notApplicable
        case notAssessable
        case value(Expression)
    }
    /// Where the value of a fact comes from.
    public enum Body: Sendable, Equatable {
        case value(Expression)
        /// Last column headed `value`.
        case table(TableSyntax)
    }

    public var name: DeclaredName
    public var title: BilingualText?
    /// The type the value must have; checked against the value, never a conversion.
    public var type: Located<InputDeclaration.TypeName>?
    public var unit: UnitSyntax?
    public var body: Body?
    /// Places for people only.
    public var show: Located<Int>?
    /// Places of the value itself.
    public var round: Located<Int>?
    public var needs: Expression?
    public var otherwise: Located<Otherwise>?
    public var when: Expression?
    public var source: Provenance?
    public var clause: String?
    public var span: Span

    public init(name: DeclaredName, span: Span) {
        self.name = name
        self.span = span
    }
}

/// A decision table with what stands beside it.
public struct TableSyntax: Sendable, Equatable {
    public var table: PipeTable
    public var hit: Located<HitPolicy>?
    /// Value where no row matches.
    public var defaultValue: Expression?
    public init(table: PipeTable, hit: Located<HitPolicy>?, defaultValue: Expression?) {
        self.table = table
        self.hit = hit
        self.defaultValue = defaultValue
    }
}

/// DMN hit policies.
public enum HitPolicy: String, Sendable, Equatable, CaseIterable {
    case unique = "U", any = "A", priority = "P", first = "F", ruleOrder = "R", outputOrder = "O"
    case collect = "C", sum = "C+", least = "C<", greatest = "C>", count = "C#"
}

/// A constant, a lookup table or a dated series.
public struct ParameterDeclaration: Sendable, Equatable {
    /// What a dated series goes by.
    public enum Clock: String, Sendable, Equatable, CaseIterable {
        case assessment, dataYear = "data year"
    }
    /// How the value of a parameter is given.
    public enum Body: Sendable, Equatable {
        case constant(Expression)
        case table(PipeTable)
        /// First column `from`, `date` or `data year`.
        case series(PipeTable)
    }

    public var name: DeclaredName
    public var title: BilingualText?
    public var unit: UnitSyntax?
    public var scale: Located<Int>?
    public var body: Body?
    public var clock: Located<Clock>?
    /// Whole years the last value of a series reaches.
    public var carryYears: Located<Int>?
    /// Names of value columns in the other language.
    public var columns: [DeclaredName] = []
    public var source: Provenance?
    public var prove: [Expression] = []
    public var span: Span

    public init(name: DeclaredName, span: Span) {
        self.name = name
        self.span = span
    }
}
