import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// The values that a computation reads, each with where it comes from.
extension Explainer {
    private static let deepest = 6

    /// Readings in order, each thing once; what was read before stands without its own origins.
    func readings(_ reads: [Read]) -> [Explanation.Reading] {
        var seen: Set<String> = []
        return readings(reads, depth: Explainer.deepest, &seen)
    }

    private func readings(_ reads: [Read], depth: Int, _ seen: inout Set<String>) -> [Explanation.Reading] {
        var result: [Explanation.Reading] = []
        for read in reads {
            if case .fact(let index) = read.symbol, model.facts[index].value.isStructured {
                result += readings(self.reads(ofFact: index), depth: depth, &seen)
                continue
            }
            let key = "\(read.symbol)|\(text(read.expression))"
            guard seen.insert(key).inserted else { continue }
            var reading = self.reading(read, depth: depth)
            if reading.text.isEmpty { continue }
            if depth > 0, case .fact(let index) = read.symbol {
                reading.from = readings(self.reads(ofFact: index), depth: depth - 1, &seen)
            }
            result.append(reading)
        }
        return result
    }

    private func reads(ofFact index: Int) -> [Read] {
        let declaration = model.facts[index].declaration
        var found: [Read] = []
        switch declaration.body {
        case .value(let expression)?: found += reads(in: expression)
        case .table(let syntax)?: found += reads(in: syntax.table)
        case nil: break
        }
        if let needs = declaration.needs { found += reads(in: needs) }
        if let when = declaration.when { found += reads(in: when) }
        return found
    }

    /// One reading by itself.
    func reading(_ read: Read, depth: Int) -> Explanation.Reading {
        switch read.symbol {
        case .input(let index): return input(index)
        case .fact(let index): return fact(index)
        case .parameter(let index): return parameter(index, read)
        case .criterion(let index):
            return scored(.criterion, model.criteria[index].naming, norm.program.outcome.criteria[index].value)
        case .section(let index):
            if let field = read.field, let place = trace.values[read.expression.span] {
                let shown = self.shown(place)
                let naming = model.sections[index].naming
                return make(.section, naming.id, title(naming) + say("", " ") + names.word(field), shown)
            }
            return scored(.section, model.sections[index].naming, norm.program.outcome.sections[index].value)
        case .gate(let index):
            let naming = model.gates[index].naming
            let shown = self.shown(.init(value: .plain(norm.program.outcome.gates[index]), type: .boolean, lookup: nil))
            return make(.gate, naming.id, title(naming), shown)
        }
    }

    private func make(_ kind: Explanation.Reading.Kind, _ id: String, _ name: String, _ shown: Shown)
        -> Explanation.Reading
    {
        .init(
            kind: kind, id: id, name: name, state: readingState(shown.state), text: shown.text, value: shown.number,
            unit: shown.unit,
            formula: nil, origin: nil, provisional: nil, from: [])
    }

    private func scored(_ kind: Explanation.Reading.Kind, _ naming: Naming, _ slot: NumberSlot) -> Explanation.Reading {
        make(kind, naming.id, title(naming), shown(.init(value: .number(slot), type: .number(.none), lookup: nil)))
    }

    func input(_ index: Int) -> Explanation.Reading {
        let input = model.inputs[index]
        let place = trace.inputs[index].map { ProgramTrace.Place(value: $0, type: input.type, lookup: nil) }
        let answered = record.states[index]
        var shown = place.map { self.shown($0) } ?? Shown(state: answered, text: word(answered), number: nil, unit: nil)
        if case .text = input.type, shown.state == .known {
            let position = Int(clamping: record.values[index])
            shown.text =
                input.textConstants.indices.contains(position)
                ? "“\(input.textConstants[position])”" : say("其他", "other")
        }
        let isMissing = answered == .unknown && input.declaration.when == nil && shown.state == .open
        if shown.state == .unknown || isMissing { shown.text = say("未答", "not answered") }
        var reading = make(.input, input.naming.id, names.name(input.naming), shown)
        if answered == .unknown, shown.state == .known {
            reading.origin = say("未答，按规范取此值", "not answered; the norm takes this value")
        } else if shown.state == .notApplicable, answered == .notApplicable {
            reading.origin = say("填报为不适用", "answered as not applicable")
        } else if shown.state == .notApplicable, let when = input.declaration.when {
            reading.origin = say("只在 ", "asked only if ") + text(when) + say(" 时填", "")
        } else if let evidence = evidenceText(index) {
            reading.origin = evidence
        }
        return reading
    }

    /// Kind of evidence and its factor; nil where evidence does not count or nothing is answered.
    func evidenceText(_ index: Int) -> String? {
        guard norm.program.schema.fields[index].takesEvidence, record.states[index] == .known else { return nil }
        let kinds = model.evidenceKinds
        let named = Int(record.evidence[index])
        let factors = norm.program.evidenceFactors
        if kinds.indices.contains(named) {
            return say("证据：", "evidence: ") + names.option(kinds[named].option.naming) + " ×" + factor(factors[named])
        }
        let missing = model.evidenceMissing.map { names.option(kinds[$0].option.naming) }
        return say("未注明证据", "no evidence named") + (missing.map { say("，按", ", counts as ") + $0 } ?? "")
            + (factors.last.map { " ×" + factor($0) } ?? "")
    }

    private func factor(_ value: Int128) -> String {
        ExactDecimal(mantissa: value, scale: norm.program.evidenceScale).reduced.description
    }

