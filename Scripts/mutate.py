#!/usr/bin/env python3
"""Breaks the engine on purpose, one place at a time, and sees whether the tests notice.

  Scripts/mutate.py [--work FOLDER] [--only N,N,...] [--keep] [--build-only]

Copies the checkout to FOLDER (default /tmp/lowcarbon-mutants), writes every mutant of Scripts/mutants.txt into the copy as
`mutantIsActive(N) ? mutant : original`, builds its tests once, and runs them for each mutant with LOWCARBON_MUTANT=N, the fastest
and likeliest first, up to the first failure. Writes docs/mutation.md. --keep goes on with the copy and the results of an earlier
run. Takes about as long as the tests for each survivor, and seconds for each mutant that is noticed. Not part of CI.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SUITES = ["DifferentialTests", "ExactNumbersTests", "ConformanceTests", "ColumnEngineTests", "RuleAnalysisTests", "PointsConversionTests", "RuleModelTests", "LowCarbonRulesTests", "SceneDataTests",
          "NormTestingTests", "DocumentationTests", "RuleSyntaxTests", "CommandTests"]
SWITCH = """#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The mutant that LOWCARBON_MUTANT names.
public let activeMutant: Int = getenv("LOWCARBON_MUTANT").flatMap { Int(String(cString: $0)) } ?? 0

