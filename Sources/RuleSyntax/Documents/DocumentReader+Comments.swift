import Diagnostics
import YAMLTree

extension DocumentReader {
    /// Reports a formula that a ` #` comment cut short; true if so.
    mutating func isCutByComment(_ scalar: YAMLNode.Scalar) -> Bool {
        let end = scalar.map.sourceEnd
        guard scalar.style == .plain, end < source.count, BracketBalance(scalar.text).isCut else { return false }
        let rest = source[end...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard let mark = rest.firstIndex(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }), mark > end,
            rest[mark] == UInt8(ascii: "#")
        else { return false }
        let whole = scalar.text + String(decoding: rest, as: UTF8.self)
        let span = Span(file: scalar.map.file, start: scalar.map.source(0), end: rest.endIndex)
        let fixIt = BracketBalance(whole).isBalanced ? DocumentReader.quoting(span, text: whole) : nil
        report(
            .cutByComment,
            zh: "` #` 之后是注释，只读到 `\(scalar.text)`：把注释移到上一行，或给整个值加上引号",
            en:
                "what follows ` #` is a comment, so only `\(scalar.text)` is read: move the comment to the line above, or put the "
                + "whole value in quotes",
            at: Span(file: scalar.map.file, start: mark, end: rest.endIndex), fixIts: fixIt.map { [$0] } ?? [])
        return true
    }
}
