"""archive: the commands of docs/archive.md, run in an empty folder, print what stands there.

    tests/cli/archive.py build/khabar . --write
puts in what they print now: read the difference before you keep it.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

KHABAR, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PATH = os.path.join(ROOT, "docs", "archive.md")
MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")
BLOCK = re.compile(r"^```\n(\$ .*?)^```$", re.S | re.M)
number = failed = 0


def run(command, folder):
    env = dict(os.environ, PATH=os.path.join(folder, "bin") + os.pathsep + os.environ["PATH"], COLUMNS="100", LC_ALL="C.UTF-8")
    p = subprocess.run(["sh", "-c", command], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    return "".join(line.rstrip() + "\n" for line in MARKS.sub("", p.stdout.decode()).splitlines())


def needs(command):
    """The tool that a command needs and that is not here, if any."""
    return next((t for t in ("jq", "sqlite3") if re.search(rf"\b{t}\b", command) and not shutil.which(t)), None)


def main():
    text = open(PATH, encoding="utf-8").read()
    folder = tempfile.mkdtemp()
    os.mkdir(os.path.join(folder, "bin"))
    os.symlink(KHABAR, os.path.join(folder, "bin", "khabar"))
    shutil.copytree(os.path.join(ROOT, "examples"), os.path.join(folder, "examples"))

    def block(match):
        global number, failed
        out = ""
        for part in re.findall(r"^\$ .*\n(?:(?!\$ ).*\n)*", match.group(1), re.M):
            command, _, wanted = part.partition("\n")
            got = run(command[2:], folder) if not needs(command) else wanted
            out += command + "\n" + got
            if "--write" in sys.argv:
                continue
            number += 1
            failed += got != wanted
            skip = f" # SKIP no {needs(command)} here" if needs(command) else ""
            print(f"{'ok' if got == wanted else 'not ok'} {number} - {command[2:]}{skip}")
            if got != wanted:
                print("".join(f"#   {line}\n" for line in got.splitlines()), end="")
        return match.group(0).replace(match.group(1), out)

    try:
        changed = BLOCK.sub(block, text)
    finally:
        shutil.rmtree(folder)
    if "--write" in sys.argv:
        open(PATH, "w", encoding="utf-8").write(changed)
    else:
        print(f"1..{number}")
    return 1 if failed else 0


sys.exit(main())
