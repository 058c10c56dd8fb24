import ExactNumbers
import Foundation
import LowCarbonRules
import ReferenceEvaluator
import RuleEngine
import RuleProgram
import SyntaxSamples

@testable import RuleAnalysis

/// Random norms of the generator, ready for analysis.
enum RandomNorms {
    /// Tests run them in so many parts beside each other.
    static let parts = Array(0..<2)

    /// `LOWCARBON_BOUNDS_NORMS` sets how many norms a test takes.
    static func count(_ few: Int) -> Int {
        ProcessInfo.processInfo.environment["LOWCARBON_BOUNDS_NORMS"].flatMap { Int($0) } ?? few
    }

    /// Seeds of a part; `LOWCARBON_BOUNDS_SEED` sets the first.
    static func seeds(_ part: Int, of count: Int) -> [UInt64] {
        let first = ProcessInfo.processInfo.environment["LOWCARBON_BOUNDS_SEED"].flatMap { UInt64($0) } ?? 1
        return (0..<UInt64(count)).map { first + $0 }.filter { $0 % UInt64(parts.count) == UInt64(part) }
    }

    /// nil where the checker refuses the norm.
    static func norm(_ seed: UInt64) -> AnalyzedNorm? { norm(NormGenerator.norm(seed: seed)) }

    static func norm(_ yaml: String) -> AnalyzedNorm? {
        NormLoader(files: .memory(["rules/norm.yaml": yaml])).load("rules/norm.yaml")?.compiled.map { AnalyzedNorm($0) }
    }
}

/// Random answers for a schema: mostly on or beside the numbers and days that the norm names.
struct RecordSampler {
    let schema: InputSchema
    var random: SplitMix64
    private let numbers: [ExactDecimal]
    private let days: [CalendarDay]

    init(_ schema: InputSchema, yaml: String, seed: UInt64) {
        self.schema = schema
        random = SplitMix64(seed: seed)
        let words = yaml.split { !($0.isASCII && ($0.isNumber || $0 == "." || $0 == "-")) }.map(String.init)
        numbers = Set(words.flatMap { $0.split(separator: "-") }.compactMap { ExactDecimal(String($0)) }).sorted()
        days = Set(words.compactMap { CalendarDay($0) }).sorted()
    }

    /// A record with so many of a hundred answers left out.
    mutating func record(unanswered: Int = 0) -> SceneRecord {
        var record = SceneRecord(schema: schema, asOf: 0)
        record.asOf = asOf()
        for (index, field) in schema.fields.enumerated() where !random.chance(unanswered) {
            (record.values[index], record.states[index]) = answer(AnswerRange(field), field.kind)
            if field.takesEvidence { record.evidence[index] = kind() }
            guard case .list(let most, let fields) = field.kind, record.states[index] == .known else { continue }
            let count = random.whole(0...min(3, most))
            record.values[index] = Int128(count)
            for column in fields.indices {
                for _ in 0..<count {
                    let (value, state) =
                        random.chance(unanswered / 2)
                        ? (0, .unknown) : answer(AnswerRange(fields[column]), fields[column].kind)
                    record.lists[index].values[column].append(value)
                    record.lists[index].states[column].append(state)
                }
            }
        }
        for claim in record.claims.indices { record.claims[claim] = random.chance(20) }
        return record
    }

    private mutating func asOf() -> Int32 {
        let day = random.pick(days) ?? CalendarDay(number: 20_500)
        return min(21_914, max(20_089, day.number + Int32(random.whole(-2...2))))
    }

    private mutating func kind() -> Int16 {
        schema.evidenceKinds.isEmpty ? -1 : Int16(random.whole(-1...(schema.evidenceKinds.count - 1)))
    }

    /// An answer within `range`.
    mutating func answer(_ range: AnswerRange, _ kind: InputField.Kind?) -> (Int128, ValueState) {
        let mayBeKnown = range.states & Cell.known != 0
        if range.states & Cell.notApplicable != 0, !mayBeKnown || random.chance(25) { return (0, .notApplicable) }
        return (value(range, kind), .known)
    }

    private mutating func value(_ range: AnswerRange, _ kind: InputField.Kind?) -> Int128 {
        if random.chance(30) { return random.chance(50) ? range.low : range.high }
        var named: [Int128] = []
        switch kind {
        case .number(let scale, _, _)?: named = numbers.compactMap { $0.mantissa(atScale: scale) }
        case .date?: named = days.map { Int128($0.number) }
        default: break
        }
        named = named.flatMap { [$0 - 1, $0, $0 + 1] }.filter { $0 >= range.low && $0 <= range.high }
        if random.chance(70), let number = random.pick(named) { return number }
        return Int128.random(in: range.low...range.high, using: &random)
    }

    /// A smaller range within `range`, or one answer.
    mutating func part(of range: AnswerRange, _ kind: InputField.Kind?) -> AnswerRange {
        if random.chance(50) {
            let (value, state) = answer(range, kind)
            return .point(value, state)
        }
        guard range.states & Cell.known != 0 else { return range }
        let (a, b) = (value(range, kind), value(range, kind))
        let states = random.chance(50) ? range.states : Cell.known
        return AnswerRange(states: states, low: min(a, b), high: max(a, b))
    }

    /// A scene of the box.
    mutating func point(of box: AnswerBox, in plan: AnalysisPlan, claims: [Bool]) -> SceneRecord {
        var scene = SceneRecord(schema: schema, asOf: box.asOf)
        scene.claims = claims
        for (index, field) in schema.fields.enumerated() {
            (scene.values[index], scene.states[index]) = answer(box.answers[index], field.kind)
            let strength = random.whole(box.evidence[index])
            scene.evidence[index] = plan.strengths[strength].kind
            guard case .list(_, let fields) = field.kind, scene.states[index] == .known else { continue }
            // Longer lists only where the box leaves no choice.
            if !box.answers[index].isPoint {
                scene.values[index] = max(box.answers[index].low, min(4, scene.values[index]))
            }
            for column in fields.indices {
                for entry in 0..<Int(scene.values[index]) {
                    let range =
                        box.answers[index].isPoint
                        ? box.entries[index]?[column][entry] ?? AnswerRange(fields[column])
                        : AnswerRange(fields[column])
                    let (value, state) = answer(range, fields[column].kind)
                    scene.lists[index].values[column].append(value)
                    scene.lists[index].states[column].append(state)
                }
            }
        }
        return scene
    }
}
