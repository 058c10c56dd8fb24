import BigInt
import Diagnostics
import ExactNumbers
import RuleModel
import RuleProgram

/// Lowers a checked norm to a program, and proves that its numbers fit 128 bits.
public enum RuleCompiler {
    /// The program and where the parts of the norm stand in it; nil, with findings in `bag`, where numbers may not fit.
    public static func compile(_ model: NormModel, into bag: inout DiagnosticBag) -> CompiledNorm? {
        let compiler = ProgramCompiler(model)
        let compiled = compiler.run()
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
    /// Per fact with a need: whether the need holds.
    public var needs: [Int: Int32] = [:]
    /// Per section: whether its minimum is met; absent without a minimum.
    public var minimumMet: [Int: Int32] = [:]
    /// Per lookup with a limited reach: whether it has a value.
    public var available: [Int: Int32] = [:]
    /// Most instructions one scene can take, lists at their declared maximum.
    public var staticCost = 0
}
