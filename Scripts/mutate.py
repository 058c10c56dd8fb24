#!/usr/bin/env python3
"""Breaks the engine on purpose, one place at a time, and sees whether the tests notice.

  Scripts/mutate.py [--work FOLDER] [--jobs N] [--only N,N-N,...] [--keep] [--survivors] [--build-only]

Copies the checkout to FOLDER (default /tmp/lowcarbon-mutants), writes every mutant of Scripts/mutants.txt into the copy as
`mutantIsActive(N) ? mutant : original`, builds its tests once, and runs them for each mutant with LOWCARBON_MUTANT=N up to the
first failure: all mutants against the tests nearest to them, then what survives against all others. Writes docs/mutation.md.
--keep goes on with the results of an earlier run: new mutants have to stand last then. --survivors tries again what survived
it, once there are new tests. What is built in FOLDER is built again only where files changed. Takes about as long as the tests
for each survivor, and seconds for each mutant that is noticed. Not part of CI.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SUITES = ["DifferentialTests", "ExactNumbersTests", "ConformanceTests", "ColumnEngineTests", "RuleAnalysisTests", "PointsConversionTests", "RuleModelTests", "LowCarbonRulesTests", "SceneDataTests",
          "NormTestingTests", "DocumentationTests", "RuleSyntaxTests", "CommandTests"]
# How much the tests try that are not the same each time; below these they ask for more.
SIZES = {"LOWCARBON_SEEDS": "60", "LOWCARBON_BOUNDS_NORMS": "6", "LOWCARBON_LEFT_OUT": "1"}
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
    """The copy with all mutants in it, switched off. Files that are as they were keep their time, so that little is built again."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    head = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    work.with_suffix(".commit").parent.mkdir(parents=True, exist_ok=True)
    work.with_suffix(".commit").write_text(head)
    names = {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}
    switch = "Sources/ExactNumbers/Mutant.swift"
    for file in work.rglob("*") if work.exists() else []:
        name = file.relative_to(work)
        if name.parts[0] != ".build" and (file.is_file() or file.is_symlink()) and str(name) not in names | {switch}:
            file.unlink()
    files = {}
    for mutant in mutants:
        files.setdefault(mutant["file"], []).append(mutant)
    for name in names - files.keys():
        write(work / name, (ROOT / name).read_bytes())
        shutil.copymode(ROOT / name, work / name)
    write(work / switch, SWITCH.encode())
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
        write(work / name, text.encode())


def write(file, content):
    if file.is_file() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


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


# By module, the tests that are run first: the fastest and likeliest of its own.
NEAREST = {
    "ColumnEngine": [r"ColumnEngineTests\.(RandomProgramTests|SharedStepTests|AloneAndAmongManyTests|RoundedScoreTests)",
                     r"ColumnEngineTests\.EveryStepTests", r"ColumnEngineTests\.ColumnInterpreterTests/randomNormsAgree"],
    "RuleAnalysis": [r"RuleAnalysisTests\.(AdviceTests|BeyondReachTests|BoundsCaseTests|CompletionBoundsTests|HandWorkedAdviceTests"
                     "|NormBoxTests|PointTests|MerchantTests)",
                     r"RuleAnalysisTests\.(BoxCoverageTests|ExhaustionTests|LeftOutTests|UnfinishedAdviceTests|UnfinishedPathTests)",
                     r"RuleAnalysisTests\.StepBoxTests"],
    "RuleModel": [r"RuleModelTests\.(IntervalTests|UnitTests|RowSetTests|LargeTableTests|MarkerTests|CheckerPageTests|GuardTests)",
                  "rules", r"RuleModelTests\.(BareNumberTests|PassingRoundTests|SeededMistakesTests)"],
    "RuleCompiler": [r"DifferentialTests\.(ConditionCompletionTests|UndecidedWhenTests|FailedNeedTests|OpenAnswerTests)",
                     r"LowCarbonRulesTests\.HandWorkedTests", "rules", r"DifferentialTests\.EngineTests/randomNormsAgree"],
    "PointsConversion": [r"PointsConversionTests\."],
}
OTHERS = [r"ExactNumbersTests\.", r"LowCarbonRulesTests\.HandWorkedTests", "rules", r"DifferentialTests\.EngineTests/randomNormsAgree",
          r"ColumnEngineTests\.EveryStepTests"]
RULES = [("lowcarbon test", [".build/debug/lowcarbon", "test"]), ("lowcarbon check rules", [".build/debug/lowcarbon", "check", "rules"])]


def stages(mutant):
    """Commands that a mutant has to survive: those nearest to it, and all others."""
    def tests(pattern):
        bundle = ".build/debug/LowCarbonRulesPackageTests.xctest"
        name = re.sub(r"\W+$", "", re.sub(r"\(.*?\|.*\)", "", pattern).replace("\\", ""))
        return (name, [bundle, "--testing-library", "swift-testing", "--filter", "^" + pattern])

    module = mutant["file"].split("/")[1] if mutant else ""
    near = [stage for pattern in NEAREST.get(module, OTHERS) for stage in (RULES if pattern == "rules" else [tests(pattern)])]
    return near, [stage for stage in RULES if stage not in near] + [tests(suite + r"\.") for suite in SUITES]


