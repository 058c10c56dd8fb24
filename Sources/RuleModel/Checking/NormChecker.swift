import Diagnostics
import ExactNumbers
import RuleSyntax

/// One run of the checker. Facts, lookups and criteria are elaborated when first read, which gives their order and finds cycles.
final class NormChecker {
    let document: NormDocument
    let imports: [String: FactorsDocument]
    var bag = DiagnosticBag()
    var model: NormModel
    var units = UnitRegistry()
    var symbols: [String: Symbol] = [:]
    var parameterDeclarations: [ParameterDeclaration] = []
    /// Columns sorted once per parameter; the inner nil stands for a table with a finding.
    var parameterTables: [Int: ParameterTable?] = [:]

    /// What the computation under way has read; pushed and popped around facts, lookups and criteria.
    var reads = Reads()
    var factStates: [Progress] = []
    var criterionStates: [Progress] = []
    /// Names under way, for the message about a cycle.
    var path: [(symbol: Symbol, span: Span)] = []
    var lookupIndex: [String: Int] = [:]
    var lookupsUnderWay: Set<String> = []
    var loopCount = 0
    /// List input of each loop.
    var loopInputs: [Int: Int] = [:]
    /// The `when` of sections, as their criteria and readers know it.
    var sectionConditions: [Int: TypedExpression] = [:]
    /// Steps below the outermost expression under way, and the most that are followed.
    var depth = 0
    var isTooDeep = false
    static let deepest = 2500
    /// Places of errors found while the norm was read: what is missing there, or looks unused, may be what could not be read.
    var earlier: [Span] = []
    /// Parameters with a finding of their own: their readers stay silent.
    var brokenParameters: Set<Int> = []
    /// Parameters with a row that breaks a relation under `prove:`.
    var failedProofs: Set<Int> = []
    var usedInputs: Set<Int> = []
    var usedFacts: Set<Int> = []
    var usedParameters: Set<Int> = []
    var usedTags: Set<String> = []

    /// Places with a finding about the unit of a bare number: a loop that is written out meets one of them again and again.
    var askedUnits: Set<Span> = []
    /// Elements of lists written out so far, and the most that are.
    var unrolled = 0
    static let mostElements = 10_000
    /// How often `?` has been read.
    var subjectReads = 0

    enum Progress { case pending, working, done }

    init(_ document: NormDocument, imports: [String: FactorsDocument]) {
        self.document = document
        self.imports = imports
        model = NormModel(
            document: document, total: TotalModel(of: Rational(100), low: .zero, high: Rational(100), round: nil),
            rounding: document.rounding?.value ?? .halfUp, effective: document.effective?.value ?? CalendarDay.usual)
    }

    func run() {
        declareUnitsAndOptions()
        declareInputs()
        declareParameters()
        declareFacts()
        declareScored()
        elaborateInputs()
        checkParameters()
        for index in document.facts.indices { _ = fact(index, at: document.facts[index].name.span) }
        for index in model.criteria.indices { elaborateCriterion(index) }
        elaborateSections()
        elaborateGates()
        elaborateTotal()
        checkRoundings()
        elaborateGrades()
        elaborateMultiplier()
        elaborateMayDrop()
        checkPoints()
        checkReferences()
        checkProvenance()
        checkUnused()
    }

    /// The parts of a run that a factor file has.
    func runFactors() {
        declareUnitsAndOptions()
        declareParameters()
        for index in parameterDeclarations.indices { checkCells(index) }
        checkParameters()
        checkReferences()
        checkProvenance()
    }

    /// True if part of what stands at `span` could not be read.
    func isDamaged(_ span: Span) -> Bool {
        earlier.contains { $0.file == span.file && $0.start >= span.start && $0.end <= span.end }
    }

    /// True if part of the fact or criterion under way could not be read.
    var isDamagedHere: Bool {
        switch path.last?.symbol {
        case .fact(let index)?: return isDamaged(document.facts[index].span)
        case .criterion(let index)?: return isDamaged(model.criteria[index].declaration.span)
        default: return false
        }
    }

    func report(
        _ code: DiagnosticCode, _ severity: Diagnostic.Severity = .error, at span: Span, zh: String, en: String,
        labels: [Diagnostic.Label] = [], notes: [Message] = [], fixIts: [Diagnostic.FixIt] = []
    ) {
        bag.add(
            Diagnostic(
                code, severity, Message(zh: zh, en: en), at: span, labels: labels, notes: notes, fixIts: fixIts))
    }
}

/// What a name stands for.
enum Symbol: Hashable {
    case input(Int)
    case fact(Int)
    case parameter(Int)
    case section(Int)
    case criterion(Int)
    case gate(Int)
    case total, bonus, asOf
}

/// What holds at a place: narrowed ranges, things known to apply, loop variables.
struct Scope {
    enum Subject: Hashable {
        case input(Int)
        case fact(Int)
        case element(loop: Int, field: Int)
        case listCount(Int)
        /// Entries of a list for which the condition of this meaning holds.
        case filteredCount(input: Int, filter: String)
        case criterion(Int)
        case section(Int)
    }
    struct Variable {
        var input: Int
        var loop: Int
    }
    var narrowed: [Subject: Interval] = [:]
    var applicable: Set<Subject> = []
    /// Conditions known to hold, as `TypedExpression.meaning`.
    var holding: Set<String> = []
    var variables: [String: Variable] = [:]
    /// Value columns of the row under proof, variables over lists that are written out, what a test tests (`?`).
    var constants: [String: TypedExpression] = [:]
    /// The value columns among `constants` that are named in both languages.
    var columns: [String: Naming] = [:]
    /// Fields of this loop's element can be named without the variable (inside a filter).
    var implicitVariable: Variable?
}
