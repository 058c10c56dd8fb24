"""Decision tables, bands, lines and check lists with columns that are not known or do not apply."""

from fractions import Fraction
from itertools import product

from . import values as v
from .recording import Records, Scene
from .values import F, K, N, O, T, U

NUMBER = 'range: "[-100..100]"'


def records():
    r = Records("tables")
    first_match(r)
    two_columns(r)
    collecting(r)
    bands(r)
    lines(r)
    lists(r)
    lookups(r)
    proofs(r)
    return r


def fact(scene, table, hit="U", default=None):
    """A fact `f` whose value is the table's."""
    text = scene.norm + "facts:\n  f:\n" + (f"    hit: {hit}\n" if hit != "U" else "")
    text += f"    default: {default}\n" if default is not None else ""
    return text + "    table: |\n" + "".join(f"      | {' | '.join(row)} |\n" for row in table)


def below(bound):
    return lambda x: v.strict(lambda a: a < bound, x)


def least(bound):
    return lambda x: v.strict(lambda a: a >= bound, x)


def anything(x):
    return T


def first_match(r):
    cells = [("< 5", below(5)), ("[5..10)", lambda x: v.tests([least(5)(x), below(10)(x)], False)), (">= 10", least(10))]
    for outputs, x in product(((1, 2, 3), (4, 4, 4)), (K(4), K(5), K(10), U, N, O)):
        scene = Scene().ask("x", x, NUMBER, "asked")
        rows = [([test(x)], K(output)) for (_, test), output in zip(cells, outputs)]
        text = [["x", "value"]] + [[cell, str(output)] for (cell, _), output in zip(cells, outputs)]
        r.add("unique", "f", v.table(rows), fact(scene, text), scene.answers)
    for outputs, x in product(((1, 2), (3, 3)), (K(4), K(5), U, N, O)):
        scene = Scene().ask("x", x, NUMBER, "asked")
        rows = [([below(5)(x)], K(outputs[0])), ([T], K(outputs[1]))]
        text = [["x", "value"], ["< 5", str(outputs[0])], ["-", str(outputs[1])]]
        r.add("first", "f", v.table(rows, "F"), fact(scene, text, "F"), scene.answers)
    for x in (K(4), K(7), U, N):
        scene = Scene().ask("x", x, NUMBER, "asked")
        rows = [([below(5)(x)], K(1)), ([below(3)(x)], K(2)), ([T], K(3))]
        text = [["x", "value"], ["< 5", "1"], ["< 3", "2"], ["-", "3"]]
        r.add("first", "f", v.table(rows, "F"), fact(scene, text, "F"), scene.answers, note="a row behind a row that holds wherever it does")
    for x, y in product((K(4), K(9), U, N), (K(1), U, N)):
        scene = Scene().ask("x", x, NUMBER, "asked").ask("y", y, NUMBER, "asked")
        rows = [([below(5)(x)], y), ([least(5)(x)], K(1))]
        text = [["x", "value"], ["< 5", "y"], [">= 5", "1"]]
        r.add("unique", "f", v.table(rows), fact(scene, text), scene.answers, note="an output that is an answer")


