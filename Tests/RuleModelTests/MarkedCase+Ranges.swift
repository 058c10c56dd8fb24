/// Ranges that are declared, and those that the checker proves.
extension MarkedCase {
    private static let shares = """
        facts:
          a: {unit: kWh/(m2.a), value: electricity / floor_area}
          b: {unit: kWh/(m2.a), value: 2 * electricity / floor_area}
          c: {needs: a > 0 kWh/(m2.a), otherwise: zero points, value: 'electricity /
        """

    static let ranges: [MarkedCase] = [
        .init(
            "days of a range are dates", ["LC0303"],
            "inputs: {ok: {type: boolean}, opened: {type: date, range: '[⟦1⟧0..100]'}}\n" + met("ok")),
        .init(
            "numbers of a range are no dates", ["LC0303"],
            "inputs: {ok: {type: boolean}, area: {range: '[⟦1⟧2020-01-01..2021-01-01]'}}\n" + met("ok")),
        .init(
            "a day for an unanswered question lies in the range", ["LC0401"],
            "inputs: {ok: {type: boolean}, opened: {type: date, range: '[2000-01-01..2030-12-31]', if_unknown: ⟦1⟧2031-01-01}}\n"
                + met("ok")),
        .init(
            "a day beyond four-digit years", ["LC0408"], says: "0000 to 9999",
            met("⟦1⟧last_audit + @\"P8000Y\" > as_of")),
        .init(
            "a day before them", ["LC0408"], says: "0000 to 9999", met("⟦1⟧last_audit - @\"P2021Y\" < as_of")),
        .init("the first of them", [], met("last_audit - @\"P2020Y\" < as_of")),
        .init("the last of them", [], met("last_audit + @\"P7969Y\" > as_of")),
        .init(
            "labels valid beyond four-digit years", ["LC0408"],
            "multiplier:\n  within: '[1.0..1.5]'\n  valid: ⟦1⟧P9000Y\n  status: |\n    | status | multiplier |\n    | not eligible | 1.0 |\n"
                + "    | not assessable | 1.0 |\n    | incomplete | 1.0 |\n    | invalid | 1.0 |\n  base: |\n    | grade | multiplier |\n"
                + "    | good | 1.2 |\n    | none | 1.0 |\n"),
        .init(
            "the lesser of two is 0 if one of them is", ["LC0402"],
            shares + " ⟦1⟧min(a, b)'}\n" + met("c <= 1")),
        .init("neither is", [], shares + " min(a, a + b)'}\n" + met("c <= 1 m2")),
        .init(
            "more places of a fraction than are computed", ["LC0408"], says: "30",
            met("decimal(electricity / floor_area, ⟦1⟧31) <= 100 kWh/(m2.a)")),
        .init(
            "ends of a range that do not fit with their places", ["LC0403"], says: "narrow the range",
            "inputs: {ok: {type: boolean}, w: {scale: 2, range: '⟦1⟧[0..1000000000000000000000000000000000000]'}}\n"
                + met("ok")),
        .init(
            "ends of a range that just fit", [],
            "inputs: {ok: {type: boolean}, w: {scale: 2, range: '[0..999999999999999999999999999999999999]'}}\n"
                + met("ok")),
        .init("more places than a decimal has", [], met("decimal(electricity, 31) <= 100 kWh/a")),
    ]
}
