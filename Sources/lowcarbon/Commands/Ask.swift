import ArgumentParser
import RuleAnalysis
import RuleCompiler
import RuleModel
import RuleProgram
import SceneData

struct Ask: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What to answer next, what need not be asked, and why the grade stands. 下一步该问什么。",
        discussion: """
            Questions that narrow the range of the score most come first, per minute where the norm declares `effort`. Where
            nothing that is missing can change the grade, the answers that prove it are named instead.
            Example: lowcarbon ask hotel scenes/hotel/incomplete.yaml
            """)

    @OptionGroup var source: AnalysisSource

    @Option(help: "How many questions to show.")
    var count = 5

    private struct Line: Encodable {
        struct Question: Encodable {
            var input: String
            /// Paths of what entries of a list leave unanswered.
            var entries: [String]?
            var narrowing: Double
            var minutes: Int?
        }
        struct Idle: Encodable {
            var input: String
            var reason: String
        }
        struct Proof: Encodable {
            var inputs: [String]
            var minimal: Bool
        }
        var scene: String
        var questions: [Question]
        var idle: [Idle]
        var status: String?
        var proof: Proof?
        var blocking: Proof?
    }

    func run() throws {
        try source.forEach { scene, analyzer, words in
            let advice = analyzer.advice(scene.record)
            let reasons = analyzer.reasons(scene.record)
            switch source.format {
            case .json:
                func proof(_ proof: Reasons.Proof?) -> Line.Proof? {
                    proof.map { .init(inputs: $0.fields.map { words.id($0) }, minimal: $0.isMinimal) }
                }
                Console.write(
                    AnalysisWords.line(
                        Line(
                            scene: scene.id,
                            questions: advice.questions.map {
                                .init(
                                    input: words.id($0.field), entries: entries(scene.record, $0.field, words).nonEmpty,
                                    narrowing: ($0.narrowing * 100).rounded() / 100,
                                    minutes: $0.effort)
                            },
                            idle: advice.idle.map {
                                .init(
                                    input: words.id($0.field),
                                    reason: $0.reason == .doesNotApply ? "does_not_apply" : "cannot_matter")
                            }, status: reasons?.status.id, proof: proof(reasons?.outcome),
                            blocking: proof(reasons?.blocking))))
            case .text: Console.write(text(scene, advice, reasons, words))
            }
        }
    }

    /// Paths of what entries of a list leave unanswered.
    private func entries(_ record: SceneRecord, _ field: Int, _ words: AnalysisWords) -> [String] {
        var entries: [UnansweredEntry] = []
        record.appendUnanswered(to: &entries)
        return entries.filter { $0.list == field }.map { $0.path(in: words.norm.program.schema) }
    }

    private func text(
        _ scene: SceneInput, _ advice: Advice, _ reasons: Reasons?, _ words: AnalysisWords
    ) -> String {
        var lines = [scene.id]
        for question in advice.questions.prefix(count) {
            let points = (question.narrowing * 10).rounded() / 10
            let minutes = question.effort.map { words.say("，约 \($0) 分钟", ", about \($0) min") } ?? ""
            lines.append("  ? " + words.question(question.field))
            let entries = entries(scene.record, question.field, words)
            if !entries.isEmpty {
                let more = entries.count > 6 ? words.say(" 等 \(entries.count) 项", " and \(entries.count - 6) more") : ""
                lines.append(
                    words.say("    未答：", "    not answered: ") + entries.prefix(6).joined(separator: words.list) + more)
            }
            lines.append(
                words.say(
                    "    \(words.id(question.field))：范围平均缩小 \(points) 分\(minutes)",
                    "    \(words.id(question.field)): narrows the range by \(points) points on average\(minutes)"))
        }
        if advice.questions.count > count {
            let more = advice.questions.count - count
            lines.append(words.say("  ……另有 \(more) 问", "  … and \(more) more"))
        }
        for reason in [Advice.Idle.Reason.doesNotApply, .cannotMatter] {
            let names = advice.idle.filter { $0.reason == reason }.map { words.input($0.field) }
            guard !names.isEmpty else { continue }
            let title =
                reason == .doesNotApply
                ? words.say("不适用，不必问：", "not asked, does not apply: ")
                : words.say("已不影响结果，不必问：", "not asked, cannot matter any more: ")
            lines.append("  " + title + names.joined(separator: words.list))
        }
        if let reasons {
            let name = words.outcome(reasons.status, reasons.grade)
            let names = reasons.outcome.fields.map { words.input($0) }.joined(separator: words.list)
            lines.append(
                words.say("  已定为\(name)，凭这些回答就够：", "  it is \(name); these answers alone prove it: ") + names)
            if let blocking = reasons.blocking {
                let names = blocking.fields.map { words.input($0) }.joined(separator: words.list)
                lines.append(words.say("  挡住更高等级的：", "  no better grade because of: ") + names)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Array {
    /// Nil where there is nothing in it.
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
