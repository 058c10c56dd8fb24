import ExactNumbers
import RuleSyntax
import SyntaxSamples

/// Ways in which the unanswered questions of a scene could be answered, to check the sentence "the engine never calls a value
/// known that a completion of the answers could change, apart from `if_unknown`".
///
/// Questions with an `if_unknown` stay unanswered, and no more is claimed than the scene says.
/// New answers name the strongest evidence; `weakEvidence` lets them name any.
public struct ReferenceCompletions {
    public let norm: ReferenceNorm
    public var weakEvidence = false
    private var scenes: SceneGenerator
    private var random: SplitMix64

    public init(_ norm: ReferenceNorm, yaml: String, seed: UInt64) {
        self.norm = norm
        scenes = SceneGenerator(norm, yaml: yaml, seed: seed, unanswered: 0, notApplicable: 0)
        random = SplitMix64(seed: seed ^ 0xC0FFEE)
    }

    /// False where the norm decides what is unknown beside single questions: then known results may change by its own will.
    public var isComparable: Bool {
        let all = norm.norm.sections.flatMap { $0.criteria + $0.deductions } + (norm.norm.bonus?.criteria ?? [])
        let zero = norm.norm.ifUnknown?.value == .zeroPoints || all.contains { $0.ifUnknown?.value == .zeroPoints }
        let gates = norm.norm.gates.contains { ($0.ifUnknown?.value ?? .open) != .open }
        return !zero && !gates
    }

    /// False where a question that the scene leaves out gives 0 points to what is not known beside it: answering the others then
    /// changes the 0, by the norm's own will. §2.3: "An unanswered input with `if_unknown: zero points` … → 0 points where the value
    /// (or whether it applies) is not known; such a criterion then counts as applicable." All but such a 0 has to survive.
    public func zeroesSurvive(_ scene: ReferenceScene) -> Bool {
        func isZero(_ input: InputDeclaration) -> Bool { input.ifUnknown?.value == .zeroPoints }
        return !norm.norm.inputs.contains { input in
            guard let given = input.name.aliases.compactMap({ scene.answers[$0] }).first else { return isZero(input) }
            guard case .list(let records) = given, let fields = input.list?.fields.filter(isZero) else { return false }
            return records.contains { record in
                fields.contains { field in !field.name.aliases.contains { record[$0] != nil } }
            }
        }
    }

    /// Every completion over sampled values (both booleans, every option, some numbers) where there are at most `limit` of them,
    /// else `limit` random ones.
    public mutating func completions(of scene: ReferenceScene, limit: Int = 64) -> [ReferenceScene] {
        let missing = norm.norm.inputs.filter { input in
            input.ifUnknown == nil && !input.name.aliases.contains { scene.answers[$0] != nil }
        }
        let choices = missing.map { input in (input, candidates(input)) }
        var product = 1
        for (_, answers) in choices where product <= limit { product *= answers.count }
        if product <= limit {
            return choices.reduce([filled(scene)]) { partial, choice in
                partial.flatMap { scene in choice.1.map { with(scene, choice.0, $0) } }
            }
        }
        return (0..<limit).map { _ in
            choices.reduce(filled(scene)) { partial, choice in
                guard let answer = random.pick(choice.1) else { return partial }
                return with(partial, choice.0, answer)
            }
        }
    }

    /// Answers to choose from, "does not apply" among them where it may be said.
    private mutating func candidates(_ input: InputDeclaration) -> [ReferenceAnswer] {
        applicable(input) + (input.mayNotApply == .no ? [] : [.notApplicable])
    }

    private mutating func applicable(_ input: InputDeclaration) -> [ReferenceAnswer] {
        if input.list == nil, input.options == nil, input.type?.value == .boolean { return [true, false] }
        if case .inline(let options)? = input.options { return options.map { .option($0.name.id) } }
        return (0..<5).map { _ in scenes.applicableAnswer(input) }
    }

