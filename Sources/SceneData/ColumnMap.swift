import Diagnostics
import ExactNumbers

/// How the columns of a published CSV become the answers of a norm, as written in a `map:` file. See `docs/scenes.md`.
public struct ColumnMap: Sendable, Equatable {
    /// A text of the file with its place.
    public struct Text: Sendable, Equatable {
        public var text: String
        public var span: Span
        public init(_ text: String, span: Span) {
            self.text = text
            self.span = span
        }
    }

    /// Where the day of the assessment comes from.
    public enum AsOf: Sendable, Equatable {
        case day(CalendarDay)
        /// A column of dates.
        case column(Text)
        /// A column of years, and the day in the year.
        case year(Text, month: Int, day: Int)
    }

    /// Rows whose column holds one of the texts are kept (`negated`: left out).
    public struct Filter: Sendable, Equatable {
        public var column: Text
        public var texts: [String]
        public var negated: Bool
    }

    /// What becomes of a 0, or of a number below 0, where the publisher means something else by it.
    public enum Treatment: Sendable, Equatable { case keep, missing, refuse }

    /// What an empty cell counts as.
    public enum Blank: Sendable, Equatable {
        case missing, zero
        /// Counts 0 beside other parts of a sum; missing where all parts are blank.
        case zeroInSum
    }

    /// How a published number is brought to the places of its input.
    public struct Rounding: Sendable, Equatable {
        /// Nil: to the input's own scale.
        public var places: Int?
        public var mode: RoundingMode
    }

    /// What one input is read from.
    public struct Rule: Sendable, Equatable {
        public var input: Text
        /// One column, or the columns to add up.
        public var columns: [Text]
        public var unit: Text?
        public var rounding: Rounding?
        /// Cells that stand for no value, besides those of the whole file.
        public var missing: [String] = []
        public var zero = Treatment.keep
        public var negative = Treatment.keep
        public var blank = Blank.missing
        /// Cell text and the answer it stands for.
        public var values: [(cell: String, answer: Text)] = []
        public var span: Span

        public static func == (left: Rule, right: Rule) -> Bool {
            left.input == right.input && left.columns == right.columns && left.unit == right.unit
                && left.rounding == right.rounding
                && left.missing == right.missing && left.zero == right.zero && left.negative == right.negative
                && left.blank == right.blank && left.span == right.span
                && left.values.elementsEqual(right.values) { $0.cell == $1.cell && $0.answer == $1.answer }
        }
    }

    /// The same answer for every row.
    public struct Constant: Sendable, Equatable {
        public var input: Text
        public var answer: Text
    }

    public var name: Text
    /// The norm it is for; nil if any.
    public var norm: Text?
    /// Columns that name the scene, joined by `/`.
    public var scene: [Text] = []
    public var asOf: AsOf?
    public var csv = CSVDialect()
    public var filters: [Filter] = []
    public var rules: [Rule] = []
    public var constants: [Constant] = []
    /// Kind of evidence per input.
    public var evidence: [Constant] = []
    /// Criteria claimed not applicable in every row.
    public var claims: [Text] = []

    public init(name: Text) { self.name = name }
}
