"""Unknown, open and not applicable: logic, strict operations, `if`, ranges, aggregates."""

from itertools import combinations_with_replacement, product

from . import values as v
from .recording import Records, Scene
from .values import F, K, N, O, T, U

NUMBER = 'range: "[-100..100]"'


def records():
    r = Records("states")
    logic(r)
    guards(r)
    strict(r)
    conditions(r)
    ranges(r)
    counting(r)
    lists(r)
    facts(r)
    return r


def logic(r):
    pairs = {
        "a and b": v.land,
        "a or b": v.lor,
        "not(a and b)": lambda a, b: v.lnot(v.land(a, b)),
        "a = b": lambda a, b: v.strict(lambda x, y: x == y, a, b),
        "a != b": lambda a, b: v.strict(lambda x, y: x != y, a, b),
        "(a or b) and not(a and b)": lambda a, b: v.land(v.lor(a, b), v.lnot(v.land(a, b))),
        "not a or b": lambda a, b: v.lor(v.lnot(a), b),
        "if a then b else true": lambda a, b: v.conditional(a, b, T),
    }
    for (text, function), a, b in product(pairs.items(), (T, F, U), (T, F, U)):
        scene = Scene().ask("a", a).ask("b", b)
        r.add("truth-tables", text, function(a, b), scene.norm, scene.answers)
    for a, b, c in product((T, F, U), repeat=3):
        if v.lor(v.land(a, b), c) == v.land(a, v.lor(b, c)):
            continue
        scene = Scene().ask("a", a).ask("b", b).ask("c", c)
        r.add("truth-tables", "a and b or c", v.lor(v.land(a, b), c), scene.norm, scene.answers, note="`and` binds tighter")
    singles = {
        "not a": v.lnot,
        "a and not a": lambda a: v.land(a, v.lnot(a)),
        "a or not a": lambda a: v.lor(a, v.lnot(a)),
        "a = a": lambda a: v.strict(lambda x: x == x, a),
        "not(not a)": lambda a: v.lnot(v.lnot(a)),
    }
    for (text, function), a in product(singles.items(), (T, F, U)):
        scene = Scene().ask("a", a)
        r.add("truth-tables", text, function(a), scene.norm, scene.answers, note="what is not known is not looked through")
    three = Scene().ask("a", T).ask("b", U).ask("c", F)
    r.add("truth-tables", "any([a, b, c])", T, three.norm, three.answers)
    r.add("truth-tables", "all([a, b, c])", F, three.norm, three.answers)
    r.add("truth-tables", "all([a, b])", U, three.norm, three.answers)
    r.add("truth-tables", "any([c, b])", U, three.norm, three.answers)


def guards(r):
    states = (T, F, U, N, O)
    for a, b in product(states, (T, F, U)):
        scene = Scene().ask("a", a, may="asked").ask("b", b)
        here = v.applicable(a)
        plain = a if a.state != v.NOT_APPLICABLE else F
        guarded = F if here == F else v.land(here, U if plain == O else plain)
        r.add("guards", "applicable(a) and a and b", v.land(guarded, b), scene.norm, scene.answers)
        absent = T if here == F else v.lor(v.lnot(here), U if plain == O else plain)
        r.add("guards", "not applicable(a) or a", absent, scene.norm, scene.answers) if b == T else None
    for a in states:
        scene = Scene().ask("a", a, may="asked")
        r.add("guards", "applicable(a)", v.applicable(a), scene.norm, scene.answers)
        r.add("guards", "not a", v.lnot(a), scene.norm, scene.answers)
    for a in (T, F, U, N):
        scene = Scene().ask("a", a, may="claim")
        a = v.claimable(a)
        r.add("guards", "applicable(a)", v.applicable(a), scene.norm, scene.answers)
    for text in ("a and b", "b or a", "not(a) and b"):
        scene = Scene().ask("a", T, may="asked").ask("b", T)
        r.add("guards", text, norm=scene.norm, inputs=scene.answers, refusal="LC0311")


