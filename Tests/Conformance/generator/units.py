"""Exact conversion. Factors from the definitions of the units (SI brochure; NIST SP 811 for lb, ft, gal, Btu, therm)."""

from fractions import Fraction

from .recording import Records, Scene

POUND = Fraction("0.45359237")
FOOT = Fraction("0.3048")
GALLON = Fraction("3.785411784")
BTU = Fraction("0.29307107") * 3600  # kJ of a kBtu, as the language reference has it

# One of the first is so many of the second.
FACTORS = [
    ("km", "m", 1000), ("m", "mm", 1000), ("km", "mm", 10**6), ("km2", "m2", 10**6), ("ha", "m2", 10**4), ("km2", "ha", 100),
    ("ft2", "m2", FOOT**2), ("m3", "L", 1000), ("L", "mL", 1000), ("kgal", "L", 1000 * GALLON), ("kgal", "m3", GALLON),
    ("t", "kg", 1000), ("kg", "g", 1000), ("g", "mg", 1000), ("t", "mg", 10**9), ("lb", "kg", POUND), ("lb", "g", 1000 * POUND),
    ("kWh", "MJ", Fraction("3.6")), ("Wh", "J", 3600), ("MWh", "kWh", 1000), ("GWh", "MWh", 1000), ("GJ", "kWh", Fraction(2500, 9)),
    ("TJ", "GJ", 1000), ("GJ", "MJ", 1000), ("MJ", "kJ", 1000), ("kJ", "J", 1000), ("kBtu", "kJ", BTU), ("therm", "kBtu", 100),
    ("therm", "J", 100000 * BTU), ("MW", "kW", 1000), ("kW", "W", 1000), ("h", "min", 60), ("min", "s", 60), ("h", "s", 3600),
    ("tce", "kgce", 1000), ("kgce", "gce", 1000), ("tCO2e", "kgCO2e", 1000), ("kgCO2e", "gCO2e", 1000), ("tCO2", "kgCO2", 1000),
    ("kgCO2", "gCO2", 1000), ("CNY", "yuan", 1),
    ("kWh/(m2.a)", "MJ/(m2.a)", Fraction("3.6")), ("kWh/(m2.a)", "kBtu/(ft2.a)", 3600 * FOOT**2 / BTU),
    ("kgCO2e/kWh", "tCO2e/MWh", 1), ("gCO2e/kWh", "kgCO2e/MWh", 1), ("kgCO2e/kWh", "gCO2e/MJ", Fraction(1000, 1) / Fraction("3.6")),
    ("L/s", "m3/h", Fraction("3.6")), ("km/h", "m/s", Fraction(5, 18)), ("MJ/m3", "kWh/m3", 1 / Fraction("3.6")),
    ("W/m2", "kW/ha", 10), ("lb/ft2", "kg/m2", POUND / FOOT**2), ("t/a", "kg/a", 1000), ("L/(bed.d)", "mL/(bed.d)", 1000),
]

APART = [
    ("kWh", "m3"), ("kWh", "kW"), ("kg", "kgce"), ("kgCO2e", "kgCO2"), ("kgCO2e", "kg"), ("person", "visitor"), ("d", "a"),
    ("d", "month"), ("month", "a"), ("d", "h"), ("yuan", "kg"), ("kWh/m2", "kWh"), ("kWh/(m2.a)", "kWh/(m2.month)"), ("room", "room-night"),
    ("m", "m2"), ("m2", "m3"), ("lamp", "item"),
]


def ask(unit, number, name="x", scale=0):
    return Scene().ask(name, number, f'unit: "{unit}", scale: {scale}, range: "[-1000000..1000000]"')


def records():
    r = Records("units")
    conversion(r)
    mixed(r)
    percent(r)
    durations(r)
    refused(r)
    return r


def conversion(r):
    for source, target, factor in FACTORS:
        scene = ask(source, 7)
        r.add("conversion", f"convert(x, {target})", 7 * Fraction(factor), scene.norm, scene.answers, unit=target)
        if Fraction(factor).denominator != 1:
            scene = ask(target, -3)
            r.add("conversion", f"convert(x, {source})", -3 / Fraction(factor), scene.norm, scene.answers, unit=source)


