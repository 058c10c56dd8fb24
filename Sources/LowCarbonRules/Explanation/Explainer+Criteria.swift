import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// Criteria, deductions and bonus items.
extension Explainer {
    func criterion(_ index: Int) -> Explanation.Criterion {
        let criterion = model.criteria[index]
        let declaration = criterion.declaration
        let slot = norm.program.outcome.criteria[index].value
        let state = interpreter.state(slot.numerator)
        let points = decimal(slot)
        let of = criterion.points.description
        let outcome: Explanation.Criterion.Outcome
        switch state {
        case .known: outcome = points == of ? .full : points == "0" ? .zero : .part
        case .unknown: outcome = .unknown
        case .open: outcome = .open
        case .notApplicable: outcome = .notApplicable
        }
        var why = applicability(index, state)
        var verdict = Verdict()
        if state != .notApplicable, let method = declaration.method { verdict = self.verdict(index, method) }
        why += verdict.why
        let isDeduction: Bool
        if case .deduction = criterion.place { isDeduction = true } else { isDeduction = false }
        let (reasons, isZeroed) = zeroed(index, state, outcome)
        why += reasons
        let showsNext = !isDeduction && outcome != .full && outcome != .notApplicable
        var reads = declaration.when.map { self.reads(in: $0) } ?? []
        if let method = declaration.method { reads = self.reads(of: method) + reads }
        let unanswered = outcome == .unknown || outcome == .open || isZeroed ? self.unanswered(index) : []
        if !isDeduction, !isZeroed, outcome == .part || outcome == .full || outcome == .zero {
            strengthen(index, &verdict)
        }
        let note = declaration.note.flatMap { language == .zh ? $0.zh ?? $0.en : $0.en ?? $0.zh }
        return .init(
            id: criterion.naming.id, title: title(criterion.naming),
            clause: declaration.clause ?? declaration.source?.clause, outcome: outcome,
            points: points, of: of, why: why, next: showsNext ? verdict.next : [],
            gain: showsNext && outcome != .unknown && outcome != .open && !isZeroed ? verdict.gain : nil,
            steps: state == .known ? steps(index) : [], readings: readings(reads),
            evidence: evidence(criterion), provisional: provisional(criterion.provenance), unanswered: unanswered,
            note: note)
    }

    /// Why it does not apply, or why that is not known.
    private func applicability(_ index: Int, _ state: ValueState) -> [Explanation.Note] {
        guard state == .notApplicable || state == .open else { return [] }
        let criterion = model.criteria[index]
        var notes: [Explanation.Note] = []
        if let claim = norm.program.schema.claims.firstIndex(where: { $0.id == criterion.naming.id }),
            record.claims[claim]
        {
            notes.append(.init(.notApplicable, say("本场景申报为不适用", "claimed not applicable by the scene")))
        }
        if let when = criterion.declaration.when {
            notes += self.notes(when).filter { $0.mark != .met }.map {
                .init(state == .open ? .unknown : .notApplicable, say("适用条件：", "applies only if: ") + $0.text)
            }
        }
        switch criterion.place {
        case .section(let section), .deduction(let section):
            if let when = model.sections[section].declaration.when {
                notes += self.notes(when).filter { $0.mark != .met }.map {
                    .init(
                        $0.mark == .unknown ? .unknown : .notApplicable,
                        say("本章适用条件：", "the section applies only if: ") + $0.text)
                }
            }
        case .bonus: break
        }
        if notes.isEmpty, let method = criterion.declaration.method {
            for reading in readings(reads(of: method)) where reading.state == .notApplicable || reading.state == .open {
                notes.append(
                    .init(
                        reading.state == .open ? .unknown : .notApplicable,
                        reading.name + say("：", ": ") + reading.text + (reading.origin.map { bracketed([$0]) } ?? "")))
            }
        }
        return notes
    }

    /// Zero for what the norm does not accept: a need that does not hold, an answer that is missing.
    private func zeroed(
        _ index: Int, _ state: ValueState, _ outcome: Explanation.Criterion.Outcome
    ) -> ([Explanation.Note], Bool) {
        guard outcome == .zero else { return ([], false) }
        var notes: [Explanation.Note] = []
        let byWhen = model.criteria[index].whenReads.facts
        var facts = model.criteria[index].reads.facts
        facts.formUnion(byWhen)
        for fact in byWhen { facts.formUnion(model.facts[fact].reads.facts) }
        for fact in facts.sorted() where model.facts[fact].otherwise == .zeroPoints {
            guard let slot = trace.needs[fact], mark(slot) == .unmet, let needs = model.facts[fact].declaration.needs
            else { continue }
            let how = self.notes(needs).filter { $0.mark == .unmet }.map(\.text).joined(separator: say("；", "; "))
            notes.append(
                .init(
                    .unmet,
                    say(
                        "计 0 分：`\(names.name(model.facts[fact].naming))` 的前提不满足：",
                        "0 points: what `\(names.name(model.facts[fact].naming))` needs does not hold: ") + how))
        }
        if let raw = trace.rawPoints[index],
            interpreter.state(raw.numerator) == .unknown || interpreter.state(raw.numerator) == .open, notes.isEmpty
        {
            notes.append(.init(.unmet, say("未答，按规范计 0 分", "not answered; the norm gives 0 points")))
            return (notes, true)
        }
        let coming = notes.isEmpty ? evidenceToCome(index) : []
        guard !coming.isEmpty else { return (notes, false) }
        let list = coming.map { names.name(model.inputs[$0].naming) }.joined(separator: say("、", ", "))
        notes.append(
            .init(
                .unmet,
                say(
                    "“\(list)”的证据未定，按规范计 0 分",
                    "the evidence of \(list) is not known yet; the norm gives 0 points until it is")))
        return (notes, true)
    }

