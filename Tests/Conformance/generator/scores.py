"""Order of a score, its bounds while answers are missing, status, gates, rounding, rescaling over what applies."""

from fractions import Fraction
from itertools import product

from .recording import Records
from .rounding import rounded
from .values import F, K, N, O, T, U, Value


def records():
    r = Records("scores")
    one_section(r)
    two_sections(r)
    bounds(r)
    gates(r)
    grades(r)
    zero_points(r)
    evidence(r)
    rounding(r)
    return r


def criteria(entries):
    return "".join(f"      {name}: {{{body}}}\n" for name, body in entries)


def norm(inputs, sections, rest=""):
    text = "inputs:\n" + "".join(f"  {name}: {{{body}}}\n" for name, body in inputs.items())
    text += "sections:\n"
    for name, head, entries in sections:
        text += f"  {name}:\n" + "".join(f"    {line}\n" for line in head) + "    criteria:\n" + criteria(entries)
    return text + rest


YES = "type: boolean"


def answers(**given):
    return {name: value.value if value.known else value for name, value in given.items() if value not in (U, O)}


def one_section(r):
    """Three criteria of 2, 3 and 5 points; the second hangs on `w`."""
    text = norm(
        {"a": YES, "w": YES, "b": YES, "c": YES},
        [("s", ["points: 10"], [("A", "points: 2, met: a"), ("B", "points: 3, when: w, met: b"), ("C", "points: 5, met: c")])],
        "total: {of: 10}\nmay_drop: at most 60 %\n")
    for a, w, b, c in product((T, F, U), (T, F, U), (T, U), (T, F, U)):
        if [a, w, b, c].count(U) > 1:
            continue
        applies = None if w == U else w.value
        parts = {"A": (2, a), "B": (3, b), "C": (5, c)}
        if applies is False:
            del parts["B"]
        expected = {"status": "incomplete", "score": U}
        if applies is not None and all(value.known for _, value in parts.values()):
            of = sum(points for points, _ in parts.values())
            expected = {"status": "graded", "score": Fraction(10 * sum(p for p, value in parts.values() if value.value), of)}
        elif applies is None:
            expected["score"] = U
        expected["B"] = N if applies is False else O if applies is None else (K(3 if b.value else 0) if b.known else U)
        r.add("what-applies", None, expected, text, answers(a=a, w=w, b=b, c=c))


def two_sections(r):
    text = norm(
        {"a": YES, "b": YES, "w": YES},
        [("s", ["points: 4", "weight: 40", "minimum: 50 %"], [("A", "points: 1, met: a"), ("B", "points: 3, met: b")]),
         ("t", ["points: 5", "weight: 60"], [("C", "points: 5, when: w, met: a")])],
        "total: {of: 100}\nmay_drop: at most 60 %\n")
    for a, b, w in product((T, F), (T, F), (T, F)):
        earned = a.value + 3 * b.value
        section = Fraction(40 * earned, 4)
        total = section + 60 * a.value if w.value else Fraction(100, 40) * section
        expected = {
            "s": section, "t": K(60 * a.value) if w.value else N, "score": total,
            "status": "graded" if section >= 20 else "not_eligible",
        }
        r.add("sections", None, expected, text, answers(a=a, b=b, w=w), note="weight, minimum, a section that drops out")
    limited = text.replace("at most 60 %", "at most 59 %")
    r.add("sections", None, {"status": "not_assessable"}, limited, answers(a=T, b=T, w=F), note="more dropped than may be")
    r.add("sections", None, {"status": "graded", "score": 100}, limited, answers(a=T, b=T, w=T))
    deduct = norm(
        {"a": YES, "d": YES}, [("s", ["points: 4"], [("A", "points: 4, met: a")])], "total: {of: 4}\n").replace(
            "    criteria:", "    deductions: {D: {points: 3, met: d}}\n    criteria:")
    for a, d in product((T, F, U), (T, F, U)):
        known = a.known and d.known
        score = K(max(0, 4 * bool(a.value) - 3 * bool(d.value))) if known else U
        r.add("sections", None, {"score": score}, deduct, answers(a=a, d=d), note="deductions end at zero")
    nothing = norm({"w": YES, "a": YES}, [("s", ["points: 4", "when: w"], [("A", "points: 4, met: a")])], "total: {of: 4}\nmay_drop: at most 100 %\n")
    for w, status in ((T, "graded"), (F, "not_assessable"), (U, "incomplete")):
        r.add("sections", None, {"status": status}, nothing, answers(w=w, a=T), note="no section applies")


