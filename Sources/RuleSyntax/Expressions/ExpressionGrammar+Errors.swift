import Diagnostics
import ExactNumbers

extension ExpressionGrammar {
    /// The report for the current token, which fits nowhere; `zh`/`en` say what was wanted.
    func unexpected(
        zh: String? = nil, en: String? = nil, labels: [Diagnostic.Label] = []
    ) -> SyntaxStop {
        if case .bad(let diagnostic) = token.kind { return SyntaxStop(diagnostic) }
        if let glued = gluedKeyword() { return glued }
        if token.is(.comma), depth == 0, let comma = decimalComma() { return comma }
        let place = token.kind == .end ? endSpan : span(token)
        let wantedZh = zh.map { "，" + $0 } ?? ""
        let wantedEn = en.map { ", " + $0 } ?? ""
        guard token.kind != .end else {
            return SyntaxStop(
                .unexpectedToken, zh: "表达式没有写完" + wantedZh, en: "expression ends too early" + wantedEn, at: place,
                labels: labels)
        }
        var fixIts: [Diagnostic.FixIt] = []
        var hintZh = wantedZh
        var hintEn = wantedEn
        if case .name(let name) = token.kind, let keyword = ExpressionKeyword(word: name.lowercased()) {
            fixIts = [.replace(place, by: keyword.english)]
            hintZh = "，关键字要小写：`\(keyword.english)`"
            hintEn = ", keywords are in lower case: `\(keyword.english)`"
        } else if token.is(.rightParenthesis) || token.is(.rightBracket), zh == nil {
            hintZh = "，没有与它对应的左括号"
            hintEn = ", no bracket was opened for it"
        } else if zh == nil, endsOperand(before: index), startsOperand {
            hintZh = isNameAfterName ? "，名称里不能有空格，或者前面缺少运算符" : "，前面缺少运算符"
            hintEn =
                isNameAfterName
                ? ", names have no spaces, or an operator is missing before it" : ", an operator is missing before it"
        }
        return SyntaxStop(
            .unexpectedToken, zh: "这里不能是 `\(written)`" + hintZh, en: "`\(written)` cannot stand here" + hintEn,
            at: place,
            labels: labels, fixIts: fixIts)
    }

    /// The current token as written.
    var written: String { text(of: token.range) }

    func text(of range: Range<Int>) -> String {
        String(decoding: Array(text.string.utf8)[range], as: UTF8.self)
    }

    /// An empty place after the last token.
    var endSpan: Span {
        let end = tokens.count > 1 ? tokens[tokens.count - 2].range.upperBound : 0
        let whole = text.span(0..<end)
        return Span(file: whole.file, start: whole.end, end: whole.end)
    }

    private var isNameAfterName: Bool {
        guard index > 0, case .name = tokens[index - 1].kind, case .name = token.kind else { return false }
        return true
    }

    private var startsOperand: Bool {
        switch token.kind {
        case .name, .number, .text, .date, .duration, .clock, .keyword(.true), .keyword(.false): true
        default: token.is(.leftParenthesis)
        }
    }

    private func endsOperand(before index: Int) -> Bool {
        guard index > 0 else { return false }
        switch tokens[index - 1].kind {
        case .name, .number, .text, .date, .duration, .clock, .keyword(.true), .keyword(.false): return true
        default: return tokens[index - 1].is(.rightParenthesis) || tokens[index - 1].is(.rightBracket)
        }
    }

    /// `如果夜床数 > 0 则 …`: the word that should have opened the construct is stuck to a name.
    private func gluedKeyword() -> SyntaxStop? {
        let openers: [ExpressionKeyword]
        switch token.kind {
        case .keyword(.then), .keyword(.else): openers = [.if]
        case .keyword(.satisfies): openers = [.some, .every]
        case .keyword(.return): openers = [.for]
        default: return nil
        }
        for candidate in tokens[..<index].reversed() {
            guard case .name(let name) = candidate.kind else { continue }
            for opener in openers where name.hasPrefix(opener.chinese) {
                let keywordEnd = candidate.range.lowerBound + opener.chinese.utf8.count
                let place = span(candidate)
                let keyword = text.span(candidate.range.lowerBound..<keywordEnd)
                return SyntaxStop(
                    .missingSpace, zh: "`\(name)` 被读作一个名称，请在 `\(opener.chinese)` 后加空格",
                    en: "`\(name)` is read as one name, put a space after `\(opener.chinese)`", at: place,
                    fixIts: [
                        .insert(
                            " ", after: keyword,
                            title: Message(
                                zh: "在 `\(opener.chinese)` 后加空格", en: "put a space after `\(opener.chinese)`"))
                    ])
            }
        }
        return nil
    }

    /// `1,5` and `12,000` where no list can stand.
    private func decimalComma() -> SyntaxStop? {
        guard index > 0, case .number(_, unit: nil, let left) = tokens[index - 1].kind,
            case .number(_, _, let right) = next.kind, left.upperBound == here, !next.spaceBefore
        else { return nil }
        let place = text.span(left.lowerBound..<right.upperBound)
        let isGrouping = right.count == 3
        let mend = text(of: left) + (isGrouping ? "_" : ".") + text(of: right)
        return SyntaxStop(
            .numberComma,
            zh: isGrouping ? "数字里不用逗号分节，请写 `\(mend)`" : "小数点写作 `.`：`\(mend)`",
            en: isGrouping
                ? "digits are not grouped by `,`, write `\(mend)`" : "the decimal sign is `.`: `\(mend)`",
            at: place, fixIts: [.replace(place, by: mend)])
    }

    /// `1,000` among values: two values, as written, but hardly as meant.
    mutating func warnOfGrouping() {
        guard index > 0, case .number(_, unit: nil, let left) = tokens[index - 1].kind,
            case .number(_, _, let right) = next.kind, left.upperBound == here, !next.spaceBefore, right.count == 3
        else { return }
        let whole = text(of: left) + "," + text(of: right)
        let mend = text(of: left) + "_" + text(of: right)
        warnings.append(
            Diagnostic(
                .numberComma, .warning,
                Message(
                    zh: "`\(whole)` 读作两个值；若是一个数请写 `\(mend)`，若是两个值请在逗号后加空格",
                    en:
                        "`\(whole)` reads as two values; write `\(mend)` for one number, or a space after the comma for two"
                ),
                at: text.span(left.lowerBound..<right.upperBound)))
    }
}
