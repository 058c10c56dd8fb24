/// What a generated number measures, with the unit it is declared in.
enum Measure: String, CaseIterable, Sendable {
    case bare, percent, energy, area, water, beds, intensity

    var unit: String {
        switch self {
        case .bare: ""
        case .percent: "%"
        case .energy: "kWh/a"
        case .area: "m2"
        case .water: "m3/a"
        case .beds: "bed"
        case .intensity: "kWh/(m2.a)"
        }
    }

    /// Another unit of the same kind, with how many of the first make one of it.
    var other: (unit: String, size: Int)? {
        switch self {
        case .energy: ("MWh/a", 1000)
        case .area: ("ha", 10000)
        case .intensity: ("MWh/(m2.a)", 1000)
        default: nil
        }
    }

    /// `12.5 kWh/a`.
    func literal(_ amount: String) -> String { self == .bare ? amount : amount + " " + unit }
}

/// A value that generated expressions can name.
struct NumberName: Sendable {
    var names: [String]
    var measure: Measure
    var low: Int
    var high: Int
    /// May turn out not applicable.
    var mayDrop = false
    /// A quotient that is not rounded.
    var isFraction = false
    /// Carries its measure's own unit, not one composed on the way.
    var isPlain = true
    /// Inputs may key parameters.
    var isInput = false
    /// Read of a list fact, an element of it or an aggregate.
    var isOfList = false

    /// Named by a word alone, not by a call, a column or a place of a list.
    var isName: Bool { !names[0].contains { "([.".contains($0) } }
}

struct ConditionName: Sendable {
    var names: [String]
    var mayDrop = false
    /// Inputs may key tables.
    var isInput = true
}

struct ChoiceName: Sendable {
    var names: [String]
    /// Each option in both languages.
    var options: [[String]]
    var mayDrop = false
    /// Names of the option set where it has one.
    var set: [String] = []
}

struct DateName: Sendable {
    var names: [String]
    var mayDrop = false
}

/// A text that is an answer.
struct TextName: Sendable {
    var names: [String]
    var mayDrop = false
}

/// A number near the edges of what 32, 64 or 128 bits hold.
struct WideName: Sendable {
    var names: [String]
    /// The edges within its range, as literals.
    var edges: [String]
    /// Near the end of 128 bits, where little can be computed.
    var isFull = false
    var mayDrop = false
}

struct ListName: Sendable {
    var names: [String]
    var max: Int
    var number: NumberName
    var condition: ConditionName
    var choice: ChoiceName
    /// Fields that some lists have.
    var day: String?
    var word: String?
    var hasEmpty = false
    var mayDrop = false

    /// The list or a field of its entries may be not applicable.
    var drops: Bool { mayDrop || number.mayDrop || condition.mayDrop || choice.mayDrop }
}

/// A generated expression.
struct Term: Sendable {
    var text: String
    var low = 0
    var high = 100
    var mayDrop = false
    var isFraction = false
    var isPlain = true
    /// A literal without the unit of its measure.
    var isBare = false
}
