import Diagnostics
import Foundation
import Testing

@Suite struct MachineRendererTests {
    static func sample() -> (SourceMap, [Diagnostic]) {
        var map = SourceMap()
        let file = map.add(path: "rules/酒店 1.yaml", text: "a: 1\n键😀: \"x\"\n")
        let code = DiagnosticCode("LC0020", zh: "键重复", en: "duplicate key")
        let span = Span(file: file, start: 5, end: 12)
        let finding = Diagnostic(
            code, .error, Message(zh: "键 `键😀` 重复", en: "the key `键😀` is given twice\u{202E}"), at: span,
            labels: [.init(span: Span(file: file, start: 0, end: 1), text: Message(zh: "在此", en: "here"))],
            notes: [Message(zh: "说明", en: "a \"note\"")],
            fixIts: [
                .init(title: Message(zh: "删除", en: "delete it"), edits: [TextEdit(span: span, replacement: "b\n")])
            ])
        return (map, [finding, finding])
    }

    @Test func jsonLines() throws {
        let (map, findings) = MachineRendererTests.sample()
        let text = JSONRenderer().lines(findings, in: map)
        #expect(text.split(separator: "\n").count == 1)
        #expect(!text.unicodeScalars.contains("\u{202E}"))
        #expect(text == JSONRenderer().lines(findings.reversed(), in: map))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["code"] as? String == "LC0020")
        #expect((object["message"] as? [String: String])?["zh"] == "键 `键😀` 重复")
        #expect(object["start"] as? [String: Int] == ["offset": 5, "line": 2, "column": 1, "utf16Column": 1])
        #expect(object["end"] as? [String: Int] == ["offset": 12, "line": 2, "column": 3, "utf16Column": 4])
        #expect(object["path"] as? String == "rules/酒店 1.yaml")
        #expect(object["page"] as? String == "docs/diagnostics/LC0020.md")
        let fix = (object["fixIts"] as? [[String: Any]])?.first
        #expect(((fix?["edits"] as? [[String: Any]])?.first)?["replacement"] as? String == "b\n")
    }

    @Test func jsonDocument() throws {
        let (map, findings) = MachineRendererTests.sample()
        let text = JSONRenderer().document(findings, in: map)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["errors"] as? Int == 1)
        #expect((object["diagnostics"] as? [Any])?.count == 1)
        #expect(JSONRenderer().document([], in: map).contains("\"diagnostics\": []"))
    }

    @Test func sarif() throws {
        let (map, findings) = MachineRendererTests.sample()
        let renderer = SARIFRenderer(toolVersion: "1.0.0", helpBase: "https://example.org/d/", language: .en)
        let text = renderer.render(findings, in: map)
        #expect(text == renderer.render(findings, in: map))
        let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any]
        let rule = (driver?["rules"] as? [[String: Any]])?.first
        #expect(rule?["helpUri"] as? String == "https://example.org/d/LC0020.md")
        let result = try #require((run["results"] as? [[String: Any]])?.first)
        #expect(result["ruleIndex"] as? Int == 0)
        #expect(result["level"] as? String == "error")
        let place = ((result["locations"] as? [[String: Any]])?.first)?["physicalLocation"] as? [String: Any]
        let uri = (place?["artifactLocation"] as? [String: Any])?["uri"] as? String
        #expect(uri == "rules/%E9%85%92%E5%BA%97%201.yaml")
        #expect(
            place?["region"] as? [String: Int] == [
                "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 4, "charOffset": 5, "charLength": 3,
                "byteOffset": 5, "byteLength": 7,
            ])
        let change = ((result["fixes"] as? [[String: Any]])?.first)?["artifactChanges"] as? [[String: Any]]
        let replacement = (change?.first?["replacements"] as? [[String: Any]])?.first
        #expect((replacement?["insertedContent"] as? [String: String])?["text"] == "b\n")
    }
}
