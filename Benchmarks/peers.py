#!/usr/bin/env python3
"""Measures LowCarbonRules beside the limits and peers of ../shared/bench, all in one run, and writes Benchmarks/peers.md.

  Benchmarks/peers.py [--rounds 3] [--peers polars,numba,duckdb_decimal,datalogic,zen_compiled]

Needs ../shared/bench and the release builds of `lowcarbon` and `engine-rates` (`make bench-peers` makes them). Peers are taken from
PyPI into .build-peers/env; one that cannot start is named and left out. Rounds are interleaved; figures are medians.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared/bench"
WORK = ROOT / ".build-peers"
BENCH = WORK / "bench"
NORM = ROOT / "Benchmarks/norms/baseline.yaml"
LOWCARBON = ROOT / ".build/release/lowcarbon"
RATES = ROOT / ".build-bench/release/engine-rates"
EVENTS = """#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <yaml.h>
int main(int argc, char **argv) {
    FILE *f = fopen(argv[1], "rb"); fseek(f, 0, SEEK_END); long n = ftell(f); rewind(f);
    unsigned char *bytes = malloc(n); if (fread(bytes, 1, n, f) != (size_t)n) return 1;
    double best = 1e9; long events = 0;
    for (int k = 0; k < 7; k++) {
        struct timespec a, b; clock_gettime(CLOCK_MONOTONIC, &a);
        yaml_parser_t p; yaml_parser_initialize(&p); yaml_parser_set_input_string(&p, bytes, n);
        yaml_event_t e; int done = 0; events = 0;
        while (!done) { if (!yaml_parser_parse(&p, &e)) return 2; done = e.type == YAML_STREAM_END_EVENT; events++; yaml_event_delete(&e); }
        yaml_parser_delete(&p); clock_gettime(CLOCK_MONOTONIC, &b);
        double s = (b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) * 1e-9; if (s < best) best = s;
    }
    printf("{\\"seconds\\": %.6f, \\"events\\": %ld}\\n", best, events);
    return 0;
}
"""


def run(*command, cwd=None, env=None, limit=900):
    """Standard output, seconds and peak MB of a command; the output is None if it failed."""
    start = time.perf_counter()
    with subprocess.Popen([str(part) for part in command], cwd=cwd, env={**os.environ, **(env or {})}, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            output = process.stdout.read().decode()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        except KeyboardInterrupt:
            process.kill()
            raise
    return output if process.returncode == 0 else None, time.perf_counter() - start, usage.ru_maxrss / 1024


def figures(output):
    """The last JSON object of an output."""
    for line in reversed((output or "").splitlines()):
        if line.startswith("{"):
            return json.loads(line)
    return None


def prepare(names):
    """Scenes, limits and peers, once; gives the Python that runs the peers."""
    BENCH.mkdir(parents=True, exist_ok=True)
    for source in SHARED.rglob("*"):
        target = BENCH / source.relative_to(SHARED)
        if source.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    if not (BENCH / "build/native").exists():
        subprocess.run(["bash", "build.sh"], cwd=BENCH, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for size in (1000, 100000, 1000000):
        if not (BENCH / f"data/scenes_{size}.jsonl").exists():
            subprocess.run([sys.executable, "gen.py", str(size)], cwd=BENCH, check=True)
        if size < 1000000 and not (BENCH / f"data/expected_{size}.csv").exists():
            subprocess.run([sys.executable, "reference.py", f"data/scenes_{size}.jsonl", f"data/expected_{size}.csv"], cwd=BENCH, check=True)
    python = WORK / "env/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "env"], check=True)
    packages = {"polars": ["polars"], "numba": ["numba", "numpy"], "duckdb_decimal": ["duckdb"], "datalogic": ["datalogic-py"], "zen_compiled": ["zen-engine"]}
    wanted = sorted({package for name in names for package in packages.get(name, [])} | {"orjson", "msgspec", "numpy"})
    pinned = dict(line.split("==") for line in (BENCH / "requirements.txt").read_text().split() if "==" in line)
    for package in wanted:
        exact = f"{package}=={pinned[package]}" if package in pinned else package
        if subprocess.run([python, "-m", "pip", "install", "-q", exact]).returncode:
            subprocess.run([python, "-m", "pip", "install", "-q", package])
    if not (WORK / "events").exists():
        (WORK / "events.c").write_text(EVENTS)
        subprocess.run(["cc", "-O2", "-o", WORK / "events", WORK / "events.c", "-lyaml"], check=True)
    if not (WORK / "hello").exists():
        (WORK / "hello.swift").write_text('print("hello")\n')
        subprocess.run(["swiftc", "-O", "-o", WORK / "hello", WORK / "hello.swift"], check=True)
    subprocess.run([sys.executable, ROOT / "Benchmarks/generate.py", "--all"], check=True)
    for count in (2000, 20000):
        text = subprocess.run([sys.executable, ROOT / "Benchmarks/generate.py", "criteria", str(count)], stdout=subprocess.PIPE, check=True).stdout
        (WORK / f"criteria-{count}.yaml").write_bytes(text)
    return python


def add(table, name, value):
    if value is not None:
        table.setdefault(name, []).append(float(value))


def score(table, name, source, threads, size):
    output, seconds, peak = run(LOWCARBON, "score", NORM, BENCH / f"data/scenes_{size}.{source}", "--as-of", "field:date", "--detail", "labels",
                                "--threads", threads, "--output", WORK / "labels.csv", limit=1800)
    if output is not None:
        add(table, name, size / seconds)
        add(table, f"{name} MB", peak)


def one_round(table, names, python):
    for tag, program in (("C", "native"), ("Swift", "limit_swift")):
        got = figures(run(BENCH / "build" / program, "bench", "data/scenes_1000000.csv", cwd=BENCH)[0])
        if got:
            for key in ("p50_i_ns", "int_1t", "soa_int_1t", "csv_rps"):
                add(table, f"{tag} {key}", got.get(key))
    for mode in ("parse", "score"):
        got = figures(run(BENCH / "build/json", mode, "data/scenes_1000000.jsonl", "1", cwd=BENCH)[0])
        add(table, f"simdjson {mode}", got and got["rps"])
    got = figures(run(RATES, NORM, BENCH / "data/scenes_1000000.jsonl", cwd=ROOT)[0])
    for key in ("one_p50_ns", "one_p99_ns", "columns_1t", "columns_2t"):
        add(table, f"engine {key}", got and got[key])
    got = figures(run(RATES, NORM, BENCH / "data/scenes_100000.jsonl", BENCH / "data/expected_100000.csv", cwd=ROOT)[0])
    add(table, "engine wrong of 100,000", got and got["wrong"])
    for source in ("jsonl", "csv"):
        for threads in (1, 2):
            score(table, f"score {source} {threads}t", source, threads, 1000000)
    for name in names:
        got = figures(run(python, f"peers/peer_{name}.py", "measure", cwd=BENCH, env={"PEER_SECONDS": "1.2", "PEER_REPS": "3", "PEER_N": "1e6"})[0])
        if got is None:
            print(f"{name}: did not run", flush=True)
        for key, value in (got or {}).items():
            if isinstance(value, (int, float)):
                add(table, f"{name} {key}", value)
    for _ in range(5):
        add(table, "hello s", run(WORK / "hello")[1])
        add(table, "cold s", run(LOWCARBON, "score", NORM, BENCH / "data/one.jsonl", "--as-of", "field:date", "--format", "json")[1])
    for count in (2000, 20000):
        add(table, f"libyaml {count} s", (figures(run(WORK / "events", WORK / f"criteria-{count}.yaml")[0]) or {}).get("seconds"))
        output, seconds, _ = run(LOWCARBON, "check", WORK / f"criteria-{count}.yaml")
        add(table, f"check {count} s", seconds if output is not None else None)


def ratio(table, above, below):
    if above in table and below in table:
        return statistics.median(table[above]) / statistics.median(table[below])
    return None


def best(table, names, key):
    found = [f"{name} {key}" for name in names if f"{name} {key}" in table]
    return max(found, key=lambda name: statistics.median(table[name]), default=f"{names} {key}")


def write(table, names, rounds):
    rows = [
        ("one evaluation, p50, over hand-written Swift on integers", ratio(table, "engine one_p50_ns", "Swift p50_i_ns"), "<= 10"),
        ("one evaluation, rate over the fastest rule engine (datalogic)", ratio(table, "datalogic p50_us", "engine one_p50_ns") and ratio(table, "datalogic p50_us", "engine one_p50_ns") * 1000, ">= 20"),
        ("columns in memory, over hand-written C on integer columns", ratio(table, "engine columns_1t", "C soa_int_1t"), ">= 0.3"),
        ("columns in memory, over the fastest data frame", ratio(table, "engine columns_1t", best(table, ["numba", "polars"], "eps")), ">= 3"),
        ("columns in memory, over DuckDB in decimals", ratio(table, "engine columns_1t", "duckdb_decimal eps"), ">= 30"),
        ("columns, two threads over one", ratio(table, "engine columns_2t", "engine columns_1t"), ">= 1.8"),
        ("JSON Lines to labels, over simdjson reading the fields", ratio(table, "score jsonl 1t", "simdjson parse"), ">= 0.7"),
        ("JSON Lines to labels, two threads over one", ratio(table, "score jsonl 2t", "score jsonl 1t"), ">= 1.8"),
        ("CSV to labels, over Polars from the same file", ratio(table, "score csv 1t", "polars eps_csv"), ">= 2"),
        ("cold start, over a Swift program that prints a line", ratio(table, "cold s", "hello s"), "<= 3"),
        ("check 2,000 criteria, over libyaml's events", ratio(table, "check 2000 s", "libyaml 2000 s"), "<= 5"),
        ("check 20,000 criteria, over libyaml's events", ratio(table, "check 20000 s", "libyaml 20000 s"), "linear"),
    ]
    model = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    lines = ["# Beside the peers", "",
             f"Written by `Benchmarks/peers.py` on {time.strftime('%Y-%m-%d')}: {rounds} interleaved rounds, medians, {os.cpu_count()} processors ({model[1] if model else 'unknown'}). "
             "The workload and the peers are those of `shared/bench`.", "", "| what | ratio | target |", "| --- | ---: | ---: |"]
    lines += [f"| {name} | {'not measured' if value is None else f'{value:.2f}'} | {target} |" for name, value, target in rows]
    lines += ["", "| figure | median | least | most |", "| --- | ---: | ---: | ---: |"]
    for name, values in sorted(table.items()):
        lines.append(f"| {name} | {statistics.median(values):.6g} | {min(values):.6g} | {max(values):.6g} |")
    (ROOT / "Benchmarks/peers.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines[4:4 + len(rows) + 2]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", default="polars,numba,duckdb_decimal,datalogic,zen_compiled")
    options = parser.parse_args()
    if not SHARED.exists():
        sys.exit(f"{SHARED} is not there: the peers cannot be measured on this machine")
    for program in (LOWCARBON, RATES):
        if not program.exists():
            sys.exit(f"{program} is not there: run `make bench-peers`")
    names = [name for name in options.peers.split(",") if name]
    python = prepare(names)
    (BENCH / "data/one.jsonl").write_text((BENCH / "data/scenes_1000.jsonl").read_text().split("\n")[0] + "\n")
    table = {}
    for number in range(options.rounds):
        one_round(table, names, python)
        print(f"round {number + 1} of {options.rounds}", flush=True)
    write(table, names, options.rounds)


if __name__ == "__main__":
    main()
