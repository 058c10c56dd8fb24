import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram

/// A norm made ready for running over boxes of scenes: which steps depend on which question, and how quotients come about.
///
/// Made once for a norm and shared; a `BoxRun` holds what changes.
struct AnalysisPlan: Sendable {
    /// A step in the order of the program.
    struct Step: Sendable {
        enum Kind: Sendable { case instruction, loop, quotient }
        var kind: Kind
        /// Place of the instruction or of the operation.
        var index: Int32
        /// Of a loop: what follows its body.
        var end: Int32 = 0
    }

    /// Strength of evidence: its factor and the kind that a completion names for it.
    struct Strength: Sendable, Equatable {
        var factor: Int128
        /// Index of the kind; -1: none is named.
        var kind: Int16
    }

    let norm: CompiledNorm
    let program: RuleProgram
    let steps: [Step]
    let quotients: [QuotientOperation]
    let rows: [QuotientRow]
    let registerCount: Int
    /// Numbers of the outcome.
    let total: NumberReference
    let beforeLimits: NumberReference
    let points: [NumberReference]
    /// Per criterion: its points are taken off.
    let isDeduction: [Bool]
    /// Per question: the places in `steps` of what depends on it, in order.
    let slices: [[Int32]]
    /// Per question: the criteria that depend on it.
    let criteria: [[Int]]
    /// Per question: the criteria that may apply or not by its answer.
    let applicability: [[Int]]
    /// By the slot that a choice writes: its rows taken apart.
    let covers: [Int32: RowCover]
    /// Per slot: the step that writes it, or -1.
    let writers: [Int32]
    /// Strengths of evidence, from the weakest; one of each factor.
    let strengths: [Strength]
    /// Per question: the norm has a result without its answer.
    let isCounted: [Bool]

    struct RegisterKey: Hashable {
        var numerator: Int32
        var denominator: Int32
        /// One pair of slots may stand for numbers that are powers of ten apart.
        var scale: Int
    }

    init(_ norm: CompiledNorm) {
        var builder = PlanBuilder(norm)
        builder.build()
        self.norm = norm
        program = norm.program
        steps = builder.steps
        quotients = builder.quotients
        rows = builder.rows
        registerCount = builder.registers.count
        total = builder.reference(norm.program.outcome.total)
        beforeLimits = builder.reference(norm.trace.total?.withBonus ?? norm.program.outcome.total)
        points = norm.program.outcome.criteria.map { builder.reference($0.value) }
        isDeduction = norm.model.criteria.map {
            if case .deduction = $0.place { return true }
            return false
        }
        slices = builder.slices()
        writers = builder.writers
        covers = CoverBuilder(norm.program, builder).covers()
        criteria = AnalysisPlan.criteria(norm, builder.writers, builder.slices())
        applicability = AnalysisPlan.applicability(norm.model)
        strengths = AnalysisPlan.strengths(norm)
        isCounted = AnalysisPlan.counted(norm.model)
    }

    private static func strengths(_ norm: CompiledNorm) -> [Strength] {
        let factors = norm.program.evidenceFactors
        guard factors.count > 1 else {
            return [Strength(factor: .powerOfTen(norm.program.evidenceScale), kind: -1)]
        }
        var all = factors.indices.dropLast().map { Strength(factor: factors[$0], kind: Int16($0)) }
        if !all.contains(where: { $0.factor == factors[factors.count - 1] }) {
            all.append(Strength(factor: factors[factors.count - 1], kind: -1))
        }
        var distinct: [Strength] = []
        for strength in all.sorted(by: { ($0.factor, $0.kind) < ($1.factor, $1.kind) })
        where distinct.last?.factor != strength.factor {
            distinct.append(strength)
        }
        return distinct
    }

    private static func criteria(_ norm: CompiledNorm, _ writers: [Int32], _ slices: [[Int32]]) -> [[Int]] {
        slices.map { slice in
            let steps = Set(slice)
            return norm.program.outcome.criteria.indices.filter {
                let writer = writers[Int(norm.program.outcome.criteria[$0].value.numerator)]
                return writer >= 0 && steps.contains(writer)
            }
        }
    }

    /// Place among the strengths of the factor that a kind has.
    func strength(ofKind kind: Int16) -> Int {
        let factors = program.evidenceFactors
        guard let last = factors.last else { return 0 }
        let factor = kind >= 0 && Int(kind) < factors.count ? factors[Int(kind)] : last
        return strengths.firstIndex { $0.factor == factor } ?? 0
    }
}
