"""Numbers at the edges of 64 and 128 bits, and what the checker must prove or refuse of ranges and scales."""

from fractions import Fraction

from .recording import Records, Scene

INT64 = 2**63 - 1
INT128 = 2**127 - 1
ROOT = 13043817825332782212  # the greatest whole number whose square fits 128 bits with a sign
CUBE = 5541191377756
assert ROOT**2 <= INT128 < (ROOT + 1) ** 2
TOO_LARGE = "LC0403"


def records():
    r = Records("edges")
    whole(r)
    scales(r)
    sums(r)
    literals(r)
    divisors(r)
    inferred(r)
    answers(r)
    return r


def ask(low, high, value, scale=0, unit=None):
    head = f'unit: "{unit}", ' if unit else ""
    return Scene().ask("x", Fraction(value), f'{head}scale: {scale}, range: "[{low}..{high}]"')


def computes(r, group, text, scene, expected, unit=None, note=None):
    r.add(group, text, expected, scene.norm, scene.answers, unit=unit, note=note)


def refused(r, group, text, scene, code=TOO_LARGE, note=None):
    r.add(group, text, norm=scene.norm, inputs=scene.answers, refusal=code, note=note)


def whole(r):
    low, high = -INT64 - 1, INT64
    for text, function in (
        ("x", lambda x: x), ("x + 1", lambda x: x + 1), ("x - 1", lambda x: x - 1), ("-x", lambda x: -x), ("abs(x)", abs), ("x * 2", lambda x: 2 * x),
        ("x * x", lambda x: x * x), ("x * x - x", lambda x: x * x - x), ("x / 3", lambda x: Fraction(x, 3)), ("x / 3 * 3 - x", lambda x: 0),
        ("round(x / 10, 0, half_even)", lambda x: round(Fraction(x, 10))), ("floor(x / 7)", lambda x: x // 7), ("x > 9223372036854775806", lambda x: x > INT64 - 1),
        ("x < -9223372036854775807", lambda x: x < -INT64), ("max(x, -x)", abs), ("modulo(x, 1000000007)", lambda x: x % 1000000007),
    ):
        for value in (low, high):
            computes(r, "64-bits", text, ask(low, high, value), function(value))
    refused(r, "64-bits", "x * x * x", ask(low, high, 1))
    refused(r, "64-bits", "x ** 3", ask(low, high, 1))
    computes(r, "128-bits", "x * x", ask(0, ROOT, ROOT), ROOT**2, note="the greatest square")
    refused(r, "128-bits", "x * x", ask(0, ROOT + 1, 1), note="one more")
    computes(r, "128-bits", "-(x * x)", ask(0, ROOT, ROOT), -(ROOT**2))
    computes(r, "128-bits", "x ** 3", ask(0, CUBE, CUBE), CUBE**3)
    for base, exponent in ((10**9, 4), (10**12, 3), (10**19, 2)):
        computes(r, "128-bits", f"x ** {exponent}", ask(-base, base, -base), (-base) ** exponent)
        refused(r, "128-bits", f"x ** {exponent}", ask(-base * 100, base * 100, 1))
    half = 2**126
    pair = Scene().ask("x", half - 1, f'range: "[0..{half - 1}]"').ask("y", half - 1, f'range: "[0..{half - 1}]"')
    computes(r, "128-bits", "x + y", pair, 2 * (half - 1), note="the greatest sum")
    computes(r, "128-bits", "x - y", pair, 0)
    computes(r, "128-bits", "x = y", pair, True)
    pair = Scene().ask("x", 1, f'range: "[0..{half}]"').ask("y", 1, f'range: "[0..{half}]"')
    refused(r, "128-bits", "x + y", pair, note="one more")
    refused(r, "128-bits", "x * 2", pair)
    computes(r, "128-bits", "x + y - 2", Scene().ask("x", 7, f'range: "[0..{half // 2}]"').ask("y", 9, f'range: "[0..{half // 2}]"'), 14)
    edge = 10**38 - 1
    computes(r, "128-bits", "x", ask(-edge, edge, edge), edge)
    computes(r, "128-bits", "-x", ask(-edge, edge, edge), -edge)
    computes(r, "128-bits", "x > 0", ask(-edge, edge, -edge), False)
    for number in (2**64, 2**64 + 1, 2**65 - 1, 3 * 2**64 + 5, 10**30 + 7):
        computes(r, "128-bits", "x", ask(-number, number, -number), -number, note="a negative end beyond 64 bits")
        computes(r, "128-bits", f"x - {number}", ask(-5, 5, 5), 5 - number)
        computes(r, "128-bits", f"x * -{number}", ask(-5, 5, 3), -3 * number)
        computes(r, "128-bits", f"x > -{number}", ask(-number, number, -number), False)
        computes(r, "128-bits", f"max(x, -{number})", ask(-number, number, -number), -number)
    fine = Fraction(-123456789012345678901, 10**12)
    computes(r, "128-bits", "x", ask(-(10**9), 10**9, fine, 12), fine, note="a negative answer with twelve places")
    computes(r, "128-bits", "x - 123456789.012345678901", ask(-(10**9), 10**9, fine, 12), fine - Fraction("123456789.012345678901"))
    computes(r, "128-bits", "clamp(x, -123456789.012345678901, 0)", ask(-(10**9), 10**9, -(10**9), 12), Fraction("-123456789.012345678901"))
    computes(r, "128-bits", "x - 1 < x", ask(0, edge - 1, 5), True)
    refused(r, "128-bits", "x + x", ask(-edge, edge, 1))
    refused(r, "128-bits", "x * 10", ask(-edge, edge, 1))


def scales(r):
    small = Fraction(1, 10**12)
    computes(r, "scales", "x", ask(0, 1, small, 12), small)
    computes(r, "scales", "x * x", ask(0, 1, small, 12), small**2)
    computes(r, "scales", "x * x * x", ask(0, 1, small, 12), small**3)
    refused(r, "scales", "x * x * x * x", ask(0, 1, small, 12), note="48 decimal places")
    computes(r, "scales", "round(x * x, 12, half_up) * x", ask(0, 1, Fraction(1, 2), 12), Fraction(1, 8))
    computes(r, "scales", "round(x * x * x, 12, half_up) * x", ask(0, 1, Fraction(1, 2), 12), Fraction(1, 16), note="rounding makes room")
    big = 10**25
    value = big - small
    computes(r, "scales", "x", ask(0, big, value, 12), value)
    computes(r, "scales", "x + 0.000000000001", ask(0, big, value, 12), big)
    computes(r, "scales", "x - x / 2", ask(0, big, value, 12), value / 2)
    computes(r, "scales", "x * 1000", ask(0, big, value, 12), value * 1000, note="fewer places make room")
    refused(r, "scales", "x * 1001", ask(0, big, 1, 12))
    refused(r, "scales", "x * x", ask(0, big, 1, 12))
    r.add("scales", "x", norm='inputs: {x: {scale: 13, range: "[0..1]"}}\n', inputs={"x": 1}, refusal="LC0312")
    computes(r, "scales", "convert(x, J)", ask(0, 10**22, 10**22, 0, "TJ"), 10**34, unit="J")
    refused(r, "scales", "convert(x, J)", ask(0, 10**30, 1, 0, "TJ"))
    computes(r, "scales", "convert(x, GWh)", ask(0, 10**20, 9, 0, "J"), Fraction(9, 3600 * 10**9), unit="GWh")
    computes(r, "scales", "convert(x, km2)", ask(0, 10**15, 1, 0, "ft2"), Fraction("0.3048") ** 2 / 10**6, unit="km2")


def sums(r):
    def listed(most, high):
        return f"inputs:\n  l: {{list: {{max: {most}}}, of: {{v: {{range: \"[0..{high}]\"}}, w: {{range: \"[0..{high}]\"}}}}}}\n"

    rows = {"l": [{"v": 10**33, "w": 1}, {"v": 10**33, "w": 2}]}
    r.add("lists", "sum(for i in l return i.v)", 2 * 10**33, listed(100000, 10**33), rows)
    r.add("lists", "sum(for i in l return i.v)", norm=listed(100000, 10**34), inputs=rows, refusal=TOO_LARGE)
    rows = {"l": [{"v": INT64, "w": INT64}, {"v": INT64, "w": INT64}]}
    r.add("lists", "sum(for i in l return i.v * i.w)", 2 * INT64**2, listed(2, INT64), rows, note="2^127 is nearly reached")
    r.add("lists", "sum(for i in l return i.v * i.w)", norm=listed(3, INT64), inputs=rows, refusal=TOO_LARGE)
    r.add("lists", "max(for i in l return i.v * i.w, empty: 0)", INT64**2, listed(100, INT64), rows)
    r.add("lists", "mean(for i in l return i.v, empty: 0)", INT64, listed(100, INT64), rows)
    rows = {"l": [{"v": 1, "w": 3}, {"v": 1, "w": 7}]}
    r.add("lists", "sum(for i in l return i.v / 3)", Fraction(2, 3), listed(9, 9), rows)
    r.add("lists", "sum(for i in l return i.v / (i.w + 1))", norm=listed(9, 9), inputs=rows, refusal="LC0406")
    r.add("lists", "sum(for i in l return round(i.v / (i.w + 1), 2))", Fraction("0.38"), listed(9, 9), rows)


def literals(r):
    for text, value in (
        ("99999999999999999999999999999999999999", 10**38 - 1), ("-99999999999999999999999999999999999999", 1 - 10**38),
        ("9223372036854775807 + 1", 2**63), ("18446744073709551615 + 1", 2**64), ("13043817825332782212 * 13043817825332782212", ROOT**2),
        ("0.00000000000000000000000000000000000001", Fraction(1, 10**38)), ("1_000_000_007", 1000000007),
        ("1_000_000 ** 4 * 10_000_000_000_000", 10**37), ("10 ** 0", 1), ("0 ** 0", 1), ("(-3) ** 3", -27), ("(-0.5) ** 4", Fraction(1, 16)),
        ("-18446744073709551615 - 1", -(2**64)), ("-18446744073709551617", -(2**64) - 1), ("-36893488147419103231 + 1", -(2**65) + 2),
        ("1 / 3 + 1 / 7 + 1 / 11 + 1 / 13", Fraction(1, 3) + Fraction(1, 7) + Fraction(1, 11) + Fraction(1, 13)), ("0.1 + 0.2 = 0.3", True),
        ("0.1 * 3 = 0.3", True), ("1 - 0.9 = 0.1", True), ("1.10 = 1.1", True), ("-0 = 0", True), ("(-7) / 2", Fraction(-7, 2)),
        ("modulo(-7, 3)", 2), ("modulo(7, -3)", -2), ("modulo(-7.5, 2)", Fraction(1, 2)), ("sqrt(2.25)", Fraction(3, 2)),
    ):
        r.add("literals", text, value)
    for text, code in (
        ("999999999999999999999999999999999999999", "LC0107"), ("340282366920938463463374607431768211456", "LC0107"), ("1 / 0", "LC0402"), ("1 / (3 - 3)", "LC0402"),
        ("modulo(1, 0)", "LC0402"), ("sqrt(2)", "LC0408"), ("sqrt(-4)", "LC0408"), ("0 ** -1", "LC0111"), ("2 ** 0.5", "LC0111"), ("2 ** 5", "LC0111"),
        ("-2 ** 2", "LC0116"), ("1 < 2 < 3", "LC0109"), ("1e3", "LC0107"), (".5", "LC0107"), ("null", "LC0110"),
    ):
        r.add("literals", text, refusal=code)
    for text, value in (("x", 3), ("x ** 1", 3), ("x ** 4", 81)):
        computes(r, "literals", text, ask(0, 9, 3), value)
    refused(r, "literals", "x ** 5", ask(0, 9, 3), "LC0111")
    refused(r, "literals", "2 ** x", ask(0, 9, 3), "LC0111")


def divisors(r):
    """Whether a divisor can be zero is proved from ranges."""
    def pair(low, high, y):
        return Scene().ask("x", 12, 'range: "[0..100]"').ask("y", y, f'range: "{low}..{high}"')

    proved = [
        ("x / y", "(0", "10]", 4, 3), ("x / y", "[1", "10]", 4, 3), ("x / y", "[-10", "-1]", -4, -3), ("x / (y + 1)", "[0", "10]", 3, 3), ("x / (y - 11)", "[0", "10]", 5, -2),
        ("x / max(y, 1)", "[0", "10]", 0, 12), ("x / clamp(y, 2, 5)", "[0", "10]", 9, Fraction(12, 5)), ("x / (abs(y) + 1)", "[-10", "10]", -5, 2),
        ("x / (if y > 5 then y else 6)", "[0", "10]", 0, 2), ("if y > 0 then x / y else 0", "[0", "10]", 0, 0), ("if y > 0 then x / y else 0", "[0", "10]", 4, 3),
        ("if y <= 0 then 7 else x / y", "[0", "10]", 3, 4), ("if y = 0 then 0 else x / y", "[0", "10]", 4, 3), ("y > 0 and x / y > 2", "[0", "10]", 4, True),
        ("y > 0 and x / y > 2", "[0", "10]", 0, False), ("y = 0 or x / y > 2", "[0", "10]", 0, True), ("if y >= 1 and y <= 5 then x / y else 1", "[0", "10]", 2, 6),
        ("x / (y * 2 + 1)", "[0", "10]", 1, 4), ("x / (y / 2 + 1)", "[0", "10]", 4, 4), ("x / -y", "[1", "10]", 4, -3), ("x / (y * y)", "[1", "10]", 2, 3),
        ("x / (10.5 - y)", "[0", "10]", 10, 24), ("x / ceiling(y / 20)", "[1", "10]", 5, 12), ("x / (min(y, 3) + 1)", "[0", "10]", 9, 3),
    ]
    for text, low, high, y, expected in proved:
        computes(r, "divisors", text, pair(low, high, y), expected)
    for text, low, high in (
        ("x / y", "[0", "10]"), ("x / y", "[-1", "1]"), ("x / abs(y)", "[-10", "10]"), ("x / (y - 5)", "[0", "10]"), ("x / min(y, 1)", "[0", "10]"),
        ("x / floor(y / 2)", "[1", "10]"), ("x / (y * y)", "[0", "10]"), ("if y >= 0 then x / y else 0", "[0", "10]"), ("y < 5 and x / y > 2", "[0", "10]"),
        ("x / round(y / 100, 0)", "[1", "10]"), ("modulo(x, y)", "[0", "10]"), ("x / (10 - y)", "[0", "10]"), ("if y > 5 then 1 else x / y", "[0", "10]"),
    ):
        refused(r, "divisors", text, pair(low, high, 1), "LC0402")
    need = pair("[0", "10]", 4)
    norm = need.norm + "facts:\n  q: {needs: y > 0, otherwise: 99, value: x / y}\n"
    r.add("divisors", "q", 3, norm, need.answers, note="a need is known inside the value")
    r.add("divisors", "q", 99, norm, {"x": 12, "y": 0})


def inferred(r):
    """Values at the ends of what is inferred."""
    for text, function in (
        ("x * (x - 5)", lambda x: x * (x - 5)), ("(x - 3) ** 2", lambda x: (x - 3) ** 2), ("abs(x - 3) - 3", lambda x: abs(x - 3) - 3),
        ("clamp(x, 2, 4) * 10", lambda x: max(2, min(4, x)) * 10), ("max(x, 3) - min(x, 3)", lambda x: max(x, 3) - min(x, 3)),
        ("if x > 4 then -x else x", lambda x: -x if x > 4 else x), ("round(x / 3, 1, half_up)", lambda x: Fraction(round(Fraction(x, 3) * 10), 10)),
    ):
        for value in (0, 3, 5):
            computes(r, "inferred", text, ask(0, 5, value), function(value))
    for low, high, value in (("(0", "5]", 5), ("[0", "5)", 4), ("(0", "5)", 1)):
        r.add("inferred", "x", value, f'inputs: {{x: {{range: "{low}..{high}"}}}}\n', {"x": value})
    for low, high, value in (("(0", "5]", 0), ("[0", "5)", 5), ("[0", "5]", 6), ("[0", "5]", -1)):
        r.add("inferred", "x", norm=f'inputs: {{x: {{range: "{low}..{high}"}}}}\n', inputs={"x": value}, refusal="LC0713")
    for body, code in (('range: "[5..1]"', "LC0401"), ('range: "(5..5)"', "LC0401"), ('range: "(5..5]"', "LC0401"), ("scale: 2", "LC0312")):
        r.add("inferred", "x", norm=f"inputs: {{x: {{{body}}}}}\n", inputs={"x": 5}, refusal=code)
    r.add("inferred", "x", 5, 'inputs: {x: {range: "[5..5]"}}\n', {"x": 5})


def answers(r):
    for value, scale, code in ((Fraction("1.25"), 1, "LC0714"), (Fraction("0.5"), 0, "LC0714"), (Fraction("1.5"), 1, None), (Fraction("1"), 1, None)):
        scene = ask(0, 9, value, scale)
        if code:
            refused(r, "answers", "x", scene, code)
        else:
            computes(r, "answers", "x", scene, value)
    for value in (10**38 - 1, 10**40, 2**64, 2**127, -(2**63) - 1):
        code = "LC0713" if abs(value) < 10**38 else "LC0719"
        refused(r, "answers", "x", ask(-INT64 - 1, INT64, value), code, note="beyond the range, whatever its size")
