/// How expressions are spelled. The meaning is the same in every dialect.
public struct ExpressionDialect: Sendable, Equatable {
    /// The spellings of the DMN standard that norms do not have: `.5`, `1e3`, `]a..b[`, comments, `?`, names with spaces, any
    /// escape in a text. Numbers carry no units, and a date needs `@` or `date(…)`.
    public var isStandard: Bool
    /// Declared names, each as the pieces it is read in.
    let names: [[String]]

    /// As norms are written.
    public static let norm = ExpressionDialect(isStandard: false, names: [])

    /// As in DMN; `names` are the names declared, which may have spaces and signs in them.
    public static func standard(names: some Sequence<String>) -> ExpressionDialect {
        let plain = ExpressionDialect(isStandard: true, names: [])
        let pieces = names.map { ExpressionLexer.pieces(of: $0, dialect: plain) }.filter { $0.count > 1 }
        return ExpressionDialect(isStandard: true, names: pieces.sorted { $0.count > $1.count })
    }

    private init(isStandard: Bool, names: [[String]]) {
        self.isStandard = isStandard
        self.names = names
    }
}
