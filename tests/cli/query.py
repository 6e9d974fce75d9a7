"""query: khabar search, events, statements, actors over a small database: filters, forms, counts, tables, wrong questions."""
import csv
import io
import json
import os
import tempfile

from tap import HERE, check, done, khabar, line

FOLDER = tempfile.TemporaryDirectory()
DB = os.path.join(FOLDER.name, "news.db")
ARTICLES = [
    dict(id="a", outlet="الأولى", date="2024-05-16", url="https://a.example/1", title="قصفت القوات الروسية مدينة خاركيف",
         text="قصفت القوات الروسية مدينة خاركيف أمس الأربعاء. وقال الرئيس الروسي فلاديمير بوتين إن بلاده ستواصل عملياتها. "
              "وأدانت فرنسا القصف. وأدانت ألمانيا روسيا."),
    dict(id="b", outlet="الثانية", date="2024-06-02", title="لقاء في بكين",
         text="التقى الرئيس الصيني شي جين بينغ نظيره الروسي فلاديمير بوتين في بكين. وقال بوتين إن الصين شريك مهم لبلاده. ورحب الوزراء بالاتفاق."),
    dict(id="c", outlet="الأولى", date="2024-08-20",
         text="لم تقصف القوات الروسية مدينة أوديسا. ونفت وزارة الخارجية الروسية أن تكون موسكو قد هددت بولندا."),
    dict(id="d", outlet="الثالثة", date="2024-08-21", title="أحمد \"المدير\", واحد",
         text="زار وزير الخارجية المصري بدر عبد العاطي بيروت والتقى رئيس الوزراء اللبناني نجيب ميقاتي. وتظاهر المئات في بيروت. واعتقلت الشرطة التونسية ثلاثة محتجين."),
]
r = khabar("ingest", "--db", DB, "-", data="".join(line(**a) for a in ARTICLES).encode())
check("four articles are stored", r.status == 0 and "4 stored" in r.out.decode(), r)


def ask(command, *arguments):
    return khabar(command, "--db", DB, *arguments)


def rows(command, *arguments):
    r = ask(command, "--json", *arguments)
    return r.records() if r.status == 0 else [str(r)]


def names(parties):
    return [p.get("name") or p.get("role") for p in parties]


# ---- filters ----
ALL = rows("events")
check("all events come in the order of their numbers", len(ALL) >= 7 and [e["id"] for e in ALL] == sorted(e["id"] for e in ALL), ALL)


def filtered(name, right, *arguments):
    """The filter gives exactly the events of which `right` holds, and some of them."""
    got = rows("events", *arguments)
    want = [e for e in ALL if right(e)]
    check(f"events {' '.join(arguments)}: {name}", got == want and 0 < len(want) < len(ALL), f"{[e if isinstance(e, str) else e['id'] for e in got]} {[e['id'] for e in want]}")


def has(parties, **wanted):
    return any(all(p.get(k) == v for k, v in wanted.items()) for p in parties)


