import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import SceneData

/// What came of many scenes, in figures.
struct RunSummary: Codable, Equatable {
    /// A kind of data error: its code and input, how often, and the first of its kind.
    struct Fault: Codable, Equatable {
        var code: String
        var input: String
        var inputChinese: String
        var count: Int
        var english: String
        var chinese: String
        var file: String
        var row: Int
        var line: Int
        var column: Int
    }

    static let bins = 10
    private static let mostFaults = 4096

    var scenes = 0
    /// By the raw value of `SceneStatus`.
    var statuses = [Int](repeating: 0, count: SceneStatus.allCases.count)
    /// By index of the grade.
    var grades: [Int] = []
    /// Scenes with a known score, by tenths of what the total is out of; the last one holds the full score too.
    var scores = [Int](repeating: 0, count: RunSummary.bins)
    /// In the order in which they first came.
    var faults: [Fault] = []
    /// Data errors of further kinds.
    var otherFaults = 0
    var filtered = 0
    var blank = 0
    private var places: [String: Int] = [:]

    private enum CodingKeys: String, CodingKey {
        case scenes, statuses, grades, scores, faults, otherFaults, filtered, blank
    }

    mutating func clear() {
        if faults.isEmpty {
            scenes = 0
            filtered = 0
            blank = 0
            otherFaults = 0
            for index in statuses.indices { statuses[index] = 0 }
            for index in grades.indices { grades[index] = 0 }
            for index in scores.indices { scores[index] = 0 }
        } else {
            self = RunSummary()
        }
    }

    mutating func count(_ status: SceneStatus, grade: Int?, bin: Int?) {
        scenes += 1
        statuses[status.rawValue] += 1
        if let grade {
            if grade >= grades.count { grades += [Int](repeating: 0, count: grade + 1 - grades.count) }
            grades[grade] += 1
        }
        if let bin { scores[bin] += 1 }
    }

    mutating func count(_ error: DataError) {
        let place = error.place
        add(
            Fault(
                code: error.code.id, input: error.input, inputChinese: error.inputChinese, count: 1,
                english: error.message.en, chinese: error.message.zh, file: place.file, row: place.row,
                line: place.line, column: place.column))
    }

    private mutating func add(_ fault: Fault) {
        if places.isEmpty, !faults.isEmpty {
            for (index, known) in faults.enumerated() { places[known.code + " " + known.input] = index }
        }
        let key = fault.code + " " + fault.input
        if let place = places[key] {
            faults[place].count += fault.count
        } else if faults.count < RunSummary.mostFaults {
            places[key] = faults.count
            faults.append(fault)
        } else {
            otherFaults += fault.count
        }
    }

    /// Adds the figures of what came after.
    mutating func add(_ other: borrowing RunSummary) {
        scenes += other.scenes
        filtered += other.filtered
        blank += other.blank
        otherFaults += other.otherFaults
        for index in other.statuses.indices { statuses[index] += other.statuses[index] }
        if grades.count < other.grades.count {
            grades += [Int](repeating: 0, count: other.grades.count - grades.count)
        }
        for index in other.grades.indices { grades[index] += other.grades[index] }
        for index in other.scores.indices { scores[index] += other.scores[index] }
        for fault in other.faults { add(fault) }
    }

    /// The commonest kinds of data errors; of equals the one that came first.
    var commonest: [Fault] {
        faults.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.prefix(10)
            .map(\.element)
    }
}

/// In which tenth of what the total is out of a score lies.
struct ScoreBins {
    private let slot: NumberSlot
    /// The total's `of`, times 10^scale of its slot, as a fraction; 0 if it is too large.
    private let numerator: Int128
    private let denominator: Int128
    /// What the total is out of, for people.
    let of: Double

    init(_ norm: CompiledNorm) {
        slot = norm.program.outcome.total
        let of = norm.model.total.of
        let top = Int64("\(of.numerator)") ?? 0
        let below = Int64("\(of.denominator)") ?? 1
        self.of = below > 0 ? Double(top) / Double(below) : 0
        let isSmall = slot.scale <= 12
        numerator = isSmall ? Int128(top) * .powerOfTen(slot.scale) : 0
        denominator = Int128(below)
    }

    /// Nil where the score is not known.
    func bin(_ interpreter: Interpreter, _ status: SceneStatus) -> Int? {
        guard status != .invalid, numerator > 0, interpreter.state(slot.numerator) == .known else { return nil }
        let below = slot.denominator < 0 ? 1 : max(1, interpreter.value(slot.denominator))
        guard let small = Int64(exactly: interpreter.value(slot.numerator)), let divisor = Int64(exactly: below) else {
            return nil
        }
        let (left, overflow) = (Int128(small) * Int128(RunSummary.bins)).multipliedReportingOverflow(by: denominator)
        let (right, wide) = Int128(divisor).multipliedReportingOverflow(by: numerator)
        if overflow || wide { return nil }
        if let dividend = Int64(exactly: left), let whole = Int64(exactly: right) {
            return max(0, min(RunSummary.bins - 1, Int(dividend / whole)))
        }
        return Int(max(0, min(Int128(RunSummary.bins - 1), left / right)))
    }
}
