"""summary: prints what all tests of a build printed, and counts them: the last line is "N passed, N failed".

Every test program speaks TAP; each of its lines ok / not ok is one test. A program that crashes, hangs or prints fewer
tests than it planned fails once more. Known gaps (# TODO, or "known gap:") are printed apart and count as neither.
usage: summary.py BUILD [extra failures, one name an argument]; exit status 1 where anything failed
"""
import json
import os
import re
import sys

TAP = re.compile(r"^(ok|not ok)\b\s*\d*\s*(?:- )?(.*)$")


class Counts:
    def __init__(self):
        self.passed, self.failed, self.gaps, self.closed, self.failures, self.notices = 0, 0, [], [], [], []

    def fail(self, name):
        self.failed += 1
        self.failures.append(name)

    def line(self, suite, line):
        m = TAP.match(line)
        if m:
            name, _, mark = m.group(2).partition(" # ")
            if mark.upper().startswith("TODO"):
                self.gaps.append(f"{suite}: {name}")
            elif mark.upper().startswith("SKIP"):
                self.closed.append(f"{suite}: {name}")
            elif m.group(1) == "ok":
                self.passed += 1
            else:
                self.fail(f"{suite}: {name}")
        elif line.startswith("# known gap: "):
            self.gaps.append(f"{suite}: {line[13:]}")
        elif line.startswith("# closed gap"):
            self.closed.append(f"{suite}: {line[2:]}")
        elif line.startswith("# notice: "):
            self.notices.append(f"{suite}: {line[10:]}")


def one_test(counts, test):
    name = test["name"].split(" / ")[-1]
    print(f"\n== {name}: {test['result']}, {test['duration']:.1f} s")
    out = test.get("stdout", "").rstrip("\n")
    err = test.get("stderr", "").rstrip("\n")
    if out:
        print(out)
    if err:
        print("-- standard error\n" + err)
    planned = re.search(r"^1\.\.(\d+)", out, re.M)
    seen = sum(1 for line in out.split("\n") if TAP.match(line))
    before = counts.failed
    for line in out.split("\n"):
        counts.line(name, line)
    if not planned or int(planned.group(1)) != seen:
        counts.fail(f"{name}: {seen} of {planned.group(1) if planned else '?'} planned tests ran")
    elif test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") and counts.failed == before:
        counts.fail(f"{name}: {test['result']}")


def listing(title, names):
    if names:
        print(f"\n{title}")
        for name in names:
            print(f"  {name}")


def main():
    counts = Counts()
    log = os.path.join(sys.argv[1], "meson-logs", "testlog.json")
    tests = 0
    if os.path.exists(log):
        with open(log, encoding="utf-8") as f:
            for line in f:
                one_test(counts, json.loads(line))
                tests += 1
    if tests == 0:
        counts.fail("no test ran")
    for name in sys.argv[2:]:
        counts.fail(name)
    listing("Notices:", counts.notices)
    listing("Known gaps (neither passed nor failed):", counts.gaps)
    listing("Closed gaps (take their mark away):", counts.closed)
    listing("Failures:", counts.failures)
    print(f"\n{len(counts.gaps)} known gaps")
    print(f"{counts.passed} passed, {counts.failed} failed")
    return 1 if counts.failed else 0


if __name__ == "__main__":
    sys.exit(main())