filtered("actors of Russia", lambda e: has(e["actors"], country="RUS"), "--actor", "RUS")
filtered("Russia's military", lambda e: has(e["actors"], country="RUS", sector="MIL"), "--actor", "RUS.MIL")
filtered("police of whatever state", lambda e: has(e["actors"], sector="COP"), "--actor", ".COP")
filtered("a name", lambda e: has(e["actors"], wikidata="Q7747") or has(e["recipients"], wikidata="Q7747"), "--party", "بوتين")
filtered("a Wikidata id", lambda e: has(e["actors"], wikidata="Q7747") or has(e["recipients"], wikidata="Q7747"), "--party", "Q7747")
filtered("recipients", lambda e: has(e["recipients"], country="RUS"), "--recipient", "RUS")
filtered("a type", lambda e: e["type"] == "ASSAULT", "--type", "ASSAULT")
filtered("one of two types", lambda e: e["type"] in ("ASSAULT", "ACCUSE"), "--type", "ASSAULT,ACCUSE")
filtered("a quad class", lambda e: e["quad"] == 4, "--quad", "4")
filtered("the beginning of a CAMEO code", lambda e: e["cameo"].startswith("04"), "--cameo", "04")
filtered("negated", lambda e: e["negation"], "--status", "negated")
filtered("told as facts", lambda e: not (e["negation"] or e["future"] or e["hypothetical"] or e["historical"]), "--status", "asserted")
filtered("since a month", lambda e: e["day"] >= "2024-06", "--since", "2024-06")
filtered("until a month, the whole of it", lambda e: e["day"][:7] <= "2024-06", "--until", "2024-06")
filtered("an outlet", lambda e: e["outlet"] == "الأولى", "--outlet", "الاولى")
filtered("one article", lambda e: e["article"] == 4, "--article", "4")
filtered("a place", lambda e: e.get("place_name") == "بيروت", "--place", "بيروت")
filtered("a place's country", lambda e: e.get("place_country") == "LBN", "--country", "LBN")
filtered("words of the article", lambda e: e["article"] == 1, "--text", "خاركيف")
filtered("the outlet's own voice", lambda e: not e["attributed_to"], "--attributed-to", "outlet")
filtered("a uid", lambda e: e["uid"] == ALL[0]["uid"], "--uid", ALL[0]["uid"])
one = rows("events", "--party", f"#{ALL[0]['actors'][0]['id']}")
check("an actor's number", one and all(has(e["actors"] + e["recipients"], id=ALL[0]["actors"][0]["id"]) for e in one), one)
check("--newest turns the order of days", [e["day"] for e in rows("events", "--newest")] == sorted((e["day"] for e in ALL), reverse=True))
check("--limit", len(rows("events", "--limit", "2")) == 2)
said = rows("statements")
check("statements have speaker, cue and content", any(names(s["speakers"]) == ["فلاديمير بوتين"] and s["cue"]["text"] and s["content"][0]["text"] for s in said), said)
check("statements --speaker", 0 < len(rows("statements", "--speaker", "بوتين")) < len(said))
about = rows("statements", "--speaker", "بوتين", "--about", "الصين")
check("statements --about", len(about) == 1 and "الصين" in about[0]["content"][0]["text"], about)
check("statements --status denied", all(s["denial"] for s in rows("statements", "--status", "denied")))
actors = rows("actors", "--country", "RUS", "--kind", "person")
check("actors of a country and kind", any(a.get("wikidata") == "Q7747" for a in actors) and all(a["country"] == "RUS" for a in actors), actors)

# ---- search ----
hits = rows("search", "وزراء")
check("a word finds its lemma", {h["article"] for h in hits} == {2, 3, 4} or {h["article"] for h in hits} == {2, 4}, hits)
check("the snippet says where the hit is", all(any(p["hit"] for p in h["snippet"]) and h["hits"] > 0 for h in hits), hits)
check("folded: احمد finds أحمد", [h["article"] for h in rows("search", "احمد")] == [4])
check("a phrase", [h["article"] for h in rows("search", '"القوات الروسية"', "خاركيف")] == [1])
check("all words must be there", rows("search", "خاركيف", "بيروت") == [])
check("search by outlet and day", [h["article"] for h in rows("search", "الروسية", "--outlet", "الأولى", "--since", "2024-08")] == [3])

# ---- forms ----
r = ask("events", "--csv")
table = list(csv.DictReader(io.StringIO(r.out.decode())))
check("CSV has a line for each event, every cell under its head", len(table) == len(ALL) and all(None not in t for t in table), r)
check("CSV and JSON say the same", [(t["uid"], t["cameo"], t["day"], t["actors_country"], t["trigger"]) for t in table] ==
      [(e["uid"], e["cameo"], e["day"], "|".join(p.get("country", "") for p in e["actors"]), e["trigger"]["text"]) for e in ALL], r)
