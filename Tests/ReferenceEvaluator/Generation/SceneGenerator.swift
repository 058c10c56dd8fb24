import ExactNumbers
import RuleSyntax
import SyntaxSamples

/// Random scenes for a norm: answers mostly on or beside the numbers that the norm names, some left out.
public struct SceneGenerator {
    /// How often, in 100, an answer is left out.
    public var unanswered: Int
    /// How often, in 100, an answer or criterion that may not apply is said not to.
    public var notApplicable: Int

    private let norm: NormDocument
    private let optionSets: [String: [OptionDeclaration]]
    private let numbers: [ExactDecimal]
    private let days: [CalendarDay]
    private var random: SplitMix64

    /// - Parameter yaml: the norm's text, from which the numbers and dates are taken.
    public init(_ norm: ReferenceNorm, yaml: String, seed: UInt64, unanswered: Int = 20, notApplicable: Int = 20) {
        self.norm = norm.norm
        self.unanswered = unanswered
        self.notApplicable = notApplicable
        random = SplitMix64(seed: seed)
        var sets: [String: [OptionDeclaration]] = [:]
        for set in norm.factors.flatMap(\.optionSets) + norm.norm.optionSets {
            for alias in set.name.aliases { sets[alias] = set.options }
        }
        optionSets = sets
        let words = yaml.split { !($0.isASCII && ($0.isNumber || $0 == "." || $0 == "-")) }.map(String.init)
        numbers = Set(words.flatMap { $0.split(separator: "-") }.compactMap { ExactDecimal(String($0)) }).sorted()
        days = Set(words.compactMap { CalendarDay($0) }).sorted()
    }

    public mutating func scene() -> ReferenceScene {
        var scene = ReferenceScene(asOf: asOf())
        for input in norm.inputs {
            if random.chance(unanswered) { continue }
            let name = random.chance(15) ? input.name.chinese : input.name.id
            scene.answers[name] = answer(input)
            let kinds = norm.evidence?.kinds ?? []
            let accepted = kinds.filter { kind in
                input.evidence.contains { kind.option.name.aliases.contains($0.text) }
            }
            if random.chance(60), let kind = random.pick(accepted) { scene.evidence[name] = kind.option.name.id }
        }
        for criterion in claimable() where random.chance(notApplicable) { scene.claims.insert(criterion) }
        return scene
    }

    private func claimable() -> [String] {
        let all = norm.sections.flatMap { $0.criteria + $0.deductions } + (norm.bonus?.criteria ?? [])
        return all.filter { $0.mayNotApply != .no }.map(\.name.id)
    }

    private mutating func asOf() -> CalendarDay {
        let effective = norm.effective?.value
        let within = days.flatMap { [$0.adding(days: -1), $0, $0.adding(days: 1)] }
            .filter { effective?.contains($0) ?? true }
        if random.chance(60), let day = random.pick(within) { return day }
        guard let effective else { return random.pick(within) ?? CalendarDay(number: 20_000) }
        let number = Int32.random(in: effective.lowerBound.number...effective.upperBound.number, using: &random)
        return CalendarDay(number: number)
    }

    /// A valid answer to `input`, or `not applicable` where that may be said.
    mutating func answer(_ input: InputDeclaration) -> ReferenceAnswer {
        if input.mayNotApply != .no, random.chance(notApplicable) { return .notApplicable }
        return applicableAnswer(input)
    }

    /// A valid answer to `input` that is not `not applicable`.
    mutating func applicableAnswer(_ input: InputDeclaration) -> ReferenceAnswer {
        if let list = input.list {
            let records = (0..<random.whole(0...list.max.value)).map { _ in record(list.fields) }
            return .list(records)
        }
        if let options = input.options {
            let declared: [OptionDeclaration]
            switch options {
            case .named(let set): declared = optionSets[set.text] ?? []
            case .inline(let inline): declared = inline
            }
            guard let option = random.pick(declared) else { return .notApplicable }
            return .option(random.chance(20) ? option.name.chinese : option.name.id)
        }
        switch input.type?.value {
        case .boolean: return .boolean(random.chance(60))
        case .date: return .date(day(input))
        case .text: return .text(random.pick(["green", "blue", "red", "grey", "none", "text"]) ?? "text")
        default: return .number(number(input))
        }
    }

    private mutating func record(_ fields: [InputDeclaration]) -> [String: ReferenceAnswer] {
        var record: [String: ReferenceAnswer] = [:]
        for field in fields where !random.chance(unanswered / 2) { record[field.name.id] = answer(field) }
        return record
    }

    private mutating func number(_ input: InputDeclaration) -> ExactDecimal {
        let scale = input.scale?.value ?? 0
        let step = ExactDecimal(mantissa: 1, scale: scale)
        let low = end(input.range?.low) ?? ExactDecimal(0)
        let high = end(input.range?.high) ?? ExactDecimal(100)
        func fits(_ value: ExactDecimal) -> Bool {
            guard value.mantissa(atScale: scale) != nil, value >= low, value <= high else { return false }
            if value == low, input.range?.lowIncluded == false { return false }
            return !(value == high && input.range?.highIncluded == false)
        }
        let known = ([low, high] + numbers).flatMap { [$0, moved($0, by: step), moved($0, by: step, up: false)] }
            .filter { fits($0) }
        if random.chance(75), let number = random.pick(known) { return number }
        guard let least = low.mantissa(atScale: scale), let most = high.mantissa(atScale: scale), least < most else {
            return low
        }
        let value = ExactDecimal(mantissa: Int128.random(in: least...most, using: &random), scale: scale)
        return fits(value) ? value : moved(low, by: step)
    }

    private func moved(_ value: ExactDecimal, by step: ExactDecimal, up: Bool = true) -> ExactDecimal {
        let scale = max(value.scale, step.scale)
        guard let one = value.mantissa(atScale: scale), let two = step.mantissa(atScale: scale) else { return value }
        return ExactDecimal(mantissa: up ? one + two : one - two, scale: scale)
    }

    private func end(_ expression: Expression?) -> ExactDecimal? {
        switch expression?.kind {
        case .number(let number, _): return number
        case .negate(let inner):
            guard case .number(let number, _) = inner.kind else { return nil }
            return ExactDecimal(mantissa: -number.mantissa, scale: number.scale)
        default: return nil
        }
    }

    private mutating func day(_ input: InputDeclaration) -> CalendarDay {
        var low = CalendarDay(number: 0)
        var high = CalendarDay(number: 25_000)
        if case .date(let day)? = input.range?.low?.kind { low = day }
        if case .date(let day)? = input.range?.high?.kind { high = day }
        let known = ([low, high] + days).flatMap { [$0, $0.adding(days: 1)] }.filter { $0 >= low && $0 <= high }
        if random.chance(60), let day = random.pick(known) { return day }
        return CalendarDay(number: Int32.random(in: low.number...high.number, using: &random))
    }
}