    /// Unanswered inputs whose evidence may lower points that the method gives already: a criterion with `if_unknown: zero points`
    /// has none until it is known.
    private func evidenceToCome(_ index: Int) -> [Int] {
        let criterion = model.criteria[index]
        guard criterion.zeroIfUnknown, let raw = trace.rawPoints[index], let points = decimal(raw), points != "0",
            let factor = trace.evidence[index].flatMap({ decimal($0) }), factor != "0"
        else { return [] }
        return criterion.evidenceInputs.filter { input in
            guard record.states[input] == .unknown, model.inputs[input].declaration.ifUnknown == nil else {
                return false
            }
            return trace.inputs[input].map { state($0) != .notApplicable } ?? true
        }
    }

    /// What stronger evidence would give; steps of the method count by the evidence that there is.
    private func strengthen(_ index: Int, _ verdict: inout Verdict) {
        guard let factor = trace.evidence[index].flatMap({ decimal($0) }).flatMap({ ExactDecimal($0) }),
            factor < ExactDecimal(1)
        else { return }
        if let gain = verdict.gain.flatMap({ ExactDecimal($0) }) { verdict.gain = product(gain, factor).description }
        let weak = model.criteria[index].evidenceInputs.filter { input in
            record.states[input] == .known && self.factor(of: input).map { $0 < ExactDecimal(1) } ?? false
        }
        guard let raw = trace.rawPoints[index].flatMap({ decimal($0) }).flatMap({ ExactDecimal($0) }), !weak.isEmpty,
            let best = model.evidenceKinds.map(\.factor).max(), factor < best,
            let points = difference(product(raw, best), product(raw, factor)), points != "0"
        else { return }
        let list = weak.map { names.name(model.inputs[$0].naming) }.joined(separator: say("、", ", "))
        verdict.next.append(
            .init(
                .unmet,
                say(
                    "“\(list)”换成系数 \(best.reduced) 的证据，可加 \(points) 分",
                    "evidence of factor \(best.reduced) for \(list) adds \(points) points")))
        if verdict.gain == nil { verdict.gain = points }
    }

    private func factor(of input: Int) -> ExactDecimal? {
        let factors = norm.program.evidenceFactors
        let named = Int(record.evidence[input])
        guard let value = factors.indices.contains(named) ? factors[named] : factors.last else { return nil }
        return ExactDecimal(mantissa: value, scale: norm.program.evidenceScale)
    }

    private func product(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal {
        let (mantissa, overflow) = a.mantissa.multipliedReportingOverflow(by: b.mantissa)
        return overflow || a.scale + b.scale > 38
            ? a : ExactDecimal(mantissa: mantissa, scale: a.scale + b.scale).reduced
    }

    private func unanswered(_ index: Int) -> [String] {
        let read = reads(index)
        return scorer.unknownFields.filter { read.contains($0) }.map { names.name(model.inputs[$0].naming) }
            + scorer.unknownEntries.filter { read.contains($0.list) }.map { name($0) }
    }

    /// From the points of the method to those that count.
    private func steps(_ index: Int) -> [Explanation.Step] {
        let criterion = model.criteria[index]
        guard let raw = trace.rawPoints[index].flatMap({ decimal($0) }),
            let final = decimal(norm.program.outcome.criteria[index].value)
        else { return [] }
        var steps: [Explanation.Step] = []
        let factor = trace.evidence[index].flatMap { decimal($0) }
        if let factor, factor != "1" {
            steps.append(.init(text: say("× 证据系数 ", "× evidence factor ") + factor, value: factor))
        }
        if let value = ExactDecimal(raw), let most = ExactDecimal(criterion.points.description), most < value {
            steps.append(
                .init(
                    text: say("以满分 \(criterion.points) 为限", "capped at the maximum of \(criterion.points)"), value: nil)
            )
        }
        if let places = criterion.round {
            steps.append(
                .init(text: say("修约到 \(places) 位小数", "rounded to \(places) place\(places == 1 ? "" : "s")"), value: nil)
            )
        }
        guard !steps.isEmpty else { return [] }
        return [.init(text: say("按方法得分", "points of the method"), value: raw)] + steps + [
            .init(text: say("计分", "points that count"), value: final)
        ]
    }

    /// Evidence of the inputs whose strength counts, where it takes points.
    private func evidence(_ criterion: CriterionModel) -> [Explanation.Note] {
        criterion.evidenceInputs.compactMap { input in
            evidenceText(input).map { .init(.none, names.name(model.inputs[input].naming) + say("：", ": ") + $0) }
        }
    }
}
