import Diagnostics
import ExactNumbers
import RuleSyntax

/// Every number that decides something, with its source.
extension NormChecker {
    func provenanceEntries() -> [ProvenanceEntry] {
        criterionEntries() + gateEntries() + parameterEntries() + factEntries() + outcomeEntries()
    }

    private func gateEntries() -> [ProvenanceEntry] {
        model.gates.map { gate in
            ProvenanceEntry(
                part: .gate, naming: gate.naming, numbers: numbers([gate.declaration.require, gate.declaration.when]),
                provenance: gate.declaration.source ?? document.source, decides: [gate.naming],
                span: gate.declaration.span)
        }
    }

    private func criterionEntries() -> [ProvenanceEntry] {
        model.criteria.flatMap { criterion in
            let thresholds = numbers(criterion.declaration.method) + numbers([criterion.declaration.when])
            return [
                ProvenanceEntry(
                    part: .threshold, naming: criterion.naming, numbers: thresholds, provenance: criterion.provenance,
                    decides: [criterion.naming], span: criterion.declaration.span),
                ProvenanceEntry(
                    part: .points, naming: criterion.naming, numbers: [criterion.points.description],
                    provenance: criterion.pointsProvenance, decides: [criterion.naming],
                    span: criterion.declaration.points?.span ?? criterion.declaration.span),
            ]
        }
    }

    private func factEntries() -> [ProvenanceEntry] {
        model.facts.indices.compactMap { index in
            let fact = model.facts[index]
            var found = numbers([fact.declaration.needs, fact.declaration.when])
            switch fact.declaration.body {
            case .value(let value)?: found += numbers([value])
            case .table(let table)?: found += numbers(table.table, givesLast: false)
            case nil: break
            }
            guard !found.isEmpty || fact.declaration.source != nil else { return nil }
            return ProvenanceEntry(
                part: .fact, naming: fact.naming, numbers: found,
                provenance: fact.declaration.source ?? document.source,
                decides: readers { $0.facts.contains(index) }, span: fact.declaration.span)
        }
    }

    private func parameterEntries() -> [ProvenanceEntry] {
        model.parameters.indices.flatMap { index -> [ProvenanceEntry] in
            let parameter = model.parameters[index]
            guard !parameter.isImported || usedParameters.contains(index) else { return [] }
            let decides = readers { $0.parameters.contains(index) }
            let source = parameter.declaration.source ?? document.source
            func entry(
                _ part: ProvenanceEntry.Part, _ numbers: [String], _ source: Provenance?, _ mark: Provenance.Mark?,
                _ span: Span
            ) -> ProvenanceEntry {
                ProvenanceEntry(
                    part: part, naming: parameter.naming, numbers: numbers, provenance: source, rowMark: mark,
                    decides: decides, span: span)
            }
            switch parameter.declaration.body {
            case .constant(let value)?:
                return [
                    entry(
                        .parameter, [ExpressionPrinter(language: .en) { $0 }.text(of: value)], source, nil,
                        parameter.declaration.span)
                ]
            case .table(let table)?, .series(let table)?:
                let column = table.header.firstIndex { ["mark", "标注"].contains($0.text.string) }
                let reference = table.header.firstIndex { ["ref", "出处"].contains($0.text.string) }
                return table.rows.filter { $0.count == table.header.count }.map { cells in
                    let text = cells.map(\.text.string).joined(separator: " | ")
                    let mark = column.flatMap { Provenance.Mark(written: cells[$0].text.string) }
                    var own = source
                    if let cell = reference.map({ cells[$0] }), cell.text.string != source?.ref?.text {
                        own?.ref = Name(cell.text.string, span: cell.span)
                        own?.clause = nil
                    }
                    return entry(.row(text), [], own, mark, column.map { cells[$0].span } ?? cells[0].span)
                }
            case nil: return []
            }
        }
    }

