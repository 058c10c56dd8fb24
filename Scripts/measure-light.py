#!/usr/bin/env python3
"""How long one evaluation of a small scene takes at most: Scripts/measure-light.py [--binary .build/release/lowcarbon].

Starts a service of its own and sends every shipped norm bodies of just under 8 KiB, the most that is evaluated on a thread that serves
sockets (`ServiceLimits.lightBytes`): right answers with lists as long as fit, wrong answers, unknown names near to known ones, nested and
repeated ones. Each is sent some times on one connection; the least time counts, so that what else the machine does is left out.
"""

import argparse
import http.client
import json
import pathlib
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MOST = 8 << 10


def value(question, number):
    """A right answer, different for each number as far as there are several."""
    kind = question["kind"]
    if kind == "boolean":
        return number % 2 == 0
    if kind in ("option", "choice"):
        return question["options"][number % len(question["options"])]["id"]
    if kind == "date":
        return question.get("least") or "2026-01-01"
    if kind == "text":
        return "x"
    least = float(question.get("least") or 0)
    most = float(question.get("most") or 1_000_000)
    return int(min(most, max(least, least + number)))


def entries(question, count):
    fields = question["fields"]
    return [{f["id"]: value(f, k) for f in fields} for k in range(count)]


def size(answers):
    return len(json.dumps({"answers": answers}).encode())


def bodies(questions):
    plain = {q["id"]: value(q, 3) for q in questions if q["kind"] != "list"}
    lists = [q for q in questions if q["kind"] == "list"]
    full = dict(plain)
    for question in lists:
        count = 0
        while count < 2_000 and size(full | {question["id"]: entries(question, count + 1)}) < MOST:
            count += 1
        if count:
            full[question["id"]] = entries(question, count)
    yield "right", {"answers": full}
    yield "wrong kinds", {"answers": {q["id"]: [{"x": 1}] for q in questions}}
    yield "wrong texts", {"answers": {q["id"]: "nonsense 1 e9 kWh" for q in questions}}
    names = [q["id"] for q in questions]
    near, k = {}, 0
    while size(near) < MOST - 60:
        near[names[k % len(names)][:-1] + f"{k:x}"] = k
        k += 1
    yield "names near to known ones", {"answers": near}
    long = {}
    while size(long) < MOST - 120:
        long["_".join(names)[:90] + str(len(long))] = 1
    yield "long unknown names", {"answers": long}
    options = [q for q in questions if q.get("options")]
    yield "options near to known ones", {"answers": {q["id"]: q["options"][-1]["id"] + "x" for q in options}}
    for question in lists[:1]:
        bad, k = [], 0
        while size({question["id"]: bad}) < MOST - 80:
            bad.append({f["id"][:-1] + f"{k:x}": "?" for f in question["fields"][:2]})
            k += 1
        yield "list entries with unknown fields", {"answers": {question["id"]: bad}}


def raw(questions):
    yield "nested", b'{"answers":{"x":' + b"[" * (MOST - 40)
    yield "one key again and again", b'{"answers":{' + b",".join([b'"%s":1' % questions[0]["id"].encode()] * 400) + b"}}"
    yield "escapes", b'{"answers":{"x":"' + b"\\u4e2d" * 1_300 + b'"}}'
    yield "a long number", b'{"answers":{"%s":%s}}' % (questions[0]["id"].encode(), b"9" * (MOST - 80))
    yield "white space", b" " * (MOST - 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=str(ROOT / ".build/release/lowcarbon"))
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--bytes", type=int, default=MOST)
    options = parser.parse_args()
    globals()["MOST"] = options.bytes
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([options.binary, "serve", "--rules", "rules", "--port", str(port)], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

        def ask(method, path, body=None):
            start = time.perf_counter()
            connection.request(method, path, body)
            reply = connection.getresponse()
            data = reply.read()
            return time.perf_counter() - start, reply.status, data

        nothing = min(ask("GET", "/healthz")[0] for _ in range(options.times))
        print(f"an answer without work: {nothing * 1000:.2f} ms")
        worst = 0
        for norm in json.loads(ask("GET", "/v1/norms?lang=en")[2])["norms"]:
            detail = json.loads(ask("GET", f"/v1/norms/{norm['id']}?lang=en")[2])["norm"]
            questions = detail.get("questions") or [q for s in detail["sections"] for q in s["questions"]]
            all_bodies = [(n, json.dumps(b).encode()) for n, b in bodies(questions)] + list(raw(questions))
            for name, body in all_bodies:
                body = body[:MOST]
                found = [ask("POST", f"/v1/norms/{norm['id']}/evaluate?lang=en", body) for _ in range(options.times)]
                taken = min(t for t, _, _ in found)
                worst = max(worst, taken)
                print(f"{norm['id']:>14} {taken * 1000:7.2f} ms  {found[0][1]}  {len(body):5} bytes  {name}")
        print(f"the longest: {worst * 1000:.2f} ms")
    finally:
        process.terminate()
        process.wait(timeout=30)


main()