def strict(r):
    operations = {
        "x + y": lambda x, y: x + y,
        "x < y": lambda x, y: x < y,
        "min(x, y)": min,
        "x = y": lambda x, y: x == y,
    }
    for (text, function), x, y in product(operations.items(), (K(3), U, N, O), (K(7), U, N, O)):
        if text in ("min(x, y)", "x = y") and (y.state > v.UNKNOWN or x.state == v.OPEN):
            continue
        scene = Scene().ask("x", x, NUMBER, "asked").ask("y", y, NUMBER, "asked")
        r.add("strict", text, v.strict(function, x, y), scene.norm, scene.answers)
    single = {
        "x * 0": lambda x: 0,
        "0 * x": lambda x: 0,
        "x ** 0": lambda x: 1,
        "max(x, 100)": lambda x: 100,
        "min(x, -100)": lambda x: -100,
        "clamp(x, 3, 3)": lambda x: 3,
        "round(x / 1000, 0)": lambda x: 0,
        "modulo(x, 1)": lambda x: 0,
        "x - x": lambda x: 0,
        "-x": lambda x: -x,
        "abs(x)": abs,
        "x ** 2": lambda x: x * x,
        "x / 4": lambda x: v.Fraction(x, 4),
        "clamp(x, 0, 5)": lambda x: max(0, min(5, x)),
        "round(x / 2, 0, half_even)": lambda x: round(v.Fraction(x, 2)),
        "floor(x / 2)": lambda x: x // 2,
        "modulo(x, 4)": lambda x: x % 4,
        "even(x)": lambda x: x % 2 == 0,
        "x >= -100 and x <= 100": lambda x: True,
    }
    for (text, function), x in product(single.items(), (K(-7), U, N)):
        if x == N and " and " in text:
            continue
        scene = Scene().ask("x", x, NUMBER, "no" if x != N else "claim")
        expected = v.strict(function, x)
        r.add("strict", text, expected, scene.norm, scene.answers)
    for comparison, left in product(("<", "<=", "=", "!=", ">", ">="), (6, 7, 8)):
        scene = Scene().ask("x", left, NUMBER).ask("y", 7, NUMBER)
        expected = {
            "<": left < 7, "<=": left <= 7, "=": left == 7, "!=": left != 7, ">": left > 7, ">=": left >= 7,
        }[comparison]
        r.add("strict", f"x {comparison} y", expected, scene.norm, scene.answers)
    kinds = "options:\n  kind: {red: 红, blue: 蓝}\n"
    for state in (U, N):
        scene = Scene().ask("k", state, "options: kind", "claim")
        r.add("strict", "k = red", v.claimable(state), kinds + scene.norm, scene.answers)
        scene = Scene().ask("t", state, "type: text", "claim")
        r.add("strict", 't = "x"', v.claimable(state), scene.norm, scene.answers)
        for text in ("d + 1 month", "year(d)", "days_between(d, as_of)", "d < as_of", 'day of week(d) = "Monday"'):
            scene = Scene().ask("d", state, "type: date", "claim")
            r.add("strict", text, v.claimable(state), scene.norm, scene.answers)


def conditions(r):
    for c, a, b in product((T, F, U), (K(1), U, N, O), (K(1), K(2), U, N, O)):
        scene = Scene().ask("c", c).ask("a", a, NUMBER, "asked").ask("b", b, NUMBER, "asked")
        r.add("if", "if c then a else b", v.conditional(c, a, b), scene.norm, scene.answers)
    for c, a, b in product((N, O), (K(1), U, N), (K(1), K(2), N, O)):
        scene = Scene().ask("c", c, may="asked").ask("a", a, NUMBER, "asked").ask("b", b, NUMBER, "asked")
        r.add("if", "if c then a else b", v.conditional(c, a, b), scene.norm, scene.answers)
    for x in (K(3), K(-3), U):
        scene = Scene().ask("x", x, NUMBER)
        expected = v.strict(lambda number: number >= 0, x)
        r.add("if", "(if x < 0 then -1 else 1) > 0", expected, scene.norm, scene.answers)
        r.add("if", "if x < 0 then 5 else 5", 5, scene.norm, scene.answers, note="both branches the same")


def ranges(r):
    number = NUMBER
    for x, low, high in product((K(5), U, N), (K(3), K(7), U, N), (K(9), K(4), U, O)):
        if x != K(5) and low.known and high.known and low == K(7):
            continue
        scene = Scene().ask("x", x, number, "asked").ask("lo", low, number, "asked").ask("hi", high, number, "asked")
        parts = [v.strict(lambda a, b: a >= b, x, low), v.strict(lambda a, b: a <= b, x, high)]
        r.add("ranges", "x between lo and hi", v.tests(parts, False), scene.norm, scene.answers)
    for x, low in product((K(5), U, N), (K(3), K(5), K(7), U, N, O)):
        scene = Scene().ask("x", x, number, "asked").ask("lo", low, number, "asked")
        r.add(
            "ranges", "x in [lo..9]",
            v.tests([v.strict(lambda a, b: a >= b, x, low), v.strict(lambda a: a <= 9, x)], False),
            scene.norm, scene.answers)
        r.add(
            "ranges", "x in [1, lo, 8]",
            v.tests([v.strict(lambda a: a == 1, x), v.strict(lambda a, b: a == b, x, low), v.strict(lambda a: a == 8, x)], True),
            scene.norm, scene.answers)


