import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData

/// Compares the results of one scene with what a case expects.
struct TestComparison {
    private let scorer: SceneScorer
    private let asOf: CalendarDay
    private let test: TestCase
    private let firstError: Message?

    init(_ scorer: SceneScorer, _ scene: SceneInput, _ test: TestCase) {
        self.scorer = scorer
        self.test = test
        asOf = CalendarDay(number: scene.record.asOf)
        firstError = scene.errors.first?.message
    }

    mutating func run(into bag: inout DiagnosticBag) {
        for expectation in test.expectations { compare(expectation, into: &bag) }
    }

    private func compare(_ expectation: Expectation, into bag: inout DiagnosticBag) {
        let outcome = scorer.norm.program.outcome
        let model = scorer.norm.model
        switch expectation.target {
        case .status:
            guard let wanted = TestWords.status(expectation.value.value) else {
                let known = TestWords.statuses.map(\.keyword)
                return misread(
                    expectation, zh: known.map { "`\($0.zh)`" }.joined(separator: "、"),
                    en: known.map { "`\($0.en)`" }.joined(separator: ", "), &bag)
            }
            if wanted != scorer.status { fail(expectation, actual: TestWords.word(scorer.status), &bag) }
        case .grade: grade(expectation, model, &bag)
        case .score: number(expectation, outcome.total, &bag)
        case .bonus: number(expectation, outcome.bonus, &bag)
        case .multiplier:
            guard let wanted = ExactDecimal(expectation.value.value) else { return noNumber(expectation, &bag) }
            let actual = scorer.multiplier(on: asOf)
            if wanted != actual { fail(expectation, actual: Message(zh: "\(actual)", en: "\(actual)"), &bag) }
        case .criterion(let name):
            guard
                let index = find(
                    name, model.criteria.map(\.naming), Message(zh: "评分项", en: "criterion"), expectation, &bag)
            else { return }
            number(expectation, outcome.criteria[index].value, &bag)
        case .section(let name):
            guard
                let index = find(
                    name, model.sections.map(\.naming), Message(zh: "章节", en: "section"), expectation, &bag)
            else { return }
            number(expectation, outcome.sections[index].value, &bag)
        case .gate(let name):
            guard let index = find(name, model.gates.map(\.naming), Message(zh: "门槛", en: "gate"), expectation, &bag)
            else { return }
            gate(expectation, index, &bag)
        }
    }

    private func grade(_ expectation: Expectation, _ model: NormModel, _ bag: inout DiagnosticBag) {
        let text = expectation.value.value
        let actual = scorer.gradeIndex
        if TestWords.same(text, .noGrade) {
            if let actual { fail(expectation, actual: name(model.grades[actual].naming), &bag) }
            return
        }
        guard let wanted = model.grades.firstIndex(where: { $0.naming.id == text || $0.naming.chinese == text }) else {
            return TestWords.reportUnknown(
                text, Message(zh: "等级", en: "grade"), model.grades.map(\.naming.id), at: expectation.value.span,
                into: &bag)
        }
        if wanted != actual {
            fail(
                expectation, actual: actual.map { name(model.grades[$0].naming) } ?? TestWords.word(scorer.status), &bag
            )
        }
    }

    private func number(_ expectation: Expectation, _ slot: NumberSlot, _ bag: inout DiagnosticBag) {
        let text = expectation.value.value
        let state = scorer.interpreter.state(slot.numerator)
        let actual: Message
        if scorer.status == .invalid {
            actual = TestWords.word(Keyword.invalid)
        } else if state == .notApplicable {
            actual = TestWords.word(.notApplicable)
        } else if let value = scorer.decimal(slot) {
            actual = Message(zh: "\(value)", en: "\(value)")
        } else {
            actual = TestWords.word(.unknownValue)
        }
        let words = [Keyword.notApplicable, .unknownValue]
        if let word = words.first(where: { TestWords.same(text, $0) }) {
            if actual != TestWords.word(word) { fail(expectation, actual: actual, &bag) }
            return
        }
        guard let wanted = ExactDecimal(text) else { return noNumber(expectation, &bag) }
        guard state == .known, let value = scorer.decimal(slot), value == wanted else {
            return fail(expectation, actual: actual, &bag)
        }
    }

    private func gate(_ expectation: Expectation, _ index: Int, _ bag: inout DiagnosticBag) {
        let words = [Keyword.passed, .failed, .notApplicable, .unknownValue]
        guard let wanted = words.first(where: { TestWords.same(expectation.value.value, $0) }) else {
            return misread(
                expectation, zh: words.map { "`\($0.zh)`" }.joined(separator: "、"),
                en: words.map { "`\($0.en)`" }.joined(separator: ", "), &bag)
        }
        let actual = GateOutcome(scorer, index).keyword
        if actual != wanted { fail(expectation, actual: TestWords.word(actual), &bag) }
    }

    private func find(
        _ name: String, _ namings: [Naming], _ kind: Message, _ expectation: Expectation, _ bag: inout DiagnosticBag
    ) -> Int? {
        if let index = namings.firstIndex(where: { $0.id == name || $0.chinese == name }) { return index }
        TestWords.reportUnknown(name, kind, namings.map(\.id), at: expectation.targetSpan, into: &bag)
        return nil
    }

    private func name(_ naming: Naming) -> Message {
        Message(zh: naming.chinese.isEmpty ? naming.id : naming.chinese, en: naming.id)
    }

    private func fail(_ expectation: Expectation, actual: Message, _ bag: inout DiagnosticBag) {
        let wanted = expectation.value.value
        bag.add(
            Diagnostic(
                .unexpectedResult, .error,
                Message(
                    zh: "用例 `\(test.name)`：期望 `\(wanted)`，实际 `\(actual.zh)`",
                    en: "`\(test.name)`: expected `\(wanted)`, got `\(actual.en)`"), at: expectation.value.span,
                notes: firstError.map { [$0] } ?? []))
    }

    private func noNumber(_ expectation: Expectation, _ bag: inout DiagnosticBag) {
        misread(expectation, zh: "数值、`不适用` 或 `未知`", en: "a number, `not applicable` or `unknown`", &bag)
    }

    private func misread(_ expectation: Expectation, zh: String, en: String, _ bag: inout DiagnosticBag) {
        let text = expectation.value.value
        bag.add(
            Diagnostic(
                .badExpectation, .error,
                Message(zh: "`\(text)` 不能作为期望，可写：\(zh)", en: "`\(text)` cannot be expected here, it takes \(en)"),
                at: expectation.value.span))
    }
}

/// How a gate came out for the scene just run.
struct GateOutcome {
    let keyword: Keyword

    init(_ scorer: SceneScorer, _ index: Int) {
        let interpreter = scorer.interpreter
        let passes = scorer.norm.program.outcome.gates[index]
        let considered = scorer.norm.trace.considered[index]
        if interpreter.state(considered) == .known, interpreter.value(considered) == 0 {
            keyword = .notApplicable
        } else if interpreter.state(passes) == .notApplicable {
            keyword = .notApplicable
        } else if interpreter.state(passes) != .known || interpreter.state(considered) != .known {
            keyword = .unknownValue
        } else {
            keyword = interpreter.value(passes) != 0 ? .passed : .failed
        }
    }
}
