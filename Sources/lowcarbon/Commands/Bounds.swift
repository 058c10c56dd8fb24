import ArgumentParser
import ExactNumbers
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import SceneData

struct Bounds: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Which results a scene can still have, whatever is answered. 得分还能到多少。",
        discussion: """
            Lowest and highest score over every way to answer what is missing, with the statuses, grades and multipliers still
            possible. `exact`: a completion that scores the end is known; `safe`: nothing lies beyond it.
            Example: lowcarbon bounds hotel scenes/hotel/incomplete.yaml
            """)

    @OptionGroup var source: AnalysisSource

    @Flag(help: "Show a completion for each end of the range.")
    var witnesses = false

    private struct Line: Encodable {
        struct End: Encodable {
            var score: String
            var exact: Bool
            var witness: [String: String]?
        }
        struct Outcome: Encodable {
            var status: String
            var grade: String?
            var proved: Bool
        }
        var scene: String
        var low: End?
        var high: End?
        var outcomes: [Outcome]
        var multipliers: [String]
        var decided: Bool
        var steps: Int
        var budget: Int
    }

    func run() throws {
        try source.forEach { scene, analyzer, words in
            let possible = analyzer.assessment(scene.record)
            let bounds = possible.bounds
            let multipliers = possible.multipliers.map(\.description)
            switch source.format {
            case .json:
                func end(_ end: ScoreBounds.End?) -> Line.End? {
                    end.map { end in
                        .init(
                            score: end.score.description, exact: end.isExact,
                            witness: end.witness.map { words.answers($0, beyond: scene.record) })
                    }
                }
                Console.write(
                    AnalysisWords.line(
                        Line(
                            scene: scene.id, low: end(bounds.low), high: end(bounds.high),
                            outcomes: possible.outcomes.map {
                                .init(
                                    status: $0.status.id, grade: $0.grade.map { words.norm.model.grades[$0].naming.id },
                                    proved: $0.isProved)
                            }, multipliers: multipliers, decided: possible.decided != nil, steps: bounds.steps,
                            budget: bounds.budget)))
            case .text: Console.write(text(scene, possible, words))
            }
        }
    }

    private func text(
        _ scene: SceneInput, _ possible: PossibleAssessment, _ words: AnalysisWords
    ) -> String {
        let bounds = possible.bounds
        let multipliers = possible.multipliers.map(\.description)
        var lines = [scene.id]
        func end(_ end: ScoreBounds.End) -> String {
            "\(end.score) (\(end.isExact ? words.say("准确", "exact") : words.say("可靠的界", "safe")))"
        }
        if let low = bounds.low, let high = bounds.high {
            lines.append(words.say("  得分 \(end(low)) 到 \(end(high))", "  score \(end(low)) to \(end(high))"))
        } else {
            lines.append(words.say("  没有得分", "  no score"))
        }
        let outcomes = possible.outcomes.map { outcome in
            words.outcome(outcome.status, outcome.grade)
                + (outcome.isProved ? "" : words.say("（未排除）", " (not excluded)"))
        }
        lines.append(words.say("  还可能：", "  still possible: ") + outcomes.joined(separator: words.list))
        lines.append(words.say("  倍率：", "  multiplier: ") + multipliers.joined(separator: words.list))
        if let decided = possible.decided {
            let name = words.outcome(decided.status, decided.grade)
            lines.append(words.say("  已定：不论还缺什么，都是\(name)", "  decided: whatever is missing, it is \(name)"))
        }
        if witnesses {
            for (title, end) in [
                (words.say("最低时", "lowest with"), bounds.low), (words.say("最高时", "highest with"), bounds.high),
            ] {
                guard let record = end?.witness else { continue }
                let answers = words.answers(record, beyond: scene.record).sorted { $0.key < $1.key }
                lines.append("  \(title): " + answers.map { "\($0.key)=\($0.value)" }.joined(separator: ", "))
            }
        }
        lines.append(words.say("  用了 \(bounds.steps) 步", "  \(bounds.steps) steps"))
        return lines.joined(separator: "\n") + "\n"
    }
}
