import Diagnostics
import Foundation
import Testing
import YAMLTree

/// The YAML Test Suite: nothing crashes, every refusal has a place, what is read is read as the suite says.
@Suite struct SuiteTests {
    @Test func everyRecord() {
        guard let data = sharedFile("conformance/yaml-test-suite.jsonl") else { return }
        let records = jsonLines(data)
        #expect(records.count == 402)
        var same = 0
        for record in records {
            guard let id = record["id"] as? String, let yaml = record["yaml"] as? String else { continue }
            let bytes = Array(yaml.utf8)
            let loaded = load(bytes)
            #expect(loaded.root != nil || loaded.findings.contains { $0.severity == .error }, "\(id)")
            for finding in loaded.findings {
                #expect(finding.span.start <= finding.span.end && finding.span.end <= bytes.count, "\(id)")
                #expect(finding.code.id != "LC0010", "\(id): \(finding.message.en)")
            }
            #expect(TextMapTests.checkAll(bytes) == [], "\(id)")
            guard loaded.findings.isEmpty, let root = loaded.root, record["fail"] as? Bool != true,
                let json = record["json"] as? [Any], json.count == 1, record["libyaml"] as? String == "ok"
            else { continue }
            #expect(SuiteTests.matches(root, json[0]), "\(id): \(root.outline) is not \(json[0])")
            same += 1
        }
        #expect(same > 95)
    }

    /// Structure and keys agree; a scalar agrees with a string, other scalars are text here.
    static func matches(_ node: YAMLNode, _ value: Any) -> Bool {
        switch node.content {
        case .scalar(let scalar):
            if let string = value as? String { return scalar.text == string }
            return !(value is [Any]) && !(value is [String: Any])
        case .sequence(let items):
            guard let list = value as? [Any], list.count == items.count else { return false }
            return zip(items, list).allSatisfy { matches($0, $1) }
        case .mapping(let entries):
            guard let object = value as? [String: Any], object.count == entries.count else { return false }
            return entries.allSatisfy { entry in object[entry.key].map { matches(entry.value, $0) } ?? false }
        }
    }
}
