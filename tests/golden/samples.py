"""samples: the records of the sample reports, as expected in NAME.txt beside this file, one record a line.

A changed line shows what a change does to the reports; read each before you store it with
    tests/golden/samples.py build/khabar examples --write
What a line says is what khabar finds now, checked by reading; where it is known to be wrong a line "# wrong: …" says so and stays.
"""
import difflib
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def text_of(sample):
    return f"{sample['title']}\n\n{sample['text']}" if sample.get("title") else sample["text"]


def lines_of(sample, record):
    text = text_of(sample)
    actors = {a["id"]: a for a in record["actors"]}

    def span(s):
        return text[s["start"]:s["end"]].replace("\n", " ")

    def name(i):
        a = actors[i]
        return a.get("name") or a.get("role") or span(a["mentions"][0])

    def names(ids):
        return " + ".join(name(i) for i in ids) or "-"

    for a in record["actors"]:
        said = " | ".join(str(a.get(k) or "-") for k in ("kind", "role", "country", "sector", "by"))
        yield f"actor {a['id']}: {name(a['id'])} | {said}"
    for s in record["statements"]:
        more = "".join(f" | {k}={names(s[k])}" for k in ("addressees", "via") if s.get(k))
        more += " | denial" if s.get("denial") else ""
        yield f"statement {s['id']}: {names(s['speakers'])} | {s['kind']} | {' … '.join(map(span, s['content']))}{more}"
    for e in record["events"]:
        d, p = e.get("date"), e.get("place")
        more = f" | {','.join(e['aux'])}" if e["aux"] else ""
        more += f" | date={d['start']}..{d['end']}" if d else ""
        more += f" | place={p['name']}" if p else ""
        more += f" | on={e['attributed_to']}" if e.get("attributed_to") else ""
        kind = f"{e['type']} {e.get('mode') or ''}".strip()
        yield f"event {e['id']}: {kind} | {names(e['actors'])} | {names(e['recipients'])} | {span(e['trigger'])}{more}"


def main():
    khabar, examples = sys.argv[1], sys.argv[2]
    with open(os.path.join(examples, "samples.jsonl"), encoding="utf-8") as f:
        samples = [json.loads(line) for line in f]
    out = subprocess.run([khabar, "read", "--json", os.path.join(examples, "samples.jsonl")], capture_output=True, check=True).stdout
    records = [json.loads(line) for line in out.decode().splitlines()]
    failed = 0
    for n, (sample, record) in enumerate(zip(samples, records), 1):
        path = os.path.join(HERE, sample["id"] + ".txt")
        got = list(lines_of(sample, record))
        old = open(path, encoding="utf-8").read().splitlines() if os.path.exists(path) else []
        if "--write" in sys.argv:
            notes = [x for x in old if x.startswith("#")]
            with open(path, "w", encoding="utf-8") as f:
                f.write("\n".join(notes + got) + "\n")
            continue
        want = [x for x in old if not x.startswith("#")]
        right = got == want
        failed += not right
        print(f"{'ok' if right else 'not ok'} {n} - golden {sample['id']}")
        if not right:
            for line in difflib.unified_diff(want, got, "expected", "found", lineterm="", n=0):
                print(f"#   {line}")
    if "--write" not in sys.argv:
        print(f"1..{len(samples)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
