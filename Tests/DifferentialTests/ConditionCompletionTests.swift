import ExactNumbers
import Foundation
import LowCarbonRules
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import SyntaxSamples
import Testing

/// No result that is given can be changed by an answer, whatever condition decides it: small conditions over a failed need, a question that
/// is `not assessable`, one that may not apply and facts on top of them, each in every scene and with every completion of it.
///
/// Asks for nothing that `docs/semantics.md` says of a single construct, only for what follows from section 1: what is known stays, what
/// applies goes on applying, and with every answer given nothing is open.
@Suite struct ConditionCompletionTests {
    /// `LOWCARBON_SEEDS` sets how many norms of eight conditions a part takes.
    private static let packs = ProcessInfo.processInfo.environment["LOWCARBON_SEEDS"].flatMap { Int($0) } ?? 12

    @Test(arguments: 0..<4) func whatIsDecidedStays(part: Int) throws {
        var random = SplitMix64(seed: UInt64(part) &+ 1)
        var (tried, refused) = (0, 0)
        for _ in 0..<Self.packs {
            let conditions = (0..<8).map { _ in Conditions.random(depth: 2, &random) }
            let packs =
                Conditions.compiled(conditions).map { [$0] } ?? conditions.compactMap { Conditions.compiled([$0]) }
            refused +=
                conditions.count - (packs.count == 1 ? packs[0].model.sections[0].criteria.count / 4 : packs.count)
            for pack in packs {
                tried += 1
                let faults = Completed(pack).faults(of: conditions)
                #expect(faults.isEmpty, "\(faults.prefix(3).joined(separator: "\n"))")
            }
        }
        #expect(tried > 0 && refused * 4 < Self.packs * 8, "\(refused) refused")
    }
}

/// Random conditions, and the norm that uses each of them.
private enum Conditions {
    static func random(depth: Int, _ random: inout SplitMix64) -> String {
        let atoms = [
            "p", "f > 1", "b", "applicable(u) and u > 3", "applicable(g) and g > 3", "k", "h", "applicable(u)",
            "applicable(g)", "applicable(n) and n", "x - f > 1", "w > 3",
        ]
        guard depth > 0 else { return "(" + (random.pick(atoms) ?? "p") + ")" }
        func part(_ random: inout SplitMix64) -> String {
            Conditions.random(depth: random.whole(0...2) == 0 ? 0 : depth - 1, &random)
        }
        let (a, b, c) = (part(&random), part(&random), part(&random))
        switch random.whole(0...9) {
        case 0: return "(not \(a))"
        case 1, 2: return "(\(a) and \(b))"
        case 3, 4: return "(\(a) or \(b))"
        case 5: return "(if \(a) then \(b) else \(c))"
        case 6: return "at_least(1, \(a), \(b))"
        case 7: return "at_least(2, \(a), \(b), \(c))"
        case 8: return "(\(a) = \(b))"
        default: return "(some s in [\(a), \(b)] satisfies s)"
        }
    }

    /// Four criteria a condition: it decides whether one applies and what one gives, with and without `if_unknown: zero points`.
    static func compiled(_ conditions: [String]) -> CompiledNorm? {
        let criteria = conditions.enumerated().flatMap { index, condition in
            ["", ", if_unknown: zero points"].enumerated().flatMap { kind, zero in
                [
                    "      W\(index)_\(kind): {points: 1, when: \"\(condition)\", met: q\(zero)}",
                    "      M\(index)_\(kind): {points: 1, met: \"\(condition)\"\(zero)}",
                ]
            }
        }
        let yaml = """
            \(SmallNorm.head)
            source: {mark: proposed}
            inputs:
              p: {type: boolean}
              d: {range: "[0..3]"}
              u: {range: "[0..6]", may_not_apply: true}
              b: {type: boolean, if_unknown: not assessable}
              q: {type: boolean}
              x: {range: "[0..100]"}
              w: {range: "[0..6]", may_not_apply: true, if_unknown: 5}
            facts:
              f: {needs: d > 0, otherwise: zero points, value: x / d}
              g: {when: b, value: x}
              h: {needs: f > 1, otherwise: zero points, value: applicable(u) and u > 3}
              k: {needs: p, otherwise: not assessable, value: f > 2}
              n: {needs: p, otherwise: not applicable, value: f > 1}
            sections:
              S:
                points: \(criteria.count)
                criteria:
            \(criteria.map { "  " + $0 }.joined(separator: "\n"))
            total: {of: \(criteria.count)}
            grades: {good: {from: 1}, plain: {from: 0}}
            """
        return NormLoader(files: .memory(["rules/norm.yaml": yaml])).load("rules/norm.yaml")?.compiled
    }
}