def fails(command, work, environment):
    """"failed", "no end" or None; ends with the first issue that a test records."""
    process = subprocess.Popen(command, cwd=work, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, errors="replace", start_new_session=True)
    late = threading.Event()

    def end():
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def give_up():
        late.set()
        end()

    timer = threading.Timer(1200, give_up)
    timer.start()
    try:
        for line in process.stdout:
            if " recorded an issue " in line:
                end()
                break
        process.wait()
    finally:
        timer.cancel()
        process.stdout.close()
    return "no end" if late.is_set() else "failed" if process.returncode != 0 else None


def survives(mutant, work, commands):
    """Name of the stage that notices the mutant; None if none does."""
    for name, command in commands:
        environment = dict(os.environ, **SIZES, LOWCARBON_MUTANT=str(mutant["number"] if mutant else 0))
        start = time.monotonic()
        failure = fails(command, work, environment)
        if not mutant:
            print(f"    {name:24} {time.monotonic() - start:6.1f} s", flush=True)
        if failure:
            return name + (" (no end)" if failure == "no end" else "")
    return None


def write_page(mutants, results, work):
    """Rewrites what follows `## The run` in docs/mutation.md; what stands above is written by hand."""
    done = [m for m in mutants if results.get(str(m["number"]), "") != ""]

    def by(mutant):
        return results[str(mutant["number"])]

    def counts(some):
        noticed = sum(1 for m in some if by(m))
        equal = sum(1 for m in some if not by(m) and m["equivalent"])
        return [len(some), noticed, equal, len(some) - noticed - equal]

    commit = work.with_suffix(".commit").read_text().strip()
    total = counts(done)
    lines = [f"{time.strftime('%Y-%m-%d')}, commit {commit}: {total[0]} of {len(mutants)} mutants run, {total[1]} noticed, {total[2]} that no "
             f"test can notice, {total[3]} survive.", "", "| module | mutants | noticed | cannot be | survive |", "| --- | ---: | ---: | ---: | ---: |"]
    for module in sorted({m["file"].split("/")[1] for m in done}):
        own = counts([m for m in done if m["file"].split("/")[1] == module])
        lines.append(f"| `{module}` | " + " | ".join(str(count) for count in own) + " |")
    left = [m for m in done if not by(m)]
    if left:
        lines += ["", "Not noticed:", ""]
        lines += [f"* {m['number']}, {m['title']}: {m['equivalent'] or '**survives**'}" for m in left]
    lines += ["", "| | file | what is broken | noticed by |", "| ---: | --- | --- | --- |"]
    for mutant in done:
        verdict = by(mutant) or ("cannot be" if mutant["equivalent"] else "**none**")
        lines.append(f"| {mutant['number']} | `{mutant['file'].removeprefix('Sources/')}` | {mutant['title']} | {verdict} |")
    page = ROOT / "docs/mutation.md"
    heading = "## The run\n\n"
    page.write_text(page.read_text().split(heading)[0] + heading + "\n".join(lines) + "\n")


def numbers(text):
    """What `3,5-7` names."""
    ends = [part.split("-") for part in text.split(",") if part]
    return {number for part in ends for number in range(int(part[0]), int(part[-1]) + 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default="/tmp/lowcarbon-mutants", type=pathlib.Path)
    parser.add_argument("--jobs", default=1, type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--survivors", action="store_true")
    parser.add_argument("--build-only", action="store_true")
    options = parser.parse_args()
    mutants = read_mutants()
    record = options.work.with_suffix(".json")
    results = json.loads(record.read_text()) if (options.keep or options.survivors) and record.exists() else {}
    check_places(mutants)
    seed(mutants, options.work)
    build(options.work)
    if options.build_only:
        return
    if not results and (broken := survives(None, options.work, sum(stages(None), []))):
        sys.exit(f"the tests fail without a mutant: {broken}")
    only = numbers(options.only)
    if options.survivors:
        left = [m for m in mutants if not results.get(str(m["number"]), True) and not m["equivalent"]]
    else:
        left = [m for m in mutants if only or results.get(str(m["number"]), "") == ""]
    left = [m for m in left if not only or m["number"] in only]
    lock = threading.Lock()

    def run(mutant, part):
        start = time.monotonic()
        by = survives(mutant, options.work, stages(mutant)[part])
        with lock:
            # "": survived what is nearest, the others are still to come.
            results[str(mutant["number"])] = by or (None if part else "")
            record.write_text(json.dumps(results))
            write_page(mutants, results, options.work)
            verdict = by or ("SURVIVES" if part else "others to come")
            print(f"{mutant['number']:3} {verdict:24} {time.monotonic() - start:6.1f} s  {mutant['file']}: {mutant['title']}", flush=True)

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for part in range(2):
            list(pool.map(lambda mutant: run(mutant, part), left))
            left = [m for m in left if not results[str(m["number"])]]


if __name__ == "__main__":
    main()