def two_columns(r):
    states = (K(4), K(6), U, N, O)
    for x, b in product(states, (T, F, U, N)):
        scene = Scene().ask("x", x, NUMBER, "asked").ask("b", b, "type: boolean", "asked")
        rows = [([below(5)(x), b], K(1)), ([below(5)(x), v.lnot(b)], K(2)), ([least(5)(x), T], K(3))]
        text = [["x", "b", "value"], ["< 5", "true", "1"], ["< 5", "false", "2"], [">= 5", "-", "3"]]
        r.add("unique", "f", v.table(rows), fact(scene, text), scene.answers, note="two columns")
    for x, b in product(states, (T, F, U)):
        scene = Scene().ask("x", x, NUMBER, "asked").ask("b", b)
        rows = [([below(5)(x), T], K(1)), ([T, b], K(1)), ([least(5)(x), v.lnot(b)], K(0))]
        text = [["x", "b", "value"], ["< 5", "-", "1"], ["-", "true", "1"], [">= 5", "false", "0"]]
        r.add("any", "f", v.table(rows, "A"), fact(scene, text, "A"), scene.answers, note="a row that surely matches is the answer")
    for x in (K(3), K(7), U):
        for hit in ("U", "F"):
            scene = Scene().ask("x", x, NUMBER)
            rows = [([v.tests([below(0)(x), least(50)(x)], True)], K(1)), ([T], K(9))]
            text = [["x", "value"], ["< 0, >= 50", "1"]]
            expected = v.strict(lambda a: 1 if a < 0 or a >= 50 else 9, x)
            r.add("default", "f", expected, fact(scene, text, hit, 9), scene.answers)
    for x in (K(1), K(2), K(3), U, N):
        scene = Scene().ask("x", x, NUMBER, "claim")
        x = v.claimable(x)
        held = v.strict(lambda a: a in (1, 3), x)
        rows = [([held], K(1)), ([v.lnot(held)], K(2))]
        text = [["x", "value"], ["1, 3", "1"], ["not(1, 3)", "2"]]
        r.add("unique", "f", v.table(rows), fact(scene, text), scene.answers, note="several values, and `not`")


def collecting(r):
    rows = [(0, 10), (5, 20), (5, 5), (50, 1)]
    text = [["x", "value"]] + [[f">= {bound}", str(output)] for bound, output in rows]
    folds = {"C+": sum, "C<": min, "C>": max, "C#": len, "P": max}
    for (hit, fold), x in product(folds.items(), (0, 4, 5, 49, 50)):
        scene = Scene().ask("x", x, 'range: "[0..100]"')
        matched = [output for bound, output in rows if x >= bound]
        r.add("collect", "f", fold(matched), fact(scene, text, hit), scene.answers, note=f"hit policy {hit}")
    for hit in ("C+", "C<", "C>", "C#", "P"):
        scene = Scene().ask("x", U, 'range: "[0..100]"')
        r.add("collect", "f", U, fact(scene, text, hit), scene.answers, note=f"hit policy {hit}, the column not known")
    for hit, aggregate, x in product(("R", "O", "C"), ("sum", "count", "max", "min"), (5, 50)):
        scene = Scene().ask("x", x, 'range: "[0..100]"')
        matched = [output for bound, output in rows if x >= bound]
        fold = {"sum": sum, "count": len, "max": max, "min": min}[aggregate]
        call = f"{aggregate}(f, empty: 0)" if aggregate in ("max", "min") else f"{aggregate}(f)"
        r.add("collect", call, fold(matched), fact(scene, text, hit), scene.answers, note=f"hit policy {hit}")
    text = [["x", "value"], ["< 5", "1"], ["< 50", "2"]]
    for hit, x, expected in (("C+", 99, 7), ("C<", 99, 7), ("C>", 99, 7), ("P", 99, 7), ("F", 99, 7), ("C+", 1, 3), ("C<", 1, 1), ("C>", 1, 2)):
        scene = Scene().ask("x", x, 'range: "[0..100]"')
        r.add("collect", "f", expected, fact(scene, text, hit, 7), scene.answers, note=f"hit policy {hit} with `default`")


def criterion(body, inputs):
    return inputs + "sections:\n  s:\n    points: 10\n    criteria:\n      C:\n        points: 10\n" + body + "total: {of: 10}\n"


def points(r, group, body, scene, expected, note=None):
    r.add(group, None, {"C": expected}, criterion(body, scene.norm), scene.answers, note=note)