def mixed(r):
    checks = [
        ("1 kWh = 3.6 MJ", True), ("1 kWh = 3600 kJ", True), ("1 MWh > 3599999 kJ", True), ("1 t = 1_000_000 g", True),
        ("1 therm = 100 kBtu", True), ("1 ha = 10000 m2", True), ("1 lb < 453.6 g", True), ("1 lb > 453.5 g", True),
        ("1 kgal < 3.786 m3", True), ("1 kgal > 3.785 m3", True), ("1 km/h * 36 = 10 m/s", True), ("1 GJ * 9 = 2500 kWh", True),
        ("1 kBtu < 0.293 kWh", False), ("1 kBtu > 0.293 kWh", True), ("min(1 kWh, 3.5 MJ) = 3.5 MJ", True), ("max(1 t, 999 kg, 1 lb) = 1 t", True),
        ("3 h + 30 min = 12600 s", True), ("1 m2 = 1000000 mm * 1 mm", True), ("1 ft2 * 1000000 = 92903.04 m2", True),
    ]
    for text, expected in checks:
        r.add("mixed", text, expected)
    sums = [
        ("x + y", "kWh", "MJ", 5, 9, Fraction(15, 2), "kWh"), ("x - y", "kg", "t", 5, 2, -1995, "kg"), ("y - x", "kg", "t", 5, 2, Fraction("1.995"), "t"),
        ("x + y", "m3", "L", 1, 1, Fraction("1.001"), "m3"), ("x * y", "kW", "h", 5, 3, 15, "kW.h"), ("x / y", "kWh", "h", 9, 3, 3, "kWh/h"),
        ("x / y", "kWh", "m2", 9, 2, Fraction(9, 2), "kWh/m2"), ("x / y", "kWh", "MJ", 1, 9, Fraction("0.4"), None),
        ("x * y", "m", "m", 6, 7, 42, "m2"), ("x * y", "kgCO2e/kWh", "MWh", 2, 3, 6, "tCO2e"), ("x / y", "m3", "m2", 6, 4, Fraction(3, 2), "m"),
        ("x * y", "MJ/m3", "m3", 36, 10, 100, "kWh"), ("x / y", "t", "kg", 3, 2, 1500, None), ("sum([x, y])", "kWh", "MJ", 5, 9, Fraction(15, 2), "kWh"),
        ("mean([x, y])", "kg", "g", 1, 500, Fraction("0.75"), "kg"), ("max(x, y)", "kWh", "MJ", 1, 4, 4, "MJ"), ("min(x, y)", "h", "min", 2, 119, 119, "min"),
        ("if x > y then x else y", "t", "kg", 1, 1001, 1001, "kg"), ("x ** 2", "m", "m", -3, 1, 9, "m2"), ("abs(x)", "kWh", "kWh", -3, 1, 3, "kWh"),
        ("-x", "kWh", "kWh", -3, 1, 3, "kWh"), ("round(x / 7, 1, half_up)", "kg", "kg", 5, 1, Fraction("0.7"), "kg"),
        ("clamp(x, 1 kg, 2 kg)", "t", "t", 5, 1, 2, "kg"), ("2 * x", "kWh", "kWh", 4, 1, 8, "kWh"), ("x / 8", "kWh", "kWh", 4, 1, Fraction(1, 2), "kWh"),
    ]
    for text, first, second, a, b, expected, unit in sums:
        scene = Scene()
        scene.ask("x", a, f'unit: "{first}", range: "[-100..100]"')
        scene.ask("y", b, f'unit: "{second}", range: "[1..2000]"')
        r.add("mixed", text, expected, scene.norm, scene.answers, unit=unit)
    for a, b, expected in ((1, 3600, False), (1, 3599, True), (-1, 1, False)):
        scene = Scene().ask("x", a, 'unit: kWh, range: "[-9..9]"').ask("y", b, 'unit: kJ, range: "[0..9999]"')
        r.add("mixed", "x > y", expected, scene.norm, scene.answers)
    scene = Scene().ask("x", Fraction("0.5"), 'unit: t, scale: 1, range: "[0..9]"')
    norm = scene.norm + "facts:\n  f: {unit: kg, value: x}\n"
    r.add("mixed", "f", 500, norm, scene.answers, unit="kg", note="the unit that a fact names")
    counts = "units: {parcel: 包裹}\n" + Scene().ask("x", 6, 'unit: parcel, range: "[0..9]"').norm
    r.add("mixed", "x / 3 + 1 parcel = 3 parcel", True, counts, {"x": 6})
    r.add("mixed", "x + 1 item", norm=counts, inputs={"x": 6}, refusal="LC0304")


