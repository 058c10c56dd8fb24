import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData

/// A table for people: one row a scene, then what is wrong with the data.
final class TableResults: ResultWriter {
    private let norm: CompiledNorm
    private let language: MessageLanguage
    private var rows: [[String]] = []
    private var notes: [String] = []
    private static let most = 500
    private var count = 0

    init(_ norm: CompiledNorm, _ language: MessageLanguage) {
        self.norm = norm
        self.language = language
    }

    func add(_ scene: SceneInput, _ scorer: SceneScorer, asOf: CalendarDay) {
        count += 1
        guard count <= TableResults.most else { return }
        let grade = scorer.gradeIndex.map { norm.model.grades[$0].naming.label(language) } ?? "–"
        rows.append([
            scene.id, asOf.description, scorer.score?.description ?? "–", grade,
            scorer.status.title[language],
            scorer.multiplier(on: asOf).description,
        ])
        for problem in scorer.errors(of: scene) {
            notes.append("\(scene.id)\(place(problem.place)): \(problem.code) \(problem.message[language])")
        }
        for problem in scene.warnings { notes.append("\(scene.id): \(problem.message[language])") }
        let asked = Set(norm.model.inputs.filter { $0.ifUnknown == .open }.map(\.naming.id))
        let unknown = scorer.unknownInputs(scene.record).filter { asked.contains($0) }
        if scorer.status == .incomplete, !unknown.isEmpty {
            let names = unknown.prefix(6).map { id in
                norm.model.inputs.first { $0.naming.id == id }?.naming.label(language) ?? id
            }
            let more =
                unknown.count > names.count
                ? (language == .zh ? " 等 \(unknown.count) 项" : " and \(unknown.count - names.count) more") : ""
            notes.append(
                "\(scene.id): " + (language == .zh ? "未答：" : "not answered: ")
                    + names.joined(separator: language == .zh ? "、" : ", ") + more)
        }
    }

    /// ` (file:line)`, where a scene has no name of its own.
    private func place(_ place: DataPlace) -> String {
        place.file.isEmpty ? "" : " (\(place.file)\(place.line > 0 ? ":\(place.line)" : ""))"
    }

    func finish() {
        let header =
            language == .zh
            ? ["场景", "评价日", "得分", "等级", "状态", "倍率"] : ["scene", "as of", "score", "grade", "status", "multiplier"]
        let title = norm.model.document.title.flatMap { language == .zh ? $0.zh : $0.en } ?? norm.model.document.id.text
        Console.write("\(title) \(norm.model.document.version?.value ?? "")\n")
        Console.write(TextTable.render(header, rows, rightAligned: [2, 5]))
        if count > TableResults.most {
            Console.write(
                language == .zh
                    ? "……共 \(count) 个场景；用 --format csv 或 json 看全部\n"
                    : "… \(count) scenes in all; see the rest with --format csv or json\n")
        }
        for note in notes.prefix(40) { Console.write("  \(note)\n") }
        if notes.count > 40 {
            Console.write(language == .zh ? "  ……另有 \(notes.count - 40) 条\n" : "  … and \(notes.count - 40) more\n")
        }
    }
}
