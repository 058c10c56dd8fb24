#!/usr/bin/env python3
"""Attacks a service of its own on this machine: Scripts/attack-service.py [--seconds 600] [--binary .build/release/lowcarbon].

For a third of the time four clients open reports without pause; for the rest, hostile addresses, forms, packed bodies and slow clients
come besides; last, more silent connections than the service accepts. It must stay up, answer `/healthz` within 100 ms at p99 in the
first third, give no 5xx but 503, and keep its memory. Figures go to the output; 1 is the status if something does not hold.
"""

import argparse
import collections
import gzip
import http.client
import json
import multiprocessing
import os
import pathlib
import random
import resource
import select
import socket
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
EDGES = ["9223372036854775807", "9223372036854775808", "-9223372036854775808", "-1", "0", "1e999", "NaN", "%00", "%FF%FE", "%", "%zz", "x",
         "170141183460469231731687303715884105727", "0" * 400, "9" * 4000, "%EF%BC%91", "", "none", "not applicable", "[]", "{}"]
NAMES = ["q.beds", "q.floor_area", "q.star", "q.refrigeration.{}.charge", "q.refrigeration.{}", "q.{}", "q.refrigeration.0.{}", "as_of", "scene",
         "n", "e.electricity", "more", "renewal", "lang", "questions", "plans", "to", "by", "{}"]
PLACES = ["/", "/check/hotel", "/check/hotel/report", "/check/supermarket", "/check/{}", "/v1/norms", "/v1/norms/hotel", "/v1/norms/{}", "/norms/{}",
          "/norms/hotel/{}", "/assets/{}/{}", "/{}", "/v1/multipliers", "/healthz"]
SCENE = json.dumps({"answers": {"star": "four", "beds": 300}}).encode()


def address(dice):
    """An address with numbers and names that are none."""
    edge = lambda: dice.choice(EDGES)
    place = dice.choice(PLACES).replace("{}", edge())
    count = 4100 if dice.random() < 0.01 else dice.choice([0, 1, 1, 2, 5, 300])
    fields = [f"{dice.choice(NAMES).replace('{}', edge())}={edge()}" for _ in range(count)]
    return (place + "?" + "&".join(fields))[:60_000].replace(" ", "+")