def bounds(r):
    """The least and the greatest score over all answers that are missing."""
    text = norm(
        {"a": YES, "b": YES, "c": YES, "x": 'range: "[0..10]"'},
        [("s", ["points: 10"], [("A", "points: 2, met: a"), ("B", "points: 3, met: b"), ("X", "points: 5, value: x / 2"), ]),
         ("t", ["points: 10"], [("C", "points: 4, met: c"), ("D", "points: 6, at_least: {count: 2, of: [a, b, c]}")])],
        "total: {of: 20}\n")
    for a, b, c, x in product((T, F, U), (F, U), (T, U), (K(0), K(7), U)):
        if U not in (a, b, c, x):
            continue
        scores = []
        for p, q, s, n in product(*[[v] if v.known else [T, F] for v in (a, b, c)], [x] if x.known else [K(0), K(10)]):
            p, q, s, n = p.value, q.value, s.value, n.value
            scores.append(2 * p + 3 * q + Fraction(n, 2) + 4 * s + 6 * (p + q + s >= 2))
        settled = min(scores) == max(scores)
        expected = {"status": "incomplete", "score range": [min(scores), max(scores)]}
        if not settled:
            r.add("bounds", None, expected, text, answers(a=a, b=b, c=c, x=x))
    dropping = norm(
        {"a": YES, "w": YES, "b": YES},
        [("s", ["points: 10"], [("A", "points: 4, met: a"), ("B", "points: 6, when: w, met: b")])], "total: {of: 10}\nmay_drop: at most 60 %\n")
    for a, w, b in product((T, F, U), (T, U), (T, F, U)):
        if U not in (a, w, b):
            continue
        scores = []
        for p, z, q in product(*[[v] if v.known else [T, F] for v in (a, w, b)]):
            p, z, q = p.value, z.value, q.value
            scores.append(Fraction(4 * p + 6 * q) if z else Fraction(10 * p))
        if min(scores) != max(scores):
            r.add("bounds", None, {"status": "incomplete", "score range": [min(scores), max(scores)]}, dropping, answers(a=a, w=w, b=b),
                  note="what may drop out")


def gates(r):
    def text(gates):
        return norm({"g": YES, "h": YES, "a": YES}, [("s", ["points: 2"], [("A", "points: 2, met: a")])], "total: {of: 2}\ngates:\n" + gates)

    plain = "  G: {require: g}\n"
    unassessable = "  G: {require: g, otherwise: not assessable}\n"
    both = "  G: {require: g}\n  H: {require: h, otherwise: not assessable}\n"
    after = "  G: {require: g}\n  H: {after: G, require: h, otherwise: not assessable}\n"
    for gate, table in (
        (plain, {T: "graded", F: "not_eligible", U: "incomplete"}), (unassessable, {T: "graded", F: "not_assessable", U: "incomplete"}),
        ("  G: {require: g, if_unknown: fail}\n", {T: "graded", F: "not_eligible", U: "not_eligible"}),
        ("  G: {require: g, if_unknown: not assessable}\n", {T: "graded", F: "not_eligible", U: "not_assessable"}),
    ):
        for g, status in table.items():
            r.add("gates", None, {"status": status, "score": 2}, text(gate), answers(g=g, h=T, a=T))
    for g, h in product((T, F, U), (T, F, U)):
        status = "incomplete"
        if h == F:
            status = "not_assessable"
        elif h == T and g.known:
            status = "graded" if g == T else "not_eligible"
        r.add("gates", None, {"status": status}, text(both), answers(g=g, h=h, a=T), note="not assessable comes before not eligible")
        status = "incomplete"
        if g == F:
            status = "not_eligible"
        elif g == T and h.known:
            status = "graded" if h == T else "not_assessable"
        r.add("gates", None, {"status": status}, text(after), answers(g=g, h=h, a=T), note="a gate after another")
        r.add("gates", None, {"status": {T: {T: "graded", F: "not_eligible", U: "incomplete"}[h], F: "graded", U: "graded" if h == T else "incomplete"}[g]},
              text("  G: {when: g, require: h}\n"), answers(g=g, h=h, a=T), note="`when` of a gate")
    missing = text(plain)
    r.add("gates", None, {"status": "incomplete", "score": U, "grade": U}, missing, answers(g=T))
    r.add("gates", None, {"status": "not_eligible", "score": U}, missing, answers(g=F), note="the status is settled, the score open")


def grades(r):
    text = norm({"x": 'scale: 2, range: "[0..10]"', "y": YES}, [("s", ["points: 10"], [("A", "points: 10, value: x")])],
                "total: {of: 10, round: 1}\ngrades:\n  best: {from: 8, also: y}\n  good: {from: 6}\n  plain: {from: 0}\n")
    for x, y in product(("7.94", "7.95", "8", "5.95", "5.94", "0"), (T, F, U)):
        score = rounded(Fraction(x), 1, "half_up")
        grade = K("good" if score >= 6 else "plain")
        if score >= 8:
            grade = U if y == U else K("best") if y.value else K("good")
        expected = {"status": "graded" if grade.known else "incomplete", "score": score, "grade": grade}
        r.add("grades", None, expected, text, answers(x=K(Fraction(x)), y=y), note="the grade is that of the rounded total")