def counting(r):
    shown = {T: "true", F: "false", U: "unknown", N: "not applicable", O: "open"}
    for count, members in product((1, 2, 3), combinations_with_replacement((T, F, U, N, O), 3)):
        if count != 2 and O in members:
            continue
        scene = Scene()
        for name, value in zip("abc", members):
            scene.ask(name, value, may="asked")
        r.add(
            "k-of-n", f"at_least({count}, a, b, c)", v.at_least(count, members), scene.norm, scene.answers,
            note=", ".join(shown[member] for member in members))


def lists(r):
    entry = f'{{range: "[0..100]", may_not_apply: true}}'
    norm = f"inputs:\n  l: {{list: {{max: 4}}, of: {{v: {entry}, w: {{range: \"[0..9]\"}}}}}}\n"
    sure = "inputs:\n  l: {list: {max: 4}, of: {v: {range: \"[0..100]\"}}}\n"

    def answer(members):
        if members is None:
            return {"l": U}
        return {"l": [{"v": member} for member in members]}

    aggregates = {
        "sum(for i in l return i.v)": (sum, 0),
        "count(l)": (len, 0),
        "min(for i in l return i.v, empty: 50)": (min, 50),
        "max(for i in l return i.v, empty: 50)": (max, 50),
        "mean(for i in l return i.v, empty: 50)": (lambda items: v.Fraction(sum(items), len(items)), 50),
    }
    patterns = [[], [K(4)], [K(4), K(7), K(7)], [K(4), U], [U, K(4), U], [K(4), N], [N], [N, U], None]
    for (text, (function, empty)), members in product(aggregates.items(), patterns):
        if members is None:
            expected = U
        elif text == "count(l)":
            expected = K(len(members))
        elif not members:
            expected = K(empty)
        else:
            expected = v.strict(lambda *items: function(list(items)), *map(v.claimable, members))
        r.add("aggregates", text, expected, norm, answer(members))
    for members in ([K(4), U], [U], [K(9), K(1)]):
        expected = v.strict(lambda *items: 0, *members)
        r.add("aggregates", "sum(for i in l return i.v * 0)", expected, sure, answer(members))
    over = lambda value: v.strict(lambda number: number > 5, value)
    for members in ([], [K(9)], [K(1)], [K(9), U], [K(1), U], [U, U], [K(1), K(9), U], None):
        some = U if members is None else v.lor(*[over(member) for member in members])
        r.add("aggregates", "some i in l satisfies i.v > 5", some, sure, answer(members))
        every = U if members is None else v.land(T if members else F, *[over(member) for member in members])
        r.add("aggregates", "count(l) > 0 and (every i in l satisfies i.v > 5)", every, sure, answer(members))
        picked = U if members is None or U in members else K(sum(member.value > 5 for member in members))
        r.add("aggregates", "count(l[v > 5])", picked, sure, answer(members))
        total = U if members is None or U in members else K(sum(m.value for m in members if m.value > 5))
        r.add("aggregates", "sum(for i in l return if i.v > 5 then i.v else 0)", total, sure, answer(members))
    r.add("aggregates", "sum(for i in l return if i.v > 5 then 2 else 2)", 4, sure, answer([K(9), U]))
    for text in ("min(for i in l return i.v)", "max(for i in l return i.v)", "mean(for i in l return i.v)"):
        r.add("aggregates", text, norm=sure, inputs=answer([K(1)]), refusal="LC0405")
    for members in ([N], [N, K(9)], [N, K(1)], [N, U], [N, U, K(9)]):
        read = [v.claimable(member) for member in members]
        some = v.tests([over(member) for member in read], True)
        r.add("aggregates", "some i in l satisfies i.v > 5", some, norm, answer(members))
        every = v.tests([over(member) for member in read], False)
        r.add("aggregates", "if count(l) = 0 then false else every i in l satisfies i.v > 5", every, norm, answer(members))
        picked = v.strict(lambda *items: sum(item > 5 for item in items), *read)
        r.add("aggregates", "count(l[v > 5])", picked, norm, answer(members))
    absent = "inputs:\n  has: {type: boolean}\n  l: {list: {max: 4}, of: {v: {range: \"[0..100]\"}}, when: has}\n"
    for has, expected in ((True, K(4)), (False, N), (U, O)):
        inputs = {"has": has}
        if has is True:
            inputs["l"] = [{"v": K(4)}]
        r.add("aggregates", "sum(for i in l return i.v)", expected, absent, inputs)
    written = Scene().ask("x", K(4), NUMBER).ask("y", U, NUMBER)
    for text, expected in (
        ("sum([x, y])", U), ("count([x, y])", K(2)), ("min([x, 4])", K(4)), ("max([x, y, 100])", U), ("mean([x, x])", K(4)),
        ("list contains([x, 9], 9)", T), ("list contains([y, 9], 9)", T), ("list contains([y, 9], 8)", U),
        ("some i in [x, y] satisfies i = 4", T), ("every i in [x, y] satisfies i = 4", U),
        ("every i in [x, y] satisfies i = 5", F), ("sum(for i in [x, y] return i)", U),
    ):
        r.add("aggregates", text, expected, written.norm, written.answers)


