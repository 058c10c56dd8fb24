import ExactNumbers
import RuleSyntax

/// Which constructs of the language a norm holds, each by a short name, to count what the generator writes.
public struct NormConstructs {
    public private(set) var found: Set<String> = []
    private let norm: NormDocument

    public init(_ norm: ReferenceNorm) {
        self.norm = norm.norm
        noteInputs()
        noteFacts()
        noteScores()
        for gate in norm.norm.gates {
            note(gate.when, at: "gate when")
            note(gate.require, at: "require")
            if let otherwise = gate.otherwise { found.insert("gate otherwise \(otherwise.value.rawValue)") }
            if let unknown = gate.ifUnknown { found.insert("gate if_unknown \(unknown.value.rawValue)") }
            if gate.provisional?.value ?? false { found.insert("provisional") }
            if !gate.after.isEmpty { found.insert("after") }
        }
        for grade in norm.norm.grades { note(grade.also, at: "also") }
    }

    mutating func add(_ name: String) { found.insert(name) }

    private mutating func noteInputs() {
        for input in norm.inputs {
            note(input.when, at: "input when")
            let kind = input.list != nil ? "list" : input.options != nil ? "option" : "\(input.type?.value ?? .number)"
            found.insert("input \(kind)")
            if input.mayNotApply != .no { found.insert("input may_not_apply") }
            if let unknown = input.ifUnknown {
                let evidence = input.evidence.isEmpty ? "" : " with evidence"
                let open = input.mayNotApply == .no ? "" : ", may_not_apply"
                switch unknown.value {
                case .value: found.formUnion(["if_unknown value\(evidence)", "if_unknown value\(open)"])
                case .zeroPoints:
                    found.formUnion(["if_unknown zero points\(evidence)", "if_unknown zero points\(open)"])
                case .notAssessable:
                    found.formUnion(["if_unknown not assessable\(evidence)", "if_unknown not assessable\(open)"])
                }
            }
            if input.empty != nil { found.insert("list empty") }
            for field in input.list?.fields ?? [] {
                found.insert("field \(field.options != nil ? "option" : "\(field.type?.value ?? .number)")")
                if field.mayNotApply != .no { found.insert("field may_not_apply") }
                if field.ifUnknown != nil { found.insert("field if_unknown") }
            }
            if case .negate? = input.range?.low?.kind { found.insert("range below 0") }
        }
    }

    private mutating func noteFacts() {
        for fact in norm.facts {
            note(fact.when, at: "fact when")
            note(fact.needs, at: "needs")
            let kind: String
            switch fact.body {
            case .value(let value):
                note(value, at: "fact")
                kind = Self.kind(of: value)
            case .table(let table):
                note(table, at: "fact")
                let collects: [HitPolicy] = [.ruleOrder, .outputOrder, .collect]
                kind = (table.hit?.value).map(collects.contains) ?? false ? "collection" : "table"
            case nil: kind = ""
            }
            found.insert("fact \(kind)\(fact.round == nil ? "" : " rounded")")
            if fact.needs != nil, fact.when != nil { found.insert("fact with when and needs") }
            switch fact.otherwise?.value {
            case .zeroPoints: found.insert("\(kind) otherwise zero points")
            case .notApplicable: found.insert("\(kind) otherwise not applicable")
            case .notAssessable: found.insert("\(kind) otherwise not assessable")
            case .value(let stand):
                note(stand, at: "otherwise")
                found.insert("\(kind) otherwise value\(fact.round == nil ? "" : " rounded")")
            case nil: break
            }
        }
    }

    private static func kind(of value: Expression) -> String {
        switch value.kind {
        case .list: return "list"
        case .context: return "context"
        case .text: return "text"
        case .conditional(_, let then, _):
            if case .text = then.kind { return "text of a condition" }
            return "value"
        default: return "value"
        }
    }

    private mutating func noteScores() {
        if let mode = norm.rounding?.value { found.insert("mode \(mode.rawValue)") }
        for section in norm.sections {
            note(section.when, at: "section when")
            note(section.round, at: "section", of: section.weight)
            if section.minimum != nil { found.insert("minimum") }
            if !section.deductions.isEmpty { found.insert("deductions") }
            for criterion in section.criteria + section.deductions { note(criterion) }
        }
        note(norm.bonus?.round, at: "bonus", of: norm.bonus?.cap)
        for criterion in norm.bonus?.criteria ?? [] { note(criterion) }
        note(norm.total?.round, at: "total", of: norm.total?.of)
        if let total = norm.total { noteRange(of: total) }
    }

    /// Also whether the most points of the place have a part.
    private mutating func note(_ round: Located<Int>?, at place: String, of most: Located<ExactDecimal>?) {
        let hasPart = (most?.value.scale ?? 0) > 0
        if hasPart { found.insert("\(place) of a part") }
        guard let round else { return }
        found.insert("\(place) round \(round.value)")
        if hasPart { found.insert("\(place) of a part round \(round.value)") }
    }

    private mutating func noteRange(of total: TotalDeclaration) {
        guard let range = total.range else {
            found.insert("total without range")
            return
        }
        if case .number(let low, _)? = range.low?.kind, low.mantissa > 0 { found.insert("total range from above 0") }
        if case .number(let high, _)? = range.high?.kind, let of = total.of?.value {
            if high < of { found.insert("total range below of") }
            if of < high { found.insert("total range above of") }
        }
    }

    private mutating func note(_ criterion: CriterionDeclaration) {
        note(criterion.when, at: "criterion when")
        note(criterion.round, at: "criterion", of: criterion.points)
        if criterion.mayNotApply != .no { found.insert("criterion may_not_apply") }
        if criterion.evidenceFree { found.insert("evidence_free") }
        if let unknown = criterion.ifUnknown { found.insert("criterion if_unknown \(unknown.value.rawValue)") }
        switch criterion.method {
        case .met(let condition):
            found.insert("met")
            note(condition, at: "met")
        case .value(let value):
            found.insert("value")
            note(value, at: "value")
        case .table(let table): note(table, at: "criterion")
        case .bands(let bands):
            found.insert("bands \(bands.direction.value.rawValue)")
            note(bands.of, at: "bands")
        case .interpolation(let interpolation):
            found.insert("interpolate")
            note(interpolation.of, at: "interpolate")
        case .each: found.insert("each")
        case .atLeast: found.insert("at_least")
        case nil: break
        }
    }

    private mutating func note(_ table: TableSyntax, at place: String) {
        found.insert("\(place) table \(table.hit?.value.rawValue ?? "without hit")")
        if table.defaultValue != nil { found.insert("default") }
    }
}
