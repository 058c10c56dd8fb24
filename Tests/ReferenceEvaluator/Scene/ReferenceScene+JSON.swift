/// Scenes as files hold them (`docs/scenes.md`, section 1).
extension ReferenceScene {
    /// The scene as one line of JSON, keys in order, without a line end.
    public func jsonLine(name: String) -> String {
        var parts = [
            "\"scene\": \(Self.quoted(name))", "\"as_of\": \"\(asOf)\"",
            "\"answers\": \(Self.object(answers.mapValues(\.json)))",
        ]
        if !evidence.isEmpty { parts.append("\"evidence\": \(Self.object(evidence.mapValues(Self.quoted)))") }
        if !claims.isEmpty {
            parts.append("\"not_applicable\": [\(claims.sorted().map(Self.quoted).joined(separator: ", "))]")
        }
        return "{\(parts.joined(separator: ", "))}"
    }

    static func object(_ members: [String: String]) -> String {
        let lines = members.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \($0.value)" }
        return "{\(lines.joined(separator: ", "))}"
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension ReferenceAnswer {
    /// The answer as JSON; a number in quotes, so that no reader takes it for a binary float.
    var json: String {
        switch self {
        case .number(let number): "\"\(number)\""
        case .boolean(let holds): holds ? "true" : "false"
        case .option(let name), .text(let name): ReferenceScene.quoted(name)
        case .date(let day): "\"\(day)\""
        case .list(let entries):
            "[\(entries.map { ReferenceScene.object($0.mapValues(\.json)) }.joined(separator: ", "))]"
        case .notApplicable: "\"not applicable\""
        }
    }
}
