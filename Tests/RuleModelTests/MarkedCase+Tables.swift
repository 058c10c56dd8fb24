import Foundation

extension MarkedCase {
    private static func quota(_ rows: String) -> String {
        "parameters:\n  quota:\n    unit: kWh/a\n    table: |\n      ⟦1⟧| main_fuel | value |\n" + rows
            + met("electricity < quota")
    }
    private static func series(_ rows: String, carry: String = "") -> String {
        "parameters:\n  tariff:\n    unit: kWh/a\n\(carry)    values: |\n      ⟦1⟧| from | value |\n" + rows
            + met("electricity < tariff")
    }

    static let tables: [MarkedCase] = [
        .init(
            "a gap at a boundary, with an example", ["LC0501"], says: "`led_share = 50 %`",
            scored("table: |\n  ⟦1⟧| led_share | points |\n  | < 50 % | 0 |\n  | > 50 % | 10 |")),
        .init(
            "a gap at an end", ["LC0501"], says: "`led_share = 100 %`",
            scored("table: |\n  ⟦1⟧| led_share | points |\n  | < 50 % | 0 |\n  | [50 % .. 100 %) | 10 |")),
        .init(
            "a gap of two columns", ["LC0501"], says: "`metered = false`",
            scored("table: |\n  ⟦1⟧| metered | has_kitchen | points |\n  | true | - | 10 |\n  | false | true | 0 |")),
        .init(
            "a gap of options", ["LC0501"], says: "`main_fuel = coal`",
            scored("table: |\n  ⟦1⟧| main_fuel | points |\n  | gas | 10 |")),
        .init(
            "options treated one by one", [],
            scored("table: |\n  | main_fuel | points |\n  | gas | 10 |\n  | coal | 0 |")),
        .init("not an option", [], scored("table: |\n  | main_fuel | points |\n  | gas | 10 |\n  | not(gas) | 0 |")),
        .init(
            "an overlap, with an example", ["LC0502"], says: "`led_share = 50 %`",
            scored("table: |\n  | led_share | points |\n  | <= 50 % | 0 |\n  ⟦1⟧| >= 50 % | 10 |")
                .replacingOccurrences(of: "⟦1⟧| >=", with: "| ⟦1⟧>=")),
        .init(
            "overlaps are fine where the first row counts", [],
            scored("hit: F\ntable: |\n  | led_share | points |\n  | >= 50 % | 10 |\n  | - | 0 |")),
        .init(
            "a row after one that always holds", ["LC0503"],
            scored("hit: F\ntable: |\n  | led_share | points |\n  | >= 50 % | 10 |\n  | - | 0 |\n  | ⟦1⟧< 20 % | 0 |")),
        .init(
            "more points than the maximum", ["LC0611"],
            scored("table: |\n  | led_share | points |\n  | < 50 % | 0 |\n  | >= 50 % | ⟦1⟧11 |")),
        .init("a parameter without a row", ["LC0508"], says: "`main_fuel = coal`", quota("      | gas | 80 |\n")),
        .init(
            "a series that starts after the norm", ["LC0509"], says: "`from = 2026-01-01`",
            series("      | 2026-01-02 | 80 |\n")),
        .init(
            "a series carried for too short a time", ["LC0509"], says: "`from = 2027-01-01`",
            series("      | 2026-01-01 | 80 |\n", carry: "    carry: at most 1 year\n")),
        .init(
            "a series without end", [], series("      | 2026-01-01 | 80 |\n").replacingOccurrences(of: "⟦1⟧", with: "")),
        .init(
            "a header that names nothing", ["LC0301"], says: "`main_fuel`",
            quota("      | gas | 80 |\n").replacingOccurrences(of: "⟦1⟧| main_fuel", with: "| ⟦1⟧main_fule")),
        .init(
            "steps out of order", ["LC0505"],
            scored("bands: led_share\nsteps: |\n  | at least | points |\n  | 50 % | 5 |\n  | ⟦1⟧80 % | 10 |")),
        .init(
            "anchors at one place", ["LC0506"],
            scored(
                "interpolate: led_share\noutside: clamp\nanchors: |\n  | at | points |\n  | 50 % | 0 |\n  | ⟦1⟧50 % | 10 |"
            )),
        .init(
            "a broken row of a table is one finding", ["LC0307"],
            scored("table: |\n  | main_fuel | points |\n  | gas | 10 |\n  | ⟦1⟧cole | 0 |")),
    ]
}
