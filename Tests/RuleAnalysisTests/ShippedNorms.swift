import Diagnostics
import ExactNumbers
import Foundation
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleModel
import RuleProgram
import SceneData
import SyntaxSamples
import Testing

/// The norms of `rules/` with the scenes beside them.
enum ShippedNorms {
    static let kinds = ["hotel", "restaurant", "scenic-spot", "supermarket"]
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func norm(_ kind: String) throws -> AnalyzedNorm {
        let library = RuleLibrary(folder: root.path + "/rules")
        let path = try #require(library.resolve(kind))
        return AnalyzedNorm(try #require(NormLoader().load(path)?.compiled))
    }

    /// Valid scenes of `scenes/KIND`, in the order of their names.
    static func scenes(_ kind: String, _ norm: AnalyzedNorm) throws -> [SceneInput] {
        let folder = root.appendingPathComponent("scenes/" + kind)
        var options = SceneReadingOptions()
        options.defaultAsOf = CalendarDay(year: 2026, month: 10, day: 1) ?? options.defaultAsOf
        var result: [SceneInput] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let path = folder.appendingPathComponent(name).path
            let reader = try SceneReader(path: path, schema: norm.norm.program.schema, options: options)
            for scene in reader where scene.errors.isEmpty { result.append(scene) }
        }
        return result
    }

    /// The scene without some of its answers: each is dropped with a chance of `share` in a hundred.
    static func partial(_ record: SceneRecord, share: Int, _ random: inout SplitMix64) -> SceneRecord {
        var result = record
        for field in record.states.indices where random.chance(share) {
            result.states[field] = .unknown
            result.values[field] = 0
            result.evidence[field] = -1
            for column in result.lists[field].values.indices {
                result.lists[field].values[column] = []
                result.lists[field].states[column] = []
            }
        }
        return result
    }
}

/// Random ways to answer what a record leaves unknown.
struct RandomCompletion {
    let schema: InputSchema
    var random: SplitMix64
    /// Values that norms name, tried often.
    var numbers: [Int128] = [0, 1, 10, 30, 50, 80, 100, 300, 500, 800, 1000]

    mutating func complete(_ record: SceneRecord) -> SceneRecord {
        var result = record
        for (index, field) in schema.fields.enumerated() {
            if result.states[index] == .unknown {
                (result.values[index], result.states[index]) = answer(field)
                if field.takesEvidence, random.chance(70) {
                    result.evidence[index] = Int16(random.whole(0...(schema.evidenceKinds.count - 1)))
                }
                guard case .list(let most, let fields) = field.kind, result.states[index] == .known else { continue }
                let count = random.whole(0...min(4, most))
                result.values[index] = Int128(count)
                for column in fields.indices {
                    let cells = (0..<count).map { _ in answer(fields[column]) }
                    result.lists[index].values[column] = cells.map(\.0)
                    result.lists[index].states[column] = cells.map(\.1)
                }
            } else if case .list(_, let fields) = field.kind {
                for column in fields.indices {
                    for entry in result.lists[index].states[column].indices
                    where result.lists[index].states[column][entry] == .unknown {
                        (result.lists[index].values[column][entry], result.lists[index].states[column][entry]) =
                            answer(fields[column])
                    }
                }
            }
        }
        return result
    }

    private mutating func answer(_ field: InputField) -> (Int128, ValueState) {
        if field.mayNotApply, random.chance(20) { return (0, .notApplicable) }
        switch field.kind {
        case .number(_, let low, let high), .date(let low, let high):
            let named = numbers.filter { $0 >= low && $0 <= high }
            if random.chance(30) { return (random.chance(50) ? low : high, .known) }
            if random.chance(40), let number = random.pick(named) { return (number, .known) }
            return (Int128.random(in: low...high, using: &random), .known)
        case .boolean: return (random.chance(50) ? 1 : 0, .known)
        case .option(let options): return (Int128(random.whole(0...max(0, options.count - 1))), .known)
        case .text(let constants): return (Int128(random.whole(0...constants.count)), .known)
        case .list: return (0, .known)
        }
    }
}
