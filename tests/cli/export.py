"""export: every format of khabar export over a small database, read as its consumers read it, and compared with a kept output.

KHABAR_UPDATE=1 in the environment writes the kept outputs (golden/export) anew.
"""
import csv
import io
import json
import os
import stat
import subprocess
import tempfile
import xml.etree.ElementTree as xml

from tap import HERE, check, done, khabar, line

FOLDER = tempfile.TemporaryDirectory()
DB = os.path.join(FOLDER.name, "news.db")
GOLDEN = os.path.join(HERE, "golden", "export")
ARTICLES = [
    dict(id="a", outlet="الأولى", date="2024-05-16T08:30:05Z", url="https://a.example/1?x=1&y=2", title="قصفت القوات الروسية مدينة خاركيف",
         text="قصفت القوات الروسية مدينة خاركيف أمس الأربعاء. وأدانت ألمانيا روسيا."),
    dict(id="b", outlet="الثانية", date="2024-05-17", title="خاركيف", text="أعلنت كييف، الجمعة، أن القوات الروسية قصفت مدينة خاركيف يوم 15 مايو 2024."),
    dict(id="c", outlet="الثانية", date="2024-06-02", title="لقاء \"في\" بكين, ثم\tعودة",
         text="التقى الرئيس الصيني شي جين بينغ نظيره الروسي فلاديمير بوتين في بكين. وقال بوتين إن الصين شريك مهم لبلاده."),
    dict(id="d", outlet="الأولى", date="2024-08-20", text="لم تقصف القوات الروسية مدينة أوديسا. وتظاهر المئات في بيروت. ودعت الأمم المتحدة إسرائيل إلى وقف إطلاق النار في غزة."),
]
r = khabar("ingest", "--db", DB, "-", data="".join(line(**a) for a in ARTICLES).encode())
check("four articles are stored", r.status == 0 and "4 stored" in r.out.decode(), r)
EVENTS = [json.loads(x) for x in khabar("events", "--db", DB, "--json").out.decode().splitlines()]
FACTS = [e for e in EVENTS if not (e["negation"] or e["future"] or e["hypothetical"] or e["historical"])]


def export(name, *arguments):
    """The export's text; compared with the kept one, with standard output and --out the same."""
    r = khabar("export", name, "--db", DB, *arguments)
    path = os.path.join(FOLDER.name, name)
    to_file = khabar("export", name, "--db", DB, "--out", path, *arguments)
    check(f"{name}: exit status 0, --out writes the same", r.status == 0 and to_file.status == 0 and open(path, "rb").read() == r.out, r)
    check(f"{name}: no half file is left", not os.path.exists(path + ".part"))
    golden(name, r.out)
    return r.out.decode()


def golden(name, got):
    path = os.path.join(GOLDEN, name)
    if os.environ.get("KHABAR_UPDATE"):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "wb").write(got)
    want = open(path, "rb").read() if os.path.exists(path) else b""
    check(f"{name} is as it was", got == want, got.decode())


def pairs(e):
    """Who to whom, as docs/export.md says."""
    a, r = e["actors"], e["recipients"]
    if not r and len(a) > 1:
        return [(x, y) for i, x in enumerate(a) for k, y in enumerate(a) if i != k]
    return [(x, y) for x in a for y in r] or [(x, None) for x in a] + [(None, y) for y in r]


# ---- csv and jsonl ----
out = os.path.join(FOLDER.name, "tables")
r = khabar("export", "csv", "--db", DB, "--out", out)
check("csv writes a folder of tables", r.status == 0 and sorted(os.listdir(out)) == ["actors.csv", "articles.csv", "events.csv", "schema.json", "statements.csv"], r)
schema = json.load(open(os.path.join(out, "schema.json")))
lexicon = None
for resource in schema["resources"]:
    raw = open(os.path.join(out, resource["path"]), encoding="utf-8", newline="").read()
    table = list(csv.reader(io.StringIO(raw)))
    fields = resource["schema"]["fields"]
    check(f"{resource['path']}: the head is what schema.json says", table[0] == [f["name"] for f in fields], table[0])
    check(f"{resource['path']}: every line has every cell, line ends are LF", all(len(x) == len(fields) for x in table) and "\r" not in raw)
    kinds = {"integer": int, "number": float, "boolean": lambda s: {"0": 0, "1": 1}[s], "string": str}
    try:
        for row in table[1:]:
            [kinds[f["type"]](x) for f, x in zip(fields, row) if x]
        right = True
    except (ValueError, KeyError) as e:
        right = e
    check(f"{resource['path']}: values are of their types", right is True, right)
    check(f"{resource['path']}: every field says what it means", all(f["description"] for f in fields))
    if resource["name"] == "articles":
        lexicon = table[1][table[0].index("lexicon")].encode()
    golden(resource["path"], raw.encode().replace(lexicon or b"\0", b"LEXICON"))