    /// Sections, bonus, what may drop out, evidence, grades and multipliers.
    private func outcomeEntries() -> [ProvenanceEntry] {
        var entries: [ProvenanceEntry] = []
        let whole = Naming(DeclaredName(key: document.id), title: document.title)
        func add(
            _ part: ProvenanceEntry.Part, _ naming: Naming, _ numbers: [String], _ source: Provenance?, _ span: Span
        ) {
            entries.append(
                ProvenanceEntry(
                    part: part, naming: naming, numbers: numbers, provenance: source ?? document.source,
                    decides: [naming], span: span))
        }
        for section in model.sections {
            let minimum = section.minimumShare.map { [percent($0)] } ?? []
            add(
                .weight, section.naming, [section.weight.description] + minimum,
                section.declaration.pointsSource ?? section.declaration.source ?? document.pointsSource,
                section.declaration.span)
        }
        if let cap = document.bonus?.cap {
            add(
                .bonusCap, whole, [cap.value.description], document.bonus?.pointsSource ?? document.pointsSource,
                cap.span)
        }
        if let most = model.mayDrop, let written = document.mayDrop {
            add(.mayDrop, whole, [percent(most)], nil, written.span)
        }
        if let evidence = document.evidence {
            add(.evidence, whole, evidence.kinds.map(\.factor.value.description), evidence.source, evidence.span)
        }
        for grade in model.grades {
            add(
                .grade, grade.naming, [grade.from.description] + numbers([grade.declaration.also]),
                grade.declaration.source, grade.declaration.span)
        }
        if let multiplier = model.multiplier, let written = document.multiplier {
            let factors = multiplier.base.map(\.description) + multiplier.adjustments.map { "+\($0.add.description)" }
            add(.multiplier, whole, factors, written.source, written.span)
        }
        return entries
    }

    /// Gates, criteria and grades whose reads are these.
    private func readers(_ isRead: (Reads) -> Bool) -> [Naming] {
        model.gates.filter { isRead($0.reads) || isRead($0.whenReads) }.map(\.naming)
            + model.criteria.filter { isRead($0.reads) || isRead($0.whenReads) }.map(\.naming)
            + model.grades.filter { isRead($0.reads) }.map(\.naming)
    }

    /// The numbers written in these expressions, but for 0 and 1, which bound and count; each once, in their order.
    private func numbers(_ expressions: [Expression?]) -> [String] {
        let printer = ExpressionPrinter(language: .en) { $0 }
        var found: [String] = []
        for number in expressions.compactMap(\.self).flatMap(\.numbers) {
            if case .number(let value, nil) = number.kind, value == ExactDecimal(0) || value == ExactDecimal(1) {
                continue
            }
            let text = printer.text(of: number)
            if !found.contains(text) { found.append(text) }
        }
        return found
    }

    /// What the cells of a table ask, where they hold a number; `points` is the column of what it gives.
    private func numbers(_ table: PipeTable, givesLast: Bool) -> [String] {
        var found: [String] = []
        for cells in table.rows {
            for cell in givesLast ? cells.dropLast() : cells[...] {
                let text = cell.text.string
                if text.contains(where: \.isNumber), !found.contains(text) { found.append(text) }
            }
        }
        return found
    }

    /// The numbers that decide points, without the points themselves.
    private func numbers(_ method: CriterionDeclaration.Method?) -> [String] {
        switch method {
        case .met(let expression)?, .value(let expression)?: numbers([expression])
        case .table(let table)?: numbers(table.table, givesLast: true)
        case .bands(let bands)?: numbers([bands.of] + bands.steps.map(\.threshold))
        case .interpolation(let line)?: numbers([line.of] + line.anchors.map(\.at))
        case .atLeast(let count, _)?: ["\(count.value)"]
        case .each?, nil: []
        }
    }

    private func percent(_ value: Rational) -> String { (value * Rational(100)).description + " %" }
}

extension Provenance.Mark {
    /// The mark a cell says, in either language.
    init?(written: String) {
        guard let found = KeywordList.marks.lookup(written) else { return nil }
        self = found.value
    }
}
