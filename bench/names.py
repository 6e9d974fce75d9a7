"""names: scores the names that khabar tags against a file of annotated words (ANERcorp, AQMAR).

usage: names.py FILE [KHABAR]
FILE: a word and its tag a line (O, B-PERS, I-LOC …), sentences divided by empty lines. The file knows no articles: every forty
sentences are read as one, since names are settled by the article. A name counts where its words and its kind are the same.
"""
import collections
import json
import os
import re
import subprocess
import sys

KINDS = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "ORG": "ORG"}
AS_ONE = 40


def sentences(path):
    current = []
    for line in open(path, encoding="utf-8"):
        if line.strip():
            word, _, tag = line.rstrip("\n").rpartition(" ")
            current.append((word.split(" ")[0], tag))
        elif current:
            yield current
            current = []
    if current:
        yield current


def tagged(khabar, groups):
    """Of each group, its letters without blanks, each with the tag of the word that begins or stands there."""
    lines = "".join(json.dumps({"id": str(i), "text": "\n\n".join(" ".join(w for w, _ in s) for s in g)}, ensure_ascii=False) + "\n"
                    for i, g in enumerate(groups))
    out = subprocess.run([khabar, "analyse", "--conllu", "--no-trees", "-"], input=lines, capture_output=True, text=True, check=True)
    letters = [[] for _ in groups]
    into, range_form, range_left, range_tag = None, "", 0, ""
    for line in out.stdout.splitlines():
        if line.startswith("# newdoc id = "):
            into = letters[int(line.removeprefix("# newdoc id = "))]
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        match = re.search(r"NER=([^|]+)", cells[9])
        tag = match[1] if match else ""
        if "-" in cells[0]:
            first, _, last = cells[0].partition("-")
            range_form, range_left, range_tag = cells[1], int(last) - int(first) + 1, ""
            continue
        form = cells[1]
        if range_left:
            range_tag, range_left = tag or range_tag, range_left - 1
            if range_left:
                continue
            form, tag = range_form, range_tag
        into += [(c, tag) for c in form if not c.isspace()]
    return letters


def spans(tags):
    found, begin = set(), None
    for i, tag in enumerate(tags + ["O"]):
        kind = KINDS.get(tag[2:]) if tag != "O" else None
        if begin is not None and (kind is None or tag[0] == "B" or kind != begin[1]):
            found.add((begin[0], i, begin[1]))
            begin = None
        if kind and begin is None:
            begin = (i, kind)
    return found


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    khabar = sys.argv[2] if len(sys.argv) == 3 else os.path.join(os.path.dirname(__file__), "..", "build", "khabar")
    every = list(sentences(sys.argv[1]))
    groups = [every[i:i + AS_ONE] for i in range(0, len(every), AS_ONE)]
    hit, gold, got = (collections.Counter() for _ in range(3))
    for group, letters in zip(groups, tagged(khabar, groups)):
        at = 0
        for s in group:
            tags = []
            for word, _ in s:
                tag = ""
                for c in word:
                    if at < len(letters) and letters[at][0] == c:
                        tag, at = tag or letters[at][1], at + 1
                tags.append(tag or "O")
            theirs, ours = spans([t for _, t in s]), spans(tags)
            for counter, names in ((gold, theirs), (got, ours), (hit, theirs & ours)):
                counter.update(kind for _, _, kind in names)
    print(f"{'':6}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}")
    for kind in ("PER", "LOC", "ORG", None):
        h, g, s = (c[kind] if kind else sum(c.values()) for c in (hit, gold, got))
        p, r = h / s if s else 0, h / g if g else 0
        print(f"{kind or 'all':6}{100 * p:7.1f}{100 * r:7.1f}{200 * p * r / (p + r) if p + r else 0:7.1f}{g:7}")


main()