    private func fact(_ index: Int) -> Explanation.Reading {
        let fact = model.facts[index]
        let place = trace.facts[index].map { ProgramTrace.Place(value: $0, type: fact.type, lookup: nil) }
        let shown =
            place.map { self.shown($0, places: fact.declaration.show?.value) }
            ?? Shown(state: .known, text: say("一列数值", "a list of values"), number: nil, unit: nil)
        var reading = make(.fact, fact.naming.id, names.name(fact.naming), shown)
        switch fact.declaration.body {
        case .value(let expression)?: reading.formula = text(expression)
        case .table?: reading.formula = say("查表", "from a table")
        case nil: break
        }
        if let needs = fact.declaration.needs, let slot = trace.needs[index], mark(slot) != .met {
            let how = notes(needs).filter { $0.mark != .met }.map(\.text).joined(separator: say("；", "; "))
            switch mark(slot) {
            case .unmet: reading.origin = say("前提不满足：", "its need does not hold: ") + how
            case .notApplicable: reading.origin = say("前提不适用：", "its need does not apply: ") + how
            default: reading.origin = say("前提未定：", "its need is not known: ") + how
            }
        } else if shown.state == .notApplicable, let when = fact.declaration.when {
            reading.origin =
                say("只适用于：", "applies only if: ") + notes(when).map(\.text).joined(separator: say("；", "; "))
        }
        return reading
    }

    private func parameter(_ index: Int, _ read: Read) -> Explanation.Reading {
        let parameter = model.parameters[index]
        let name = parameterName(read, parameter)
        let place = trace.values[read.expression.span]
        let shown: Shown
        if let place {
            shown = self.shown(place)
        } else if case .constant(let expression)? = parameter.declaration.body {
            shown = Shown(state: .known, text: thresholdText(expression), number: nil, unit: nil)
        } else {
            shown = Shown(state: .known, text: "", number: nil, unit: nil)
        }
        var reading = make(.parameter, parameter.naming.id, name, shown)
        var provenance = provisional(parameter.declaration.source ?? model.document.source)
        if let lookup = place?.lookup {
            if let slot = trace.available[lookup], mark(slot) == .unmet {
                reading.origin = say(
                    "当期没有公布的值，且超出沿用年限", "no value published for the period, and beyond the years it carries")
            } else if let row = row(of: lookup, parameter.declaration) {
                reading.origin = row.text
                if row.isVerified { provenance = nil }
            }
        }
        reading.provisional = provenance
        return reading
    }

    private func parameterName(_ read: Read, _ parameter: ParameterModel) -> String {
        let name = names.name(parameter.naming)
        if let field = read.field { return name + say("·", ".") + names.word(field) }
        if case .call(_, let arguments) = read.expression.kind {
            return name + bracketed(arguments.map { text($0.value) })
        }
        return name
    }

    /// The row of a table that a lookup took: its keys and where they come from.
    private func row(of lookup: Int, _ declaration: ParameterDeclaration) -> (text: String, isVerified: Bool)? {
        let table: PipeTable
        switch declaration.body {
        case .table(let own)?, .series(let own)?: table = own
        default: return nil
        }
        guard case .choice(let rows, _) = model.lookups[lookup].value.kind, let conditions = trace.lookupRows[lookup],
            let hit = conditions.indices.first(where: { holds(conditions[$0]) }), rows.indices.contains(hit)
        else { return nil }
        let place = rows[hit].value.span
        guard
            let cells = table.rows.first(where: { row in
                guard let first = row.first, let last = row.last else { return false }
                return first.span.file == place.file && first.span.start <= place.start && place.end <= last.span.end
            })
        else { return nil }
        var parts: [String] = []
        var isVerified = false
        for (header, cell) in zip(table.header, cells)
        where !(cell.span.start <= place.start && place.end <= cell.span.end) {
            let heading = header.text.string
            if ["mark", "标注"].contains(heading) {
                isVerified = ["read", "原文"].contains(cell.text.string)
                continue
            }
            if cell.text.string == "-" || cell.text.string.isEmpty
                || isOtherValue(heading, model.lookups[lookup].column, table)
            {
                continue
            }
            parts.append(columnWord(heading) + say("：", ": ") + names.word(cell.text.string))
        }
        return parts.isEmpty ? nil : (parts.joined(separator: say("；", "; ")), isVerified)
    }

    private func isOtherValue(_ heading: String, _ column: String, _ table: PipeTable) -> Bool {
        guard heading != table.header.first?.text.string else { return false }
        if names.symbol(heading) != nil || Explainer.metadata[heading] != nil { return false }
        return !model.optionSets.contains { $0.naming.id == heading || $0.naming.chinese == heading }
    }

    private static let metadata: [String: (zh: String, en: String)] = {
        let pairs = [
            ("basis", "口径"), ("notice", "文号"), ("published", "发布日"), ("ref", "出处"), ("note", "备注"), ("source", "来源"),
            ("clause", "条款"), ("region", "地区"), ("from", "起始"), ("date", "日期"), ("data year", "数据年份"),
        ]
        var words: [String: (zh: String, en: String)] = [:]
        for (en, zh) in pairs {
            words[en] = (zh, en)
            words[zh] = (zh, en)
        }
        return words
    }()

    private func columnWord(_ heading: String) -> String {
        if let word = Explainer.metadata[heading] { return language == .zh ? word.zh : word.en }
        return names.word(heading)
    }
}
