extension MarkedCase {
    private static let zeroPoints =
        "facts:\n  f: {needs: rooms > 0, otherwise: zero points, value: electricity / rooms}\n"

    static let names: [MarkedCase] = [
        .init(
            "a name with a letter missing", ["LC0301"], says: "did you mean `led_share`?", met("⟦1⟧led_shar >= 80 %")),
        .init("a Chinese name with a letter changed", ["LC0301"], says: "`高效灯占比`", met("⟦1⟧高效灯占此 >= 80 %")),
        .init("Chinese words written together", ["LC0301"], says: "put spaces between", met("⟦1⟧已计量且有厨房")),
        .init("a name of another language is known", [], met("高效灯占比 >= 80 % 且 metered")),
        .init("an option misspelt", ["LC0307"], says: "did you mean `coal`?", met("main_fuel = ⟦1⟧coel")),
        .init("a Chinese option misspelt", ["LC0307"], says: "`天然气`", met("主要燃料 = ⟦1⟧天燃气")),
        .init(
            "a function misspelt", ["LC0308"], says: "`years_between`", met("⟦1⟧year_between(last_audit, as_of) < 3")),
        .init("a number where a yes or no is needed", ["LC0303"], says: "yes or no", met("⟦1⟧led_share")),
        .init("a yes or no compared with a number", ["LC0303"], met("metered = ⟦1⟧1")),
        .init("options have no order", ["LC0303"], met("main_fuel ⟦1⟧< coal")),
        .init(
            "a field that the records do not have", ["LC0313"], says: "`power`",
            met("sum(for m in machines return m.⟦1⟧powr) > 3 kW")),
        .init(
            "a fact that reads itself", ["LC0310"],
            "facts:\n  f: {unit: kWh/a, value: electricity + ⟦1⟧f}\n" + met("f > 3 kWh/a")),
        .init(
            "two facts in a circle", ["LC0310"], "facts:\n  a: {value: b * 2}\n  b: {value: ⟦1⟧a + 1}\n" + met("a > 3")),
        .init(
            "a broken fact does not make its readers complain", ["LC0301"],
            "facts:\n  f: {value: ⟦1⟧electricty / floor_area}\n  g: {value: f * 2}\n" + met("f > 3 and g < 5")),
        .init(
            "independent mistakes in one run", ["LC0301", "LC0304", "LC0307"],
            "facts:\n  f: {value: ⟦1⟧electricty * 2}\n  g: {value: electricity ⟦2⟧+ gas}\n" + met("main_fuel = ⟦3⟧wod")),
        .init("a gate that reads what may not apply", ["LC0311"], "gates:\n  G: {require: ⟦1⟧grease_trap}"),
        .init("a gate guarded by its condition", [], "gates:\n  G: {when: has_kitchen, require: grease_trap}"),
        .init("a gate guarded by if", [], "gates:\n  G: {require: if has_kitchen then grease_trap else true}"),
        .init("a gate guarded by applicable", [], "gates:\n  G: {require: applicable(grease_trap) and grease_trap}"),
        .init("or over what may not apply", ["LC0311"], met("metered or ⟦1⟧grease_trap")),
        .init(
            "a gate over a need with zero points", ["LC0322"],
            zeroPoints + "gates:\n  G: {require: ⟦1⟧f > 9 kWh/(a.room)}"),
        .init(
            "a gate's when over a need with zero points", ["LC0322"],
            zeroPoints + "gates:\n  G: {when: ⟦1⟧f > 9 kWh/(a.room), require: metered}"),
        .init(
            "a fact's when over a need with zero points", ["LC0322"],
            zeroPoints + "  g: {when: ⟦1⟧f > 9 kWh/(a.room), value: 1}\n" + met("g > 0")),
        .init(
            "an input's when over a need with zero points, through a fact", ["LC0322"],
            zeroPoints + "  g: {value: f > 9 kWh/(a.room)}\ninputs:\n"
                + "  electricity: {unit: kWh/a, range: '[0..1000000]'}\n  rooms: {unit: room, range: '[0..1000]'}\n"
                + "  x: {type: boolean, when: ⟦1⟧g}\n" + met("x")),
        .init(
            "a criterion's when over a need with zero points", [],
            zeroPoints + met("led_share >= 80 %").replacing("met:", with: "when: f > 9 kWh/(a.room), met:")),
        .init(
            "gates after each other", ["LC0310"],
            "gates:\n  ⟦1⟧A: {require: metered, after: B}\n  B: {require: metered, after: A}"),
        .init(
            "a name declared twice", ["LC0302"],
            "facts:\n  f: {name: {zh: ⟦1⟧用电量}, value: rooms * 2}\n" + met("f > 3 room")),
        .init(
            "evidence of an unknown kind", ["LC0307"],
            "evidence: {kinds: {bill: 1}, missing: bill}\ninputs:\n  led_share: {unit: '%', range: '[0..100]', evidence: [⟦1⟧bil]}"
        ),
        .init(
            "a document that is not listed", ["LC0301"], says: "under `sources`",
            "source: {ref: ⟦1⟧GBT1, mark: proposed}"),
    ]
}
