import Foundation
import Testing

@Suite struct ArchitectureTests {
    /// The page has a heading for every module, and imports go as it says: only modules named above in its table.
    @Test func modulesAndTheirImports() throws {
        let page = try Workspace.page("architecture.md")
        let sources = Workspace.package.appendingPathComponent("Sources")
        let modules = try FileManager.default.contentsOfDirectory(atPath: sources.path).filter { !$0.hasPrefix(".") }
        let order = page.components(separatedBy: "\n").filter { $0.hasPrefix("| `") }.map { line in
            String(line.dropFirst(3).prefix { $0 != "`" })
        }
        for module in modules { #expect(order.contains(module), "docs/architecture.md has no row for \(module)") }
        for module in modules {
            let place = order.firstIndex(of: module) ?? order.count
            for imported in try imports(sources.appendingPathComponent(module))
            where modules.contains(imported) && imported != module {
                #expect(
                    (order.firstIndex(of: imported) ?? order.count) < place,
                    "\(module) imports \(imported), which stands below it")
            }
        }
    }

    /// The row of a module names each of its folders.
    @Test func foldersOfModules() throws {
        let page = try Workspace.page("architecture.md")
        let sources = Workspace.package.appendingPathComponent("Sources")
        let rows = page.components(separatedBy: "\n").filter { $0.hasPrefix("| `") }
        for module in try FileManager.default.contentsOfDirectory(atPath: sources.path) {
            guard let row = rows.first(where: { $0.hasPrefix("| `\(module)`") }) else { continue }
            let inside = sources.appendingPathComponent(module)
            for name in try FileManager.default.contentsOfDirectory(atPath: inside.path) {
                var isFolder: ObjCBool = false
                let path = inside.appendingPathComponent(name).path
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue,
                    name != "include", !name.hasSuffix(".docc")
                else { continue }
                #expect(row.contains("`\(name)/`"), "docs/architecture.md: the row of \(module) does not name \(name)/")
            }
        }
    }

    private func imports(_ folder: URL) throws -> Set<String> {
        var names: Set<String> = []
        guard let files = FileManager.default.enumerator(atPath: folder.path) else { return names }
        for case let file as String in files where file.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            for line in text.split(separator: "\n") where line.hasPrefix("import ") {
                names.insert(String(line.dropFirst(7)))
            }
        }
        return names
    }
}
