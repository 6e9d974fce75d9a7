"""program: options, exit status, help and version, the terminal, and the same bytes whatever the number of threads."""
import json
import os
import pty
import subprocess
import tempfile

from tap import HERE, KHABAR, REPORT, check, done, gap, khabar, line, read


def golden(name, got):
    """Compares with a kept output; KHABAR_UPDATE=1 in the environment writes it anew."""
    path = os.path.join(HERE, "golden", name)
    if os.environ.get("KHABAR_UPDATE"):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "wb").write(got)
    try:
        want = open(path, "rb").read()
    except FileNotFoundError:
        want = b""
    check(f"{name} is as it was", got == want, got.decode("utf-8", "replace"))


# ---- help and wrong use ----
for name, arguments in [("help.txt", ["--help"]), ("help-read.txt", ["read", "--help"]), ("help-analyse.txt", ["analyse", "--help"]),
                        ("help-explain.txt", ["explain", "--help"]), ("version.txt", ["--version"])]:
    r = khabar(*arguments)
    check(f"khabar {' '.join(arguments)}: exit status 0, nothing on standard error", r.status == 0 and r.err == "", r)
    golden(name, r.out)
r = khabar("-h")
check("-h is --help", r.out == khabar("--help").out, r)
r = khabar("-V")
check("-V is --version", r.out == khabar("--version").out, r)
for arguments in [[], ["nix"], ["read", "--nix"], ["read", "--jobs", "many"], ["read", "--jobs", "-1"], ["read", "--jobs"],
                  ["read", "--lang", "fr"], ["read", "--colour", "blue"]]:
    r = khabar(*arguments)
    check(f"khabar {' '.join(arguments)}: exit status 2", r.status == 2, r)
r = khabar("read", "--date", "yesterday", data=REPORT.encode())
check("a --date that is none is wrong use", r.status == 2 and "yesterday" in r.err, r)

# ---- files ----
with tempfile.TemporaryDirectory() as folder:
    paths = []
    for i in range(3):
        paths.append(os.path.join(folder, f"{i}.txt"))
        open(paths[-1], "w").write(REPORT)
    r = khabar("read", *paths)
    check("several files give a line each", r.status == 0 and [x["document"]["id"] for x in r.records()] == paths, r)
    r = khabar("read", paths[0], "/nowhere", paths[1])
    check("a file that is not there is told, the rest goes on, exit status 1",
          r.status == 1 and len(r.records()) == 2 and "/nowhere" in r.err, r)
    r = khabar("read", folder)
    check("a folder gives its files in the order of their names", r.status == 0 and [x["document"]["id"] for x in r.records()] == paths, r)
    r = khabar("read", "-", data=REPORT.encode())
    check("- is standard input", r.status == 0 and len(r.records()) == 1, r)
    odd = os.path.join(folder, "\udcff.txt")
    open(odd, "w").write(REPORT)
    r = khabar("read", "--json", odd)
    try:
        valid = len(r.records()) == 1
    except ValueError:
        valid = False
    check("a file name that is not UTF-8 does not break the JSON", valid, r)
    r = khabar("read", "--lexicon", "/nowhere", paths[0])
    check("a lexicon that is not there: exit status 3", r.status == 3 and "/nowhere" in r.err, r)
    r = khabar("read", "--lexicon", paths[0], paths[0])
    check("a lexicon that is none: exit status 3", r.status == 3 and "lexicon" in r.err, r)
    r = khabar("explain", "/nowhere")
    check("explain of a file that is not there fails", r.status != 0, r)
    r = khabar("explain", paths[0])
    check("explain shows words and the rows behind them", r.status == 0 and "data/" in r.out.decode() or ".tsv:" in r.out.decode(), r)
    r = khabar("analyse", "--conllu", *paths)
    check("analyse --conllu: the words of several files, each a document",
          r.status == 0 and [x[14:] for x in r.out.decode().splitlines() if x.startswith("# newdoc id = ")] == paths, r)
    r = khabar("analyse", paths[0], "/nowhere", paths[1])
    check("analyse: a file that is not there is told, the rest goes on, exit status 1",
          r.status == 1 and r.out.decode().count("بوتين يزور بكين\n") == 2 and "/nowhere" in r.err, r)
    r = khabar("analyse", "--lexicon", "/nowhere", paths[0])
    check("analyse with a lexicon that is not there: exit status 3", r.status == 3 and "/nowhere" in r.err, r)
    open(os.path.join(folder, "mine.tsv"), "w").write("# columns: lemma pos gender plural gloss\nكنبزة\tnoun\tf\tكنابز\tfantasy\n")
    mine = os.path.join(folder, "mine.tsv")
    os.mkdir(os.path.join(folder, "mine"))
    os.rename(mine, os.path.join(folder, "mine", "nouns.tsv"))
    text = "وصلت الكنابز أمس\n".encode()
    with_row = khabar("analyse", "--lexicon", os.path.join(folder, "mine"), data=text).out.decode()
    check("analyse --lexicon: a row of one's own gives lemma and gloss",
          "الكنابز\tكنبزة\tNOUN" in with_row and "fantasy" in with_row and "كنبزة" not in khabar("analyse", data=text).out.decode(), with_row)
