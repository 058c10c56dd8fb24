import RuleSyntax

/// How cell texts of pipe tables are read.
struct CellSyntax: Sendable {
    /// A heading: an expression (mostly a name), with the unit in brackets after it.
    struct Heading: Sendable {
        var expression: Expression?
        var unit: UnitSyntax?
        var text: String
    }

    var tests: @Sendable (LocatedText) -> UnaryTests?
    var expression: @Sendable (LocatedText) -> Expression?
    var heading: @Sendable (LocatedText) -> Heading
}