golden("schema.json", open(os.path.join(out, "schema.json"), "rb").read())
table = list(csv.DictReader(open(os.path.join(out, "events.csv"), encoding="utf-8", newline="")))
check("CAMEO codes keep their zero", [t["cameo"] for t in table] == [e["cameo"] for e in EVENTS] and any(t["cameo"].startswith("0") for t in table))
check("events --csv is the same table", khabar("events", "--db", DB, "--csv").out == open(os.path.join(out, "events.csv"), "rb").read())
lines = os.path.join(FOLDER.name, "lines")
r = khabar("export", "jsonl", "--db", DB, "--out", lines, "--with-text")
check("jsonl writes a folder of tables", r.status == 0 and sorted(os.listdir(lines)) == ["actors.jsonl", "articles.jsonl", "events.jsonl", "schema.json", "statements.jsonl"], r)
check("events.jsonl is events --json", [json.loads(x) for x in open(os.path.join(lines, "events.jsonl"), encoding="utf-8")] == EVENTS)
articles = [json.loads(x) for x in open(os.path.join(lines, "articles.jsonl"), encoding="utf-8")]
check("--with-text gives the texts", articles[0]["text"] == ARTICLES[0]["title"] + "\n\n" + ARTICLES[0]["text"], articles[0])
for resource in json.load(open(os.path.join(lines, "schema.json")))["resources"]:
    known = {f["name"]: f["type"] for f in resource["schema"]["fields"]}
    types = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}
    got = [json.loads(x) for x in open(os.path.join(lines, resource["path"]), encoding="utf-8")]
    check(f"{resource['path']}: keys and types are what schema.json says", all(k in known and isinstance(v, types[known[k]]) for x in got for k, v in x.items()))
r = khabar("export", "csv", "--db", DB, "--out", out, "--since", "2024-06", "--type", "CONSULT")
table = list(csv.DictReader(open(os.path.join(out, "events.csv"), encoding="utf-8", newline="")))
check("filters choose events", [t["uid"] for t in table] == [e["uid"] for e in EVENTS if e["day"] >= "2024-06" and e["type"] == "CONSULT"], table)

# ---- layouts ----
plover = [json.loads(x) for x in export("plover").splitlines()]
check("plover: all events, the same keys in each", len(plover) == len(EVENTS) and len({tuple(x) for x in plover}) == 1)
check("plover: codes, days and parties", [(x["Event ID"], x["Event Type"], x["Actor Country"]) for x in plover] ==
      [(e["uid"], e["type"], ";".join(p.get("country", "") for p in e["actors"])) for e in EVENTS])
check("plover: Correlates of War numbers", all(x["Actor COW"] == "365" for x in plover if x["Actor Country"] == "RUS"))

icews = list(csv.DictReader(io.StringIO(export("icews")), delimiter="\t", quoting=csv.QUOTE_NONE))
check("icews: a line for each pair of each fact", [(x["CAMEO Code"], x["Event Date"]) for x in icews] ==
      [(e["cameo"], (e["day"] + "-01-01")[:10] if len(e["day"]) == 4 else (e["day"] + "-01")[:10]) for e in FACTS for _ in pairs(e)], icews)
check("icews: names of states and codes", any(x["Source Country"] == "Russia" and x["Source Sectors"] == "Military" and x["Event Text"] for x in icews), icews)
check("icews: event numbers are unique", len({x["Event ID"] for x in icews}) == len(icews))

gdelt = [x.split("\t") for x in export("gdelt-events").splitlines()]
check("gdelt-events: 61 columns", gdelt and {len(x) for x in gdelt} == {61}, [len(x) for x in gdelt])
mentions = [x.split("\t") for x in export("gdelt-mentions").splitlines()]
check("gdelt-mentions: 16 columns", mentions and {len(x) for x in mentions} == {16}, [len(x) for x in mentions])
check("gdelt: every mention is of an event, and counted", {x[0] for x in mentions} == {x[0] for x in gdelt} and
      all(int(x[31]) == sum(m[0] == x[0] for m in mentions) for x in gdelt))