if os.path.exists("/dev/full"):
    p = subprocess.run([KHABAR, "analyse"], input=REPORT.encode(), stdout=open("/dev/full", "wb"), stderr=subprocess.PIPE)
    check("words that cannot be written: exit status 3", p.returncode == 3 and p.stderr != b"", p.stderr)
    p = subprocess.run([KHABAR, "read"], input=REPORT.encode(), stdout=open("/dev/full", "wb"), stderr=subprocess.PIPE)
    check("output that cannot be written: exit status 3", p.returncode == 3 and p.stderr != b"", p.stderr)

# ---- the terminal ----


def on_terminal(*arguments):
    """What khabar prints on a terminal."""
    master, slave = pty.openpty()
    p = subprocess.Popen([KHABAR, "read", *arguments], stdin=subprocess.PIPE, stdout=slave, stderr=subprocess.PIPE)
    os.close(slave)
    p.stdin.write(REPORT.encode())
    p.stdin.close()
    out = b""
    while True:
        try:
            got = os.read(master, 65536)
        except OSError:
            break
        if not got:
            break
        out += got
    p.wait()
    os.close(master)
    return out.decode("utf-8", "replace")


try:
    os.close(pty.openpty()[0])
    terminals = True
except OSError:
    terminals = False
    print("# notice: no terminals here (is /dev/pts mounted?): the tests of the terminal are passed over")
if terminals:
    out = on_terminal("--date", "2024-05-16")
    check("on a terminal: a dossier in colours", "\x1b[" in out and not out.startswith("{"), out)
    check("its labels are Arabic", "قال" in out and "Who" not in out, out)
    out = on_terminal("--date", "2024-05-16", "--lang", "en", "--colour", "never")
    check("--lang en: English labels, --colour never: no colours", "\x1b[" not in out and "Who" in out, out)
    out = on_terminal("--json")
    check("--json on a terminal: a line of JSON", out.startswith("{") and json.loads(out), out)
for language in ("ar", "en"):
    out = khabar("read", "--dossier", "--lang", language, data=REPORT.encode()).out.decode()
    check(f"direction isolates are closed in every line ({language})",
          all(sum(s.count(c) for c in "\u2066\u2067\u2068") == s.count("\u2069") for s in out.splitlines()), out)
r = khabar("read", data=REPORT.encode())
check("into a pipe: JSONL", r.status == 0 and len(r.records()) == 1, r)

