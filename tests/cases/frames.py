"""frames: every row of data/event that carries an example finds its event in it, and not in its counterexample.

Rows that do not yet are known gaps; the share that does must not fall below the shares kept here.
usage: frames.py KHABAR DATA
"""
import glob
import json
import os
import subprocess
import sys

KHABAR, DATA = sys.argv[1], sys.argv[2]
# Percent of examples with an event of the row's type, and of counterexamples without an event of the row.
FOUND_AT_LEAST, EMPTY_AT_LEAST = 88, 99

rows = []
for path in sorted(glob.glob(os.path.join(DATA, "event", "frames-*.tsv"))):
    for n, line in enumerate(open(path, encoding="utf-8"), 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = line.rstrip("\n").split("\t")
        rows.append({"id": cells[0], "type": cells[3], "example": cells[12], "counter": cells[13], "at": f"{os.path.basename(path)}:{n}"})

data = ""
for i, row in enumerate(rows):
    for key in ("example", "counter"):
        if row[key]:
            data += json.dumps({"id": f"{key} {i}", "date": "2024-05-16", "text": row[key] + "."}, ensure_ascii=False) + "\n"
p = subprocess.run([KHABAR, "read", "--json"], input=data.encode(), capture_output=True)
events = {}
for line in p.stdout.decode().splitlines():
    record = json.loads(line)
    events[record["document"]["id"]] = record["events"]

examples = [r for r in enumerate(rows) if r[1]["example"]]
counters = [r for r in enumerate(rows) if r[1]["counter"]]
missing = [r for i, r in examples if not any(e["type"] == r["type"] for e in events.get(f"example {i}", []))]
wrong = [r for i, r in counters if any(e.get("rule") == r["id"] for e in events.get(f"counter {i}", []))]
found_share = 100 * (len(examples) - len(missing)) / max(1, len(examples))
empty_share = 100 * (len(counters) - len(wrong)) / max(1, len(counters))
number = failed = 0


def check(name, right):
    global number, failed
    number += 1
    failed += not right
    print(f"{'ok' if right else 'not ok'} {number} - {name}")


check("all examples were read", p.returncode == 0 and len(events) == len(examples) + len(counters))
check(f"examples that find an event of their type: {found_share:.1f} %, at least {FOUND_AT_LEAST}", found_share >= FOUND_AT_LEAST)
check(f"counterexamples without the event of their row: {empty_share:.1f} %, at least {EMPTY_AT_LEAST}", empty_share >= EMPTY_AT_LEAST)
for r in missing:
    print(f"# {r['at']}: {r['id']}: no {r['type']} in: {r['example']}")
for r in wrong:
    print(f"# {r['at']}: {r['id']}: found in its counterexample: {r['counter']}")
print(f"1..{number}")
sys.exit(1 if failed else 0)