def bands(r):
    for heading, holds in (("at least", lambda a, b: a >= b), ("above", lambda a, b: a > b), ("at most", lambda a, b: a <= b), ("below", lambda a, b: a < b)):
        rising = heading in ("at least", "above")
        steps = ((50, 10), (20, 6), (-10, 3)) if rising else ((-10, 10), (20, 6), (50, 3))
        body = "        bands: x\n        otherwise: 1\n        steps: |\n" + f"          | {heading} | points |\n"
        body += "".join(f"          | {bound} | {gained} |\n" for bound, gained in steps)
        for x in (K(50), K(20), K(-10), K(-11), K(51), U, N):
            scene = Scene().ask("x", x, NUMBER, "claim")
            x = v.claimable(x)
            rows = [([v.strict(lambda a, bound=bound: holds(a, bound), x)], K(gained)) for bound, gained in steps]
            points(r, "bands", body, scene, v.table(rows + [([T], K(1))], "F"))
    body = "        bands: x\n        steps: |\n          | at least | points |\n          | 5 | 4 |\n"
    for x in (K(5), K(4)):
        points(r, "bands", body, Scene().ask("x", x, NUMBER), K(4 if x == K(5) else 0), note="below all steps nothing")


def lines(r):
    anchors = ((0, 10), (20, 10), (50, 4), (100, 0))
    body = "        interpolate: x\n        outside: clamp\n        anchors: |\n          | at | points |\n"
    body += "".join(f"          | {at} | {gained} |\n" for at, gained in anchors)

    def line(x):
        if x <= anchors[0][0]:
            return Fraction(anchors[0][1])
        for (a, p), (b, q) in zip(anchors, anchors[1:]):
            if x <= b:
                return p + Fraction(x - a, b - a) * (q - p)
        return Fraction(anchors[-1][1])

    for x in (-100, 0, 10, 20, 21, 35, 50, 51, 99, 100):
        points(r, "lines", body, Scene().ask("x", x, NUMBER), line(x))
    for x in (U, N):
        points(r, "lines", body, Scene().ask("x", x, NUMBER, "claim"), v.claimable(x))
    flat = "        interpolate: x\n        outside: clamp\n        anchors: |\n          | at | points |\n          | 0 | 5 |\n          | 10 | 5 |\n"
    for x in (K(3), U, N):
        points(r, "lines", flat, Scene().ask("x", x, NUMBER, "claim"), K(5) if x.known else v.claimable(x), note="strict, though the line is flat")
    thirds = "        interpolate: x\n        outside: clamp\n        anchors: |\n          | at | points |\n          | 0 | 0 |\n          | 3 | 10 |\n"
    for x in (1, 2):
        points(r, "lines", thirds, Scene().ask("x", x, NUMBER), Fraction(10 * x, 3), note="exact on the line")
        points(r, "lines", thirds + "        round: 2\n", Scene().ask("x", x, NUMBER), Fraction("3.33") if x == 1 else Fraction("6.67"))


def lists(r):
    each = "        each: {a: 1.5, b: 2.5, c: 6}\n"
    for a, b, c in product((T, F, U), (T, U), (F, U, N)):
        if (a, b, c).count(U) == 3:
            continue
        scene = Scene().ask("a", a).ask("b", b).ask("c", c, may="asked")
        parts = [v.strict(lambda flag, gained=gained: Fraction(gained) if flag else Fraction(0), member)
                 for member, gained in ((a, "1.5"), (b, "2.5"), (c, "6"))]
        if N in (a, b, c):
            continue
        points(r, "check-lists", each, scene, v.strict(lambda *gained: sum(gained), *parts))
    count = "        at_least: {count: 2, of: [a, b, c]}\n"
    for members in ((T, T, U), (T, U, U), (F, F, U), (T, F, U), (T, N, T), (T, N, U), (F, N, U), (T, N, F), (T, O, F), (U, N, F)):
        scene = Scene()
        for name, value in zip("abc", members):
            scene.ask(name, value, may="asked")
        held = v.at_least(2, members)
        points(r, "check-lists", count, scene, v.strict(lambda flag: 10 if flag else 0, held))
    met = "        met: a\n"
    for a in (T, F, U, N, O):
        scene = Scene().ask("a", a, may="asked")
        points(r, "check-lists", met, scene, v.strict(lambda flag: 10 if flag else 0, a))
    value = "        value: x\n"
    for x in (-5, 0, 3, 10, 11, 100):
        points(r, "check-lists", value, Scene().ask("x", x, NUMBER), max(0, min(10, x)), note="clamped to 0 to 10")
    for when, a in product((T, F, U), (T, F, U)):
        scene = Scene().ask("w", when).ask("a", a)
        expected = N if when == F else O if when == U else v.strict(lambda flag: 10 if flag else 0, a)
        points(r, "check-lists", "        when: w\n        met: a\n", scene, expected, note="`when` of a criterion")


