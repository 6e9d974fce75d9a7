#!/usr/bin/env python3
"""codebook: data/codes and data/event  ->  docs/codebook.md, so that it cannot drift from what the program knows.

Invariant: every line comes from a row or from the few sentences below; the same rows give the same bytes.

    usage: codebook.py ROOT           compares, as a test (TAP); exit status 1 where the file differs
           codebook.py ROOT --write   writes docs/codebook.md
"""
import difflib
import glob
import os
import re
import sys

ROOT = sys.argv[1] if len(sys.argv) > 1 else "."
TARGET = os.path.join(ROOT, "docs", "codebook.md")
EXAMPLES = 3  # of a mode, or of a type without mode
ORDER = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION COERCE ASSAULT".split()
QUADS = {"1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict", "4": "material conflict"}

INTRO = """# Codebook

What khabar's codes mean: types, modes, CAMEO codes, contexts, auxiliary modes and sectors, and every decision where PLOVER's own
documents differ. `tools/codebook.py` makes this page from the rows of [data/codes](../data/codes/README.md) and
[data/event](../data/event/README.md); do not edit it. Fields and rules of the record: [records.md](records.md).

A CAMEO code may stand under two types, since CAMEO does not ask whether a thing is promised or done. `lexc` refuses a row of events
whose mode its type does not have, or whose code does not belong to its type.
"""


def table(name):
    """Rows of one file as dictionaries, with the columns that its head names."""
    columns, rows = None, []
    with open(name, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# columns: "):
                columns = line[len("# columns: "):].split()
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                if len(cells) != len(columns):
                    sys.exit(f"{name}: {len(cells)} cells where its head has {len(columns)}: {line}")
                rows.append(dict(zip(columns, cells)))
    return rows


def codes(name):
    return table(os.path.join(ROOT, "data", "codes", name + ".tsv"))


def cell(s):
    return s.replace("|", "\\|") or "–"


def grid(heads, rows):
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell(c) for c in row) + " |"
    yield ""


def several(s):
    return ", ".join(s.split("|"))


def examples(frames, mode):
    """The first examples of rows with this mode, each of another code as far as there are some."""
    found, seen = [], set()
    for again in (False, True):
        for f in frames:
            if f["mode"] == mode and f["example"] and f not in found and (again or f["cameo"] not in seen) and len(found) < EXAMPLES:
                found.append(f)
                seen.add(f["cameo"])
    return found


def type_part(t, modes, cameo, frames):
    name = t["type"]
    mine = [f for f in frames if f["type"] == name]
    own = [m for m in modes if m["type"] == name]
    yield f"## {name}"
    yield ""
    yield t["gloss"][0].upper() + t["gloss"][1:] + "."
    yield ""
    yield from grid(("quad", "PLOVER score", "CAMEO roots", "recipient", "rows in data/event"),
                    [(f"{t['quad']} {QUADS[t['quad']]}", t["score"], several(t["cameo_roots"]), t["recipient"], str(len(mine)))])
    yield f"Parties: {t['parties']}."
    yield ""
    if own:
        yield from grid(("mode", "what it is", "rows"), [(f"`{m['mode']}`", m["gloss"], str(sum(f["mode"] == m["mode"] for f in mine))) for m in own])
    else:
        yield "No modes."
        yield ""
    yield from grid(("CAMEO", "name", "mode", "contexts", "Goldstein", "rows"), [
        (f"`{c['code']}`", c["name"], (c["mode"] if c["type"] == name else "") and f"`{c['mode']}`", several(c["contexts"]), c["goldstein"],
         str(sum(f["cameo"] == c["code"] for f in mine)))
        for c in cameo if name in (c["type"], *c["also"].split("|"))])
    yield "Examples, each with the row that must find it:"
    yield ""
    for mode in [""] + [m["mode"] for m in own]:
        for f in examples(mine, mode):
            yield f"- {f['example']} — {'`' + mode + '` ' if mode else ''}`{f['cameo']}` {f['id']}"
    counter = [f for f in mine if f["counterexample"]][:EXAMPLES]
    if counter:
        yield ""
        yield "Not so, by the row named:"
        yield ""
        for f in counter:
            yield f"- {f['counterexample']} — {f['id']}"
    yield ""


