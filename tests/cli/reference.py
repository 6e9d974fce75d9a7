"""reference: the parts of the documents that are made from the program's tables have not drifted from them.

A part stands between marks that name it:  <!-- made: commands -->  …  <!-- end -->   (in the manual page .\\" made: …  .\\" end)
    tests/cli/reference.py build/khabar-reference . --write
puts them in anew.
"""
import os
import re
import subprocess
import sys

REFERENCE, ROOT = sys.argv[1], sys.argv[2]
DOCUMENTS = {"docs/reference.md": ["synopsis", "commands"], "docs/export.md": ["formats", "articles", "actors", "statements", "events"],
             "man/khabar.1": ["man-synopsis", "man-options"]}
MARK = re.compile(r'^(?:<!-- |\.\\" )made: ([a-z-]+)(?: -->)?\n(.*?)^(?:<!-- |\.\\" )end(?: -->)?$', re.S | re.M)

failed = number = 0


def check(name, right, detail=""):
    global failed, number
    number += 1
    failed += not right
    print(f"{'ok' if right else 'not ok'} {number} - {name}")
    for line in detail.splitlines() if not right else []:
        print(f"#   {line}")


header = open(os.path.join(ROOT, "src/lexicon/table.h"), encoding="utf-8").read()
lexicon = " ".join(open(os.path.join(ROOT, "docs/lexicon.md"), encoding="utf-8").read().split())
tables = re.findall(r'X\((\w+), "([^"]+)",[\s\\]*(\d)\)', header)
lacking = [f"**{name}**, name {key} — `{columns}`" for name, columns, key in tables
           if not re.search(rf"\*\*{name}\*\*(?: \(`[^`]+`\))?, name {key} — `{re.escape(columns)}`", lexicon)]
check(f"docs/lexicon.md: {len(tables)} tables of the lexicon, each with its columns", len(tables) > 40 and not lacking, "\n".join(lacking))

for path, wanted in DOCUMENTS.items():
    full = os.path.join(ROOT, path)
    text = open(full, encoding="utf-8").read()
    found = []

    def made(match):
        part = match.group(1)
        found.append(part)
        out = subprocess.run([REFERENCE, part], capture_output=True, check=True).stdout.decode()
        gap = "\n" if path.endswith(".md") else ""
        whole, at = match.group(0), match.start(0)
        new = whole[:match.start(2) - at] + gap + out + gap + whole[match.end(2) - at:]
        if "--write" not in sys.argv:
            check(f"{path}: {part} is what the program says", match.group(2).strip() == out.strip(),
                  "run tests/cli/reference.py build/khabar-reference . --write")
        return new

    changed = MARK.sub(made, text)
    if "--write" in sys.argv:
        if changed != text:
            open(full, "w", encoding="utf-8").write(changed)
        continue
    check(f"{path} has all of its parts", found == wanted, f"found {found}, wanted {wanted}")
if "--write" not in sys.argv:
    print(f"1..{number}")
sys.exit(1 if failed else 0)