def lookups(r):
    options = "options:\n  fuel: {gas: 天然气, lpg: 液化气, coal: 煤}\n"
    table = (
        "parameters:\n  heat:\n    unit: MJ/kg\n    table: |\n      | fuel | low | high |\n      | gas | 30 | 40 |\n"
        "      | lpg | 30 | 50 |\n      | coal | 30 | 20 |\n")
    for fuel, low, high in (("gas", K(30), K(40)), ("lpg", K(30), K(50)), ("coal", K(30), K(20)), (U, K(30), O), (N, None, None)):
        scene = Scene().ask("f", fuel, "options: fuel", "claim")
        rows = {"heat(f).low": low, "heat(f).high": high}
        for text, expected in rows.items():
            if expected is not None:
                r.add("lookups", text, expected, options + scene.norm + table, scene.answers, unit="MJ/kg",
                      note="candidates that agree are an answer")
    keyed = (
        "parameters:\n  quota:\n    table: |\n      | x | limit |\n      | < 10 | 1 |\n      | [10..20) | 2 |\n      | >= 20 | 2 |\n")
    for x in (K(9), K(10), K(20), U):
        scene = Scene().ask("x", x, 'range: "[0..100]"')
        r.add("lookups", "quota", v.strict(lambda a: 1 if a < 10 else 2, x), scene.norm + keyed, scene.answers)


def proofs(r):
    scene = Scene().ask("x", 1, 'range: "[0..100]"').ask("b", True)
    wrong = {
        "LC0501": [
            [["x", "value"], ["< 5", "1"], ["> 5", "2"]], [["x", "value"], ["[0..100)", "1"]],
            [["x", "b", "value"], ["< 50", "true", "1"], [">= 50", "-", "2"]], [["b", "value"], ["true", "1"]],
        ],
        "LC0502": [
            [["x", "value"], ["<= 5", "1"], [">= 5", "2"]], [["x", "b", "value"], ["-", "true", "1"], ["< 5", "-", "2"], [">= 5", "false", "3"]],
        ],
    }
    for code, tables in wrong.items():
        for table in tables:
            r.add("proofs", "f", norm=fact(scene, table), inputs=scene.answers, refusal=code)
    complete = [
        ([["x", "value"], ["<= 5", "1"], ["> 5", "2"]], 1), ([["x", "value"], ["[0..100]", "4"]], 4),
        ([["x", "b", "value"], ["< 50", "true", "1"], ["< 50", "false", "3"], [">= 50", "-", "2"]], 1),
        ([["x", "value"], ["0, 1, 2", "8"], ["not(0, 1, 2)", "9"]], 8), ([["x", "value"], ["[0..1]", "8"], ["[2..100]", "9"]], 8),
    ]
    for table, expected in complete:
        r.add("proofs", "f", expected, fact(scene, table), scene.answers, note="complete, each case once")
    r.add("proofs", "f", norm=fact(scene, [["x", "value"], ["<= 5", "1"], [">= 5", "2"]], "A"), inputs=scene.answers, refusal="LC0502")
    empty = fact(scene, [["x", "value"], ["< 5", "1"], ["< 50", "2"]], "C")
    for call in ("max(f)", "min(f)", "mean(f)"):
        r.add("proofs", call, norm=empty, inputs=scene.answers, refusal="LC0405", note="no row may match")
