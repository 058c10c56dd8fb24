import Diagnostics
import YAMLTree

extension DocumentReader {
    mutating func gate(_ entry: YAMLNode.Entry) -> GateDeclaration? {
        guard let name = declared(entry, .symbol), let fields = fields(entry, in: .gate) else { return nil }
        var gate = GateDeclaration(name: name, span: entry.span)
        translate(&gate.name, by: fields[.name], .symbol)
        require(.require, fields)
        gate.title = fields[.title].flatMap { bilingual($0) }
        gate.clause = fields[.clause].flatMap { text($0)?.value }
        gate.when = condition(fields[.when])
        gate.require = condition(fields[.require])
        gate.otherwise = fields[.otherwise].flatMap { keyword($0, KeywordList.gateOtherwise) }
        gate.provisional = fields[.provisional].flatMap { keyword($0, KeywordList.gateProvisions) }
        gate.after = references(fields[.after], .symbol)
        gate.ifUnknown = fields[.ifUnknown].flatMap { keyword($0, KeywordList.gateUnknowns) }
        gate.source = fields[.source].flatMap { provenance($0) }
        return gate
    }

    mutating func section(_ entry: YAMLNode.Entry) -> SectionDeclaration? {
        guard let name = declared(entry, .symbol), let fields = fields(entry, in: .section) else { return nil }
        var section = SectionDeclaration(name: name, span: entry.span)
        translate(&section.name, by: fields[.name], .symbol)
        require(.points, fields)
        require(.criteria, fields)
        section.title = fields[.title].flatMap { bilingual($0) }
        section.points = fields[.points].flatMap { number($0) }
        section.weight = fields[.weight].flatMap { number($0) }
        section.minimum = expression(fields[.minimum])
        section.round = fields[.round].flatMap { places($0) }
        section.when = condition(fields[.when])
        section.criteria = declarations(fields[.criteria]) { $0.criterion($1) }
        section.deductions = declarations(fields[.deductions]) { $0.criterion($1) }
        section.source = fields[.source].flatMap { provenance($0) }
        section.pointsSource = fields[.pointsSource].flatMap { provenance($0) }
        return section
    }

    mutating func bonus(_ entry: YAMLNode.Entry) -> BonusDeclaration? {
        guard let fields = fields(entry, in: .bonus) else { return nil }
        require(.cap, fields)
        require(.criteria, fields)
        return BonusDeclaration(
            cap: fields[.cap].flatMap { number($0) }, round: fields[.round].flatMap { places($0) },
            criteria: declarations(fields[.criteria]) { $0.criterion($1) },
            source: fields[.source].flatMap { provenance($0) },
            pointsSource: fields[.pointsSource].flatMap { provenance($0) }, span: entry.span)
    }

    mutating func total(_ entry: YAMLNode.Entry) -> TotalDeclaration? {
        guard let fields = fields(entry, in: .total) else { return nil }
        require(.fullScore, fields)
        return TotalDeclaration(
            of: fields[.fullScore].flatMap { number($0) }, round: fields[.round].flatMap { places($0) },
            range: range(fields[.range]), span: entry.span)
    }

    mutating func grade(_ entry: YAMLNode.Entry) -> GradeDeclaration? {
        guard let name = declared(entry, .grade), let fields = fields(entry, in: .grade) else { return nil }
        var grade = GradeDeclaration(name: name, span: entry.span)
        translate(&grade.name, by: fields[.name], .grade)
        require(.from, fields)
        grade.title = fields[.title].flatMap { bilingual($0) }
        grade.from = fields[.from].flatMap { number($0) }
        grade.also = condition(fields[.also])
        grade.source = fields[.source].flatMap { provenance($0) }
        return grade
    }
}
