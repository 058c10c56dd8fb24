import Diagnostics

extension TextRewriter {
    /// Spells the tokens of `part`, which starts at byte `start` of the text, and puts the spaces between them right.
    mutating func rewriteTokens(of part: LocatedText, at start: Int) {
        let tokens = ExpressionLexer.tokens(of: part).dropLast()
        var betweens: [Int] = []
        var depth = 0
        for (index, token) in tokens.enumerated() {
            let range = token.range.lowerBound + start..<token.range.upperBound + start
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            if index > 0 { rewriteGap(tokens, before: index, at: start) }
            switch token.kind {
            case .number(_, let unit, let digits):
                rewriteNumber(range, digits: digits.lowerBound + start..<digits.upperBound + start, unit)
            case .text(let text):
                if bytes[range.lowerBound] != UInt8(ascii: "\"") { add(range, TextLiteral.quoted(text)) }
            case .date, .duration, .clock: rewriteDate(range)
            case .name(let name): rewriteName(name, range, next)
            case .keyword(let keyword):
                if keyword == .between { betweens.append(depth) }
                var spelled = keyword
                if keyword == .and || keyword == .betweenAnd, betweens.last == depth {
                    betweens.removeLast()
                    spelled = .betweenAnd
                }
                rewriteKeyword(spelled, range)
            case .symbol(let symbol):
                switch symbol {
                case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
                case .rightParenthesis, .rightBracket, .rightBrace:
                    depth -= 1
                    while let last = betweens.last, last > depth { betweens.removeLast() }
                default: break
                }
                add(range, symbol.rawValue)
            case .bad, .end: break
            }
        }
    }

    private mutating func rewriteKeyword(_ keyword: ExpressionKeyword, _ range: Range<Int>) {
        if let language {
            add(range, keyword.spelling(language))
        } else if keyword == .betweenAnd, bytes[range.lowerBound] >= 0x80 {
            add(range, keyword.chinese)
        }
    }

    private mutating func rewriteName(_ name: String, _ range: Range<Int>, _ next: ExpressionToken?) {
        guard let language else { return }
        if let use = names[text.span(range)] {
            add(range, use[language], renames: true)
        } else if let next, next.is(.leftParenthesis), let word = Vocabulary.function(name) {
            add(range, word[language])
        } else if let next, next.is(.colon), let word = Vocabulary.label(name) {
            add(range, word[language])
        } else if let next, next.is(.rightParenthesis), let word = Vocabulary.roundingMode(name) {
            add(range, word[language])
        }
    }

    private mutating func rewriteDate(_ range: Range<Int>) {
        let written = String(decoding: bytes[range], as: UTF8.self)
        let plain = String.UnicodeScalarView(
            written.unicodeScalars.map { $0 == "“" || $0 == "”" ? "\"" : ScalarReader.folded($0) })
        add(range, String(plain))
    }

    private mutating func rewriteNumber(_ range: Range<Int>, digits: Range<Int>, _ unit: UnitSyntax?) {
        let written = String(decoding: bytes[digits], as: UTF8.self)
        add(digits, String(String.UnicodeScalarView(written.unicodeScalars.map { ScalarReader.folded($0) })))
        guard unit != nil else { return }
        var unitStart = digits.upperBound
        let rest = String(decoding: bytes[digits.upperBound..<range.upperBound], as: UTF8.self)
        for scalar in rest.unicodeScalars {
            let plain = ScalarReader.folded(scalar)
            guard plain == " " || plain == "\t" else { break }
            unitStart += UTF8.width(scalar)
        }
        add(digits.upperBound..<unitStart, " ")
        rewriteUnit(unitStart..<range.upperBound)
    }

    /// The spaces before token `index`; line ends stay.
    private mutating func rewriteGap(_ tokens: ArraySlice<ExpressionToken>, before index: Int, at start: Int) {
        let left = tokens[index - 1]
        let right = tokens[index]
        let gap = left.range.upperBound + start..<right.range.lowerBound + start
        guard !bytes[gap].contains(UInt8(ascii: "\n")) else { return }
        let previous = index > 1 ? tokens[index - 2] : nil
        guard let wanted = space(previous, left, right, next: index + 1 < tokens.count ? tokens[index + 1] : nil) else {
            return
        }
        if wanted == " ", left.is(.colon), context == .plain { return }
        if keepsWideSign(left, at: start) || keepsWideSign(right, at: start) { return }
        add(gap, wanted)
    }

    /// True for a full-width sign that YAML would misread in ASCII; it brings its own space.
    private func keepsWideSign(_ token: ExpressionToken, at start: Int) -> Bool {
        guard case .symbol(let symbol) = token.kind, bytes[token.range.lowerBound + start] >= 0x80 else { return false }
        return !context.allows(symbol.rawValue, atStart: false)
    }

    /// Nil where the author's choice stays.
    private func space(
        _ previous: ExpressionToken?, _ left: ExpressionToken, _ right: ExpressionToken, next: ExpressionToken?
    ) -> String? {
        if left.is(.dot) || right.is(.dot) { return "" }
        if left.is(.leftParenthesis) || left.is(.leftBracket) || left.is(.leftBrace) || right.is(.rightBrace) {
            return ""
        }
        if right.is(.rightParenthesis) || right.is(.rightBracket) || right.is(.comma) || right.is(.colon) { return "" }
        if left.is(.comma), let previous, isGrouping(previous, left, right) { return nil }
        if right.is(.dotDot) { return right.spaceBefore || (next?.spaceBefore ?? false) ? " " : "" }
        if left.is(.dotDot) { return left.spaceBefore || right.spaceBefore ? " " : "" }
        if left.is(.minus), !(previous.map(endsOperand) ?? false) { return "" }
        if right.is(.leftParenthesis) {
            if left.is(.not) { return "" }
            if case .name = left.kind { return "" }
        }
        if right.is(.leftBracket), endsOperand(left) { return "" }
        return " "
    }

    private func endsOperand(_ token: ExpressionToken) -> Bool {
        switch token.kind {
        case .number, .text, .date, .duration, .clock, .name, .keyword(.true), .keyword(.false): true
        default: token.is(.rightParenthesis) || token.is(.rightBracket) || token.is(.rightBrace)
        }
    }

    /// `1,000`: the warning about it must not be formatted away.
    private func isGrouping(_ left: ExpressionToken, _ comma: ExpressionToken, _ right: ExpressionToken) -> Bool {
        guard case .number(_, unit: nil, _) = left.kind, case .number(_, _, let digits) = right.kind else {
            return false
        }
        return !comma.spaceBefore && !right.spaceBefore && digits.count == 3
    }
}
