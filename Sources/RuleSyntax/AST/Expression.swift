import Diagnostics
import ExactNumbers

/// An expression of the FEEL profile. Every node remembers the bytes it came from.
public struct Expression: Sendable, Equatable {
    public var kind: Kind
    public var span: Span

    public init(_ kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }

    /// What an expression is made of.
    public indirect enum Kind: Sendable, Equatable {
        /// A number with an optional unit suffix: `12.5`, `30 %`, `25 kWh/m2`.
        case number(ExactDecimal, unit: UnitSyntax?)
        case text(String)
        case boolean(Bool)
        /// A calendar date; `@"2026-01-01"`, `date("2026-01-01")`, or bare in cells and ranges.
        case date(CalendarDay)
        /// An ISO 8601 duration of whole years, months and days.
        case duration(CalendarDuration)
        /// Any other duration (with hours, negative), a time of day, a date with a time.
        case clock(ClockLiteral)
        /// A name as written (normalised to NFC).
        case name(String)
        /// `base.field`; `field` has its own span.
        case member(Expression, Name)
        case negate(Expression)
        case not(Expression)
        case arithmetic(ArithmeticOperator, Expression, Expression, operatorSpan: Span)
        case comparison(ComparisonOperator, Expression, Expression, operatorSpan: Span)
        /// `and` or `or`.
        case logic(LogicOperator, Expression, Expression, operatorSpan: Span)
        case conditional(if: Expression, then: Expression, else: Expression)
        case between(Expression, low: Expression, high: Expression)
        /// `value in tests`.
        case membership(Expression, UnaryTests)
        /// `some`/`every` x in list satisfies condition.
        case quantified(Quantifier, variable: Name, list: Expression, condition: Expression)
        /// `for x in list return body`.
        case iteration(variable: Name, list: Expression, body: Expression)
        /// `for x in list, y in list return body`: two bindings or more, the last one turning fastest.
        case iterations([Binding], body: Expression)
        case call(Name, [Argument])
        case list([Expression])
        case range(RangeSyntax)
        /// `list[condition]`.
        case filter(Expression, Expression)
        /// `{name: value}`.
        case context([Entry])
        /// Stands where the parser reported an error; later passes stay silent about it.
        case invalid
    }

    /// `variable in list`.
    public struct Binding: Sendable, Equatable {
        public var variable: Name
        public var list: Expression
        public init(variable: Name, list: Expression) {
            self.variable = variable
            self.list = list
        }
    }

    /// One entry of a context.
    public struct Entry: Sendable, Equatable {
        public var name: Name
        public var value: Expression
        public init(name: Name, value: Expression) {
            self.name = name
            self.value = value
        }
    }

    /// One argument of a call, with its name when it was given by name.
    public struct Argument: Sendable, Equatable {
        public var label: Name?
        public var value: Expression
        public init(label: Name?, value: Expression) {
            self.label = label
            self.value = value
        }
    }
}

/// A name with the bytes it was written with.
public struct Name: Sendable, Equatable {
    public var text: String
    public var span: Span
    public init(_ text: String, span: Span) {
        self.text = text
        self.span = span
    }
}

/// An operator on numbers.
public enum ArithmeticOperator: String, Sendable, Equatable, CaseIterable {
    case add = "+", subtract = "-", multiply = "*", divide = "/", power = "**"
}

/// An operator that compares two values.
public enum ComparisonOperator: String, Sendable, Equatable, CaseIterable {
    case equal = "=", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
}

/// An operator on conditions.
public enum LogicOperator: String, Sendable, Equatable { case and, or }

/// Whether some or every entry of a list has to meet a condition.
public enum Quantifier: String, Sendable, Equatable { case some, every }

/// `[low..high)`; an end may be missing only where the grammar of the place allows it.
public struct RangeSyntax: Sendable, Equatable {
    public var low: Expression?
    public var lowIncluded: Bool
    public var high: Expression?
    public var highIncluded: Bool
    public var span: Span
    public init(low: Expression?, lowIncluded: Bool, high: Expression?, highIncluded: Bool, span: Span) {
        self.low = low
        self.lowIncluded = lowIncluded
        self.high = high
        self.highIncluded = highIncluded
        self.span = span
    }
}

/// The tests of a table cell or of `in`: any one that holds is enough.
public struct UnaryTests: Sendable, Equatable {
    public var kind: Kind
    public var span: Span

    /// How the tests of a cell go together.
    public indirect enum Kind: Sendable, Equatable {
        /// `-`: anything, even unknown.
        case any
        case anyOf([UnaryTest])
        case not([UnaryTest])
    }

    public init(_ kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// One test against the value of a column.
public struct UnaryTest: Sendable, Equatable {
    public var kind: Kind
    public var span: Span

    /// What one test of a cell asks of its column's value.
    public indirect enum Kind: Sendable, Equatable {
        /// `< 80`.
        case compare(ComparisonOperator, Expression)
        case range(RangeSyntax)
        /// Equal to the value; a list of values or an option too.
        case equals(Expression)
    }

    public init(_ kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// A unit as written: factors with exponents, `kWh/(m2.a)` is kWh^1 m2^-1 a^-1.
/// The `2` of `m2` belongs to the symbol.
public struct UnitSyntax: Sendable, Equatable {
    public var factors: [Factor]
    public var span: Span

    /// A unit to a power.
    public struct Factor: Sendable, Equatable {
        public var symbol: String
        public var exponent: Int
        public var span: Span
        public init(symbol: String, exponent: Int, span: Span) {
            self.symbol = symbol
            self.exponent = exponent
            self.span = span
        }
    }

    public init(factors: [Factor], span: Span) {
        self.factors = factors
        self.span = span
    }
}