def zero_points(r):
    for where in ("input", "criterion", "norm", "none"):
        a = YES + (", if_unknown: zero points" if where == "input" else "")
        entry = "points: 4, met: a" + (", if_unknown: zero points" if where == "criterion" else "")
        text = norm({"a": a, "b": YES}, [("s", ["points: 10"], [("A", entry), ("B", "points: 6, met: b")])],
                    "total: {of: 10}\n" + ("if_unknown: zero points\n" if where == "norm" else ""))
        for given in (T, F, U):
            expected = {"A": K(4 if given == T else 0), "score": K(10 if given == T else 6), "status": "graded"}
            if given == U and where == "none":
                expected = {"A": U, "score": U, "status": "incomplete"}
            r.add("no-answer", None, expected, text, answers(a=given, b=T), note=f"`zero points` said by: {where}")
    text = norm({"w": YES, "a": YES + ", if_unknown: not assessable"},
                [("s", ["points: 10"], [("A", "points: 4, when: w, met: a"), ("B", "points: 6, met: true")])],
                "total: {of: 10}\nmay_drop: at most 50 %\n")
    for w, a in product((T, F, U), (T, U)):
        status = "graded" if w == F or (w == T and a == T) else "not_assessable" if w == T else "incomplete"
        r.add("no-answer", None, {"status": status}, text, answers(w=w, a=a), note="not assessable only if the criterion applies")
    for word, failed in (("zero points", {"A": 0, "score": 6, "status": "graded"}), ("not assessable", {"status": "not_assessable"}),
                         ("not applicable", {"A": N, "score": 10, "status": "graded"})):
        text = norm({"n": 'range: "[0..9]"', "d": 'range: "[0..9]"'},
                    [("s", ["points: 10"], [("A", "points: 4, met: q >= 2"), ("B", "points: 6, met: true")])],
                    f"total: {{of: 10}}\nmay_drop: at most 50 %\nfacts:\n  q: {{needs: d > 0, otherwise: {word}, value: n / d}}\n")
        r.add("no-answer", None, failed, text, {"n": 4, "d": 0}, note=f"`needs` fails, `otherwise: {word}`")
        r.add("no-answer", None, {"A": 4, "score": 10, "status": "graded"}, text, {"n": 4, "d": 2})
        r.add("no-answer", None, {"status": "incomplete"}, text, {"n": 4})
        r.add("no-answer", None, {"status": "incomplete", "A": U}, text, {"d": 2})


def evidence(r):
    text = norm({"x": 'range: "[0..9]"', "y": YES}, [("s", ["points: 6"], [("A", "points: 6, value: x * 2, round: 1")])], "total: {of: 6}\n")
    for x, expected in ((0, 0), (1, 2), (3, 6), (9, 6)):
        r.add("order", None, {"A": expected, "score": expected}, text, {"x": x}, note="capped at its points")
    bonus = norm({"a": YES, "b": YES, "w": YES}, [("s", ["points: 10"], [("A", "points: 10, met: a")])],
                 "bonus: {cap: 2, criteria: {B: {points: 2, met: b}, D: {points: 1, when: w, met: b}}}\ntotal: {of: 10, range: \"[0..11]\"}\n")
    for a, b, w in product((T, F), (T, F, U), (T, F)):
        extra = min(2, (2 + w.value) if b == T else 0)
        score = K(min(11, 10 * a.value + extra)) if b.known else U
        r.add("order", None, {"score": score}, bonus, answers(a=a, b=b, w=w), note="bonus: cap, then the range of the total")


def rounding(r):
    for mode, word in (("half_up", "half up"), ("half_even", "half even"), ("down", "down"), ("ceiling", "ceiling")):
        text = norm({"x": 'scale: 3, range: "[0..10]"', "y": 'scale: 3, range: "[0..10]"'},
                    [("s", ["points: 10", "weight: 5", "round: 1"], [("A", "points: 10, value: x, round: 2")]),
                     ("t", ["points: 10", "weight: 5"], [("B", "points: 10, value: y")])],
                    f"rounding: {word}\ntotal: {{of: 10, round: 1}}\n")
        for x, y in (("1.125", "0.1"), ("3.145", "3.145"), ("9.995", "9.9"), ("0.099", "0.001")):
            a = rounded(Fraction(x), 2, mode)
            s = rounded(a / 2, 1, mode)
            score = rounded(s + Fraction(y) / 2, 1, mode)
            r.add("rounding-steps", None, {"A": a, "s": s, "score": score}, text, {"x": Fraction(x), "y": Fraction(y)},
                  note="criterion, section, total: each rounds once")