def page():
    types = {t["type"]: t for t in codes("plover")}
    modes, cameo, contexts = codes("modes"), codes("cameo"), codes("contexts")
    frames = []
    for path in sorted(glob.glob(os.path.join(ROOT, "data", "event", "frames-*.tsv"))):
        frames += table(path)
    yield from INTRO.split("\n")
    yield "## The types"
    yield ""
    yield from grid(("type", "quad", "score", "modes", "CAMEO roots"), [
        (f"[{n}](#{n.lower()})", types[n]["quad"], types[n]["score"], several("|".join(m["mode"] for m in modes if m["type"] == n)),
         several(types[n]["cameo_roots"])) for n in ORDER])
    yield "The score is the type's; an event carries the Goldstein value of its CAMEO code, which tells more."
    yield ""
    for n in ORDER:
        yield from type_part(types[n], modes, cameo, frames)
    yield "## Codes that are no event"
    yield ""
    yield "Mere statements. What is said is in `statements`."
    yield ""
    yield from grid(("CAMEO", "name", "Goldstein"), [(f"`{c['code']}`", c["name"], c["goldstein"]) for c in cameo if not c["type"]])
    yield "## Contexts"
    yield ""
    yield "What an event is about: those of its row, and those that words near its trigger show (`data/event/contexts.tsv`)."
    yield ""
    yield from grid(("context", "what", "when it applies", "rows of events"), [
        (f"`{c['context']}`", c["gloss"], c["applies"], str(sum(c["context"] in f["contexts"].split("|") for f in frames))) for c in contexts])
    yield "## Auxiliary modes"
    yield ""
    yield from grid(("aux", "what", "when it applies"), [(f"`{a['aux']}`", a["gloss"], a["applies"]) for a in codes("aux")])
    yield "## Sectors"
    yield ""
    yield from grid(("sector", "what", "who falls under it"), [(f"`{s['sector']}`", s["gloss"], s["members"]) for s in codes("sectors")])
    yield "## Codes of actors that are no state"
    yield ""
    yield from grid(("code", "name", "note"), [(f"`{a['code']}`", a["en"], a["note"]) for a in codes("actors")])
    yield "## Decisions"
    yield ""
    yield "Where PLOVER's own documents differ or leave open, or where khabar departs from them. \"Manual\" is PLOVER's manual, draft 0.8 of 2021;"
    yield "\"conversion\" its table from CAMEO to PLOVER of 2021, in two versions; \"later list\" the modes and contexts of its last revision."
    yield ""
    yield from grid(("topic", "the sources", "decision", "because"), [(d["topic"], d["sources"], d["decision"], d["reason"]) for d in codes("decisions")])


def complete():
    """Names that lexicon.h has and no table tells, or the other way round; as complaints."""
    with open(os.path.join(ROOT, "src", "lexicon", "lexicon.h"), encoding="utf-8") as f:
        source = f.read()
    for macro, name, column in (("LEX_TYPE", "plover", "type"), ("LEX_CONTEXT", "contexts", "context"), ("LEX_SECTOR", "sectors", "sector")):
        body = re.search(rf"#define {macro}\(X\)((?:[^\n]*\\\n)*[^\n]*)", source).group(1)
        want, got = set(re.findall(r"X\((\w+)\)", body)), {r[column] for r in codes(name)}
        for missing in sorted(want ^ got):
            yield f"{missing} stands in {'lexicon.h' if missing in want else name + '.tsv'} only"
    for name in ("plover", "modes", "contexts", "aux", "sectors", "decisions"):
        for row in codes(name):
            for column, value in row.items():
                if not value.strip():
                    yield f"codes/{name}.tsv: no {column} in: {' '.join(row.values())}"
    known = {c["code"] for c in codes("cameo")}
    for code in sorted(known):
        if len(code) > 2 and code[:2] not in known or len(code) == 4 and code[:3] not in known:
            yield f"codes/cameo.tsv: {code} has no parent"


def main():
    want = "\n".join(page()).rstrip("\n") + "\n"
    if "--write" in sys.argv:
        with open(TARGET, "w", encoding="utf-8") as f:
            f.write(want)
        return 0
    got = open(TARGET, encoding="utf-8").read() if os.path.exists(TARGET) else ""
    missing = list(complete())
    print(f"{'ok' if got == want else 'not ok'} 1 - docs/codebook.md is what the data say (else run tools/codebook.py . --write)")
    for line in list(difflib.unified_diff(got.split("\n"), want.split("\n"), "docs/codebook.md", "data", lineterm="", n=0))[:20]:
        print(f"#   {line}")
    print(f"{'not ok' if missing else 'ok'} 2 - the tables of data/codes are complete")
    for line in missing:
        print(f"#   {line}")
    print("1..2")
    return 0 if got == want and not missing else 1


if __name__ == "__main__":
    sys.exit(main())
