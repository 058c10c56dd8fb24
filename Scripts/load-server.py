#!/usr/bin/env python3
"""Latency of evaluation and bounds under users who type: Scripts/load-server.py http://127.0.0.1:8080 [users] [seconds] [pause].

Every user answers the questions of a good scene one by one and sends all answers so far with each, to bounds and to evaluate, with
a pause (seconds, default 0.2) between answers; a pause of 0 sends without stopping.
"""

import http.client
import json
import random
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import pathlib

BASE = sys.argv[1].rstrip("/")
USERS, SECONDS, PAUSE = (float(sys.argv[k]) if len(sys.argv) > k else d for k, d in ((2, 10), (3, 20), (4, 0.2)))


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def answers(norm, path):
    """The answers of a scene file, as the import reads them."""
    body = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="s.yaml"\r\n\r\n' + path.read_bytes() + b"\r\n--cut--\r\n"
    request = urllib.request.Request(f"{BASE}/check/{norm}/import", data=body,
                                     headers={"Content-Type": "multipart/form-data; boundary=cut"})
    try:
        urllib.request.build_opener(Stay).open(request)
    except urllib.error.HTTPError as reply:
        query = urllib.parse.parse_qsl(reply.headers["Location"].split("?", 1)[1])
        return [(name.split(".")[1], value) for name, value in query if name.startswith("q.") and name.count(".") == 1]


def user(number, scenes, end, taken):
    norm, given = scenes[number % len(scenes)]
    place = urllib.parse.urlparse(BASE)
    connection = http.client.HTTPConnection(place.hostname, place.port)
    order = random.Random(number)
    while time.monotonic() < end:
        given = order.sample(given, len(given))
        for count in range(1, len(given) + 1):
            body = json.dumps({"answers": dict(given[:count])})
            for action in ("bounds?lenient=true&questions=1", "evaluate"):
                start = time.perf_counter()
                connection.request("POST", f"/v1/norms/{norm}/{action}", body)
                reply = connection.getresponse()
                reply.read()
                taken[action.split("?")[0]].append((time.perf_counter() - start, reply.status))
            if time.monotonic() >= end:
                return
            if PAUSE:
                time.sleep(order.uniform(0.5, 1.5) * PAUSE)


def main():
    scenes = [(p.parent.name, answers(p.parent.name, p)) for p in sorted(pathlib.Path("scenes").glob("*/good*.yaml"))]
    taken = {"bounds": [], "evaluate": []}
    end = time.monotonic() + SECONDS
    threads = [threading.Thread(target=user, args=(k, scenes, end, taken)) for k in range(int(USERS))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for action, all_taken in taken.items():
        times = sorted(t for t, _ in all_taken)
        bad = sum(1 for _, status in all_taken if status not in (200, 422))
        at = lambda q: 1000 * times[min(len(times) - 1, int(q * len(times)))]
        print(f"{action}: {len(times)} requests, {len(times) / SECONDS:.0f}/s, p50 {at(.5):.2f} ms, p95 {at(.95):.2f} ms, "
              f"p99 {at(.99):.2f} ms, most {times[-1] * 1000:.2f} ms, {bad} failed")


main()