def facts(r):
    def fact(body, *inputs):
        scene = Scene()
        for item in inputs:
            scene.ask(*item)
        return scene.norm + "facts:\n  f: {" + body + "}\n", scene.answers

    for c in (T, F, U, N, O):
        norm, answers = fact("when: c, value: x", ("c", c, "type: boolean", "asked"), ("x", K(3), NUMBER))
        expected = K(3) if c == T else O if c in (U, O) else N
        r.add("where-it-comes-from", "f", expected, norm, answers, note="a fact with `when`")
    for c, x in product((T, F, U, N, O), (K(3), U)):
        asked = ("c", c, "type: boolean", "asked")
        norm, answers = fact("needs: c, otherwise: 3, value: x", asked, ("x", x, NUMBER))
        expected = c if c in (N, O) else v.conditional(c, x, K(3))
        r.add("where-it-comes-from", "f", expected, norm, answers, note="a fact with `needs`, `otherwise` a value")
    for c in (T, F, U, N, O):
        asked = ("c", c, "type: boolean", "asked")
        norm, answers = fact("needs: c, otherwise: not applicable, value: x", asked, ("x", K(3), NUMBER))
        expected = K(3) if c == T else O if c in (U, O) else N
        r.add("where-it-comes-from", "f", expected, norm, answers, note="`otherwise: not applicable`")
    unanswered = {
        "a default stands for no answer": ('range: "[0..9]", if_unknown: 4', {}, K(4)),
        "an answer stands before the default": ('range: "[0..9]", if_unknown: 4', {"x": 6}, K(6)),
        "no answer is unknown": ('range: "[0..9]"', {}, U),
        "a default of zero": ('range: "[0..9]", if_unknown: 0', {}, K(0)),
        "not applicable is no missing answer": ('range: "[0..9]", if_unknown: 4, may_not_apply: true', {"x": N}, N),
    }
    for note, (body, answers, expected) in unanswered.items():
        r.add("where-it-comes-from", "x", expected, f"inputs:\n  x: {{{body}}}\n", answers, note=note)
    hanging = "inputs:\n  c: {type: boolean}\n  x: {range: \"[0..9]\", when: c, if_unknown: 4}\n"
    for answers, expected in (({"c": True}, K(4)), ({"c": False}, N), ({}, O), ({"c": True, "x": 6}, K(6))):
        r.add("where-it-comes-from", "x", expected, hanging, answers, note="a default replaces unknown only, not open")
    chain = (
        "inputs:\n  c: {type: boolean}\n  d: {type: boolean, when: c}\n  x: {range: \"[0..9]\", when: d}\n")
    for answers, expected in (
        ({"c": False}, N), ({"c": True, "d": False}, N), ({"c": True, "d": True, "x": 2}, K(2)),
        ({"c": True, "d": True}, U), ({"c": True}, O), ({}, O),
    ):
        r.add("where-it-comes-from", "x", expected, chain, answers, note="`when` of what may itself not apply")
    given = "inputs:\n  c: {type: boolean}\n  x: {range: \"[0..9]\", when: c}\n"
    r.add("where-it-comes-from", "x", N, given, {"c": False, "x": 3}, note="an answer where `when` is false is passed over")
    r.add("where-it-comes-from", "x", O, given, {"x": 3}, note="`when` unknown: open, whatever is answered")