    private mutating func with(
        _ scene: ReferenceScene, _ input: InputDeclaration, _ answer: ReferenceAnswer
    ) -> ReferenceScene {
        var scene = scene
        scene.answers[input.name.id] = answer
        let kinds = (norm.norm.evidence?.kinds ?? []).filter { kind in
            input.evidence.contains { kind.option.name.aliases.contains($0.text) }
        }
        let strongest = kinds.max { $0.factor.value < $1.factor.value }
        if let kind = weakEvidence ? random.pick(kinds) : strongest {
            scene.evidence[input.name.id] = kind.option.name.id
        }
        return scene
    }

    /// The scene with the unanswered fields of its list records answered.
    private mutating func filled(_ scene: ReferenceScene) -> ReferenceScene {
        var scene = scene
        for input in norm.norm.inputs {
            guard let list = input.list, let name = input.name.aliases.first(where: { scene.answers[$0] != nil }),
                case .list(let records)? = scene.answers[name]
            else { continue }
            scene.answers[name] = .list(records.map { filled($0, list.fields) })
        }
        return scene
    }

    private mutating func filled(
        _ record: [String: ReferenceAnswer], _ fields: [InputDeclaration]
    ) -> [String: ReferenceAnswer] {
        var record = record
        for field in fields where field.ifUnknown == nil && !field.name.aliases.contains(where: { record[$0] != nil }) {
            record[field.name.id] = random.pick(candidates(field)) ?? scenes.applicableAnswer(field)
        }
        return record
    }

    /// What `result` calls known (or not applicable, or applying) and `completed` contradicts; one line for each.
    ///
    /// Without `zeroes` a criterion of 0 points, and what is computed from criteria, may change (`zeroesSurvive`).
    public static func contradictions(
        _ result: ReferenceResult, _ completed: ReferenceResult, zeroes: Bool = true
    ) -> [String] {
        var lines: [String] = []
        func state(_ place: String, _ before: Standing, _ after: Standing, same: Bool) {
            switch before {
            case .known: if !same { lines.append("\(place) was known") }
            case .unknown:
                if after == .notApplicable || after == .open {
                    lines.append("\(place) applied, then \(after.rawValue)")
                }
            case .open: break
            case .notApplicable:
                if after != .notApplicable { lines.append("\(place) did not apply, then \(after.rawValue)") }
            }
        }
        func cells(_ place: String, _ before: [String: ReferenceCell], _ after: [String: ReferenceCell]) {
            for (id, cell) in before {
                guard let other = after[id] else { continue }
                state("\(place) \(id)", cell.state, other.state, same: cell == other)
            }
        }
        cells("input", result.inputs, completed.inputs)
        cells("fact", result.facts, completed.facts)
        cells("parameter", result.parameters, completed.parameters)
        for (id, gate) in result.gates where gate != .unknown && completed.gates[id] != gate {
            lines.append("gate \(id) was \(gate.rawValue)")
        }
        for (id, cell) in result.criteria {
            guard let other = completed.criteria[id] else { continue }
            if !zeroes, cell.points == "0" { continue }
            state("criterion \(id)", cell.state, other.state, same: cell == other)
        }
        guard zeroes else { return lines }
        cells("", ["bonus": result.bonus], ["bonus": completed.bonus])
        // §2: "Total: Σ section scores": it applies as soon as one section does. Only where no section surely applies may an unknown
        // total become not applicable ("If no section at all applies: not assessable").
        let surelyApplies = result.sections.values.contains { $0.state == .known || $0.state == .unknown }
        if result.total.state != .unknown || surelyApplies {
            cells("", ["total": result.total], ["total": completed.total])
        }
        for (id, cell) in result.sections {
            guard let other = completed.sections[id] else { continue }
            state("section \(id)", cell.state, other.state, same: cell == other)
            if let applicable = cell.applicable, applicable != other.applicable {
                lines.append("section \(id) had \(applicable) applicable points")
            }
        }
        if result.status != "incomplete" {
            if result.status != completed.status {
                lines.append("status was \(result.status), then \(completed.status)")
            }
            if result.grade != completed.grade { lines.append("grade was \(result.grade ?? "none")") }
            if result.multiplier != completed.multiplier {
                lines.append("multiplier was \(result.multiplier ?? "none")")
            }
            if result.schedule != completed.schedule { lines.append("schedule changed") }
        }
        return lines
    }
}
