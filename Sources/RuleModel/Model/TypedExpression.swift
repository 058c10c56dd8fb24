import Diagnostics
import ExactNumbers
import RuleSyntax

/// What kind of value an expression has. Dates count as whole numbers of days in their intervals.
public enum ValueType: Sendable, Equatable {
    case number(Unit)
    case boolean
    case date
    case text
    /// Index of an option set of the model.
    case option(Int)
    case duration
    /// Records of the list input with this index.
    case records(input: Int)
    /// Elements written out, each with a type of its own; their number is known when the norm is checked.
    case list
    /// Named values.
    case context
    case range
    /// A time of day; a date with one.
    case time, dateTime
    /// Stands where a mistake was reported; fits everything.
    case invalid

    public var unit: Unit? {
        if case .number(let unit) = self { return unit }
        return nil
    }
}

/// A checked expression: names resolved, units converted, the range of its values known.
public struct TypedExpression: Sendable, Equatable {
    public var kind: Kind
    public var type: ValueType
    /// Range of a number (in its unit) or of a date (day numbers).
    public var interval: Interval?
    public var mayNotApply: Bool
    public var span: Span

    public init(_ kind: Kind, type: ValueType, interval: Interval? = nil, mayNotApply: Bool = false, span: Span) {
        self.kind = kind
        self.type = type
        self.interval = interval
        self.mayNotApply = mayNotApply
        self.span = span
    }

    /// What an expression does.
    public indirect enum Kind: Sendable, Equatable {
        case number(Rational)
        case boolean(Bool)
        case date(CalendarDay)
        case duration(CalendarDuration)
        /// Index into the option set of the type.
        case option(Int)
        /// Index into the text constants of the input it is compared with, or -1 until then.
        case text(String)
        case list([TypedExpression])
        case context([Entry])
        case range(Ends)
        case moment(Moment)

        case input(Int)
        /// Record field of the loop's current element.
        case element(loop: Int, field: Int)
        case listCount(input: Int)
        case asOf
        case fact(Int)
        case lookup(Int)
        case criterion(Int)
        case section(Int)
        case sectionShare(Int)
        case gate(Int)
        case bonus
        case total
        /// Criteria with full points ÷ applicable criteria, over the tagged ones; `empty` where none applies.
        case metShare(criteria: [Int], empty: TypedExpression?)

        case add(TypedExpression, TypedExpression)
        case subtract(TypedExpression, TypedExpression)
        case multiply(TypedExpression, TypedExpression)
        case divide(TypedExpression, TypedExpression)
        case negate(TypedExpression)
        case absolute(TypedExpression)
        /// Times an exact factor: a unit conversion.
        case scaled(TypedExpression, by: Rational)
        case minimum([TypedExpression])
        case maximum([TypedExpression])
        case round(TypedExpression, places: Int, mode: RoundingMode)

        /// Both sides have one unit.
        case compare(ComparisonOperator, TypedExpression, TypedExpression)
        case and(TypedExpression, TypedExpression)
        case or(TypedExpression, TypedExpression)
        /// Tests of one row, of one cell, or of `in`: as `and` and `or`, but not applicable where what is tested is.
        case both(TypedExpression, TypedExpression)
        case either(TypedExpression, TypedExpression)
        case not(TypedExpression)
        case atLeast(Int, [TypedExpression])
        case applicable(TypedExpression)
        /// Rows tried in order; see `choice` of the program. `otherwise` where no row matches, nil if the rows are complete.
        case choice([Row], otherwise: TypedExpression?)
        case aggregate(Aggregate)
        case calendar(DateFunction, TypedExpression, TypedExpression?)
        case invalid
    }

    /// One value of a context.
    public struct Entry: Sendable, Equatable {
        public var name: String
        public var value: TypedExpression
    }

    /// The ends of a range.
    public struct Ends: Sendable, Equatable {
        public var low: TypedExpression
        public var lowIncluded: Bool
        public var high: TypedExpression
        public var highIncluded: Bool
    }

    /// A row of a choice.
    public struct Row: Sendable, Equatable {
        public var condition: TypedExpression
        public var value: TypedExpression
        public init(condition: TypedExpression, value: TypedExpression) {
            self.condition = condition
            self.value = value
        }
    }

    /// A loop over a list input.
    public struct Aggregate: Sendable, Equatable {
        /// What is made of the entries of a list.
        public enum Function: Sendable, Equatable { case sum, count, least, greatest, mean, some, every }
        public var function: Function
        public var input: Int
        public var loop: Int
        /// Number or boolean of one element.
        public var body: TypedExpression
        /// Only elements for which it holds.
        public var filter: TypedExpression?
        /// Value over an empty list, where the function has none of its own.
        public var empty: TypedExpression?
        public init(
            function: Function, input: Int, loop: Int, body: TypedExpression, filter: TypedExpression?,
            empty: TypedExpression?
        ) {
            self.function = function
            self.input = input
            self.loop = loop
            self.body = body
            self.filter = filter
            self.empty = empty
        }
    }

    /// A function on days.
    public enum DateFunction: Sendable, Equatable {
        case daysBetween, monthsBetween, yearsBetween, yearOf, monthOf, dayOf, addMonths
    }

    /// Stands where something is wrong that has been reported.
    public static func invalid(_ span: Span) -> TypedExpression {
        TypedExpression(.invalid, type: .invalid, span: span)
    }
    public var isInvalid: Bool { type == .invalid }

    /// The number, where it is a constant.
    public var constant: Rational? {
        if case .number(let value) = kind { return value }
        return nil
    }
}
