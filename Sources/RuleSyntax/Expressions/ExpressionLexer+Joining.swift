import Diagnostics
import YAMLTree

/// Names of several words: `string length(…)`, and declared ones of the standard.
extension ExpressionLexer {
    /// The words of the functions that have several, by the first.
    private static let functions: [String: [[String]]] = {
        let spaced = Vocabulary.functions.map { $0.en.split(separator: " ").map(String.init) }.filter { $0.count > 1 }
        return Dictionary(grouping: spaced.sorted { $0.count > $1.count }) { $0[0] }
    }()

    /// The tokens, with those that make up one name joined.
    func joined() -> [ExpressionToken] {
        var result: [ExpressionToken] = []
        var index = 0
        while index < tokens.count {
            let count = nameLength(at: index)
            let first = tokens[index]
            if count > 1 {
                let range = first.range.lowerBound..<tokens[index + count - 1].range.upperBound
                let name = written(index, count).joined(separator: " ")
                result.append(
                    ExpressionToken(
                        kind: .name(declaredName(index, count) ?? name), range: range, spaceBefore: first.spaceBefore))
            } else {
                result.append(first)
            }
            index += count
        }
        return result
    }

    static func pieces(of name: String, dialect: ExpressionDialect) -> [String] {
        let size = name.utf8.count
        let text = LocatedText(string: name, map: TextMap(file: SourceID(0), source: 0..<size))
        var lexer = ExpressionLexer(reader: ScalarReader(text), dialect: dialect)
        lexer.run()
        return lexer.written(0, lexer.tokens.count - 1)
    }

    private func written(_ index: Int, _ count: Int) -> [String] {
        let bytes = Array(reader.text.string.utf8)
        return tokens[index..<index + count].map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }

    /// How many tokens from `index` on make up one name.
    private func nameLength(at index: Int) -> Int {
        if !dialect.names.isEmpty {
            for pieces in dialect.names where index + pieces.count < tokens.count {
                if written(index, pieces.count) == pieces { return pieces.count }
            }
        }
        guard case .name(let word) = tokens[index].kind else { return 1 }
        for words in ExpressionLexer.functions[word] ?? [] where index + words.count < tokens.count {
            if tokens[index + words.count].is(.leftParenthesis), written(index, words.count) == words {
                return words.count
            }
        }
        return labelLength(at: index)
    }

    /// `start position:` as the label of an argument or an entry.
    private func labelLength(at index: Int) -> Int {
        guard index > 0,
            tokens[index - 1].is(.leftParenthesis) || tokens[index - 1].is(.comma) || tokens[index - 1].is(.leftBrace)
        else { return 1 }
        var end = index
        while end < tokens.count, case .name = tokens[end].kind { end += 1 }
        return end > index + 1 && end < tokens.count && tokens[end].is(.colon) ? end - index : 1
    }

    private func declaredName(_ index: Int, _ count: Int) -> String? {
        let pieces = written(index, count)
        guard dialect.names.contains(pieces) else { return nil }
        return ExpressionDialect.key(pieces)
    }
}

extension ExpressionDialect {
    static func key(_ pieces: [String]) -> String { pieces.joined(separator: " ") }

    /// The spelling under which the parser gives a declared name.
    public func spelling(of name: String) -> String {
        let pieces = ExpressionLexer.pieces(of: name, dialect: self)
        return names.contains(pieces) ? ExpressionDialect.key(pieces) : name
    }
}
