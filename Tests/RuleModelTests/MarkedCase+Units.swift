extension MarkedCase {
    static let units: [MarkedCase] = [
        .init(
            "units that do not add, at the operator", ["LC0304"], says: "`kWh/a` and `m3/a`",
            met("electricity ⟦1⟧+ gas > 3 kWh/a")),
        .init("units that do not compare", ["LC0304"], met("electricity ⟦1⟧> 3 kWh")),
        .init(
            "a unit on the wrong side of a fact", ["LC0304"],
            "facts:\n  f: {unit: kWh, value: ⟦1⟧electricity}\n" + met("f > 3 kWh")),
        .init("exact conversions need nothing", [], met("electricity + 1 MWh/a > 3.6 MJ/a")),
        .init("a unit that is cancelled", [], met("electricity / floor_area * 1 m2 > 3 kWh/a")),
        .init("years do not convert to days", ["LC0304"], met("electricity ⟦1⟧> 3 kWh/d")),
        .init(
            "an unknown unit is one finding", ["LC0306"], says: "`kWh`",
            "inputs:\n  led_share: {unit: ⟦1⟧kwh, range: '[0..10]'}\n" + met("led_share > 3 kWh")),
        .init("a bare number beside a percentage", ["LC0305"], says: "`80 %`", met("led_share ⟦1⟧>= 80")),
        .init("a fraction beside a percentage", ["LC0305"], says: "`80 %` or `0.8 %`", met("led_share ⟦1⟧>= 0.8")),
        .init("a percentage added to one", ["LC0305"], met("(1 ⟦1⟧+ led_share) > 3")),
        .init("a bare literal takes the unit of the other side", [], met("electricity > 30000")),
        .init("a range upside down", ["LC0401"], "inputs:\n  led_share: {unit: '%', range: '⟦1⟧[100..0]'}"),
        .init("a number without a range", ["LC0312"], "inputs:\n  ⟦1⟧led_share: {unit: '%'}"),
        .init(
            "division by what may be zero", ["LC0402"], says: "`[0..1000]`",
            met("electricity / ⟦1⟧rooms > 3 kWh/(a.room)")),
        .init(
            "division guarded by if", [], met("if rooms > 0 room then electricity / rooms > 3 kWh/(a.room) else false")),
        .init("division guarded by and", [], met("rooms > 0 and electricity / rooms > 3 kWh/(a.room)")),
        .init(
            "division guarded by needs", [],
            "facts:\n  f: {needs: rooms > 0, otherwise: zero points, value: electricity / rooms}\n"
                + met("f > 3 kWh/(a.room)")),
        .init(
            "division guarded by when", [],
            "facts:\n  f: {when: rooms >= 1, value: electricity / rooms}\n" + met("f > 3 kWh/(a.room)")),
        .init("a guard on the other side", ["LC0402"], met("rooms > 0 or electricity / ⟦1⟧rooms > 3 kWh/(a.room)")),
        .init(
            "a need that still allows zero", ["LC0402"],
            "facts:\n  f: {needs: rooms >= 0, otherwise: zero points, value: electricity / ⟦1⟧rooms}\n"
                + met("f > 3 kWh/(a.room)")),
        .init("a list that may be empty", ["LC0405"], met("⟦1⟧max(for m in machines return m.power) > 3 kW")),
        .init("a list that may be empty, said", [], met("max(for m in machines return m.power, empty: 0 kW) > 3 kW")),
        .init(
            "a chinese need", ["LC0402"],
            "指标:\n  f: {前提: 客房数 >= 0, 否则: 零分, 取值: 用电量 / ⟦1⟧客房数}\n" + met("f > 3 kWh/(a.room)")),
    ]
}