check("codes stay text in CSV", all(t["cameo"].startswith("0") for t in table if t["quad"] in "1") and any(t["cameo"][0] == "0" for t in table), r)
check("a title with quotation marks and a comma comes through", table[-1]["title"] == ARTICLES[3]["title"], table[-1])
text = {a["article"]: a for a in ({"article": i + 1, "text": (x["title"] + "\n\n" if x.get("title") else "") + x["text"]} for i, x in enumerate(ARTICLES))}
check("spans are code points of the article's text", all(text[e["article"]]["text"][e["trigger"]["start"]:e["trigger"]["end"]] == e["trigger"]["text"] for e in ALL))
check("the same bytes each time", ask("events").out == ask("events").out == ask("events", "--json").out)
r = ask("events", "--table")
lines = r.out.decode().splitlines()
check("a table: a head, a line an event", r.status == 0 and len(lines) == len(ALL) + 1, r)
for command in ("events", "statements", "actors"):
    for language in ("ar", "en"):
        out = ask(command, "--table", "--lang", language).out.decode()
        check(f"{command} --lang {language}: isolates are closed in every line, each begins with its direction",
              all(sum(s.count(c) for c in "\u2066\u2067\u2068") == s.count("\u2069") and s[0] == ("\u200f" if language == "ar" else "\u200e")
                  for s in out.splitlines()), out)
os.environ["COLUMNS"] = "60"
out = ask("statements", "--table").out.decode()
bare = [s.translate({0x2068: None, 0x2069: None, 0x200e: None, 0x200f: None}) for s in out.splitlines()]
check("a table keeps to the terminal's width", max(map(len, bare)) <= 60 and any("…" in s for s in bare), out)
del os.environ["COLUMNS"]
out = ask("events", "--table", "--limit", "0", "--colour", "always").out
check("--colour always: a head in bold", out.count(b"\x1b[1m") == 1 and out.count(b"\x1b[0m") == 1, out)
check("no colours into a pipe", b"\x1b" not in ask("search", "--table", "بوتين").out)

# a text may hold what commands a terminal
evil = os.path.join(FOLDER.name, "evil.db")
khabar("ingest", "--db", evil, "-", data=line(id="x", date="2024-01-01", outlet="م\u202eش\x1b[31m", text="قصفت إسرائيل \u2066غزة\u202e أمس. وقال الرئيس المصري إن بلاده \x1b]0;x\x07 قلقة \u202eجدا.").encode())
for command in (["events"], ["statements"], ["search", "غزة"]):
    out = khabar(command[0], "--db", evil, "--table", *command[1:]).out.decode()
    check(f"{command[0]}: nothing of a text commands the terminal", out and "\x1b" not in out and "\x07" not in out and "\u202e" not in out and "\u2066" not in out, repr(out))

# ---- counts ----
counts = rows("events", "--count", "month,type")
want = {}
for e in ALL:
    want[(e["day"][:7], e["type"])] = want.get((e["day"][:7], e["type"]), 0) + 1
check("--count month,type", {(c["month"], c["type"]): c["n"] for c in counts} == want, counts)
check("counts come in the order of their cells", [(c["month"], c["type"]) for c in counts] == sorted(want))
r = ask("events", "--count", "type", "--csv")
check("counts as CSV", r.out.decode().startswith("type,n,verbal_cooperation,material_cooperation,verbal_conflict,material_conflict,goldstein,killed,wounded\n"), r)
goldstein = {}
for e in ALL:
    goldstein[e["type"]] = round(goldstein.get(e["type"], 0) + e["goldstein"], 1)
check("sums of Goldstein values", {c["type"]: c["goldstein"] for c in rows("events", "--count", "type")} == goldstein)
r = ask("events", "--count", "month", "--table")
plot = r.out.decode().translate({0x2068: None, 0x2069: None, 0x200e: None}).splitlines()
check("a timeline has the months of nothing too", [s[:7] for s in plot] == ["2024-05", "2024-06", "2024-07", "2024-08"] and plot[2].endswith(" 0"), r)
check("the longest bar is the greatest count", max(plot, key=lambda s: s.count("█")) == max(plot, key=lambda s: int(s.split()[-1])), r)
check("--count outlet", {c["outlet"]: c["n"] for c in rows("statements", "--count", "outlet")}.keys() <= {"الأولى", "الثانية", "الثالثة"})
check("search --count month", [(c["month"], c["n"]) for c in rows("search", "--count", "month", "الروسية")] in ([("2024-05", 1), ("2024-08", 1)], [("2024-05", 1), ("2024-06", 1), ("2024-08", 1)]))

