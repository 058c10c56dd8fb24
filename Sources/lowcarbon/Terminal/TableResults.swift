import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData

/// Rows of the table for people, and what is said below it.
struct TableRows {
    var rows: [[String]] = []
    var notes: [String] = []
    var count = 0
}

/// A table for people: one row a scene, then what is wrong with the data. Only the first scenes are shown.
struct TableResults {
    private let norm: CompiledNorm
    private let language: MessageLanguage
    static let most = 500

    init(_ norm: CompiledNorm, _ language: MessageLanguage) {
        self.norm = norm
        self.language = language
    }

    /// Adds the scene that `scorer` has just run; of a scene past the first ones only that it is there.
    func add(_ scene: SceneHead, _ scorer: SceneScorer, to table: inout TableRows) {
        table.count += 1
        guard table.count <= TableResults.most else { return }
        let grade = scorer.gradeIndex.map { norm.model.grades[$0].naming.label(language) } ?? "–"
        table.rows.append([
            scene.id, scene.day.description, scorer.score?.description ?? "–", grade,
            scorer.status.title[language],
            scorer.multiplier(on: scene.day).description,
        ])
        for problem in scorer.errors(of: scene) {
            table.notes.append("\(scene.id)\(place(problem.place)): \(problem.code) \(problem.message[language])")
        }
        for problem in scene.warnings { table.notes.append("\(scene.id): \(problem.message[language])") }
        let inputs = norm.model.inputs
        let unknown =
            scorer.unknownFields.filter { inputs[$0].ifUnknown == .open }.map { inputs[$0].naming.label(language) }
            + scorer.unknownEntries.filter { inputs[$0.list].fields[$0.field].ifUnknown == .open }.map { entry in
                let list = inputs[entry.list]
                return entry.path(
                    list: list.naming.label(language), field: list.fields[entry.field].naming.label(language))
            }
        if scorer.status == .incomplete, !unknown.isEmpty {
            let names = unknown.prefix(6)
            let more =
                unknown.count > names.count
                ? (language == .zh ? " 等 \(unknown.count) 项" : " and \(unknown.count - names.count) more") : ""
            table.notes.append(
                "\(scene.id): " + (language == .zh ? "未答：" : "not answered: ")
                    + names.joined(separator: language == .zh ? "、" : ", ") + more)
        }
    }

    /// ` (file:line)`, where a scene has no name of its own.
    private func place(_ place: DataPlace) -> String {
        place.file.isEmpty ? "" : " (\(place.file)\(place.line > 0 ? ":\(place.line)" : ""))"
    }

    /// Adds the rows of what came after, as far as they are shown.
    static func join(_ later: TableRows, to table: inout TableRows) {
        if table.rows.count < most {
            table.rows += later.rows.prefix(most - table.rows.count)
            table.notes += later.notes
        }
        table.count += later.count
    }

    func write(_ table: TableRows) {
        let header =
            language == .zh
            ? ["场景", "评价日", "得分", "等级", "状态", "倍率"] : ["scene", "as of", "score", "grade", "status", "multiplier"]
        let title = norm.model.document.title.flatMap { language == .zh ? $0.zh : $0.en } ?? norm.model.document.id.text
        Console.write("\(title) \(norm.model.document.version?.value ?? "")\n")
        Console.write(TextTable.render(header, table.rows, rightAligned: [2, 5]))
        if table.count > TableResults.most {
            Console.write(
                language == .zh
                    ? "……共 \(table.count) 个场景；用 --format csv 或 json 看全部\n"
                    : "… \(table.count) scenes in all; see the rest with --format csv or json\n")
        }
        for note in table.notes.prefix(40) { Console.write("  \(note)\n") }
        if table.notes.count > 40 {
            Console.write(
                language == .zh ? "  ……另有 \(table.notes.count - 40) 条\n" : "  … and \(table.notes.count - 40) more\n")
        }
    }
}
