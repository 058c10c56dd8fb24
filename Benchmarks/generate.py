#!/usr/bin/env python3
"""Writes large norms for timing the check.

  Benchmarks/generate.py KIND COUNT     the norm on standard output
  Benchmarks/generate.py --all          the norms that the benchmarks read, into Benchmarks/norms/generated

KIND is what there are COUNT of:
  criteria   criteria of mixed methods, each with an input of its own, in sections of ten
  table      rows of one unique-hit table over a number
  grid       rows of one unique-hit table over two numbers and an option
  rows       rows of one first-hit table over a number
  parameter  rows of one parameter table over two option sets
  series     rows of one dated series
  gates      gates, each after the one before
  inputs     inputs that one fact adds up
  facts      facts, each of which reads the one before
  options    options of one set, each with a row
"""
import pathlib
import sys

HEAD = """norm: generated
language: en
title: Generated norm
version: "1"
status: draft
effective: 2026-01-01..2027-12-31
source: {mark: proposed}
"""


def block(name, text):
    return f"{name}:\n{text}"


def total(points):
    return f'total: {{of: {points}, range: "[0..{points}]"}}\ngrades: {{high: {{from: {points // 2}}}, low: {{from: 0}}}}\n'


def one(inputs, method, before=""):
    body = "".join("        " + line + "\n" for line in method.splitlines())
    return (HEAD + before + block("inputs", inputs)
            + "sections:\n  S:\n    points: 10\n    criteria:\n      C:\n        points: 10\n" + body + total(10))


def criteria(count):
    inputs, sections = [], []
    for index in range(count):
        kind = index % 4
        inputs.append(f"  yes_{index}: {{type: boolean}}\n" if kind == 3 else
                      f'  share_{index}: {{name: {{zh: 占比_{index}}}, unit: "%", scale: 1, range: "[0..100]"}}\n')
        if index % 10 == 0:
            points = 10 * min(10, count - index)
            sections.append(f"  s_{index // 10}:\n    points: {points}\n    criteria:\n")
        head = (f"      C{index}:\n        name: {{zh: 第{index}项}}\n        title: {{zh: 第{index}项, en: Criterion {index}}}\n        points: 10\n"
                f"        source: {{mark: proposed, note: number {index}}}\n")
        method = [
            f"        bands: share_{index}\n        steps: |\n          | at least | points |\n          | 80 % | 10 |\n"
            f"          | 50 % | 6 |\n          | 20 % | 3 |\n",
            f"        value: share_{index} / 10 %\n        round: 1\n",
            f"        table: |\n          | share_{index} | points |\n          | < 30 % | 0 |\n"
            f"          | [30 % .. 70 %) | 5 |\n          | >= 70 % | 10 |\n",
            f"        met: yes_{index}\n",
        ][kind]
        sections.append(head + method)
    points = 10 * count
    return HEAD + block("inputs", "".join(inputs)) + block("sections", "".join(sections)) + total(points)


def table(count):
    rows = ["| x | points |", "| < 1 | 0 |"]
    rows += [f"| [{n} .. {n + 1}) | {n % 11} |" for n in range(1, count - 1)] + [f"| >= {count - 1} | 10 |"]
    return one(f'  x: {{range: "[0..{count}]", scale: 2}}\n', "table: |\n" + "\n".join("  " + row for row in rows))


def grid(count):
    side = max(2, int((count / 2) ** 0.5))
    def steps(name):
        return [f"< 1"] + [f"[{n} .. {n + 1})" for n in range(1, side - 1)] + [f">= {side - 1}"]
    rows = ["| x | y | kind | points |"]
    rows += [f"| {x} | {y} | {kind} | {(len(x) + len(y)) % 11} |" for x in steps("x") for y in steps("y") for kind in ("a", "b")]
    inputs = (f'  x: {{range: "[0..{side}]", scale: 2}}\n  y: {{range: "[0..{side}]", scale: 2}}\n  kind: {{options: kinds}}\n')
    return one(inputs, "table: |\n" + "\n".join("  " + row for row in rows), "options:\n  kinds: {a: 甲, b: 乙}\n")


