/// A JSON value whose numbers stay the text they were written in, so that no digit is lost.
enum ExactJSON: Sendable, Equatable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([ExactJSON])
    /// Members in the order written; names are unique.
    case object([(name: String, value: ExactJSON)])

    static func == (left: ExactJSON, right: ExactJSON) -> Bool {
        switch (left, right) {
        case (.null, .null): return true
        case (.boolean(let a), .boolean(let b)): return a == b
        case (.number(let a), .number(let b)), (.string(let a), .string(let b)): return a == b
        case (.array(let a), .array(let b)): return a == b
        case (.object(let a), .object(let b)):
            return a.count == b.count && zip(a, b).allSatisfy { $0.name == $1.name && $0.value == $1.value }
        default: return false
        }
    }

    /// The member with that name; nil too where the value is no object.
    subscript(name: String) -> ExactJSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// A number's or string's text; nil for the rest.
    var text: String? {
        switch self {
        case .number(let text), .string(let text): return text
        default: return nil
        }
    }
}

/// Why a text is no JSON, in both languages, with the byte where it shows.
struct ExactJSONFailure: Error, Sendable, Equatable {
    var offset: Int
    var zh: String
    var en: String
}