# ---- wrong questions ----
for arguments, words in [
        (["events", "--db", DB, "--type", "ASULT"], ["ASULT", "ASSAULT"]), (["events", "--db", DB, "--type", "x"], ["--type x", "AGREE"]),
        (["events", "--db", DB, "--since", "2024-13"], ["--since 2024-13", "YYYY-MM"]), (["events", "--db", DB, "--until", "gestern"], ["--until"]),
        (["events", "--db", DB, "--since", "2024-05", "--until", "2023"], ["after"]), (["events", "--db", DB, "--quad", "5"], ["1, 2, 3, 4"]),
        (["events", "--db", DB, "--status", "maybe"], ["maybe", "negated"]), (["events", "--db", DB, "--cameo", "x1"], ["--cameo x1"]),
        (["events", "--db", DB, "--country", "Russia"], ["--country Russia", "EGY"]), (["events", "--db", DB, "--actor", ""], ["--actor"]),
        (["events", "--db", DB, "--actor", "…"], ["actor", "wanted"]), (["events", "--db", DB, "--count", "moon"], ["moon", "month"]),
        (["events", "--db", DB, "--count", "month,type,day,year"], ["most"]), (["statements", "--db", DB, "--count", "dyad"], ["statements"]),
        (["events", "--db", DB, "--speaker", "x"], ["--speaker"]), (["events", "--db", DB, "--limit", "-1"], ["--limit"]),
        (["events", "--db", DB, "--json", "--csv"], ["--json"]), (["events", "--db", DB, "RUS"], ["RUS", "options"]), (["events"], ["--db"]),
        (["search", "--db", DB], ["words"]), (["search", "--db", DB, "..."], ["word"]), (["search", "--db", DB, '"ا'], ['"']),
        (["events", "--db", DB, "--context", "militry"], ["military"]), (["actors", "--db", DB, "--sector", "GVO"], ["GOV"])]:
    r = khabar(*arguments)
    if arguments[-1] == '"ا' and r.status == 0:
        check("search: an open quotation mark ends with the words", True)
        continue
    check(f"khabar {' '.join(a for a in arguments if a not in ('--db', DB))}: exit status 2, and a message that helps",
          r.status == 2 and r.out == b"" and all(w in r.err for w in words), r)
for path, word in [(os.path.join(FOLDER.name, "none.db"), "ingest"), (os.path.join(HERE, "query.py"), "no database")]:
    r = khabar("events", "--db", path)
    check(f"{os.path.basename(path)}: exit status 3, and the file's name", r.status == 3 and path in r.err and word in r.err, r)
    check(f"{os.path.basename(path)} is not made or changed", path.endswith(".py") or not os.path.exists(path))
for arguments, word in [(["--actor", "زرزور"], "زرزور"), (["--mode", "areal"], "areal"), (["--cameo", "99"], "99"), (["--outlet", "نيو"], "نيو")]:
    r = ask("events", *arguments)
    check(f"events {' '.join(arguments)}: nothing, and why", r.status == 0 and r.out == b"" and word in r.err, r)
if os.path.exists("/dev/full"):
    import subprocess
    from tap import KHABAR
    p = subprocess.run([KHABAR, "events", "--db", DB], stdout=open("/dev/full", "wb"), stderr=subprocess.PIPE)
    check("an answer that cannot be written: exit status 3", p.returncode == 3 and p.stderr != b"", p.stderr)
r = khabar("events", "--db", DB, "--type", "ASSAULT'; DROP TABLE event; --")
check("a filter is never SQL", r.status == 2 and len(rows("events")) == len(ALL), r)
r = ask("events", "--actor", "' OR 1=1 --")
check("nor is a name", r.status in (0, 2) and r.out == b"", r)
done()
