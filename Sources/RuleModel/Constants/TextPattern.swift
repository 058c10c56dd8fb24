import Diagnostics
import Foundation

/// A pattern of the standard's `matches`, `replace` and `split` (XPath's regular expressions), run by ICU's. What the two read
/// differently is refused.
struct TextPattern {
    struct Fault: Error {
        var message: Message
        init(zh: String, en: String) { message = Message(zh: zh, en: en) }
    }

    private let expression: NSRegularExpression
    private static let digits = "0123456789".unicodeScalars
    private static let longest = 10_000
    /// Rounds of some ten thousand steps each.
    private static let mostRounds = 200

    init(_ pattern: String, flags: String) throws(Fault) {
        var options: NSRegularExpression.Options = []
        for flag in flags {
            switch flag {
            case "s": options.insert(.dotMatchesLineSeparators)
            case "m": options.insert(.anchorsMatchLines)
            case "i": options.insert(.caseInsensitive)
            case "x": break
            default:
                throw Fault(
                    zh: "没有标志 `\(flag)`，只有 `s`、`m`、`i`、`x`",
                    en: "there is no flag `\(flag)`, only `s`, `m`, `i` and `x`")
            }
        }
        options.insert(.useUnixLineSeparators)
        guard pattern.utf8.count <= 1000 else { throw Fault(zh: "匹配式太长", en: "the pattern is too long") }
        let plain = try TextPattern.translated(pattern, flags)
        guard let made = try? NSRegularExpression(pattern: plain, options: options) else {
            throw Fault(zh: "`\(pattern)` 不是正确的匹配式", en: "`\(pattern)` is no pattern")
        }
        expression = made
    }

    /// Refuses what ICU would read otherwise than XPath; leaves out spaces where flag `x` asks for it.
    private static func translated(_ pattern: String, _ flags: String) throws(Fault) -> String {
        let (compact, ignoresCase) = (flags.contains("x"), flags.contains("i"))
        let (dotIsAll, isMultiline) = (flags.contains("s"), flags.contains("m"))
        let scalars = Array(pattern.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        var depth = 0
        var repeats = 0
        while index < scalars.count {
            let scalar = scalars[index]
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            if compact, depth == 0, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
                index += 1
                continue
            }
            if scalar == "\\", compact, let next, next == " " {
                throw Fault(zh: "`\\` 后不能是空格", en: "a space cannot follow `\\`")
            }
            switch scalar {
            case "\\":
                guard let next else { throw Fault(zh: "匹配式以 `\\` 结尾", en: "the pattern ends in `\\`") }
                guard "dDsSwWnrt\\|.?*+(){}-[]^$123456789pP".unicodeScalars.contains(next) else {
                    throw Fault(zh: "没有 `\\\(next)`", en: "there is no `\\\(next)`")
                }
                if depth > 0, TextPattern.digits.contains(next) {
                    throw Fault(zh: "`[` 里不能引用组", en: "a group cannot be named within `[`")
                }
                if next == "p" || next == "P" {
                    throw Fault(zh: "不支持字符类 `\\\(next)`", en: "character classes `\\\(next)` are not taken")
                }
                result.append(scalar)
                result.append(next)
                index += 2
                continue
            case "[":
                if depth > 0 || (next == "-") {
                    throw Fault(zh: "不支持嵌套的 `[`", en: "a `[` within `[` is not taken")
                }
                depth += 1
            case "]": depth = max(0, depth - 1)
            case "-" where depth > 0 && (next == "[" || next == "-"), "&" where depth > 0 && next == "&":
                throw Fault(zh: "不支持字符类的差和交", en: "subtraction and intersection of classes are not taken")
            case "." where depth == 0 && !dotIsAll:
                result.append(contentsOf: "[^\\n\\r]".unicodeScalars)
                index += 1
                continue
            case "$" where depth == 0 && !isMultiline:
                result.append(contentsOf: "\\z".unicodeScalars)
                index += 1
                continue
            case "(" where depth == 0 && next == "?" && (index + 2 >= scalars.count || scalars[index + 2] != ":"):
                throw Fault(zh: "`(?` 后只能是 `:`", en: "after `(?` only `:` can stand")
            case "*" where depth == 0, "+" where depth == 0, "?" where depth == 0, "{" where depth == 0:
                repeats += 1
                if next == "+" { throw Fault(zh: "不支持 `\(scalar)+`", en: "`\(scalar)+` is not taken") }
                if repeats > 20 { throw Fault(zh: "重复太多", en: "the pattern repeats too much") }
            case "^" where ignoresCase && depth > 0 && index > 0 && scalars[index - 1] == "[":
                throw Fault(zh: "标志 `i` 与 `[^` 不能同用", en: "flag `i` and `[^` cannot stand together")
            default: break
            }
            result.append(scalar)
            index += 1
        }
        return String(result)
    }

