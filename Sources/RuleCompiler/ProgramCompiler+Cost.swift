import Diagnostics
import RuleModel
import RuleProgram
import RuleSyntax

/// The bound on what one scene may cost.
extension ProgramCompiler {
    /// Reports a norm above the limit at the list whose loops cost most, or at its name where no list is to blame.
    func limitCost() {
        guard let cost = trace.cost, cost.steps > StaticCost.limit else { return }
        let steps = cost.steps == .max ? "9×10^18" : String(cost.steps)
        let costliest = cost.loopSteps.indices.max { cost.loopSteps[$0] < cost.loopSteps[$1] }
        guard let field = costliest, let most = model.inputs[field].listMax else {
            bag.add(
                Diagnostic(
                    .tooManySteps, .error,
                    Message(
                        zh: "给一个场景评分最多要 \(steps) 步，上限是 \(StaticCost.limit) 步；请把规范拆开",
                        en:
                            "scoring one scene may take \(steps) steps, and \(StaticCost.limit) are the most; split the norm"
                    ),
                    at: model.document.id.span))
            return
        }
        let input = model.inputs[field]
        bag.add(
            Diagnostic(
                .tooManySteps, .error,
                Message(
                    zh:
                        "给一个场景评分最多要 \(steps) 步，上限是 \(StaticCost.limit) 步；`\(input.naming.chinese)` 最多 \(most) 项，请减小 `最多`，或不要在一个循环里再写循环",
                    en:
                        "scoring one scene may take \(steps) steps, and \(StaticCost.limit) are the most; `\(input.naming.id)` has up to \(most) entries: lower its `max`, or avoid loops inside loops"
                ),
                at: input.naming.span))
    }
}
