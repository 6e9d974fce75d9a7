"""dates: checks the values that khabar gives to Arabic times against Microsoft's Recognizers-Text specs.

usage: dates.py FOLDER [KHABAR]
FOLDER: Specs/DateTime/Arabic, with DateParser.json and the others. Of its cases those count that say no IgnoreResolution and no
NotSupported, and are times as reports write them (dates.tsv beside this names the others, and why). Where a case has a value in
the past and one to come, either is right.
"""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = ["DateParser", "DatePeriodParser", "DurationParser", "SetParser", "TimeParser", "TimePeriodParser", "DateTimeParser",
         "DateTimePeriodParser"]


def bare(value):
    """One form for values that say the same: T16:00 is T16, midnight T00, noon T12."""
    return value.replace(":00", "").replace("T24", "T00").replace("TMI", "T12")


def is_right(value, want):
    wanted = {bare(want["Timex"])}
    for side in ("PastResolution", "FutureResolution"):
        resolution = want.get(side, {})
        wanted.add(resolution.get("date", ""))
        if "startDate" in resolution:
            wanted.add(resolution["startDate"] + "/" + resolution["endDate"])
    timex = want["Timex"]
    if timex.startswith("(T"):
        first, last, _ = timex.strip("()").split(",")
        wanted.add(bare(first) + "/" + bare(last))
    return bare(value) in wanted - {""}


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    khabar = sys.argv[2] if len(sys.argv) == 3 else os.path.join(HERE, "..", "build", "khabar")
    left_out = {}
    for line in open(os.path.join(HERE, "dates.tsv"), encoding="utf-8"):
        if not line.startswith("#"):
            name, number, reason = line.rstrip("\n").split("\t")
            left_out[name, int(number)] = reason
    cases = []
    for name in FILES:
        with open(os.path.join(sys.argv[1], name + ".json"), encoding="utf-8-sig") as f:
            for number, case in enumerate(json.load(f)):
                if not case.get("IgnoreResolution") and not case.get("NotSupported"):
                    cases.append((name, number, case))
    lines = "".join(json.dumps({"id": str(i), "text": c["Input"], "date": c.get("Context", {}).get("ReferenceDateTime", "2016-11-07")[:10]},
                               ensure_ascii=False) + "\n" for i, (_, _, c) in enumerate(cases))
    out = subprocess.run([khabar, "read", "--json", "-"], input=lines, capture_output=True, text=True, check=True)
    records = [json.loads(line) for line in out.stdout.splitlines()]
    right = applicable = 0
    for (name, number, case), record in zip(cases, records):
        values = [d["value"] for d in record["dates"]]
        ok = all(any(is_right(v, r["Value"]) for v in values) for r in case["Results"])
        if (name, number) in left_out:
            print(f"left out  {name} {number}: {left_out[name, number]}")
            continue
        applicable += 1
        right += ok
        if not ok:
            print(f"wrong     {name} {number}: wants {case['Results'][0]['Value']['Timex']}, found {values}")
    print(f"{right} of {applicable} right ({100 * right / applicable:.1f} %), {len(left_out)} left out, {len(cases)} in all")


main()
