import BigInt
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram

/// A norm prepared for analysis: made once, used by any number of analyzers.
public struct AnalyzedNorm: Sendable {
    let plan: AnalysisPlan

    /// The norm itself.
    public var norm: CompiledNorm { plan.norm }

    public init(_ norm: CompiledNorm) { plan = AnalysisPlan(norm) }
}

/// Answers which results scenes of one norm can still have. Not safe to share between threads; make one per thread.
///
/// Every question is answered within a budget of program steps, so that the same scene gives the same answer on every machine.
public final class SceneAnalyzer {
    public let analyzed: AnalyzedNorm
    /// Steps that one search may take; a call makes several.
    public var budget = SceneAnalyzer.defaultBudget
    /// About the work of two thousand runs of a norm of the size of those shipped.
    public static let defaultBudget = 1_500_000

    /// Steps after which a call of `bounds` ends with what it has, whatever the budget; nil: only the budget counts. What is
    /// given stays sound; ends may stay safe and outcomes unproved. 0 gives the ranges alone, without any search.
    public var limit: Int?
    /// For answers while a person types: see the figures in docs/analysis.md.
    public static let interactiveLimit = 20_000

    let run: BoxRun
    let search: BoxSearch
    let engine: Interpreter

    var plan: AnalysisPlan { analyzed.plan }

    public init(_ analyzed: AnalyzedNorm) {
        self.analyzed = analyzed
        let program = analyzed.norm.program
        run = BoxRun(analyzed.plan, analyzed.plan.box(SceneRecord(schema: program.schema, asOf: 0)))
        search = BoxSearch(run)
        engine = Interpreter(program)
    }

    /// The result of a completed scene, by the engine.
    struct Verdict: Equatable {
        var status: SceneStatus
        var grade: Int?
        /// nil where the total is not known.
        var score: ExactDecimal?
        /// As a double, for comparing totals that are not rounded.
        var real: Double
    }

    func verdict(_ record: SceneRecord) -> Verdict {
        engine.run(record)
        let status = engine.status()
        let total = analyzed.norm.program.outcome.total
        guard engine.state(total.numerator) == .known else {
            return Verdict(status: status, grade: nil, score: nil, real: 0)
        }
        let fraction = engine.fraction(total)
        let real = Double(fraction.numerator) / Double(fraction.denominator) / SceneAnalyzer.power(fraction.scale)
        return Verdict(
            status: status, grade: status == .graded ? engine.grade() : nil, score: shown(fraction.decimal()),
            real: real)
    }

    static func power(_ scale: Int) -> Double { (0..<scale).reduce(1.0) { value, _ in value * 10 } }

    /// With the places that the norm rounds its total to.
    private func shown(_ value: ExactDecimal) -> ExactDecimal {
        guard let places = analyzed.norm.model.total.round, places > value.scale,
            let mantissa = value.mantissa(atScale: places)
        else { return value }
        return ExactDecimal(mantissa: mantissa, scale: places)
    }

    /// Places of an end where the total has a divisor of its own.
    static let places = 12

    /// An end of the range: a number that the score can have where the total is rounded or has no divisor, else to twelve places;
    /// always outwards.
    func end(_ value: Double, up: Bool) -> ExactDecimal {
        let total = analyzed.norm.program.outcome.total
        // A whole number of last places, whose double is off by a hair.
        let isFine = total.denominator < 0 && abs(value) * SceneAnalyzer.power(total.scale) < 1e14
        guard isFine else { return end(Rational(exactly: value), up: up) }
        let whole = Int128(clamping: value * SceneAnalyzer.power(total.scale))
        return shown(ExactDecimal(mantissa: whole, scale: total.scale).reduced)
    }

    func end(_ value: Rational, up: Bool) -> ExactDecimal {
        let total = analyzed.norm.program.outcome.total
        let places = total.denominator < 0 ? total.scale : SceneAnalyzer.places
        let whole = up ? value.ceiled(places: places) : value.floored(places: places)
        return shown(ExactDecimal(mantissa: Int128(clamping: whole), scale: places).reduced)
    }
}

extension Rational {
    /// The number that a finite double is.
    init(exactly value: Double) {
        let significand = BigInt(Int64(value.significand * 4_503_599_627_370_496)) * (value < 0 ? -1 : 1)
        let exponent = value == 0 ? 0 : Int(value.exponent) - 52
        let power = BigInt(1) << abs(exponent)
        self = exponent < 0 ? Rational(significand, power) : Rational(significand * power)
    }
}
