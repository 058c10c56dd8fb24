import RuleProgram

/// What may still be answered to one question, or stand in one cell of a list.
struct AnswerRange: Equatable, Sendable {
    /// `known` and, where it may be said, `notApplicable`.
    var states: UInt8
    var low: Int128
    var high: Int128

    static func point(_ value: Int128, _ state: ValueState) -> AnswerRange {
        AnswerRange(states: 1 << state.rawValue, low: value, high: value)
    }

    /// Everything the schema lets in.
    init(_ field: InputField) {
        states = field.mayNotApply ? Cell.known | Cell.notApplicable : Cell.known
        low = 0
        switch field.kind {
        case .number(_, let least, let most), .date(let least, let most): (low, high) = (least, most)
        case .boolean: high = 1
        case .option(let options): high = Int128(max(0, options.count - 1))
        case .text(let constants): high = Int128(constants.count)
        case .list(let most, _): high = Int128(most)
        }
    }

    init(states: UInt8, low: Int128, high: Int128) {
        self.states = states
        self.low = low
        self.high = high
    }

    var isPoint: Bool { states == Cell.notApplicable || (states & Cell.notApplicable == 0 && low == high) }

    /// How many values lie between the ends, one of them counted; ranges may be wider than `Int128.max`.
    var width: UInt128 { UInt128(bitPattern: high &- low) }

    /// Between the ends, rounded down.
    var middle: Int128 { (low & high) + ((low ^ high) >> 1) }

    var cell: Cell { Cell(low: low, high: high, states: states) }
}

/// All ways in which a scene may still be answered: for every question a range.
struct AnswerBox: Equatable, Sendable {
    /// Cells of a list whose length is settled, by field of its records, then by entry.
    typealias Entries = [[AnswerRange]]

    /// Per question; for a list the range of its length.
    var answers: [AnswerRange]
    /// Per question: which of the plan's strengths of evidence may come with the answer, from the weakest.
    var evidence: [ClosedRange<Int>]
    /// Per question; only of lists with one length.
    var entries: [Entries?]
    var asOf: Int32
    var claims: [Bool]
}

/// What can be settled by itself.
enum Variable: Hashable, Sendable {
    /// The answer to a question; of a list its length.
    case answer(Int)
    case evidence(Int)
    case cell(field: Int, column: Int, entry: Int)

    /// The question it belongs to.
    var field: Int {
        switch self {
        case .answer(let field), .evidence(let field), .cell(let field, _, _): return field
        }
    }
}

extension AnswerBox {
    subscript(_ variable: Variable) -> AnswerRange {
        get {
            switch variable {
            case .answer(let field): return answers[field]
            case .evidence(let field):
                return AnswerRange(
                    states: Cell.known, low: Int128(evidence[field].lowerBound),
                    high: Int128(evidence[field].upperBound)
                )
            case .cell(let field, let column, let entry):
                guard let columns = entries[field], entry < columns[column].count else {
                    return .point(0, .notApplicable)
                }
                return columns[column][entry]
            }
        }
        set {
            switch variable {
            case .answer(let field): answers[field] = newValue
            case .evidence(let field): evidence[field] = Int(newValue.low)...Int(newValue.high)
            case .cell(let field, let column, let entry): entries[field]?[column][entry] = newValue
            }
        }
    }
}
