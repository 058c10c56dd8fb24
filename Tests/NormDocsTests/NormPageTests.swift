import Diagnostics
import Foundation
import LowCarbonRules
import NormDocs
import RuleCompiler
import RuleModel
import Testing

/// Pages of a small norm in two versions, against stored pages. `UPDATE_SNAPSHOTS=1` writes them anew.
struct NormPageTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    static let root = folder.deletingLastPathComponent().deletingLastPathComponent()
    static let languages: [MessageLanguage] = [.zh, .en]

    static func norm(_ version: String) throws -> LoadedNorm {
        try #require(NormLoader().load(folder.path + "/Snapshots/teahouse.\(version).yaml"))
    }

    static func page(_ norm: LoadedNorm, beside others: [LoadedNorm] = [], _ language: MessageLanguage) throws -> String
    {
        let page = try #require(NormPage(norm, beside: others), "\(norm.diagnostics.map(\.message.en))")
        return String(decoding: page.html(language, links: .files(depth: 1)), as: UTF8.self)
    }

    @Test(arguments: languages) func smallNorm(_ language: MessageLanguage) throws {
        let norms = try ["2027", "2026"].map { try NormPageTests.norm($0) }
        let text = try NormPageTests.page(norms[0], beside: norms, language)
        let place = NormPageTests.folder.appendingPathComponent("Snapshots/teahouse.2027.\(language.rawValue).html")
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
            try Data(text.utf8).write(to: place)
            return
        }
        let stored = try String(decoding: Data(contentsOf: place), as: UTF8.self)
        guard stored != text else { return }
        let pairs = zip(stored.split(separator: "\n"), text.split(separator: "\n"))
        let first = pairs.first { $0.0 != $0.1 }
        Issue.record("\(place.lastPathComponent): stored `\(first?.0 ?? "")`, now `\(first?.1 ?? "")`")
    }

    @Test(arguments: languages) func wellFormed(_ language: MessageLanguage) throws {
        let norms = try ["2027", "2026"].map { try NormPageTests.norm($0) }
        for norm in norms { try MarkupReader.expectSound(NormPageTests.page(norm, beside: norms, language)) }
        for file in NormSite(norms).files([language]) where file.path.hasSuffix(".html") {
            try MarkupReader.expectSound(String(decoding: file.bytes, as: UTF8.self))
        }
    }

    @Test func historyTellsWhatChanged() throws {
        let norms = try ["2027", "2026"].map { try NormPageTests.norm($0) }
        let text = try NormPageTests.page(norms[0], beside: norms, .en)
        let history = try #require(text.components(separatedBy: "id=\"part-history\"").last)
        for said in [
            "Changes since version 2026", "gate <a href=\"#G2\">G2</a>", "renewable share ≥ 30 %", "plain | 120 | 80",
            "renewable share at least 50 % → 6 points",
        ] {
            #expect(history.contains(said), "the history does not say `\(said)`")
        }
        #expect(history.contains("href=\"../teahouse/2026.en.html\""))
        let first = try NormPageTests.page(norms[1], beside: norms, .en)
        #expect(first.contains("Version 2026 is the first version of this norm."))
        #expect(try NormPageTests.page(norms[0], .en).contains("is not kept here"))
    }

    @Test func sameVersionChangesNothing() throws {
        let norm = try NormPageTests.norm("2026")
        let bytes = try #require(FileAccess.disk.read(norm.path))
        let text = String(decoding: bytes, as: UTF8.self)
            .replacingOccurrences(of: "version: \"2026\"", with: "version: \"2027\"")
            .replacingOccurrences(of: "effective: 2026-01-01..2026-12-31", with: "effective: 2027-01-01..2027-12-31")
        let next = NormLoader().load("teahouse.next.yaml", bytes: Array(text.utf8))
        #expect(try NormPageTests.page(next, beside: [norm], .en).contains("No rule has changed."))
    }

    @Test func normWithErrorsHasNoPage() {
        let broken = NormLoader().load("broken.yaml", bytes: Array("norm: broken\n".utf8))
        #expect(NormPage(broken) == nil)
        #expect(NormSite([broken]).pages.isEmpty)
    }

    @Test func oneLanguageAloneOffersNoOther() throws {
        let files = NormSite([try NormPageTests.norm("2026")]).files([.en])
        #expect(files.map(\.path).sorted() == ["index.html", "style.css", "teahouse/2026.en.html"])
        for file in files { #expect(!String(decoding: file.bytes, as: UTF8.self).contains("中文</a>")) }
    }

    @Test func provisionalFiguresAreMarked() throws {
        let text = try NormPageTests.page(NormPageTests.norm("2027"), .en)
        #expect(text.contains("provisional · from memory"))
        #expect(text.contains("checked against the source"))
        #expect(text.contains("decided by 茶务局, 茶2026第1号"))
        #expect(text.contains("<span lang=\"zh\">只有中文名的资料</span>"))
    }

    /// Every input, fact, gate, section, criterion and grade of the shipped norms has its place on the page, and every link
    /// of the page leads somewhere.
    @Test(arguments: ["hotel", "restaurant", "scenic-spot", "supermarket"]) func shippedNorms(_ id: String) throws {
        let library = RuleLibrary(folder: NormPageTests.root.path + "/rules")
        let path = try #require(library.resolve(id))
        let norm = try #require(NormLoader(rulesFolder: library.folder).load(path))
        let model = try #require(norm.compiled?.model)
        let names =
            model.inputs.map(\.naming.id) + model.facts.map(\.naming.id) + model.gates.map(\.naming.id)
            + model.sections.map(\.naming.id) + model.criteria.map(\.naming.id)
            + model.grades.map { "grade-" + $0.naming.id }
        for language in NormPageTests.languages {
            let text = try NormPageTests.page(norm, language)
            #expect(!text.contains("\u{F0003}") && !text.contains("\u{F0000}"), "a mark of the formula writer is left")
            let ids = try MarkupReader.expectSound(text)
            for name in names { #expect(ids.contains(name), "\(id).\(language.rawValue) has no place for \(name)") }
            #expect(text.contains("<svg class=\"chart\""))
        }
    }
}
