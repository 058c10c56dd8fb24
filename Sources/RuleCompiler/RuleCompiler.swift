import BigInt
import Diagnostics
import ExactNumbers
import RuleModel
import RuleProgram

/// Lowers a checked norm to a program, and proves that its numbers fit 128 bits.
public enum RuleCompiler {
    /// The program and where the parts of the norm stand in it; nil, with findings in `bag`, where numbers may not fit.
    ///
    /// - Parameters:
    ///   - model: the checked norm.
    ///   - results: facts whose values are wanted whole, lists and contexts too: `trace.shapes` says where they stand.
    ///   - bag: takes the findings.
    public static func compile(_ model: NormModel, results: [Int] = [], into bag: inout DiagnosticBag) -> CompiledNorm?
    {
        let compiler = ProgramCompiler(model)
        let compiled = compiler.run(shaping: results)
        bag.add(contentsOf: compiler.bag.diagnostics)
        return compiler.bag.hasErrors ? nil : compiled
    }
}

/// A program with its norm, and the slots that explanations read.
public struct CompiledNorm: Sendable {
    public var model: NormModel
    public var program: RuleProgram
    public var trace: ProgramTrace
}

/// Where the values of named things stand in a program.
public struct ProgramTrace: Sendable {
    /// The slots of one value.
    public enum Value: Sendable, Equatable {
        case number(NumberSlot)
        /// Boolean, date, option or text.
        case plain(Int32)
    }
    /// By index in the model; only what the program computes.
    public var inputs: [Int: Value] = [:]
    public var facts: [Int: Value] = [:]
    public var lookups: [Int: Value] = [:]
    /// Per criterion: the conditions of the rows of its table, bands or lines, in order.
    public var rows: [Int: [Int32]] = [:]
    /// Per criterion: points before evidence, cap and rounding.
    public var rawPoints: [Int: NumberSlot] = [:]
    /// Per criterion: its evidence factor.
    public var evidence: [Int: NumberSlot] = [:]
    /// Per gate: whether it counts.
    public var considered: [Int32] = []
    /// Per gate: whether every gate before it passed.
    public var reached: [Int32] = []
    /// Per fact with a need: whether the need holds.
    public var needs: [Int: Int32] = [:]
    /// Per section: points of its criteria that apply.
    public var applicablePoints: [Int: NumberSlot] = [:]
    /// Per section: whether its minimum is met; absent without a minimum.
    public var minimumMet: [Int: Int32] = [:]
    /// Per lookup with a limited reach: whether it has a value.
    public var available: [Int: Int32] = [:]
    /// Numbers, dates, options and texts by the place where the norm writes them; not within loops.
    public var values: [Span: Place] = [:]
    /// Conditions by the place where the norm writes them; not within loops.
    public var tests: [Span: Int32] = [:]
    /// Per lookup that chooses between rows: their conditions, in order.
    public var lookupRows: [Int: [Int32]] = [:]
    /// Per section.
    public var sections: [Int: SectionParts] = [:]
    public var total: TotalParts?
    /// Bonus before its cap and rounding.
    public var bonusSum: NumberSlot?
    /// Conditions that make a scene not assessable, with what is behind each.
    public var failures: [(reason: Failure, slot: Int32)] = []
    /// How numbers with a divisor of their own come about, in the order of the instructions; not within loops.
    public internal(set) var quotients: [QuotientStep] = []
    /// What one scene can take at most.
    public var cost: StaticCost?
    /// Texts that a slot can stand for, by index.
    public private(set) var texts: [String] = []
    private var textPositions: [String: Int] = [:]
    /// Per fact asked for: where the parts of its value stand.
    public var shapes: [Int: ResultShape] = [:]
}

extension ProgramTrace {
    /// Index of a text among `texts`.
    mutating func position(of text: String) -> Int {
        if let known = textPositions[text] { return known }
        textPositions[text] = texts.count
        texts.append(text)
        return texts.count - 1
    }

    /// The value of an expression as written, and the lookup it is read through, if it is one.
    public struct Place: Sendable {
        public var value: Value
        public var type: ValueType
        public var lookup: Int?
        public init(value: Value, type: ValueType, lookup: Int?) {
            self.value = value
            self.type = type
            self.lookup = lookup
        }
    }

    /// How the score of a section comes about.
    public struct SectionParts: Sendable {
        /// Sum over applicable criteria.
        public var earned: NumberSlot
        public var deducted: NumberSlot?
        public var applicablePoints: NumberSlot
        /// Before rounding.
        public var unrounded: NumberSlot
    }

    /// How the total comes about.
    public struct TotalParts: Sendable {
        public var sections: NumberSlot
        /// Weights of the sections that apply.
        public var weights: NumberSlot
        /// Over what applies.
        public var rescaled: NumberSlot
        /// With the bonus, before range and rounding.
        public var withBonus: NumberSlot
    }

    /// What makes a scene not assessable.
    public enum Failure: Sendable, Equatable {
        /// A need that does not hold.
        case fact(Int)
        /// A series without a value.
        case lookup(Int)
        /// An answer that is missing.
        case input(Int)
        /// An unanswered gate.
        case gate(Int)
        case tooMuchDropped
        case nothingApplies
    }
}