def rows(count):
    lines = ["| x | points |"] + [f"| < {n} | {n % 11} |" for n in range(1, count)] + ["| - | 10 |"]
    return one(f'  x: {{range: "[0..{count}]", scale: 2}}\n', "hit: F\ntable: |\n" + "\n".join("  " + row for row in lines))


def parameter(count):
    side = max(2, int(count ** 0.5))
    sets = "options:\n" + "".join(
        f"  {name}s: {{" + ", ".join(f"{name}{n}: {zh}{n}" for n in range(side)) + "}\n"
        for name, zh in (("left", "左"), ("right", "右")))
    table = "".join(f"      | left{a} | right{b} | {a * side + b} |\n" for a in range(side) for b in range(side))
    return one("  left: {options: lefts}\n  right: {options: rights}\n", f"value: limit / {side * side}",
               sets + "parameters:\n  limit:\n    table: |\n      | left | right | value |\n" + table)


def series(count):
    import datetime
    start = datetime.date(2026, 1, 1) - datetime.timedelta(days=count - 1)
    table = "".join(f"      | {start + datetime.timedelta(days=n)} | {n % 10} |\n" for n in range(count))
    return one('  x: {range: "[0..10]"}\n', "met: x >= tariff",
               "parameters:\n  tariff:\n    carry: at most 10 years\n    values: |\n      | from | value |\n" + table)


def gates(count):
    text = "".join(f"  G{n}: {{require: yes_{n}" + (f", after: G{n - 1}" if n else "") + "}\n" for n in range(count))
    return one("".join(f"  yes_{n}: {{type: boolean}}\n" for n in range(count)), "met: yes_0", block("gates", text))


def inputs(count):
    text = "".join(f'  x_{n}: {{range: "[0..10]"}}\n' for n in range(count))
    chunks = [list(range(start, min(start + 40, count))) for start in range(0, count, 40)]
    facts = "".join(f"  part_{k}: {{value: {' + '.join(f'x_{n}' for n in chunk)}}}\n" for k, chunk in enumerate(chunks))
    facts += "".join(f"  sum_{k}: {{value: {f'sum_{k - 1} + ' if k else ''}part_{k}}}\n" for k in range(len(chunks)))
    return one(text, f"met: sum_{len(chunks) - 1} > 3", block("facts", facts))


def facts(count):
    values = ["x"] + [f"'max(f_{n - 1}, x)'" for n in range(1, count)]
    text = "".join(f"  f_{n}: {{value: {value}}}\n" for n, value in enumerate(values))
    return one('  x: {range: "[0..10]"}\n', f"value: f_{count - 1}", block("facts", text))


def options(count):
    names = "options:\n  kinds: {" + ", ".join(f"kind{n}: 种类{n}" for n in range(count)) + "}\n"
    lines = ["| kind | points |"] + [f"| kind{n} | {n % 11} |" for n in range(count)]
    return one("  kind: {options: kinds}\n", "table: |\n" + "\n".join("  " + line for line in lines), names)


KINDS = {f.__name__: f for f in (criteria, table, grid, rows, parameter, series, gates, inputs, facts, options)}


def main():
    if sys.argv[1:] == ["--all"]:
        folder = pathlib.Path(__file__).parent / "norms" / "generated"
        folder.mkdir(parents=True, exist_ok=True)
        for kind, count in (("criteria", 2000), ("table", 5000)):
            (folder / f"{kind}-{count}.yaml").write_text(KINDS[kind](count))
        return
    if len(sys.argv) != 3 or sys.argv[1] not in KINDS or not sys.argv[2].isdigit():
        sys.exit(__doc__)
    sys.stdout.write(KINDS[sys.argv[1]](int(sys.argv[2])))


if __name__ == "__main__":
    main()
