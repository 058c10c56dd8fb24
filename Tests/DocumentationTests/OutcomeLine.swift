import ExactNumbers
import Foundation
import LowCarbonRules
import RuleCompiler
import RuleEngine
import RuleProgram
import SceneData

/// `{answers} → graded 10 good, E1=4`: a scene and what is said of it.
struct OutcomeLine {
    var scene: String
    var claims: [String]

    /// Nil if the line has no arrow.
    init?(_ line: String) {
        let parts = line.components(separatedBy: " → ")
        guard parts.count == 2 else { return nil }
        scene = parts[0]
        claims = parts[1].components(separatedBy: ", ")
    }

    /// The claims as they turn out, in the same words.
    func outcome(of norm: CompiledNorm, in workspace: Workspace) throws -> [String] {
        var options = SceneReadingOptions()
        options.defaultAsOf = CalendarDay(year: 2026, month: 10, day: 1)
        try workspace.write(scene + "\n", to: "outcome.yaml")
        let path = workspace.folder.appendingPathComponent("outcome.yaml").path
        let reader = try SceneReader(path: path, schema: norm.program.schema, options: options)
        var input = SceneInput(schema: norm.program.schema)
        guard reader.next(into: &input) else { return ["no scene"] }
        let scorer = SceneScorer(norm)
        scorer.run(input)
        let line = ResultLine(norm).line(SceneHead(input), scorer)
        let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] ?? [:]
        return claims.map { claim in
            guard let sign = claim.firstIndex(of: "=") else { return OutcomeLine.verdict(object) }
            let key = String(claim[..<sign])
            return "\(key)=\(OutcomeLine.value(key, object))"
        }
    }

    private static func verdict(_ object: [String: Any]) -> String {
        let status = (object["status"] as? String ?? "").split(separator: "_").joined(separator: " ")
        guard status == "graded" else { return status }
        return "\(status) \(object["score"] as? String ?? "unknown") \(object["grade"] as? String ?? "none")"
    }

    private static func value(_ key: String, _ object: [String: Any]) -> String {
        if let criterion = (object["criteria"] as? [String: [String: Any]])?[key] {
            if criterion["applicable"] as? Bool == false { return "not applicable" }
            if criterion["applicable"] is NSNull { return "open" }
            return criterion["points"] as? String ?? "unknown"
        }
        if let section = (object["sections"] as? [String: [String: Any]])?[key] {
            return section["score"] as? String ?? "unknown"
        }
        if let names = object[key] as? [String] { return names.joined(separator: " ") }
        if let errors = object[key] as? [[String: Any]] {
            return errors.compactMap { $0["code"] as? String }.joined(separator: " ")
        }
        return object[key] as? String ?? "unknown"
    }
}
