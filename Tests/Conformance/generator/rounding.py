"""Rounding modes at ties and beside them, above and below zero, at several scales, of decimals and of fractions."""

from fractions import Fraction

from .recording import Records, Scene

MODES = {
    "half_up": "half up", "half_even": "half even", "half_down": "half down", "down": "down", "up": "up", "floor": "floor",
    "ceiling": "ceiling",
}
CHINESE = {
    "half_up": "四舍五入", "half_even": "四舍六入五成双", "half_down": "五舍六入", "down": "向零", "up": "离零",
    "floor": "向下", "ceiling": "向上",
}


def rounded(number, places, mode):
    """An exact number at so many decimal places."""
    scaled = Fraction(number) * 10**places
    low = scaled.numerator // scaled.denominator
    rest = scaled - low
    if rest == 0:
        return scaled / 10**places
    high = low + 1
    toward_zero, away = (low, high) if scaled > 0 else (high, low)
    if mode in ("down", "up", "floor", "ceiling"):
        chosen = {"down": toward_zero, "up": away, "floor": low, "ceiling": high}[mode]
    elif rest != Fraction(1, 2):
        chosen = low if rest < Fraction(1, 2) else high
    else:
        chosen = {"half_up": away, "half_down": toward_zero, "half_even": low if low % 2 == 0 else high}[mode]
    return Fraction(chosen, 10**places)


def ask(number, places):
    return Scene().ask("x", Fraction(number), f'scale: {places}, range: "[-1000..1000]"')


def records():
    r = Records("rounding")
    ties(r)
    scales(r)
    fractions(r)
    functions(r)
    named(r)
    return r


def ties(r):
    for mode in MODES:
        for text in ("0.5", "1.5", "2.5", "0.4999", "0.5001", "3"):
            for sign in ("", "-"):
                if sign and text == "3" and mode != "half_up":
                    continue
                scene = ask(sign + text, 4)
                number = Fraction(sign + text)
                r.add("ties", f"round(x, 0, {mode})", rounded(number, 0, mode), scene.norm, scene.answers)


def scales(r):
    for mode in MODES:
        for text, places in (("0.25", 1), ("-0.35", 1), ("0.045", 2), ("-0.055", 2), ("9.95", 1), ("-9.995", 2)):
            scene = ask(text, 3)
            r.add("scales", f"round(x, {places}, {mode})", rounded(Fraction(text), places, mode), scene.norm, scene.answers)
    for places, text in ((11, "0.000000000005"), (11, "-0.000000000015"), (12, "0.000000000001")):
        for mode in ("half_up", "half_even", "floor", "ceiling"):
            scene = ask(text, 12)
            r.add("scales", f"round(x, {places}, {mode})", rounded(Fraction(text), places, mode), scene.norm, scene.answers)
    for text in ("2.449", "2.4499", "-2.449", "2.45"):
        scene = ask(text, 4)
        number = Fraction(text)
        r.add("scales", "round(x, 1, half_up)", rounded(number, 1, "half_up"), scene.norm, scene.answers, note="once")
        twice = rounded(rounded(number, 2, "half_up"), 1, "half_up")
        r.add("scales", "round(round(x, 2, half_up), 1, half_up)", twice, scene.norm, scene.answers, note="twice is not once")
    for places in (13, 100):
        scene = ask(1, 0)
        r.add("scales", f"round(x / 3, {places}, half_up)", norm=scene.norm, inputs=scene.answers, refusal="LC0309")


def fractions(r):
    quotients = [(1, 3), (2, 3), (-1, 3), (-2, 3), (1, 8), (3, 8), (-1, 8), (-3, 8), (1, 200), (-1, 200)]
    for mode in MODES:
        for top, bottom in quotients:
            scene = Scene().ask("a", top, 'range: "[-9..9]"').ask("b", bottom, 'range: "[1..1000]"')
            expected = rounded(Fraction(top, bottom), 2, mode)
            if bottom in (3, 6) and mode in ("half_even", "half_down"):
                continue
            r.add("fractions", f"round(a / b, 2, {mode})", expected, scene.norm, scene.answers)
    for top, bottom in ((1, 3), (-1, 3), (7, -2), (-7, -2), (1, -8)):
        scene = Scene().ask("a", top, 'range: "[-9..9]"').ask("b", bottom, 'range: "[-9..-1]"' if bottom < 0 else 'range: "[1..9]"')
        for mode in ("half_up", "half_even", "half_down", "floor", "ceiling", "down", "up"):
            if bottom < 0:
                r.add("fractions", f"round(a / b, 0, {mode})", rounded(Fraction(top, bottom), 0, mode), scene.norm, scene.answers,
                      note="a divisor below zero")
    scene = Scene().ask("a", 100, 'range: "[0..100]"').ask("b", 3, 'range: "[1..9]"')
    r.add("fractions", "a / b * b", 100, scene.norm, scene.answers, note="a quotient stays a fraction")
    r.add("fractions", "a / b", Fraction(100, 3), scene.norm, scene.answers)
    r.add("fractions", "round(a / b, 2, half_up) * b", Fraction("99.99"), scene.norm, scene.answers)
    r.add("fractions", "a / b > 33.333333333333", True, scene.norm, scene.answers)
    r.add("fractions", "a / b = 100 / 3", True, scene.norm, scene.answers)
    r.add("fractions", "a / b - 1 / 3 = b * 11", True, scene.norm, scene.answers)


def functions(r):
    same = {
        "decimal({}, 1)": ("half_even", 1), "round half up({}, 1)": ("half_up", 1), "round half down({}, 1)": ("half_down", 1),
        "round up({}, 1)": ("up", 1), "round down({}, 1)": ("down", 1), "floor({})": ("floor", 0), "ceiling({})": ("ceiling", 0),
    }
    for text, (mode, places) in same.items():
        for number in ("1.25", "1.35", "-1.25", "-1.35", "-0.05", "2"):
            scene = ask(number, 2)
            r.add("functions", text.format("x"), rounded(Fraction(number), places, mode), scene.norm, scene.answers)
    for text, expected in (("decimal(1255, -1)", 1260), ("decimal(1245, -1)", 1240), ("round half up(-15, -1)", -20), ("round up(101, -2)", 200)):
        r.add("functions", text, expected, note="places before the point")


def named(r):
    """The mode of the norm, in both languages, where none is named."""
    for mode, word in MODES.items():
        for number in ("0.125", "-0.125", "0.135", "0.126", "-0.124"):
            scene = ask(number, 3)
            expected = rounded(Fraction(number), 2, mode)
            r.add("mode-of-the-norm", "round(x, 2)", expected, f"rounding: {word}\n" + scene.norm, scene.answers)
        scene = ask("-2.5", 1)
        expected = rounded(Fraction("-2.5"), 0, mode)
        r.add("mode-of-the-norm", "修约(x, 0)", expected, f"修约: {CHINESE[mode]}\n" + scene.norm, scene.answers)
        r.add("mode-of-the-norm", f"修约(x, 0, {CHINESE[mode]})", expected, scene.norm, scene.answers)
        norm = f"rounding: {word}\n" + scene.norm + "facts:\n  f: {value: x / 2, round: 1}\n"
        r.add("mode-of-the-norm", "f * 2", 2 * rounded(Fraction("-1.25"), 1, mode), norm, scene.answers, note="`round` of a fact")
