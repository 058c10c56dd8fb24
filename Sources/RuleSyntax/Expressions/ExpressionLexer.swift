import Diagnostics
import ExactNumbers

/// Cuts a text into tokens. Stops at the first thing it cannot read and leaves it as the last token but one, so that
/// an earlier mistake of grammar is reported first.
struct ExpressionLexer {
    var reader: ScalarReader
    let dialect: ExpressionDialect
    private(set) var tokens: [ExpressionToken] = []

    /// Tokens, with the names of several words joined.
    static func tokens(of text: LocatedText, dialect: ExpressionDialect = .norm) -> [ExpressionToken] {
        var lexer = ExpressionLexer(reader: ScalarReader(text), dialect: dialect)
        lexer.run()
        return lexer.joined()
    }

    init(reader: ScalarReader, dialect: ExpressionDialect) {
        self.reader = reader
        self.dialect = dialect
    }

    mutating func run() {
        while true {
            let before = reader.index
            reader.skipSpaces()
            while dialect.isStandard, skipComment() { reader.skipSpaces() }
            let spaced = reader.index > before || before == 0
            let start = reader.index
            guard !reader.isAtEnd else {
                append(.end, from: start, spaced: spaced)
                return
            }
            do throws(SyntaxStop) {
                let kind = try next()
                append(kind, from: start, spaced: spaced)
            } catch {
                if reader.index == start { reader.index += 1 }
                append(.bad(error.diagnostic), from: start, spaced: spaced)
                // A name of the standard may hold such a sign; what follows it still counts.
                if dialect.isStandard, reader.index == start + 1 { continue }
                append(.end, from: reader.index, spaced: true)
                return
            }
        }
    }

    private mutating func append(_ kind: ExpressionToken.Kind, from start: Int, spaced: Bool) {
        tokens.append(ExpressionToken(kind: kind, range: reader.bytes(start..<reader.index), spaceBefore: spaced))
    }

    private mutating func next() throws(SyntaxStop) -> ExpressionToken.Kind {
        guard let raw = reader.raw(), let scalar = reader.peek() else { return .end }
        if ScalarReader.isDigit(scalar) { return try number() }
        if NameSyntax.isStart(raw) { return try word() }
        if dialect.isStandard {
            if scalar == ".", ScalarReader.isDigit(reader.peek(1)) { return try number() }
            if scalar == "?" {
                reader.index += 1
                return .name("?")
            }
        }
        switch raw {
        case "\"", "“", "”", "＂": return try quoted()
        default: break
        }
        if scalar == "@" { return try dated() }
        // After a comma a bare `%` can only be the unit that `convert` takes.
        if scalar == "%", tokens.last?.is(.comma) ?? false {
            reader.index += 1
            return .name("%")
        }
        return .symbol(try symbol())
    }

    /// `// to the end of the line` or `/* … */`.
    private mutating func skipComment() -> Bool {
        guard reader.raw() == "/", let second = reader.raw(1), second == "/" || second == "*" else { return false }
        reader.index += 2
        while let scalar = reader.raw() {
            reader.index += 1
            if second == "/" ? scalar == "\n" : scalar == "*" && reader.raw() == "/" {
                if second == "*" { reader.index += 1 }
                break
            }
        }
        return true
    }

    private mutating func word() throws(SyntaxStop) -> ExpressionToken.Kind {
        let start = reader.index
        while let scalar = reader.raw(), NameSyntax.isContinue(scalar) { reader.index += 1 }
        let text = NameSyntax.composed(reader.string(start..<reader.index))
        guard let keyword = ExpressionKeyword(word: text) else { return .name(text) }
        if keyword == .null {
            throw SyntaxStop(
                .nullRefused, zh: "没有 `null`：没有回答的是未知，不涉及的是不适用，用 `适用(x)` 检查",
                en:
                    "there is no `null`: what is not answered is unknown, what does not concern the scene is not applicable; test with `applicable(x)`",
                at: reader.span(start..<reader.index))
        }
        return .keyword(keyword)
    }
}