/// The results of one norm in every scene.
private struct Completed {
    /// Per question in the order of the norm: the ways to answer it, first not at all.
    private static let ways: [[Int128?]] = [[nil, 0, 1], [nil, 0, 1, 3], [nil, -1, 1, 5], [nil, 0, 1], [nil, 1]]

    private struct Result {
        var states: [ValueState]
        var points: [ExactDecimal?]
        var status: SceneStatus
        var grade: Int?
    }

    private let norm: CompiledNorm
    private var results: [[Int]: Result] = [:]
    private var scenes: [[Int]] = [[]]

    init(_ norm: CompiledNorm) {
        self.norm = norm
        for ways in Completed.ways { scenes = scenes.flatMap { scene in ways.indices.map { scene + [$0] } } }
        let engine = Interpreter(norm.program)
        for scene in scenes { results[scene] = Completed.result(engine, scene) }
    }

    private static func result(_ engine: Interpreter, _ scene: [Int]) -> Result {
        var record = SceneRecord(schema: engine.program.schema, asOf: 20_666)
        for (field, way) in scene.enumerated() {
            guard let value = ways[field][way] else { continue }
            (record.values[field], record.states[field]) = value < 0 ? (0, .notApplicable) : (value, .known)
        }
        (record.values[5], record.states[5]) = (3, .known)
        engine.run(record)
        let criteria = engine.program.outcome.criteria.map(\.value)
        let states = criteria.map { engine.state($0.numerator) }
        let status = engine.status()
        return Result(
            states: states,
            points: zip(criteria, states).map { $1 == .known ? engine.fraction($0).decimal() : nil },
            status: status, grade: status == .graded ? engine.grade() : nil)
    }

    /// What an answer changes although it was given, and what stays open although all is answered. The question that is
    /// `not assessable` keeps its place: that it is not answered is decided by the norm.
    func faults(of conditions: [String]) -> [String] {
        var faults: [String] = []
        for scene in scenes {
            guard let now = results[scene] else { continue }
            if !scene.contains(0) {
                // A scene that is not assessable shows no number where the need failed.
                let isOpen = now.states.contains { $0 == .open || ($0 == .unknown && now.status != .notAssessable) }
                if isOpen || now.status == .incomplete {
                    faults.append(
                        "\(describe(scene)): \(now.status) although all is answered, \(names(now)) of \(conditions)")
                }
            }
            for later in completions(scene) {
                guard let then = results[later] else { continue }
                if now.status != .incomplete, now.status != then.status || now.grade != then.grade {
                    if !isByZeroPoints(now) {
                        faults.append("\(describe(scene)): \(now.status), \(then.status) at \(describe(later))")
                    }
                }
                for index in now.states.indices {
                    let id = norm.model.criteria[index].naming.id
                    let isZero = id.hasSuffix("_1") && now.points[index] == ExactDecimal(0)
                    let isKept: Bool
                    switch now.states[index] {
                    case .known:
                        isKept = isZero || (then.states[index] == .known && then.points[index] == now.points[index])
                    case .notApplicable: isKept = then.states[index] == .notApplicable
                    case .unknown: isKept = then.states[index] != .notApplicable
                    case .open: isKept = true
                    }
                    guard !isKept else { continue }
                    let condition = conditions.count == 1 ? conditions[0] : conditions[index / 4]
                    faults.append(
                        "\(id) of \(condition), \(describe(scene)): \(now.states[index]) \(now.points[index]?.description ?? ""), "
                            + "\(then.states[index]) \(then.points[index]?.description ?? "") at \(describe(later))")
                }
            }
        }
        return faults
    }

    /// A criterion that the norm gives 0 points while it is not known counts as applicable, and may bring a status with it.
    private func isByZeroPoints(_ result: Result) -> Bool {
        result.states.indices.contains {
            norm.model.criteria[$0].zeroIfUnknown && result.points[$0] == ExactDecimal(0)
        }
    }

    private func completions(_ scene: [Int]) -> [[Int]] {
        var all: [[Int]] = [[]]
        for (field, way) in scene.enumerated() {
            let isOpen = way == 0 && field != 3
            let ways = isOpen ? Array(1..<Completed.ways[field].count) : [way]
            all = all.flatMap { part in ways.map { part + [$0] } }
        }
        return all
    }

    private func describe(_ scene: [Int]) -> String {
        let names = ["p", "d", "u", "b", "q"]
        let parts = scene.enumerated().compactMap { field, way in
            Completed.ways[field][way].map { "\(names[field]): \($0)" }
        }
        return "{" + parts.joined(separator: ", ") + "}"
    }

    private func names(_ result: Result) -> String {
        result.states.indices.filter { result.states[$0] == .unknown || result.states[$0] == .open }
            .map { norm.model.criteria[$0].naming.id }.joined(separator: " ")
    }
}
