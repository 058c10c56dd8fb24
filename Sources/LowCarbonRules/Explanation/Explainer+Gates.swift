import Diagnostics
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// Gates, and what keeps a scene from being assessed.
extension Explainer {
    func gate(_ index: Int) -> Explanation.Gate {
        let gate = model.gates[index]
        let declaration = gate.declaration
        let considered = trace.considered.indices.contains(index) ? mark(trace.considered[index]) : .met
        let passes = mark(norm.program.outcome.gates[index])
        let state: Explanation.Gate.State
        switch (considered, passes) {
        case (.unmet, _): state = .notConsidered
        case (_, .met): state = .passed
        case (_, .unmet): state = gate.isProvisional ? .notMet : .failed
        default: state = .open
        }
        var why: [Explanation.Note] = []
        if state == .notConsidered || considered == .unknown {
            for before in gate.after
            where mark(norm.program.outcome.gates[before]) != .met || mark(trace.considered[before]) == .unmet {
                why.append(.init(.none, say("要先过：", "comes after: ") + title(model.gates[before].naming)))
            }
            if let when = declaration.when {
                why += notes(when).filter { $0.mark != .met }.map {
                    .init($0.mark, say("适用条件：", "counts only if: ") + $0.text)
                }
            }
        }
        if state != .notConsidered, let require = declaration.require { why += notes(require) }
        if state == .failed, let require = declaration.require, mark(trace.tests[require.span]) == .unknown {
            why.append(.init(.unmet, say("未答，按规范算不合格", "not answered; the norm counts that as failed")))
        }
        let reads =
            (declaration.require.map { self.reads(in: $0) } ?? []) + (declaration.when.map { self.reads(in: $0) } ?? [])
        return .init(
            id: gate.naming.id, title: title(gate.naming), clause: declaration.clause ?? declaration.source?.clause,
            state: state,
            stateText: text(state),
            otherwise: gate.isProvisional
                ? say("暂行：未达到也不排除", "provisional: not meeting it does not exclude")
                : gate.otherwise == .fail
                    ? say("不通过则不合格", "failing it: not eligible") : say("不通过则不可评", "failing it: not assessable"),
            why: why, readings: readings(reads), provisional: provisional(declaration.source ?? model.document.source))
    }

    private func text(_ state: Explanation.Gate.State) -> String {
        switch state {
        case .passed: return say("通过", "passed")
        case .failed: return say("未通过", "failed")
        case .notMet: return say("未达到（暂行，不排除）", "not met (provisional, does not exclude)")
        case .open: return say("未定", "open")
        case .notConsidered: return say("不计", "not considered")
        }
    }

    /// Conditions that make the scene not assessable, or may.
    func notAssessableReasons() -> [Explanation.Note] {
        var notes = scorer.status == .notAssessable ? causes().map { Explanation.Note(.unmet, reason($0)) } : []
        for failure in trace.failures {
            let mark = self.mark(failure.slot)
            guard mark == .met || (mark == .unknown && scorer.status == .incomplete) else { continue }
            if failure.reason == .nothingApplies, mark == .unknown, surelyApplies { continue }
            let sign: Explanation.Note.Mark = mark == .met ? .unmet : .unknown
            let note = Explanation.Note(sign, reason(failure.reason))
            if !notes.contains(where: { $0.text == note.text }) { notes.append(note) }
        }
        for (index, gate) in model.gates.enumerated() where gate.otherwise == .notAssessable {
            let passes = mark(norm.program.outcome.gates[index])
            if passes == .unmet { notes.append(.init(.unmet, say("门槛未通过：", "gate failed: ") + title(gate.naming))) }
        }
        return notes
    }

    /// True if at least one section applies, whatever the missing answers are.
    private var surelyApplies: Bool {
        norm.program.outcome.criteria.prefix(model.sections.reduce(0) { $0 + $1.criteria.count }).contains {
            let state = interpreter.state($0.value.numerator)
            return state == .known || state == .unknown
        }
    }

    private func reason(_ failure: ProgramTrace.Failure) -> String {
        switch failure {
        case .fact(let index):
            let name = names.name(model.facts[index].naming)
            let needs =
                model.facts[index].declaration.needs.map {
                    notes($0).filter { $0.mark != .met }.map(\.text).joined(separator: say("；", "; "))
                } ?? ""
            return say("`\(name)` 的前提：", "what `\(name)` needs: ") + needs
        case .lookup(let index):
            let name = names.name(model.parameters[model.lookups[index].parameter].naming)
            return say(
                "参数 `\(name)` 当期没有公布的值，且超出沿用年限",
                "the parameter `\(name)` has no value for the period, beyond the years it carries")
        case .input(let index):
            let name = names.name(model.inputs[index].naming)
            return say("必须回答：\(name)", "must be answered: \(name)")
        case .gate(let index):
            let name = title(model.gates[index].naming)
            return say("门槛未答：\(name)", "gate not answered: \(name)")
        case .tooMuchDropped:
            let cap = model.mayDrop.map { ($0 * Rational(100)).description + " %" } ?? ""
            return say("不适用的分值超过 \(cap)", "more than \(cap) of the points do not apply")
        case .nothingApplies: return say("没有一章适用", "no section applies")
        }
    }
}
