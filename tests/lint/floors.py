"""floors: the laws of the house that a machine can check, over src/ and include/.

 - A file includes only its own folder or a lower floor; folders of one floor do not include each other.
 - No Arabic letter stands in a string or character literal of C: what khabar knows is data.
 - Every file opens with a comment that says what it is for; no line is indented by a tab or ends in a blank.
A file of more than 700 lines is named, and fails nothing.
usage: floors.py [ROOT]
"""
import os
import re
import sys

ROOT = sys.argv[1] if len(sys.argv) > 1 else "."
FLOORS = {"base": 0, "lexicon": 1, "text": 2, "input": 2, "morph": 3, "syntax": 4, "entity": 5, "time": 5, "quote": 6, "event": 7,
          "record": 8, "khabar.c": 9, "store": 9, "export": 9, "queue": 9, "server": 10, "cli": 11}
# Literals that may hold Arabic letters, by file: none.
ARABIC_ALLOWED = {}
LINES_NOTICED = 700

ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.S)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
number = failed = 0


def check(name, problems):
    global number, failed
    number += 1
    print(f"{'not ok' if problems else 'ok'} {number} - {name}")
    failed += bool(problems)
    for p in problems:
        print(f"#   {p}")


def sources():
    for top in ("src", "include"):
        for folder, folders, names in os.walk(os.path.join(ROOT, top)):
            folders.sort()
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    yield os.path.relpath(os.path.join(folder, name), ROOT)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def folder_of(path):
    parts = path.split("/")
    return parts[1] if parts[0] == "src" and len(parts) > 2 else parts[-1]


includes, literals, heads, blanks, unknown, large = [], [], [], [], [], []
for path in sources():
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        text = f.read()
    own = folder_of(path)
    if path.startswith("src/") and own not in FLOORS:
        unknown.append(f"{path}: folder {own} has no floor")
    for m in INCLUDE.finditer(text):
        kind, name = m.groups()
        where = f"{path}:{line_of(text, m.start())}"
        if kind == "<" or name == "khabar.h" or path.startswith("include/"):
            if path.startswith("include/") and kind == '"':
                includes.append(f"{where}: the public header stands alone, but includes {name}")
            continue
        other = name.split("/")[0]
        if not os.path.exists(os.path.join(ROOT, "src", name)):
            includes.append(f"{where}: {name} is no file of src/ (write \"folder/file.h\")")
        elif other != own and FLOORS.get(other, 99) >= FLOORS.get(own, -1):
            includes.append(f"{where}: {own} (floor {FLOORS.get(own)}) includes {name} (floor {FLOORS.get(other)})")
    for m in TOKEN.finditer(text):
        literal = m.group()
        if literal[0] in "\"'" and ARABIC.search(literal) and literal not in ARABIC_ALLOWED.get(path, ()):
            literals.append(f"{path}:{line_of(text, m.start())}: {literal}: make it a row under data/")
    if not text.startswith("/*"):
        heads.append(f"{path}: does not open with a comment that says what it is for")
    for i, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip() or line.startswith("\t"):
            blanks.append(f"{path}:{i}: indented by a tab, or blanks at the end")
    lines = text.count("\n")
    if lines > LINES_NOTICED:
        large.append(f"{path} has {lines} lines")

check("every folder of src has a floor", unknown)
check("a file includes only its own folder or a lower floor", includes)
check("no Arabic letter stands in a literal of C", literals)
check("every file opens with a comment", heads)
check("no line is indented by a tab or ends in a blank", blanks)
for notice in large:
    print(f"# notice: {notice}: more than {LINES_NOTICED}; can it be two files?")
print(f"1..{number}")
sys.exit(1 if failed else 0)