def percent(r):
    scene = Scene().ask("p", Fraction("12.5"), 'unit: "%", scale: 1, range: "[1..100]"').ask("x", 40, 'unit: kWh, range: "[0..100]"')
    for text, expected, unit in (
        ("p * x", 5, "kWh"), ("x * p", 5, "kWh"), ("p + 50 %", Fraction("62.5"), "%"), ("p * 8", 100, "%"), ("100 % - p", Fraction("87.5"), "%"),
        ("p / 25 %", Fraction(1, 2), None), ("x / p", 320, "kWh"), ("x * (100 % + p)", 45, "kWh"), ("p * p * 6400", None, None),
        ("convert(x / (80 kWh), %)", 50, "%"), ("p = 12.5 %", True, None), ("p >= 12.6 %", False, None), ("p in [10 %..15 %]", True, None),
        ("30 % * 200 kWh = 60 kWh", True, None), ("min(p, 10 %)", 10, "%"), ("round(p, 0)", 13, "%"), ("p / 2", Fraction("6.25"), "%"),
        ("2 * p", 25, "%"), ("p ** 2 = 1.5625 % * 100 %", None, None),
    ):
        if expected is not None:
            r.add("percent", text, expected, scene.norm, scene.answers, unit=unit)
    for text in ("p >= 0.125", "p + 1", "1 - p", "p = 12.5", "min(p, 0.5)", "if p > 10 % then p else 0.1", "p in [0.1..0.2]"):
        r.add("percent", text, norm=scene.norm, inputs=scene.answers, refusal="LC0305")
    leak = Scene().ask("l", 5, 'unit: "%/a", range: "[0..100]"').ask("k", 40, 'unit: kg, range: "[0..100]"')
    r.add("percent", "l * k", 2, leak.norm, leak.answers, unit="kg/a")
    r.add("percent", "l <= 5 %/a", True, leak.norm, leak.answers)


def durations(r):
    for text, expected, unit in (
        ('@"P1Y"', 12, "month"), ('@"P1Y2M"', 14, "month"), ('@"-P1Y"', -12, "month"), ('@"P10D"', 10, "d"), ('@"PT36H"', Fraction(3, 2), "d"),
        ('@"P1DT12H" + @"PT12H"', 2, "d"), ('@"P1Y" * 2', 24, "month"), ('@"P1Y" + 3 month', 15, "month"), ('@"P10D" / @"P4D"', Fraction(5, 2), None),
        ('@"PT1H" * 24', 1, "d"), ('duration("P1Y6M")', 18, "month"), ('duration("PT90M") * 16', 1, "d"), ('@"P1Y" = 12 month', True, None),
        ('@"PT24H" = @"P1D"', True, None), ('@"PT1S" * 86400 = 1 d', True, None), ('-@"P3D"', -3, "d"), ('abs(@"-P3D")', 3, "d"),
    ):
        r.add("durations", text, expected, unit=unit)
    for text in ('@"P1Y" + @"P1D"', '@"P1M" > @"P30D"', '@"P1Y" + 1', '@"P1D" = 1 h', "1 a = 12 month", "365 d = 1 a"):
        r.add("durations", text, refusal="LC0304")
    r.add("durations", '@"P1D" * @"P1D"', refusal="LC0303")


def refused(r):
    for first, second in APART:
        scene = Scene().ask("x", 1, f'unit: "{first}", range: "[0..9]"').ask("y", 1, f'unit: "{second}", range: "[0..9]"')
        r.add("apart", "x + y", norm=scene.norm, inputs=scene.answers, refusal="LC0304")
        r.add("apart", "x <= y", norm=scene.norm, inputs=scene.answers, refusal="LC0304") if first < second else None
    scene = ask("kWh", 1)
    for text in ("x + 1", "x - 1", "convert(x, m3)", "x + 1 %", "x + x * x", "x > 1 + 1 m3", "x * 1 h > 1 MJ * 1 m"):
        r.add("apart", text, norm=scene.norm, inputs=scene.answers, refusal="LC0304")
    literals = (
        ("x > 100", False, None), ("x = 1", True, None), ("min(x, 3)", 1, "kWh"), ("max(x, 3)", 3, "kWh"), ("clamp(x, 2, 3)", 2, "kWh"),
        ("if x > 1 kWh then x else 5", 5, "kWh"), ("x in [1..2]", True, None), ("x between 2 and 3", False, None), ("x + 0", 1, "kWh"),
    )
    for text, expected, unit in literals:
        r.add("apart", text, expected, scene.norm, scene.answers, unit=unit, note="a bare literal takes the unit of what it is held against")
    for unit in ("kwh", "KG", "watt", "kwH"):
        r.add("apart", "x", norm=f'inputs: {{x: {{unit: "{unit}", range: "[0..9]"}}}}\n', inputs={"x": 1}, refusal="LC0306")
    r.add("apart", "x", norm='inputs: {x: {unit: "10yuan", range: "[0..9]"}}\n', inputs={"x": 1}, refusal="LC0113")
