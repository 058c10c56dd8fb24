import BigInt
import Diagnostics
import ExactNumbers
import RuleModel
import RuleSyntax
import YAMLTree

/// Decision tables of records.
extension RecordNorm {
    mutating func table(_ logic: Logic) throws -> TableSyntax {
        guard !logic.outputs.isEmpty, let hit = hit(logic) else { throw Unsayable(what: logic.hitPolicy) }
        guard !logic.rules.isEmpty else { throw Unsayable(what: "a table without rows") }
        guard
            logic.rules.allSatisfy({ $0.tests.count == logic.columns.count && $0.outputs.count == logic.outputs.count })
        else { throw Unsayable(what: "a row with more or fewer cells than the table has columns") }
        func output(_ cells: [String]) -> String {
            guard logic.outputs.count > 1 else { return cells.first ?? "" }
            let parts = zip(logic.outputs, cells).map { output, cell in "\"\(output.name ?? "")\": \(cell)" }
            return "{" + parts.joined(separator: ", ") + "}"
        }
        var rules = logic.rules
        if logic.hitPolicy == "PRIORITY" || logic.hitPolicy == "OUTPUT ORDER" {
            rules = byPriority(rules, logic.outputs)
        }
        var header: [PipeTable.Cell] = []
        for column in logic.columns { header.append(.init(text: located(column))) }
        header.append(.init(text: located("value")))
        var rows: [[PipeTable.Cell]] = []
        for rule in rules {
            var row: [PipeTable.Cell] = []
            for test in rule.tests { row.append(.init(text: located(test.isEmpty ? "-" : test))) }
            row.append(.init(text: located(hit == .count ? "1" : output(rule.outputs))))
            rows.append(row)
        }
        let defaults = logic.outputs.compactMap(\.fallback)
        return TableSyntax(
            table: PipeTable(header: header, rows: rows, span: place(), dialect: dialect),
            hit: Located(hit, span: place()),
            defaultValue: defaults.count == logic.outputs.count ? expression(output(defaults)) : nil)
    }

    func hit(_ logic: Logic) -> HitPolicy? {
        switch (logic.hitPolicy, logic.aggregation) {
        case ("UNIQUE", _): .unique
        case ("ANY", _): .any
        case ("FIRST", _), ("PRIORITY", _): .first
        case ("RULE ORDER", _), ("OUTPUT ORDER", _): .ruleOrder
        case ("COLLECT", "SUM"?): .sum
        case ("COLLECT", "MIN"?): .least
        case ("COLLECT", "MAX"?): .greatest
        case ("COLLECT", "COUNT"?): .count
        case ("COLLECT", nil): .collect
        default: nil
        }
    }

    /// Rows in the order in which the outputs are declared to be preferred.
    private mutating func byPriority(_ rules: [Logic.Rule], _ outputs: [Logic.Output]) -> [Logic.Rule] {
        let printer = ExpressionPrinter(language: .en)
        let orders = outputs.map { output -> [String] in
            guard let allowed = output.allowed, case .anyOf(let tests) = unaryTests(allowed).kind else { return [] }
            return tests.map { test in
                if case .equals(let value) = test.kind { return printer.text(of: value) }
                return ""
            }
        }
        let ranks = rules.map { rule in
            zip(orders, rule.outputs).map { order, cell in
                order.firstIndex(of: printer.text(of: expression(cell))) ?? Int.max
            }
        }
        return rules.indices.sorted {
            ranks[$0] == ranks[$1] ? $0 < $1 : ranks[$0].lexicographicallyPrecedes(ranks[$1])
        }.map { rules[$0] }
    }
}