    private func range(_ text: String) throws(Fault) -> NSRange {
        guard text.utf8.count <= TextPattern.longest else { throw Fault(zh: "文本太长", en: "the text is too long") }
        return NSRange(text.startIndex..., in: text)
    }

    /// All matches, or the first; refused where finding them takes too many steps.
    private func found(in text: String, firstOnly: Bool = false) throws(Fault) -> [NSTextCheckingResult] {
        var results: [NSTextCheckingResult] = []
        var rounds = 0
        let whole = try range(text)
        expression.enumerateMatches(in: text, options: .reportProgress, range: whole) { match, _, stop in
            if let match {
                results.append(match)
                if firstOnly { stop.pointee = true }
            } else {
                rounds += 1
                if rounds > TextPattern.mostRounds { stop.pointee = true }
            }
        }
        guard rounds <= TextPattern.mostRounds else {
            throw Fault(zh: "这个匹配式试的次数太多，请写得更明确", en: "this pattern takes too many tries, make it more definite")
        }
        return results
    }

    func matches(_ text: String) throws(Fault) -> Bool { try !found(in: text, firstOnly: true).isEmpty }

    /// `replacement` with `$1` for groups, `$0` for the whole.
    func replacing(in text: String, by replacement: String) throws(Fault) -> String {
        var isEscaped = false
        for (index, character) in replacement.unicodeScalars.enumerated() {
            if isEscaped {
                guard character == "$" || character == "\\" else {
                    throw Fault(zh: "替换文本里 `\\` 后只能是 `\\` 或 `$`", en: "in a replacement only `\\` or `$` follows `\\`")
                }
                isEscaped = false
                continue
            }
            isEscaped = character == "\\"
            if character == "$" {
                let rest = Array(replacement.unicodeScalars.dropFirst(index + 1).prefix(2))
                guard let digit = rest.first, let group = Int(String(digit)), group <= expression.numberOfCaptureGroups,
                    rest.count < 2 || Int(String(rest[1])) == nil
                else { throw Fault(zh: "替换文本里没有这一组", en: "the replacement names a group that there is not") }
            }
        }
        guard !isEscaped else { throw Fault(zh: "替换文本以 `\\` 结尾", en: "the replacement ends in `\\`") }
        try mustNotMatchNothing()
        var result = ""
        var start = text.startIndex
        for match in try found(in: text) {
            guard let place = Range(match.range, in: text) else { continue }
            result += text[start..<place.lowerBound]
            result += expression.replacementString(for: match, in: text, offset: 0, template: replacement)
            start = place.upperBound
        }
        return result + text[start...]
    }

    func split(_ text: String) throws(Fault) -> [String] {
        try mustNotMatchNothing()
        var parts: [String] = []
        var start = text.startIndex
        for match in try found(in: text) {
            guard let found = Range(match.range, in: text) else { continue }
            parts.append(String(text[start..<found.lowerBound]))
            start = found.upperBound
        }
        return parts + [String(text[start...])]
    }

    private func mustNotMatchNothing() throws(Fault) {
        if expression.firstMatch(in: "", range: NSRange(location: 0, length: 0)) != nil {
            throw Fault(zh: "匹配式也匹配空文本", en: "the pattern matches the empty text, too")
        }
    }
}