public func mutantIsActive(_ number: Int) -> Bool { activeMutant == number }
"""


def read_mutants():
    mutants, file = [], None
    for paragraph in re.split(r"\n\s*\n", (ROOT / "Scripts/mutants.txt").read_text()):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        if not lines or lines[0].startswith("# What Scripts"):
            continue
        if lines[0].startswith("FILE "):
            file = lines[0][5:].strip()
            continue
        mutant = {"number": len(mutants) + 1, "file": file, "equivalent": None}
        key = None
        for line in lines:
            if line.startswith("# "):
                mutant["title"] = line[2:]
            elif line.startswith("~ "):
                mutant["equivalent"] = line[2:] if not mutant["equivalent"] else mutant["equivalent"] + " " + line[2:]
            elif line.startswith("in "):
                key, mutant["in"] = "in", line[3:]
            elif line.startswith("- "):
                key, mutant["old"] = "old", line[2:]
            elif line.startswith("+ "):
                key, mutant["new"] = "new", line[2:]
            else:
                mutant[key] += "\n" + line
        mutants.append(mutant)
    return mutants


def check_places(mutants):
    """Every place has to stand in its file once."""
    wrong = []
    for mutant in mutants:
        text = (ROOT / mutant["file"]).read_text()
        if text.count(mutant["in"]) != 1:
            wrong.append(f"{mutant['file']}: `{mutant['in']}` stands there {text.count(mutant['in'])} times")
        elif mutant["in"].count(mutant["old"]) != 1:
            wrong.append(f"{mutant['file']}: `{mutant['old']}` is not once in `{mutant['in']}`")
    if wrong:
        sys.exit("\n".join(wrong))


def seed(mutants, work):
    """The copy with all mutants in it, switched off."""
    if work.exists():
        shutil.rmtree(work)
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.splitlines():
        source = ROOT / name
        if source.is_file():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, work / name)
    (work / "Sources/ExactNumbers/Mutant.swift").write_text(SWITCH)
    files = {}
    for mutant in mutants:
        files.setdefault(mutant["file"], []).append(mutant)
    for name, group in files.items():
        original = (ROOT / name).read_text()
        sites = {}
        for mutant in group:
            start = original.index(mutant["in"]) + mutant["in"].index(mutant["old"])
            sites.setdefault((start, start + len(mutant["old"])), []).append(mutant)
        text, last = "", len(original)
        for (start, end), at in sorted(sites.items(), reverse=True):
            if end > last:
                sys.exit(f"{name}: mutants overlap at `{original[start:end]}`")
            text, last = replaced(original[start:end], at) + original[end:last] + text, start
        text = original[:last] + text
        if "/ExactNumbers/" not in name and "import ExactNumbers" not in text:
            text = "import ExactNumbers\n" + text
        (work / name).write_text(text)


def replaced(old, mutants):
    expression = old
    for mutant in mutants:
        if old.startswith(("if ", "result = ", "list.append")) or old.endswith(" {"):
            if old.startswith("if "):
                condition = old[3:-2]
                expression = f"if mutantIsActive({mutant['number']}) ? {mutant['new'][3:-2]} : ({condition}) {{"
            else:
                expression = f"if mutantIsActive({mutant['number']}) {{ {mutant['new']} }} else {{ {old} }}"
        elif re.fullmatch(r"-?\d+", old) or ", " in old and "(" not in old:
            first = old.split(", ")
            if len(first) == 2:
                new = mutant["new"].split(", ")
                expression = ", ".join(f"(mutantIsActive({mutant['number']}) ? {b} : {a})" for a, b in zip(first, new))
            else:
                expression = f"(mutantIsActive({mutant['number']}) ? {mutant['new']} : {old})"
        else:
            expression = f"(mutantIsActive({mutant['number']}) ? {mutant['new']} : {expression})"
    return expression


def build(work):
    subprocess.run(["nice", "-n", "5", "swift", "build", "--build-tests", "-Xswiftc", "-suppress-warnings"], cwd=work, check=True)


def stages(mutant):
    """Commands that a mutant has to survive, likeliest first, with the number of random norms they try."""
    suites = list(SUITES)
    name = mutant["file"] if mutant else ""
    first = ("PointsConversionTests" if "PointsConversion" in name else
             "RuleModelTests" if "RuleModel" in name else "DifferentialTests")
    suites.remove(first)
    bundle = ".build/debug/LowCarbonRulesPackageTests.xctest"
    run = [(suite, 40, [bundle, "--testing-library", "swift-testing", "--filter", f"^{suite}\\."]) for suite in [first] + suites]
    if first == "DifferentialTests":
        run.insert(0, ("random norms", 25, [*run[0][2][:-1], r"^DifferentialTests\.EngineTests/randomNormsAgree"]))
    rules = [("lowcarbon test", 0, [".build/debug/lowcarbon", "test"]),
             ("lowcarbon check rules", 0, [".build/debug/lowcarbon", "check", "rules"])]
    return run[:1] + rules + run[1:] if "PointsConversion" in name else rules + run


def survives(mutant, work):
    """Name of the stage that notices the mutant; None if none does."""
    for name, seeds, command in stages(mutant):
        environment = dict(os.environ, LOWCARBON_MUTANT=str(mutant["number"] if mutant else 0), LOWCARBON_SEEDS=str(seeds))
        try:
            done = subprocess.run(command, cwd=work, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900)
        except subprocess.TimeoutExpired:
            return name + " (no end)"
        if done.returncode != 0:
            return name
    return None


def write_page(mutants, results):
    lines = ["# Mutation of the engine", "",
             "`Scripts/mutate.py` breaks the engine, the compiler, the checker's tables and the points ledger in one place at a time "
             "(`Scripts/mutants.txt`) and runs the tests until one notices. It stays outside CI.", ""]
    done = [m for m in mutants if str(m["number"]) in results]
    killed = [m for m in done if results[str(m["number"])]]
    equal = [m for m in done if not results[str(m["number"])] and m["equivalent"]]
    lines += [f"{len(done)} of {len(mutants)} mutants tried: {len(killed)} noticed, {len(equal)} that no test can notice, "
              f"{len(done) - len(killed) - len(equal)} survive.", "",
              "| | file | what is broken | noticed by |", "| ---: | --- | --- | --- |"]
    for mutant in done:
        by = results[str(mutant["number"])]
        verdict = by or (f"none can: {mutant['equivalent']}" if mutant["equivalent"] else "**none**")
        lines.append(f"| {mutant['number']} | `{mutant['file'].removeprefix('Sources/')}` | {mutant['title']} | {verdict} |")
    (ROOT / "docs/mutation.md").write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default="/tmp/lowcarbon-mutants", type=pathlib.Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--build-only", action="store_true")
    options = parser.parse_args()
    mutants = read_mutants()
    record = options.work.with_suffix(".json")
    results = json.loads(record.read_text()) if options.keep and record.exists() else {}
    if not options.keep:
        check_places(mutants)
        seed(mutants, options.work)
        build(options.work)
    if options.build_only:
        return
    if not results and (broken := survives(None, options.work)):
        sys.exit(f"the tests fail without a mutant: {broken}")
    only = {int(number) for number in options.only.split(",") if number}
    for mutant in mutants:
        number = mutant["number"]
        if only and number not in only or not only and str(number) in results:
            continue
        start = time.monotonic()
        results[str(number)] = survives(mutant, options.work)
        record.write_text(json.dumps(results))
        print(f"{number:3} {results[str(number)] or 'SURVIVES':24} {time.monotonic() - start:6.1f} s  {mutant['file']}: {mutant['title']}", flush=True)
        write_page(mutants, results)


if __name__ == "__main__":
    main()
