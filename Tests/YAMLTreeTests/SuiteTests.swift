import Diagnostics
import Foundation
import Testing
import YAMLTree

/// The YAML Test Suite, every record: what is read equals the suite's JSON, what is refused is refused with a place and for a
/// reason that `docs/yaml.md` gives.
@Suite struct SuiteTests {
    /// Invalid records that libyaml reads, and so do we; `docs/yaml.md` says what they have in common.
    static let wronglyAccepted: Set<String> = [
        "9C9N", "9JBA", "CVW2", "DK95/01", "G5U8", "QB6E", "S98Z", "SU5Z", "X4QW", "Y79Y/003", "YJV2",
    ]

    /// Valid records that libyaml reads as the suite does and we refuse: how many for each code of a first error.
    static let refusedByChoice: [String: Int] = [
        "LC0003": 1, "LC0006": 3, "LC0007": 56, "LC0008": 9, "LC0009": 13, "LC0017": 2, "LC0021": 24, "LC0024": 21,
        "LC0025": 27,
    ]

    /// Valid records that libyaml itself refuses: how many for each code of a first error.
    static let refusedByLibyaml: [String: Int] = [
        "LC0008": 2, "LC0009": 6, "LC0011": 11, "LC0012": 2, "LC0015": 13, "LC0017": 4, "LC0021": 5, "LC0022": 6,
        "LC0024": 2,
    ]

    /// Records whose values were compared with the suite's.
    static let compared = 99

    @Test func everyRecord() {
        guard let data = sharedFile("conformance/yaml-test-suite.jsonl") else { return }
        let records = jsonLines(data)
        #expect(records.count == 402)
        var accepted: Set<String> = []
        var byChoice: [String: Int] = [:]
        var byLibyaml: [String: Int] = [:]
        var compared = 0
        for record in records {
            guard let id = record["id"] as? String, let yaml = record["yaml"] as? String,
                let libyaml = record["libyaml"] as? String
            else {
                Issue.record("a record without its fields: \(record)")
                continue
            }
            let mustFail = record["fail"] as? Bool == true
            let bytes = Array(yaml.utf8)
            let loaded = load(bytes)
            SuiteTests.checkPlaces(loaded.findings, bytes, id)
            #expect(TextMapTests.checkAll(bytes) == [], "\(id)")
            if let error = loaded.findings.first(where: { $0.severity == .error }) {
                guard !mustFail else { continue }
                if libyaml == "rejects-valid" {
                    byLibyaml[error.code.id, default: 0] += 1
                } else {
                    byChoice[error.code.id, default: 0] += 1
                }
                continue
            }
            guard let root = loaded.root else {
                Issue.record("\(id): nothing came back and nothing was said")
                continue
            }
            if mustFail {
                accepted.insert(id)
            } else if libyaml == "ok" {
                guard let json = record["json"] as? [Any], json.count == 1 else {
                    Issue.record("\(id): read as one document, which the suite does not give")
                    continue
                }
                #expect(CoreSchema.matches(root, json[0]), "\(id): \(root.outline) is not \(json[0])")
                compared += 1
            }
        }
        #expect(accepted == SuiteTests.wronglyAccepted)
        #expect(byChoice == SuiteTests.refusedByChoice)
        #expect(byLibyaml == SuiteTests.refusedByLibyaml)
        #expect(compared == SuiteTests.compared)
    }

    /// Every finding stands at a line and column of the file.
    static func checkPlaces(_ findings: [Diagnostic], _ bytes: [UInt8], _ id: String) {
        var map = SourceMap()
        _ = map.add(path: "f.yaml", bytes: bytes)
        for finding in findings {
            #expect(finding.span.start >= 0 && finding.span.end <= bytes.count, "\(id)")
            guard let (start, end) = map.positions(of: finding.span) else {
                Issue.record("\(id): \(finding.code) has no place")
                continue
            }
            #expect(start.line >= 1 && start.column >= 1, "\(id): \(finding.code)")
            #expect((start.line, start.column) <= (end.line, end.column), "\(id): \(finding.code)")
            #expect(finding.code.id != "LC0010", "\(id): \(finding.message.en)")
        }
    }
}
