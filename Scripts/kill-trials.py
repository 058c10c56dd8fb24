#!/usr/bin/env python3
"""Kills `lowcarbon serve --store` with SIGKILL under write load, again and again, and checks what is left.

    Scripts/kill-trials.py .build/release/lowcarbon [TRIALS] [SECONDS_UNTIL_KILL]

Four clients post labels, each under a key of its own. After each kill the server starts on the same file; every key that was
acknowledged is sent again and must give the same decision (200, not 201), and the feed must count 1, 2, 3 … without a gap, with every
acknowledged label issued exactly once. Ends with 1 at the first fault.
"""
import http.client, json, os, random, signal, subprocess, sys, tempfile, threading, time

command, trials = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20
longest = float(sys.argv[3]) if len(sys.argv) > 3 else 0.5
folder = tempfile.mkdtemp(prefix="kill-trials-")
store = os.path.join(folder, "store.sqlite")
BODY = '{"scene": "%s", "answers": {"star": "four", "beds": 300}}'
acknowledged, unsure = {}, set()


def start():
    process = subprocess.Popen(
        [command, "serve", "--port", "0", "--store", store, "--language", "en"], stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if "serving http://127.0.0.1:" in line:
            port = int(line.split("127.0.0.1:")[1].split("/")[0])
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return process, port
    sys.exit("the server did not start")


def post(connection, key, scene):
    connection.request("POST", "/v1/labels?norm=hotel", BODY % scene, {"Idempotency-Key": key})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def load(port, trial, worker):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    number = 0
    while True:
        key, number = f"{trial}-{worker}-{number}", number + 1
        unsure.add((key, f"S-{worker}-{number % 50}"))
        try:
            status, answer = post(connection, key, f"S-{worker}-{number % 50}")
        except (OSError, http.client.HTTPException, ValueError):
            return
        if status != 201:
            print("unexpected", status, answer)
            return
        unsure.discard((key, f"S-{worker}-{number % 50}"))
        acknowledged[key] = (f"S-{worker}-{number % 50}", answer["decision"], answer.get("label"))


def check(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    faults, issued, cursor = [], {}, 0
    while True:
        connection.request("GET", f"/v1/multipliers?after={cursor}&limit=1000")
        page = json.loads(connection.getresponse().read())
        for event in page["events"]:
            cursor += 1
            if event["sequence"] != cursor:
                faults.append(f"the feed has {event['sequence']} where {cursor} belongs")
            if event["event"] == "issued":
                issued[event["label"]] = issued.get(event["label"], 0) + 1
        if not page["more"]:
            break
    for key, (scene, decision, label) in acknowledged.items():
        if label and issued.get(label) != 1:
            faults.append(f"{key}: label {label} is in the feed {issued.get(label, 0)} times")
    for key in random.sample(sorted(acknowledged), min(200, len(acknowledged))):
        scene, decision, label = acknowledged[key]
        status, answer = post(connection, key, scene)
        if status != 200 or answer["decision"] != decision:
            faults.append(f"{key}: {status}, {answer.get('decision')} instead of {decision}")
    for key, scene in sorted(unsure):
        first, second = post(connection, key, scene), post(connection, key, scene)
        if first[0] not in (200, 201) or second[0] != 200 or first[1]["decision"] != second[1]["decision"]:
            faults.append(f"{key}: sent again gives {first[0]}, then {second[0]}")
        acknowledged[key] = (scene, first[1]["decision"], first[1].get("label"))
    unsure.clear()
    return faults


process, port = start()
for trial in range(trials):
    workers = [threading.Thread(target=load, args=(port, trial, worker)) for worker in range(4)]
    for worker in workers:
        worker.start()
    time.sleep(random.uniform(0.02, longest))
    process.send_signal(signal.SIGKILL)
    process.wait()
    for worker in workers:
        worker.join()
    process, port = start()
    faults = check(port)
    if faults:
        process.kill()
        sys.exit(f"trial {trial}: " + "; ".join(faults[:5]))
process.send_signal(signal.SIGTERM)
labels = sum(1 for value in acknowledged.values() if value[2])
print(f"{trials} kills, {len(acknowledged)} decisions, {labels} of them with labels: none lost, none doubled")
sys.exit(process.wait())