def zstd(data):
    """zstd data by the library's command, if there is one."""
    try:
        return subprocess.run(["zstd", "-q", "-c"], input=data, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def bodies():
    """Bodies with their coding: bombs, cut off, damaged, without a header, twice, unknown."""
    bomb = gzip.compress(b'{"answers":{"x":"' + b"a" * 100_000_000 + b'"}}')
    packed = gzip.compress(SCENE)
    yield from [(bomb, None), (bomb, "gzip"), (packed, None), (packed, "gzip"), (packed[:20], "gzip"), (packed[:-4], "gzip"), (SCENE, "gzip"),
                (gzip.compress(packed), "gzip"), (packed, "gzip, gzip"), (packed, "br"), (SCENE, "zstd"), (gzip.compress(b"") * 10_000, "gzip"),
                (b"\x28\xb5\x2f\xfd\x00\xa0\x01\x00\x00", "zstd"), (SCENE + b" " * 300_000, None), (b"[" * 200_000, None),
                (b'{"answers":{' + b",".join(b'"%d":1' % k for k in range(20_000)) + b"}}", None)]
    for data in (SCENE, b"a" * 100_000_000):
        if (frames := zstd(data)) is not None:
            yield from [(frames, "zstd"), (frames, None), (frames[:-3], "zstd")]


def until(end, port, work):
    """Calls `work` with a connection until the time is over; a new connection after each that ends."""
    counts = collections.Counter()
    while time.time() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            while time.time() < end:
                counts[work(connection)] += 1
        except (OSError, http.client.HTTPException) as error:
            counts[type(error).__name__] += 1
        finally:
            connection.close()
    return counts


def ask(connection, method, path, body=None, headers={}):
    connection.request(method, path, body, headers)
    reply = connection.getresponse()
    reply.read()
    return reply.status


def probe(port, end, queue):
    """How long `/healthz` takes, fifty times a second."""
    taken = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.time() < end:
        start = time.perf_counter()
        try:
            good = ask(connection, "GET", "/healthz") == 200
        except (OSError, http.client.HTTPException):
            good = False
            connection.close()
        taken.append((time.perf_counter() - start, good))
        time.sleep(0.02)
    queue.put(("healthz", taken))


def reports(port, end, queue, query):
    """Four clients that open reports without pause."""
    counts = collections.Counter()
    lock = threading.Lock()

    def client(number):
        found = until(end, port, lambda c: ask(c, "GET", f"/check/hotel/report?{query}&scene=R{number}"))
        with lock:
            counts.update(found)

    threads = [threading.Thread(target=client, args=(k,)) for k in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    queue.put(("reports", counts))


def attack(port, end, queue, seed):
    """Hostile addresses, forms and packed bodies in turn, with short pauses."""
    dice = random.Random(seed)
    packed = list(bodies())

    def one(connection):
        time.sleep(0.01)
        kind = dice.random()
        if kind < 0.6:
            return ask(connection, "GET", address(dice))
        if kind < 0.75:
            pieces = ["--b", "--b--", "\r\n", "\r\n\r\n", 'Content-Disposition: form-data; filename="a.json"', SCENE.decode(), "\0"]
            form = "".join(dice.choice(pieces) for _ in range(dice.randrange(12))).encode()
            return ask(connection, "POST", "/check/hotel/import", form, {"Content-Type": "multipart/form-data; boundary=b"})
        body, coding = dice.choice(packed)
        action = dice.choice(["evaluate", "bounds?lenient=true", "ask", "path", "bounds?thorough=true"])
        return ask(connection, "POST", f"/v1/norms/hotel/{action}", body, {"Content-Encoding": coding} if coding else {})

    queue.put(("attack", until(end, port, one)))


def slow(port, end, queue):
    """Two hundred clients that send a byte a second: headers, bodies, or nothing; or ask and take nothing."""
    texts = [b"GET / HTTP/1.1\r\nX: " + b"a" * 4000, b"POST /v1/norms/hotel/evaluate HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n",
             b"", b"GET /check/hotel HTTP/1.1\r\nHost: x\r\n\r\n" * 400]
    open_, counts = {}, collections.Counter()
    while time.time() < end:
        while len(open_) < 200:
            kind = counts["opened"] % 4
            client = socket.socket()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.settimeout(5)
            try:
                client.connect(("127.0.0.1", port))
                if kind in (1, 3):
                    client.sendall(texts[kind])
            except OSError:
                counts["refused"] += 1
                break
            counts["opened"] += 1
            open_[client] = (kind, time.time())
        time.sleep(1)
        readable, _, _ = select.select(list(open_), [], [], 0)
        for client, (kind, start) in list(open_.items()):
            try:
                if client in readable and kind != 3 and not client.recv(4096):
                    raise OSError("closed")
                client.send(b"a") if kind < 2 else None
            except OSError:
                counts["cut off"] += 1
                counts["longest %d" % kind] = max(counts["longest %d" % kind], int(time.time() - start))
                client.close()
                del open_[client]
    [client.close() for client in open_]
    queue.put(("slow", counts))


def flood(port):
    """Silent connections until no more are taken; how many, and how long until `/healthz` answers again."""
    clients, start = [], time.time()
    while len(clients) < 2_000:
        client = socket.socket()
        # Slower than connections are accepted, so that it is not the queue of the system that fills.
        time.sleep(0.004)
        client.settimeout(3)
        clients.append(client)
        try:
            client.connect(("127.0.0.1", port))
        except OSError:
            break
    full = time.time()
    good = False
    while not good and time.time() < full + 40:
        try:
            good = ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "GET", "/healthz") == 200
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
    [client.close() for client in clients]
    return good, len(clients), time.time() - start


def memory(process):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0


def at(times, part):
    times = sorted(t for t, _ in times)
    return 1000 * times[min(len(times) - 1, int(part * len(times)))] if times else float("inf")


def phase(process, port, seconds, workers):
    """Runs processes at once; what they found and the memory of the service each second."""
    queue, end = multiprocessing.Queue(), time.time() + seconds
    running = [multiprocessing.Process(target=work, args=(port, end, queue, *more)) for work, *more in workers]
    [r.start() for r in running]
    sizes = []
    while time.time() < end and process.poll() is None:
        sizes.append(memory(process))
        time.sleep(1)
    found = collections.defaultdict(collections.Counter)
    for _ in running:
        name, result = queue.get(timeout=120)
        if name == "healthz":
            found[name] = result
        else:
            found[name].update(result)
    [r.join() for r in running]
    return found, sizes


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/lowcarbon"))
    options = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The service with the usual 1,024 files, the attackers with enough for the flood.
    process = subprocess.Popen([options.binary, "serve", "--rules", "rules", "--port", str(port)], cwd=ROOT, stderr=subprocess.DEVNULL,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, hard), hard)))
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    faults = []
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        query = "lang=en&q.star=four&q.floor_area=20000&q.beds=300&q.electricity=2000000"
        third = options.seconds / 3
        quiet, before = phase(process, port, third, [(probe,), (reports, query)])
        loud, after = phase(process, port, options.seconds - third,
                            [(probe,), (reports, query), (attack, 1), (attack, 2), (slow,)])
        for name, found in (("reports only", quiet), ("under attack", loud)):
            times = found["healthz"]
            print(f"{name}: healthz {len(times)} times, p50 {at(times, .5):.1f} ms, p99 {at(times, .99):.1f} ms, most {at(times, 1):.1f} ms; "
                  f"{sum(1 for _, good in times if not good)} failed; reports {dict(found['reports'])}")
        print(f"attacks {dict(loud['attack'])}; slow clients {dict(loud['slow'])}")
        print(f"memory: {max(before, default=0):.0f} MiB at most before the attack, {max(after, default=0):.0f} under it, "
              f"{after[-1] if after else 0:.0f} at its end")
        if at(quiet["healthz"], .99) > 100:
            faults.append("healthz took over 100 ms at p99 while four clients opened reports")
        if any(not good for found in (quiet, loud) for _, good in found["healthz"]):
            faults.append("healthz failed")
        for found in (quiet, loud):
            for kind in ("reports", "attack"):
                bad = [s for s in found[kind] if isinstance(s, int) and s >= 500 and s != 503]
                if bad:
                    faults.append(f"{kind}: {bad}")
        if after and (max(after) > 1024 or after[-1] > 1.5 * after[len(after) // 3] + 64):
            faults.append("memory grew")
        good, count, wait = flood(port)
        print(f"flood of {count} silent connections: healthz answered {wait:.1f} s after its start")
        if not good or wait > 30:
            faults.append("the flood was not survived")
    finally:
        if process.poll() is not None:
            faults.append(f"the service ended by itself ({process.returncode})")
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            faults.append("the service did not stop when told to")
    print("\n".join(faults) or "nothing failed; `/healthz` under attack is printed above, not judged")
    sys.exit(bool(faults))


main()
