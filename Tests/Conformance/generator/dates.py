"""Calendar: month ends, leap days, centuries, what lies between two days."""

from calendar import isleap, monthrange
from datetime import date, timedelta

from .recording import Records, Scene
from .values import K

DAY = 'type: date, range: "[1600-01-01..2999-12-31]"'


def plus(day, months):
    """The day that many months later: the same day of the month, or the month's last."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(a, b):
    """The most months that can be added to the earlier day without passing the later one; negative if `b` is earlier."""
    if b < a:
        return -months_between(b, a)
    months = (b.year - a.year) * 12 + b.month - a.month
    return months if plus(a, months) <= b else months - 1


def whole(months):
    """Whole years, towards zero."""
    return months // 12 if months >= 0 else -(-months // 12)


def records():
    r = Records("dates")
    adding(r)
    between(r)
    parts(r)
    wrong(r)
    assessment(r)
    return r


def one(day):
    return Scene().ask("d", day, DAY)


def two(a, b):
    return Scene().ask("a", a, DAY).ask("b", b, DAY)


def adding(r):
    starts = [
        date(2023, 1, 28), date(2023, 1, 29), date(2023, 1, 31), date(2024, 1, 29), date(2024, 1, 30), date(2024, 2, 29),
        date(2000, 2, 29), date(1900, 2, 28), date(2100, 2, 28), date(2023, 3, 31), date(2024, 8, 31), date(2023, 12, 31),
        date(1999, 12, 31), date(2096, 2, 29), date(2024, 3, 30),
    ]
    for start in starts:
        for months in (1, -1, 11, 12, 48, -1200):
            end = plus(start, months)
            if end.day == start.day and 2 not in (start.month, end.month) and start.month != 12:
                continue
            sign, size = ("+", months) if months > 0 else ("-", -months)
            scene = one(start)
            r.add("adding-months", f"d {sign} {size} month", end, scene.norm, scene.answers)
    for text, months in (('@"P1M"', 1), ('@"P1Y"', 12), ('@"P1Y1M"', 13), ('@"-P1M"', -1), ('@"P4Y"', 48), ('@"P100Y"', 1200)):
        for start in (date(2024, 2, 29), date(2023, 12, 31), date(2000, 2, 29)):
            scene = one(start)
            r.add("adding-months", f"d + {text}", plus(start, months), scene.norm, scene.answers)
    for start in (date(2024, 1, 31), date(2023, 1, 31), date(2023, 5, 31)):
        scene = one(start)
        r.add("adding-months", "d + 1 month + 1 month", plus(plus(start, 1), 1), scene.norm, scene.answers, note="a lost day stays lost")
        r.add("adding-months", "d + (1 month + 1 month)", plus(start, 2), scene.norm, scene.answers)
        r.add("adding-months", "d + 1 month - 1 month", plus(plus(start, 1), -1), scene.norm, scene.answers)
        r.add("adding-months", "d + 1 month + 1 d = d + 1 d + 1 month",
              plus(start, 1) + timedelta(1) == plus(start + timedelta(1), 1), scene.norm, scene.answers)
    for months in (-13, 0, 13):
        scene = one(date(2024, 2, 29)).ask("m", months, 'type: whole, unit: month, range: "[-100..100]"')
        r.add("adding-months", "d + m", plus(date(2024, 2, 29), months), scene.norm, scene.answers, note="months that are an answer")
    for start, days in (
        (date(2023, 2, 28), 1), (date(2024, 2, 28), 1), (date(2024, 2, 28), 2), (date(1900, 2, 28), 1), (date(2000, 2, 28), 1),
        (date(2100, 2, 28), 1), (date(2023, 12, 31), 1), (date(2024, 3, 1), -1), (date(2023, 3, 1), -1), (date(1900, 3, 1), -1),
        (date(2000, 1, 1), 36525), (date(2001, 1, 1), -366), (date(1969, 12, 31), 1), (date(1970, 1, 1), -1), (date(1600, 2, 28), 146097),
    ):
        scene = one(start)
        sign = "+" if days > 0 else "-"
        r.add("adding-days", f"d {sign} {abs(days)} d", start + timedelta(days), scene.norm, scene.answers)
        r.add("adding-days", f'd {sign} @"P{abs(days)}D"', start + timedelta(days), scene.norm, scene.answers) if abs(days) < 3 else None


def between(r):
    pairs = [
        (date(2023, 1, 31), date(2023, 2, 28)), (date(2024, 1, 31), date(2024, 2, 28)), (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2023, 2, 28), date(2023, 3, 28)), (date(2023, 2, 28), date(2023, 3, 27)), (date(2024, 2, 29), date(2024, 3, 28)),
        (date(2024, 2, 29), date(2025, 2, 28)), (date(2024, 2, 29), date(2025, 2, 27)), (date(2024, 2, 29), date(2025, 3, 1)),
        (date(2024, 2, 29), date(2028, 2, 28)), (date(2024, 2, 29), date(2028, 2, 29)), (date(1896, 2, 29), date(1904, 2, 28)),
        (date(1896, 2, 29), date(1904, 2, 29)), (date(2000, 2, 29), date(2100, 2, 28)), (date(2023, 12, 31), date(2024, 1, 1)),
        (date(2023, 12, 31), date(2024, 12, 30)), (date(2023, 12, 31), date(2024, 12, 31)), (date(2024, 5, 31), date(2024, 6, 30)),
        (date(2024, 5, 30), date(2024, 6, 30)), (date(2024, 6, 15), date(2024, 6, 15)), (date(1969, 12, 31), date(1970, 1, 1)),
        (date(1900, 1, 1), date(2000, 1, 1)), (date(1600, 1, 1), date(2000, 1, 1)), (date(2023, 8, 31), date(2024, 2, 29)),
    ]
    for a, b in pairs:
        for start, end in {(a, b): 0, (b, a): 0}:
            scene = two(start, end)
            months = months_between(start, end)
            r.add("between-days", "months_between(a, b)", months, scene.norm, scene.answers)
            if start > end and start.year - end.year < 4 and start.month != 2:
                continue
            r.add("between-days", "years_between(a, b)", whole(months), scene.norm, scene.answers) if abs(months) > 10 else None
            r.add("between-days", "days_between(a, b)", (end - start).days, scene.norm, scene.answers) if start <= end else None
    for a, b in pairs[:3]:
        scene = two(a, b)
        r.add("between-days", "b - a", (b - a).days, scene.norm, scene.answers, unit="d")
        r.add("between-days", "a - b < 0 d", True, scene.norm, scene.answers)
    scene = two(date(2024, 2, 29), date(2025, 2, 28))
    r.add("between-days", "a + (b - a) = b", True, scene.norm, scene.answers)
    r.add("between-days", "a < b", True, scene.norm, scene.answers)
    r.add("between-days", "min(a, b) = a", True, scene.norm, scene.answers)
    r.add("between-days", "b in [2025-02-28..2025-03-01]", True, scene.norm, scene.answers)
    r.add("between-days", "b in (2025-02-28..2025-03-01]", False, scene.norm, scene.answers)


def parts(r):
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
    days = [
        date(1600, 2, 29), date(1752, 9, 14), date(1899, 12, 31), date(1900, 1, 1), date(1900, 3, 1), date(1969, 12, 31),
        date(1970, 1, 1), date(1999, 12, 31), date(2000, 2, 29), date(2000, 12, 31), date(2004, 12, 31), date(2005, 1, 1),
        date(2005, 1, 2), date(2008, 12, 29), date(2009, 12, 31), date(2010, 1, 3), date(2012, 12, 31), date(2020, 12, 31),
        date(2021, 1, 3), date(2021, 1, 4), date(2024, 12, 29), date(2024, 12, 30), date(2026, 12, 31), date(2100, 2, 28),
        date(2100, 3, 1), date(2999, 12, 31),
    ]
    for day in days:
        scene = one(day)
        if day.year % 5 == 0 or day.year in (1752, 1899, 1999, 1969):
            r.add("parts", f'day of week(d) = "{names[day.weekday()]}"', True, scene.norm, scene.answers)
        if day.day != 31 or day.year in (1999, 2000, 2100):
            r.add("parts", "day of year(d)", day.timetuple().tm_yday, scene.norm, scene.answers)
        if day.month in (1, 12):
            r.add("parts", "week of year(d)", day.isocalendar()[1], scene.norm, scene.answers, note="weeks of ISO 8601")
        literal = f'@"{day.isoformat()}"'
        if day.month == 12:
            r.add("parts", f"week of year({literal})", day.isocalendar()[1], note="the same of a day that is written out")
    for day in (date(1600, 2, 29), date(1969, 12, 31), date(2000, 2, 29), date(2999, 12, 31)):
        scene = one(day)
        r.add("parts", "year(d)", day.year, scene.norm, scene.answers)
        r.add("parts", "month(d)", day.month, scene.norm, scene.answers)
        r.add("parts", "day(d)", day.day, scene.norm, scene.answers)
        r.add("parts", "d.weekday", day.isoweekday(), scene.norm, scene.answers)
        r.add("parts", f'month of year(d) = "{months[day.month - 1]}"', True, scene.norm, scene.answers)
    for year in (1600, 1700, 1900, 1996, 2000, 2023, 2024, 2100, 2400):
        text = "day((d + 1 month) - 1 d)"
        scene = one(date(year, 2, 1))
        r.add("parts", text, 29 if isleap(year) else 28, scene.norm, scene.answers, note="the last day of February")


def wrong(r):
    for text in ("2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00"):
        r.add("no-such-day", f'@"{text}"', refusal="LC0108")
    r.add("no-such-day", 'date("2023-02-29")', refusal="LC0108")
    r.add("no-such-day", "date(2023, 2, 29)", refusal="LC0408")
    r.add("no-such-day", "date(2024, 2, 29)", date(2024, 2, 29))
    r.add("no-such-day", 'date("2000-02-29")', date(2000, 2, 29))
    r.add("no-such-day", "d", norm="inputs: {d: {type: date}}", inputs={"d": "2023-02-29"}, refusal="LC0716")
    r.add("no-such-day", "d", norm='inputs: {d: {type: date, range: "[2024-01-01..2024-12-31]"}}',
          inputs={"d": date(2025, 1, 1)}, refusal="LC0713")
    scene = two(date(2024, 1, 1), date(2024, 1, 2))
    for text in ("a + b", "a * 2", "a < 3", "a + 1", "a + 1 kWh"):
        r.add("no-such-day", text, norm=scene.norm, inputs=scene.answers, refusal="LC0303")


def assessment(r):
    for start, day in ((date(2024, 2, 29), "2025-02-27"), (date(2024, 2, 29), "2025-02-28"), (date(2023, 12, 31), "2024-12-30"),
                       (date(2023, 12, 31), "2024-12-31")):
        scene = one(start)
        now = date.fromisoformat(day)
        r.add("day-of-assessment", "years_between(d, as_of)", whole(months_between(start, now)), scene.norm, scene.answers, day=day)
        r.add("day-of-assessment", "as_of >= d + 12 month", now >= plus(start, 12), scene.norm, scene.answers, day=day)
    dated = (
        "parameters:\n  limit:\n    carry: at most 20 years\n    values: |\n      | from       | value |\n"
        "      | 2020-01-01 | 100   |\n      | 2024-02-29 | 90    |\n      | 2025-01-01 | 80    |\n")
    for day, value in (("2024-02-28", 100), ("2024-02-29", 90), ("2024-12-31", 90), ("2025-01-01", 80), ("2039-12-31", 80)):
        r.add("day-of-assessment", "limit", K(value), dated, day=day)