# ---- threads ----
SENTENCES = ["قال الرئيس الروسي فلاديمير بوتين إن بلاده مستعدة للحوار.", "أدانت مصر الهجوم على رفح.", "التقى وزير الخارجية الأميركي نظيره السعودي.",
             "قصفت الطائرات مواقع في جنوب لبنان أمس الأربعاء.", "وأضاف «لن نتراجع».", "تظاهر الآلاف في بيروت.", "نفت طهران الاتهامات."]
lines = []
for i in range(300):
    picked = [SENTENCES[(i * k + k) % len(SENTENCES)] for k in range(1, 2 + i % 7)]
    lines.append(line(id=str(i), date=f"2024-05-{1 + i % 28:02d}", title=SENTENCES[i % 7] if i % 3 else "", text=" ".join(picked)))
lines[17] = "broken\n"
lines[170] = line(id="no text")
data = "".join(lines).encode()
one = khabar("read", "--json", "--jobs", "1", data=data)
check("300 lines, two of them broken", one.status == 1 and len(one.records()) == 298, one)
for jobs in ["2", "4", "7", "0"]:
    r = khabar("read", "--json", "--jobs", jobs, data=data)
    check(f"--jobs {jobs} gives the same bytes as --jobs 1", r.out == one.out and r.status == 1, r.err)
    check(f"--jobs {jobs} gives the same messages", r.err == one.err, r.err)
check("a second run gives the same bytes", khabar("read", "--json", "--jobs", "4", data=data).out == one.out)
r = khabar("read", "--dossier", "--lang", "en", "--jobs", "4", data=data)
check("dossiers too", r.out == khabar("read", "--dossier", "--lang", "en", "--jobs", "1", data=data).out)

for form in ["--conllu"], []:
    one = khabar("analyse", *form, data=data)
    check(f"analyse {' '.join(form)}: 300 lines, two of them broken", one.status == 1 and one.out.decode().count("ى") > 0 and one.err.count("\n") == 2, one)
    for jobs in ["4", "0"]:
        r = khabar("analyse", *form, "--jobs", jobs, data=data)
        check(f"analyse {' '.join(form)} --jobs {jobs} gives the same bytes and messages", (r.out, r.err, r.status) == (one.out, one.err, 1), r.err)

# ---- the table ----
r = khabar("analyse", data="وستستضيفها القاهرة.\nنعم\n".encode())
rows = [x.split("\t") for x in r.out.decode().splitlines()]
check("the table of analyse: number and form, lemma, class, head, features, gloss",
      r.status == 0 and ["   3  تستضيف", "استضاف", "VERB "] in [x[:3] for x in rows] and all(len(x) in (1, 5, 6) for x in rows)
      and ["وستستضيفها القاهرة."] in rows and ["نعم"] in rows, r)

# ---- offsets ----
for record, source in zip(read("".join(lines[:16]), "--with-text").records(), lines):
    text = record["document"]["text"]
    given = json.loads(source)
    whole = given["title"] + "\n\n" + given["text"] if given["title"] else given["text"]
    spans = [m for a in record["actors"] for m in a["mentions"]] + [c for s in record["statements"] for c in s["content"]]
    spans += [s["cue"] for s in record["statements"] if "cue" in s] + [e["trigger"] for e in record["events"]]
    right = text == whole and all(0 <= s["start"] < s["end"] <= len(text) and text[s["start"]:s["end"]].strip() == text[s["start"]:s["end"]]
                                  for s in spans)
    ids = {a["id"] for a in record["actors"]}
    used = [i for s in record["statements"] for i in s["speakers"] + s.get("addressees", []) + s.get("via", [])]
    used += [i for e in record["events"] for i in e["actors"] + e["recipients"]]
    right = right and all(i in ids for i in used)
    right = right and all(e["attributed_to"] in {s["id"] for s in record["statements"]} for e in record["events"] if "attributed_to" in e)
    if not right:
        check("spans and ids of a record agree with its text", False, json.dumps(record, ensure_ascii=False))
        break
else:
    check("spans and ids of records agree with their texts", True)

done()
