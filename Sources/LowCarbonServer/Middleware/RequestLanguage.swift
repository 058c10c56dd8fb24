import Diagnostics
import HTTPTypes
import Hummingbird

/// The language of a request: `lang` (or `language`) of the query, else what the browser prefers, else Chinese.
enum RequestLanguage {
    static func of(_ request: Request) -> MessageLanguage {
        of(query: request.uri.query ?? "", accepted: request.headers[.acceptLanguage] ?? "")
    }

    static func of(query: String, accepted: String) -> MessageLanguage {
        if let said = said(query) { return said }
        var best: (language: MessageLanguage, weight: Double)?
        for part in accepted.prefix(400).split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.drop { $0 == " " } }
            guard let tag = pieces.first?.lowercased() else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            let language: MessageLanguage
            if tag.hasPrefix("zh") {
                language = .zh
            } else if tag.hasPrefix("en") {
                language = .en
            } else {
                continue
            }
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language ?? .zh
    }

    /// The language that the address names.
    static func said(_ query: String) -> MessageLanguage? {
        for (name, value) in FormData.pairs(query, beginning: "lang") where name == "lang" || name == "language" {
            if let language = MessageLanguage(rawValue: String(value.prefix(2)).lowercased()) { return language }
        }
        return nil
    }
}
