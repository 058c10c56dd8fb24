import ArgumentParser
import ExactNumbers
import RuleAnalysis
import RuleCompiler
import RuleModel
import RuleProgram
import SceneData

struct PathCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "The cheapest ways to the next grade. 最省钱的提升办法。",
        discussion: """
            Looks among the inputs that the norm declares changeable (`change`), and checks every plan by scoring it. `cheapest`:
            proved; otherwise what no plan undercuts is said.
            Example: lowcarbon path hotel scenes/hotel/poor.yaml --to C
            """)

    enum Measure: String, ExpressibleByArgument, CaseIterable { case yuan, days }

    @OptionGroup var source: AnalysisSource

    @Option(
        name: .customLong("to"), help: ArgumentHelp("Grade to reach (default: the next better).", valueName: "grade"))
    var target: String?

    @Option(help: "What is to be least: yuan or days (of all changes added up).")
    var by = Measure.yuan

    @Option(help: "How many plans, each changing something that the others do without.")
    var plans = 3

    private struct Line: Encodable {
        struct Change: Encodable {
            var input: String
            var from: String
            var to: String
            var steps: Int
            var yuan: String
            var days: Int
        }
        struct Plan: Encodable {
            var changes: [Change]
            var yuan: String
            var days: Int
            var grade: String
            var score: String?
            /// Where questions are open: what the score lies between.
            var low: String?
            var high: String?
            /// Unanswered questions that the norm counts without an answer and the plan rests on.
            var counted: [String]?
            var cheapest: Bool
            var least: String
        }
        struct Proof: Encodable {
            var kind: String
            var highest: String?
            var grade: String?
            var status: String?
            var gates: [String]
            var sections: [String]
            var questions: [String]?
            var parts: Int?
        }
        var scene: String
        var target: String
        var ending: String
        var plans: [Plan]
        var proof: Proof?
        var least: String?
        var steps: Int
    }

    func run() throws {
        try source.forEach { scene, analyzer, words in
            let measure: RuleAnalysis.Path.Measure = by == .days ? .days : .yuan
            let path =
                if let grade = try grade(words) {
                    analyzer.path(scene.record, to: grade, by: measure, count: plans)
                } else {
                    analyzer.path(
                        scene.record, beyond: analyzer.assessment(scene.record), by: measure, count: plans)
                }
            switch source.format {
            case .json: Console.write(AnalysisWords.line(line(scene, path, words)))
            case .text: Console.write(text(scene, path, words))
            }
        }
    }

    /// The grade asked for; nil for the one above the scene's.
    private func grade(_ words: AnalysisWords) throws -> Int? {
        let grades = words.norm.model.grades
        guard let target else { return nil }
        if let index = grades.firstIndex(where: { $0.naming.id == target || $0.naming.chinese == target }) {
            return index
        }
        let known = grades.map(\.naming.id).joined(separator: ", ")
        throw ValidationError(
            words.say("没有等级 `\(target)`；可用：\(known)", "there is no grade `\(target)`; there are: \(known)"))
    }

    private func line(_ scene: SceneInput, _ path: RuleAnalysis.Path, _ words: AnalysisWords) -> Line {
        let endings: [RuleAnalysis.Path.Ending: String] = [
            .found: "found", .alreadyThere: "already_there", .impossible: "impossible", .gaveUp: "gave_up",
        ]
        return Line(
            scene: scene.id, target: words.norm.model.grades[path.target].naming.id,
            ending: endings[path.ending] ?? "",
            plans: path.plans.map { plan in
                .init(
                    changes: plan.changes.map {
                        .init(
                            input: words.id($0.field), from: words.plainAnswer($0.field, $0.from),
                            to: words.plainAnswer($0.field, $0.to), steps: $0.steps, yuan: $0.yuan.description,
                            days: $0.days)
                    }, yuan: plan.yuan.description, days: plan.days,
                    grade: words.norm.model.grades[plan.grade].naming.id, score: plan.score?.description,
                    low: plan.score == nil ? plan.low?.description : nil,
                    high: plan.score == nil ? plan.high?.description : nil,
                    counted: plan.counted.isEmpty ? nil : plan.counted.map { words.id($0) },
                    cheapest: plan.isOptimal, least: plan.leastCost.description)
            }, proof: proof(path, words), least: path.leastCost?.description, steps: path.steps)
    }

    private func proof(_ path: RuleAnalysis.Path, _ words: AnalysisWords) -> Line.Proof? {
        let model = words.norm.model
        switch path.proof {
        case .beyondReach(let reach)?: return proof("beyond_reach", reach, [], model)
        case .hinges(let questions, let reach)?:
            return proof("open_answers", reach, questions.map { words.id($0) }, model)
        case .exhausted(let parts)?:
            return .init(
                kind: "exhausted", highest: nil, grade: nil, status: nil, gates: [], sections: [], parts: parts)
        case nil: return nil
        }
    }

    private func proof(
        _ kind: String, _ reach: RuleAnalysis.Path.Reach, _ questions: [String], _ model: NormModel
    ) -> Line.Proof {
        .init(
            kind: kind, highest: reach.highest?.description, grade: reach.grade.map { model.grades[$0].naming.id },
            status: reach.status?.id, gates: reach.gates.map { model.gates[$0].naming.id },
            sections: reach.sections.map { model.sections[$0].naming.id },
            questions: questions.isEmpty ? nil : questions, parts: nil)
    }

    /// Why there is no plan, in a line each.
    private func reasons(_ path: RuleAnalysis.Path, _ words: AnalysisWords) -> [String] {
        switch path.proof {
        case .beyondReach(let reach)?: return reasons(reach, words)
        case .hinges(let questions, let reach)?:
            let names = questions.map { words.input($0) }.joined(separator: words.list)
            return [
                words.say("    取决于尚未回答的：\(names)；若答案不利：", "    it depends on what is not answered: \(names); at worst:")
            ] + reasons(reach, words)
        case .exhausted(let parts)?:
            return [words.say("    各种组合都已排除（\(parts) 部分）", "    every combination is excluded (\(parts) parts)")]
        case nil:
            return path.leastCost.map {
                [words.say("    若有办法，不少于 \($0)", "    if there is a way, it costs no less than \($0)")]
            } ?? []
        }
    }

    private func reasons(_ reach: RuleAnalysis.Path.Reach, _ words: AnalysisWords) -> [String] {
        let model = words.norm.model
        let labels = words.language
        var lines: [String] = []
        if let highest = reach.highest {
            lines.append(
                words.say(
                    "    全部改进一起做，得分最多 \(highest)", "    with every change at once the score is at most \(highest)"))
        }
        if let status = reach.status {
            let title = words.outcome(status, nil)
            lines.append(words.say("    无论怎样改进，仍为\(title)", "    whatever is changed, the scene stays \(title)"))
        }
        for gate in reach.gates {
            let name = model.gates[gate].naming
            lines.append(
                words.say(
                    "    门槛 \(name.id) \(name.label(labels)) 过不了",
                    "    gate \(name.id) \(name.label(labels)) stays failed"))
        }
        for section in reach.sections {
            let name = model.sections[section].naming.label(labels)
            lines.append(words.say("    \(name)达不到最低得分", "    \(name) stays below its minimum"))
        }
        return lines
    }

    /// The score of a plan; where questions are open, what it lies between.
    private func score(_ plan: RuleAnalysis.Path.Plan, _ words: AnalysisWords) -> String {
        if let score = plan.score { return score.description }
        guard let low = plan.low, let high = plan.high else { return "" }
        return words.say("\(low) 到 \(high)", "\(low) to \(high)")
    }

    private func text(_ scene: SceneInput, _ path: RuleAnalysis.Path, _ words: AnalysisWords) -> String {
        let name = words.grade(path.target)
        var lines = [scene.id]
        switch path.ending {
        case .alreadyThere: lines.append(words.say("  已达到\(name)", "  has \(name) already"))
        case .impossible:
            lines.append(
                words.say("  只改规范列为可改进的项，到不了\(name)", "  no change that the norm declares leads to \(name)"))
            lines += reasons(path, words)
        case .gaveUp:
            lines.append(words.say("  在步数以内没有找到到\(name)的办法", "  no way to \(name) found within the budget"))
            lines += reasons(path, words)
        case .found:
            for (number, plan) in path.plans.enumerated() {
                let proof =
                    plan.isOptimal
                    ? words.say("最省", "cheapest")
                    : words.say("至少 \(plan.leastCost)", "none is below \(plan.leastCost)")
                lines.append(
                    words.say(
                        "  方案 \(number + 1)：\(plan.yuan) 元，\(plan.days) 天 → \(words.grade(plan.grade)) \(score(plan, words))（\(proof)）",
                        "  plan \(number + 1): \(plan.yuan) yuan, \(plan.days) days → \(words.grade(plan.grade)) \(score(plan, words)) (\(proof))"
                    ))
                if !plan.counted.isEmpty {
                    let names = plan.counted.map { words.input($0) }.joined(separator: words.list)
                    lines.append(
                        words.say("    只要这些不另作回答：\(names)", "    as long as these stay unanswered: \(names)"))
                }
                for change in plan.changes {
                    lines.append(
                        "    \(words.input(change.field)): \(words.answer(change.field, change.from)) → \(words.answer(change.field, change.to))"
                            + words.say(
                                "，\(change.yuan) 元，\(change.days) 天", ", \(change.yuan) yuan, \(change.days) days"))
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
