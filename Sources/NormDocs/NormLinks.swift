import Diagnostics

/// Where the pages of norms stand, as they are seen from the page that is being written.
public struct NormLinks: Sendable {
    /// The page that lists all norms.
    public var index: @Sendable (MessageLanguage) -> String
    /// The page of a norm: id, version, language.
    public var norm: @Sendable (String, String, MessageLanguage) -> String
    /// The stylesheet.
    public var stylesheet: String
    /// Languages that there are pages in; with one alone no page offers the other.
    public var languages: [MessageLanguage]

    public init(
        index: @escaping @Sendable (MessageLanguage) -> String,
        norm: @escaping @Sendable (String, String, MessageLanguage) -> String, stylesheet: String,
        languages: [MessageLanguage] = [.zh, .en]
    ) {
        self.index = index
        self.norm = norm
        self.stylesheet = stylesheet
        self.languages = languages
    }

    /// Files in folders, seen from a page `depth` folders below the index.
    public static func files(depth: Int, languages: [MessageLanguage] = [.zh, .en]) -> NormLinks {
        let up = String(repeating: "../", count: depth)
        let first = languages.first ?? .zh
        return NormLinks(
            index: { up + ($0 == first ? "index.html" : "index.\($0.rawValue).html") },
            norm: { id, version, language in
                up + segment(fileName(id)) + "/" + segment(fileName(version)) + ".\(language.rawValue).html"
            },
            stylesheet: up + "style.css", languages: languages)
    }

    /// A text as the name of a file: what a file system would read as a path is written `_`.
    public static func fileName(_ text: String) -> String {
        let name = String(text.map { $0 == "/" || $0 == "\\" || $0 == "\0" ? "_" : $0 })
        return name.isEmpty || name.hasPrefix(".") ? "_" + name.drop { $0 == "." } : name
    }

    /// Text as one segment of a path or as a fragment: everything but letters, digits, `-`, `_` and `.` as percent escapes.
    public static func segment(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.utf8.count == 1 ? "0" : "") + hex
            }
        }
        return result
    }
}