check("gdelt: event numbers are unique", len({x[0] for x in gdelt}) == len(gdelt))
groups = {e.get("group") or e["uid"] for e in FACTS}
check("gdelt: tellings of one group are one event", len({int(x[0]) // 64 for x in gdelt}) == len(groups), (len(gdelt), groups))
twice = [x for x in gdelt if x[33] == "2"]
check("gdelt: the attack that two articles tell: NumArticles and NumSources 2", twice and twice[0][5] == "RUSMIL" and twice[0][32] == "2" and twice[0][26] == "194", twice)
check("gdelt: dates", all(len(x[1]) == 8 and x[2] == x[1][:6] and x[3] == x[1][:4] and x[4].startswith(x[3] + ".") for x in gdelt))
check("gdelt: code, base and root", all(x[26].startswith(x[27]) and x[27].startswith(x[28]) and len(x[28]) == 2 for x in gdelt))
check("gdelt: places with FIPS codes", any(x[51] == "4" and x[53] == "UP" and x[52].endswith(", Ukraine") for x in gdelt) and any(x[53] == "GZ" for x in gdelt), [x[51:59] for x in gdelt])
check("gdelt: the United Nations are an IGO", any(x[5] == "IGOUNO" and x[7] == "" and x[8] == "UNO" and x[12] == "IGO" for x in gdelt), [x[5:15] for x in gdelt])
check("gdelt: time of publication", any(x[59] == "20240516083005" and x[60] == ARTICLES[0]["url"] for x in gdelt))
check("gdelt: negated events are left out, --status asks for them", not any("أوديسا" in "".join(x) or "Odes" in "".join(x) for x in gdelt) and
      b"Odes" in khabar("export", "gdelt-events", "--db", DB, "--status", "negated").out)

# ---- networks, places, panels ----
edges = list(csv.DictReader(io.StringIO(export("edges"))))
want = {}
for e in FACTS:
    for a, b in {(x["id"], y["id"]) for x, y in pairs(e) if x and y}:
        want[(a, b)] = want.get((a, b), 0) + 1
check("edges: events between each two actors", {(int(x["source"]), int(x["target"])): int(x["n"]) for x in edges} == want, edges)
space = {"g": "http://graphml.graphdrawing.org/xmlns"}
root = xml.fromstring(export("graphml"))
nodes = {n.get("id") for n in root.iterfind(".//g:node", space)}
links = [(x.get("source"), x.get("target")) for x in root.iterfind(".//g:edge", space)]
check("graphml: the same edges, nodes of theirs and no others", set(links) == {(f"n{a}", f"n{b}") for a, b in want} and nodes == {x for pair in links for x in pair})
keys = {k.get("id") for k in root.iterfind("g:key", space)}
check("graphml: every datum has its key", all(d.get("key") in keys for d in root.iterfind(".//g:data", space)))
places = json.loads(export("geojson"))
check("geojson: points with counts", places["type"] == "FeatureCollection" and all(
    f["geometry"]["type"] == "Point" and -180 <= f["geometry"]["coordinates"][0] <= 180 and f["properties"]["events"] > 0 for f in places["features"]))
check("geojson: longitude first", any(f["properties"]["name_en"] == "Beijing" and f["geometry"]["coordinates"][0] > 100 for f in places["features"]), places)
dyads = list(csv.DictReader(io.StringIO(export("dyads"))))
want = {}
for e in FACTS:
    for key in {(e["day"][:7], x["country"], y["country"]) for x, y in pairs(e) if x and y and x.get("country") and y.get("country")}:
        n, quads, goldstein = want.get(key, (0, (0, 0, 0, 0), 0.0))
        want[key] = (n + 1, tuple(q + (i + 1 == e["quad"]) for i, q in enumerate(quads)), round(goldstein + e["goldstein"], 1))
got = {(d["month"], d["actor"], d["recipient"]): (int(d["n"]), tuple(int(d[k]) for k in ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")),
                                                 float(d["goldstein"])) for d in dyads}
check("dyads: country, country, month, quad counts, Goldstein sums", got == want and want, (got, want))
check("dyads: those who meet as equals both ways", ("2024-06", "CHN", "RUS") in got and ("2024-06", "RUS", "CHN") in got, got)

# ---- wrong use ----
for arguments, words in [(["export"], ["csv", "geojson"]), (["export", "xls", "--db", DB], ["xls", "graphml"]), (["export", "csv", "--db", DB], ["--out"]),
                         (["export", "dyads"], ["--db"]), (["export", "dyads", "icews", "--db", DB], ["FORMAT"]), (["export", "dyads", "--db", DB, "--type", "x"], ["--type"])]:
    r = khabar(*arguments)
    check(f"khabar {' '.join(a for a in arguments if a != DB)}: exit status 2 and what is wanted", r.status == 2 and all(w in r.err for w in words), r)
r = khabar("export", "dyads", "--db", DB, "--out", "/nowhere/x.csv")
check("a folder that is not there: exit status 3 and its name", r.status == 3 and "/nowhere" in r.err, r)
pipe = os.path.join(FOLDER.name, "pipe")
os.mkfifo(pipe)
reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
r = khabar("export", "dyads", "--db", DB, "--out", pipe)
check("a pipe is written to and stays a pipe", r.status == 0 and reader.communicate()[0].startswith(b"month,") and stat.S_ISFIFO(os.stat(pipe).st_mode), r)
os.symlink("/dev/full", os.path.join(FOLDER.name, "full"))
r = khabar("export", "dyads", "--db", DB, "--out", os.path.join(FOLDER.name, "full"))
check("a full disk: exit status 3, and what is wrong", not os.path.exists("/dev/full") or (r.status == 3 and "full" in r.err), r)
done()
