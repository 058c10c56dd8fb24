import ExactNumbers
import Foundation
import RuleCompiler
import RuleProgram
import SceneData

/// Scenes as the fields of the page's form, which are also the page's permalink: `q.input` answers (`q.list.0.part` in lists,
/// `q.list=none` for an empty one), `e.input` evidence, `n` criteria claimed not applicable, `scene` and `as_of`.
enum FormScene {
    /// The scene as JSON, as the API takes it.
    ///
    /// - Throws: `Problem` for an entry of a list under a number that none has: left out, it would change the score in silence.
    static func json(_ form: FormData, _ version: ServedVersion) throws(Problem) -> [UInt8] {
        var answers: [String: Any] = [:]
        var evidence: [String: String] = [:]
        for field in version.compiled.program.schema.fields {
            let id = field.name.id
            if case .list(let most, let parts) = field.kind {
                if form["q.\(id)"] == "none" {
                    answers[id] = [Any]()
                } else {
                    let rows = try rows(form, id, parts, most: most)
                    if !rows.isEmpty { answers[id] = rows }
                }
            } else if let value = form["q.\(id)"] {
                answers[id] = plain(value)
            }
            if let kind = form["e.\(id)"] { evidence[id] = kind }
        }
        var scene: [String: Any] = ["answers": answers]
        if !evidence.isEmpty { scene["evidence"] = evidence }
        let claims = form.all("n")
        if !claims.isEmpty { scene["not_applicable"] = claims }
        if let name = form["scene"] { scene["scene"] = name }
        if let day = form["as_of"] { scene["as_of"] = plain(day) }
        guard let data = try? JSONSerialization.data(withJSONObject: scene, options: [.sortedKeys]) else {
            return Array("{}".utf8)
        }
        return [UInt8](data)
    }

    /// One more entry than the list may have is read, for the reader to say so at its field.
    private static func rows(
        _ form: FormData, _ id: String, _ parts: [InputField], most: Int
    ) throws(Problem) -> [[String: String]] {
        var found: Set<Int> = []
        for (name, row) in form.rows(of: id) {
            guard let row, row <= most else { throw .entry(name, most: most) }
            found.insert(row)
        }
        return found.sorted().compactMap { row in
            var record: [String: String] = [:]
            for part in parts {
                if let value = form["q.\(id).\(row).\(part.name.id)"] { record[part.name.id] = plain(value) }
            }
            return record.isEmpty ? nil : record
        }
    }

    /// Full-width digits and signs as the plain ones, no spaces around.
    private static func plain(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0) {
                result.append(plain)
            } else {
                result.append(scalar)
            }
        }
        return String(result).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The form that gives this scene.
    static func form(_ scene: ReadScene) -> FormData {
        var pairs: [(name: String, value: String)] = []
        let schema = scene.version.compiled.program.schema
        let record = scene.input.record
        if !scene.input.id.isEmpty, !scene.input.id.hasPrefix("#") { pairs.append(("scene", scene.input.id)) }
        if let day = scene.input.asOf { pairs.append(("as_of", day.description)) }
        for (index, field) in schema.fields.enumerated() {
            let name = "q.\(field.name.id)"
            if record.states[index] == .notApplicable {
                pairs.append((name, "not applicable"))
            } else if record.states[index] == .known, case .list(_, let parts) = field.kind {
                let count = Int(clamping: record.values[index])
                if count == 0 { pairs.append((name, "none")) }
                for (place, part) in parts.enumerated() where place < record.lists[index].values.count {
                    let column = record.lists[index].values[place]
                    for row in 0..<min(count, column.count) where record.lists[index].states[place][row] == .known {
                        pairs.append(("\(name).\(row).\(part.name.id)", AnswerWords.plain(part.kind, column[row])))
                    }
                }
            } else if record.states[index] == .known {
                pairs.append((name, AnswerWords.plain(field.kind, record.values[index])))
            }
            let kind = Int(record.evidence[index])
            if schema.evidenceKinds.indices.contains(kind) {
                pairs.append(("e.\(field.name.id)", schema.evidenceKinds[kind].id))
            }
        }
        for (index, claim) in schema.claims.enumerated() where record.claims[index] { pairs.append(("n", claim.id)) }
        return FormData(pairs)
    }
}
