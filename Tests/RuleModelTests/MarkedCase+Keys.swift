import Foundation

extension MarkedCase {
    private static func fact(_ lines: String) -> String {
        "facts:\n  f:\n" + lines.split(separator: "\n").map { "    \($0)\n" }.joined() + scored("value: sum(f)")
    }
    private static func input(_ text: String) -> String {
        "inputs:\n  led_share: {unit: \"%\", range: \"[0..100]\"}\n  x: \(text)\n" + met("led_share > 3 %")
    }
    private static func series(_ rows: String) -> String {
        """
        options:
          fuel: {gas: 天然气, coal: 煤}
        data_year: data_year
        parameters:
          factor:
            clock: data year
            carry: at most 3 years
            values: |
              | data year | main_fuel | factor_value |
        \(rows.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n"))

        """ + met("factor > 1")
    }
    private static let rows = "hit: R\ntable: |\n  | led_share | value |\n  | > 50 % | 4 |\n  | > 70 % | 6 |"

    /// Keys that have no effect where they stand, and those that have.
    static let keys: [MarkedCase] = [
        .init("a list of rows has no condition", ["LC0320"], says: "`when`", fact("when: ⟦1⟧metered\n" + rows)),
        .init(
            "nor a need, nor what stands for it", ["LC0320", "LC0320"], says: "`needs`",
            fact("needs: ⟦1⟧metered\notherwise: ⟦2⟧zero points\n" + rows)),
        .init("the rows of a list are rounded", [], fact("round: 0\n" + rows)),
        .init("a list written out has no condition", ["LC0320"], fact("when: ⟦1⟧metered\nvalue: '[4, 6]'")),
        .init("the numbers of a list are rounded", [], fact("round: 1\nvalue: '[4 / 3, 9]'")),
        .init(
            "a rounding needs numbers", ["LC0320"], says: "`round`",
            "facts:\n  f:\n    round: ⟦1⟧1\n    value: led_share > 3 %\n" + scored("met: f")),
        .init(
            "so does what is shown", ["LC0320"], says: "`show`",
            "facts:\n  f:\n    show: ⟦1⟧1\n    value: led_share > 3 %\n" + scored("met: f")),
        .init(
            "a text has no condition", ["LC0320"],
            "facts:\n  f:\n    when: ⟦1⟧metered\n    value: '\"a\"'\n" + scored("met: metered")),
        .init(
            "a list has no unit of its own", ["LC0320", "LC0320", "LC0320"], says: "on a field",
            input("{list: {max: 3}, of: {n: {range: \"[0..1]\"}}, unit: ⟦1⟧kg, scale: ⟦2⟧1, range: ⟦3⟧\"[0..1]\"}")
                .replacingOccurrences(of: "⟦3⟧\"[", with: "\"⟦3⟧[")),
        .init(
            "a yes or no has no range", ["LC0320"], input("{type: boolean, range: \"⟦1⟧[0..1]\"}")),
        .init(
            "a whole number has no decimal places", ["LC0320"], input("{type: whole, scale: ⟦1⟧2, range: \"[0..1]\"}")),
        .init(
            "evidence is named for the list", ["LC0320"],
            "evidence: {kinds: {metered: {factor: 1}, self: {factor: 0.5}}, missing: self}\n"
                + input("{list: {max: 3}, of: {n: {range: \"[0..1]\", evidence: [⟦1⟧metered]}}}")),
        .init(
            "a value with more places than its scale", ["LC0320"], says: "12.345",
            "parameters:\n  p: {scale: 2, value: ⟦1⟧12.345}\n" + met("p > 3")),
        .init("a value with as many", [], "parameters:\n  p: {scale: 3, value: 12.345}\n" + met("p > 3")),
        .init(
            "one value has no columns", ["LC0320"], "parameters:\n  p: {columns: {⟦1⟧a: 甲}, value: 12}\n" + met("p > 3")
        ),
        .init(
            "rows of a data year that hold together", ["LC0502"],
            series("| 2024 | gas | 2 |\n| 2024 | coal | 3 |\n| ⟦1⟧2025 | - | 4 |")),
        .init(
            "keys in another spelling are the same keys", [],
            series("| 2024 | 天然气 | 2 |\n| 2024 | coal | 3 |\n| 2025 | gas | 4 |\n| 2025 | 煤 | 5 |")),
    ]
}
