"""store: khabar ingest and khabar actor: what is stored is what khabar read says, whatever kills it and however many threads."""
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import tempfile
import time

from tap import KHABAR, check, done, khabar, line

FOLDER = tempfile.TemporaryDirectory()
OWN = ("article_fts", "actor_fts", "sqlite_")  # made by SQLite: not content


def path(name):
    return os.path.join(FOLDER.name, name)


# ---- articles of our own ----
PEOPLE = ["وزير الخارجية المصري سامح شكري", "الرئيس الروسي فلاديمير بوتين", "رئيس الوزراء العراقي", "المتحدث باسم الجيش السوداني نبيل عبد الله",
          "مصدر أمني عراقي", "وزيرة الصحة التونسية", "الأمين العام للأمم المتحدة أنطونيو غوتيريش", "محافظ عدن أحمد لملس"]
DEEDS = ["إن بلاده مستعدة للحوار مع دول الجوار", "إن الهجوم على القاعدة أسفر عن مقتل ثلاثة جنود", "إن زيارة الوفد إلى القاهرة ستبدأ الأسبوع المقبل",
         "إن الحكومة ترفض العقوبات الجديدة", "إن القوات سيطرت على المدينة بعد معارك عنيفة", "إن المساعدات وصلت إلى المحتاجين في غزة"]
ENDS = ["وأدانت وزارة الخارجية الأردنية الهجوم.", "وتظاهر مئات العمال في العاصمة احتجاجا على الأسعار.", "واستقبل الملك الوفد في الرياض يوم الخميس.",
        "واعتقلت الشرطة عشرة محتجين قرب الميناء.", "ودعا مجلس الأمن إلى وقف فوري لإطلاق النار.", "وقصفت الطائرات مواقع في إدلب فجر أمس."]
OUTLETS = ["صحيفة النهار", "Radio Sud", "وكالة الخليج"]


def article(n):
    r = random.Random(n)
    body = " ".join(f"قال {r.choice(PEOPLE)} {r.choice(DEEDS)} في اليوم رقم {r.randrange(900)}. {r.choice(ENDS)}" for _ in range(4))
    return {"id": f"n{n}", "outlet": OUTLETS[n % 3], "date": f"2023-{n % 12 + 1:02d}-{n % 27 + 1:02d}", "url": f"https://example.org/{n}",
            "title": f"{r.choice(PEOPLE)} يتحدث عن الأزمة {n}", "text": body}


def write(name, articles):
    with open(path(name), "w", encoding="utf-8") as f:
        f.writelines(line(**a) for a in articles)
    return path(name)


def ingest(db, *arguments, **options):
    return khabar("ingest", "--db", path(db), *arguments, **options)


def content(db):
    """Every row of every table that is content, and every word of the search index with its place."""
    c = sqlite3.connect(path(db))
    tables = [n for n, in c.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") if not n.startswith(OWN)]
    rows = {t: sorted(map(repr, c.execute(f"SELECT * FROM {t}"))) for t in tables}
    for fts in ("article_fts", "actor_fts"):
        c.execute(f"CREATE VIRTUAL TABLE temp.v_{fts} USING fts5vocab('main', '{fts}', 'instance')")
        rows[fts] = sorted(map(repr, c.execute(f"SELECT * FROM temp.v_{fts}")))
    c.close()
    return rows


def difference(a, b):
    for t in a:
        if a[t] != b.get(t):
            only = [x for x in a[t] if x not in set(b[t])][:2], [x for x in b[t] if x not in set(a[t])][:2]
            return f"{t}: {len(a[t])} and {len(b[t])} rows; {only}"
    return ""


def ask(db, sql, *values):
    c = sqlite3.connect(path(db))
    rows = c.execute(sql, values).fetchall()
    c.close()
    return rows


articles = [article(n) for n in range(700)]
agency = dict(article(5), id="agency", text=article(5)["text"] + " وختم البيان بالدعوة إلى الهدوء.", outlet="وكالة الخليج")
articles.append(agency)
news = write("news.jsonl", articles)

# ---- an undisturbed ingest ----
began = time.monotonic()
r = ingest("one.db", "--jobs", "1", news)
took = time.monotonic() - began
check("ingest stores all articles", r.status == 0 and b"701 articles: 701 stored" in r.out, r)
undisturbed = content("one.db")
check("the database is sound", ask("one.db", "PRAGMA integrity_check") == [("ok",)])
r = ingest("eight.db", "--jobs", "8", news)
check("eight threads write what one writes", r.status == 0 and not difference(undisturbed, content("eight.db")),
      difference(undisturbed, content("eight.db")))
r = ingest("one.db", news)
check("a second ingest finds all there and changes nothing",
      r.status == 0 and b"701 there already" in r.out and not difference(undisturbed, content("one.db")), r)
check("the copy of an agency's report is linked",
      ask("one.db", "SELECT c.doc_id, o.doc_id FROM article c JOIN article o ON o.id = c.copy_of") == [("agency", "n5")],
      ask("one.db", "SELECT id, doc_id, copy_of, similarity FROM article WHERE copy_of IS NOT NULL"))

# ---- the rows say what the JSON says ----
NAMES = {"start": "start", "end": "stop"}


def span(s):
    return (s["start"], s["end"])


def compare(record, c):
    doc = record["document"]
    a, = c.execute("SELECT id FROM article WHERE source = ? AND doc_id = ?", (doc["source"], doc["id"])).fetchone()
    text = doc["text"]
    if c.execute("SELECT text FROM article_text WHERE article_id = ?", (a,)).fetchone()[0] != text:
        return "text"
    rows = c.execute("SELECT x.n, x.kind, x.named, l.name, x.country, x.sector, x.role, x.settled, k.wikidata, k.name_en FROM article_actor x "
                     "JOIN actor_key k ON k.id = x.key_id LEFT JOIN actor_alias l ON l.id = x.alias_id WHERE article_id = ? ORDER BY n", (a,)).fetchall()
    want = [(n, x["kind"], int("name" in x), x.get("name") or x.get("role"), x.get("country"), x.get("sector"), x.get("role") if "name" in x else None,
             x["by"], x.get("wikidata"), x.get("name_en")) for n, x in enumerate(record["actors"], 1)]
    if rows != want:
        return f"actors: {rows} {want}"
    rows = c.execute("SELECT n, start, stop FROM mention WHERE article_id = ? ORDER BY 1, 2, 3", (a,)).fetchall()
    if rows != sorted({(n, *span(m)) for n, x in enumerate(record["actors"], 1) for m in x["mentions"]}):
        return "mentions"
    rows = c.execute("SELECT start, stop, type, value, mod FROM time_mention WHERE article_id = ? ORDER BY 1, 2", (a,)).fetchall()
    if rows != sorted((x["start"], x["end"], x["type"], x["value"], x.get("mod")) for x in record["dates"]):
        return f"times: {rows}"
    rows = c.execute("SELECT start, stop, p.wikidata FROM place_mention JOIN place p ON p.id = place_id WHERE article_id = ? ORDER BY 1, 2", (a,)).fetchall()
    if rows != sorted((*span(m), x.get("wikidata")) for x in record["places"] for m in x["mentions"]):
        return f"places: {rows}"

    def parties(table, key, item, part):
        return [f"a{n}" for n, in c.execute(f"SELECT actor FROM {table} WHERE {key} = ? AND part = ? ORDER BY n", (item, part))]

    for n, s in enumerate(record["statements"], 1):
        item = a * 1000000 + n
        row = c.execute("SELECT uid, kind, denial, sentence, cue_start, cue_stop, start, stop, confidence, rule FROM statement WHERE id = ?", (item,)).fetchone()
        cue = span(s["cue"]) if "cue" in s else (None, None)
        if row != (s["uid"], s["kind"], int(s.get("denial", False)), s["sentence"], *cue, *span(s["content"][0]), s["confidence"], s["rule"]):
            return f"statement {row} {s}"
        if c.execute("SELECT start, stop FROM statement_span WHERE statement_id = ? ORDER BY n", (item,)).fetchall() != [span(x) for x in s["content"][1:]]:
            return f"content of {s}"
        for part, name in (("speaker", "speakers"), ("addressee", "addressees"), ("via", "via")):
            if parties("statement_party", "statement_id", item, part) != s.get(name, []):
                return f"{name} of {s}"
    for n, e in enumerate(record["events"], 1):
        item = a * 1000000 + n
        row = c.execute("SELECT uid, event_group, type, mode, cameo, quad, goldstein, date_start, date_end, date_precision, date_words, place_words, "
                        "statement_id, killed, wounded, arrested, sentence, start, stop, confidence, rule, negation, future, hypothetical, historical "
                        "FROM event WHERE id = ?", (item,)).fetchone()
        d, p = e.get("date", {}), e.get("place", {})
        said = a * 1000000 + int(e["attributed_to"][1:]) if "attributed_to" in e else None
        want = (e["uid"], e.get("group"), e["type"], e.get("mode"), e["cameo"], e["quad"], e["goldstein"], d.get("start"), d.get("end"), d.get("precision"),
                d.get("from"), p.get("name"), said, e.get("killed"), e.get("wounded"), e.get("arrested"), e["sentence"], *span(e["trigger"]),
                e["confidence"], e["rule"], *(int(x in e["aux"]) for x in ("negation", "future", "hypothetical", "historical")))
        if row != want:
            return f"event {row} {want}"
        if [x for x, in c.execute("SELECT context FROM event_context WHERE event_id = ? ORDER BY 1", (item,))] != sorted(e["contexts"]):
            return f"contexts of {e}"
        if c.execute("SELECT start, stop FROM event_mention WHERE event_id = ? ORDER BY 1", (item,)).fetchall() != sorted(span(x) for x in e.get("retold", [])):
            return f"retellings of {e}"
        country, lat = (c.execute("SELECT p.country, p.lat FROM event e JOIN place p ON p.id = e.place_id WHERE e.id = ?", (item,)).fetchone() or (None, None))
        if (country, lat) != (p.get("country"), p.get("lat")):
            return f"place of {e}: {country} {lat}"
        for part, name in (("actor", "actors"), ("recipient", "recipients")):
            if parties("event_party", "event_id", item, part) != e[name]:
                return f"{name} of {e}"
    counted = c.execute("SELECT (SELECT count(*) FROM statement WHERE article_id = ?1), (SELECT count(*) FROM event WHERE article_id = ?1)", (a,)).fetchone()
    return "" if counted == (len(record["statements"]), len(record["events"])) else f"counts {counted}"


r = khabar("read", "--json", "--with-text", "--jobs", "2", news)
c = sqlite3.connect(path("one.db"))
wrong = [w for w in (compare(x, c) for x in r.records()) if w]
c.close()
check("rows say what the JSON says, article for article", not wrong, "\n".join(wrong[:3]))

# ---- any tool reads it ----
check("a span is cut out with substr", ask("one.db", "SELECT count(*) FROM statement s JOIN article_text t USING (article_id) WHERE "
                                           "length(substr(t.text, s.start + 1, s.stop - s.start)) <> s.stop - s.start") == [(0,)])
check("folded words and lemmas are found by plain FTS5",
      ask("one.db", "SELECT count(*) > 0 FROM article_fts WHERE article_fts MATCH 'folded:\"مجلس الامن\"'") == [(1,)] and
      ask("one.db", "SELECT count(*) > 0 FROM article_fts WHERE article_fts MATCH 'lemmas:محتج'") == [(1,)])
check("FTS5's snippet shows folded words",
      "[الامن]" in ask("one.db", "SELECT snippet(article_fts, 0, '[', ']', '…', 8) FROM article_fts WHERE article_fts MATCH 'folded:الامن' LIMIT 1")[0][0])
check("lemmas stand side by side with the words", ask("one.db", "SELECT count(*) FROM article_words WHERE "
      "length(lemmas) - length(replace(lemmas, ' ', '')) = 0") == [(0,)])
check("one row an actor", ask("one.db", "SELECT count(*) FROM actor WHERE wikidata = 'Q7747'") == [(1,)] and
      ask("one.db", "SELECT articles = (SELECT count(DISTINCT x.article_id) FROM article_actor x WHERE x.key_id = actor.id) AND mentions = (SELECT count(*) "
          "FROM article_actor x JOIN mention m USING (article_id, n) WHERE x.key_id = actor.id) FROM actor WHERE wikidata = 'Q7747'") == [(1,)])

# ---- killed at any point ----
kills = whole = halves = 0
wrong = ""
random.seed(7)
for i in range(60):
    if kills == 20:
        break
    p = subprocess.Popen([KHABAR, "ingest", "--jobs", "2", "--db", path("killed.db"), news], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(random.random() * min(took, 3) * 0.9)
    p.send_signal(signal.SIGKILL)
    if p.wait() == -signal.SIGKILL:
        kills += 1
        if os.path.exists(path("killed.db")):
            stored = sqlite3.connect(path("killed.db"))
            try:
                halves += 0 < stored.execute("SELECT count(*) FROM article").fetchone()[0] < len(articles)
            except sqlite3.OperationalError:  # no tables yet
                pass
            wrong = wrong or ("" if stored.execute("PRAGMA integrity_check").fetchone() == ("ok",) else "integrity")
            stored.close()
    else:  # it came to its end: compared, and begun again
        whole += 1
        wrong = wrong or difference(undisturbed, content("killed.db"))
        for end in ("", "-wal", "-shm"):
            if os.path.exists(path("killed.db" + end)):
                os.remove(path("killed.db" + end))
r = ingest("killed.db", "--jobs", "2", news)
wrong = wrong or difference(undisturbed, content("killed.db"))
check(f"killed {kills} times ({halves} with a part stored) it ends in the same database, content for content ({whole + 1} compared)",
      r.status == 0 and kills == 20 and halves > 0 and not wrong, str(r) + wrong)

# ---- the same id, another text; another lexicon ----
changed = dict(articles[3], text="أعلن الرئيس الروسي فلاديمير بوتين وقف إطلاق النار في المدينة اليوم بعد أسابيع من القتال.")
other = write("other.jsonl", [changed, articles[4]])
r = ingest("one.db", other)
check("the same id with another text is said, and the stored one kept",
      r.status == 1 and "n3" in r.err and "--update" in r.err and not difference(undisturbed, content("one.db")), r)
r = ingest("one.db", "--update", other)
check("--update replaces it", r.status == 0 and b"1 replaced, 1 there already" in r.out and
      ask("one.db", "SELECT text FROM article_text JOIN article ON id = article_id WHERE doc_id = 'n3'")[0][0].endswith("القتال."), r)
r = ingest("one.db", "--update", write("back.jsonl", [articles[3]]))
back = content("one.db")
for t in ("actor_key", "actor_alias", "place", "actor_fts"):  # what the other text alone brought stays, counted 0
    back[t] = undisturbed[t]
check("replaced back, the rows of the article are as they were", r.status == 0 and not difference(undisturbed, back), difference(undisturbed, back))
check("counts of actors are as they were",
      {x for x in ask("one.db", "SELECT key, articles, mentions FROM actor_key WHERE articles")} == set(ask("eight.db", "SELECT key, articles, mentions FROM actor_key")))
os.mkdir(path("lexicon"))
os.mkdir(path("lexicon/quote"))
with open(os.path.join(path("lexicon/quote"), "cues.tsv"), "w") as f:
    f.write("# none\n")
r = ingest("eight.db", "--lexicon", path("lexicon"), news)
if r.status == 3:
    check("another lexicon could be opened", False, r)
else:
    check("articles that another lexicon read are said, and left", r.status == 0 and (b"--update" in r.out or b"there already" in r.out), r)
r = ingest("two.db", write("twice.jsonl", [articles[0], dict(articles[0], text="نص آخر يختلف عن الأول تماما.")]))
check("two articles of one id in one input: the first is kept, and it is said", r.status == 1 and "n0" in r.err and b"1 stored" in r.out, r)
r = ingest("two.db", write("noid.jsonl", [{"text": "قال الوزير إن الاجتماع انتهى."}, {"text": "قال الوزير إن الاجتماع انتهى."}, {"text": "قال آخر."}]))
check("without id an article is named by its place; one that says the same is a near copy", r.status == 0 and b"3 stored" in r.out and
      ask("two.db", "SELECT count(*) FROM article WHERE copy_of IS NOT NULL") == [(1,)], r)
r = ingest("two.db", path("noid.jsonl"))
check("and found again", r.status == 0 and b"3 there already" in r.out, r)
r = ingest("two.db", write("bad.jsonl", [articles[1]]), path("is not there.txt"))
check("a file that is not there is an error, the rest goes on", r.status == 1 and "is not there.txt" in r.err and b"1 stored" in r.out, r)

# ---- who is who ----
putin, = ask("eight.db", "SELECT id FROM actor WHERE wikidata = 'Q7747'")[0]
second, = ask("eight.db", "SELECT id FROM actor WHERE kind = 'person' AND id <> ? AND name IS NOT NULL ORDER BY articles DESC, id", putin)[0]
before = content("eight.db")
r = khabar("actor", "merge", str(putin), str(second), "--db", path("eight.db"))
check("actor merge makes two one", r.status == 0 and ask("eight.db", "SELECT count(*) FROM actor WHERE id = ?", second) == [(0,)] and
      ask("eight.db", "SELECT count(*) FROM event_party WHERE actor_id = ?", second) == [(0,)], r)
r = ingest("eight.db", "--update", other)
check("a merge is kept when an article is read again", r.status == 0 and ask("eight.db", "SELECT actor_id FROM actor_key WHERE id = ?", second) == [(putin,)] and
      ask("eight.db", "SELECT count(*) FROM event_party WHERE actor_id = ?", second) == [(0,)], r)
ingest("eight.db", "--update", path("back.jsonl"))
r = khabar("actor", "split", str(putin), "--db", path("eight.db"))
after = content("eight.db")
for t in ("actor_key", "actor_alias", "place", "actor_fts"):
    after[t] = before[t]
check("actor split undoes it", r.status == 0 and not difference(before, after), str(r) + difference(before, after))
where, = ask("eight.db", "SELECT x.article_id FROM article_actor x JOIN event_party p ON p.event_id / 1000000 = x.article_id AND p.actor = x.n WHERE key_id = ? "
             "ORDER BY 1", putin)[0]
r = khabar("actor", "split", str(putin), "--article", str(where), "--db", path("eight.db"))
made = ask("eight.db", "SELECT to_key FROM actor_split")
check("actor split --article takes one article's actor out", r.status == 0 and len(made) == 1 and
      ask("eight.db", "SELECT count(*) FROM event_party WHERE actor_id = ? AND event_id / 1000000 = ?", putin, where) == [(0,)], r)
doc, = ask("eight.db", "SELECT doc_id FROM article WHERE id = ?", where)[0]
again = dict(next(a for a in articles if a["id"] == doc), url="https://example.org/moved")
r = ingest("eight.db", "--update", write("again.jsonl", [again]))
check("and it stays out when the article is read again", r.status == 0 and b"1 replaced" in r.out and
      ask("eight.db", "SELECT count(*) FROM article_actor WHERE article_id = ? AND key_id = ?", where, putin) == [(0,)] and
      ask("eight.db", "SELECT count(*) > 0 FROM article_actor WHERE article_id = ? AND key_id = ?", where, made[0][0]) == [(1,)], r)
for arguments in (["merge", "1"], ["merge", "1", "x"], ["split"], ["join", "1", "2"], ["merge", "999999", "1"], ["merge", "1", "1"]):
    r = khabar("actor", *arguments, "--db", path("eight.db"))
    check(f"actor {' '.join(arguments)}: an error that says what is wanted", r.status == 2 and r.err.startswith("khabar: "), r)

# ---- databases that are none of ours ----
one = write("single.jsonl", [articles[0]])
with open(path("text.db"), "w") as f:
    f.write("this is no database, and longer than the head of one would be: " * 4)
c = sqlite3.connect(path("foreign.db"))
c.execute("CREATE TABLE mine(x)")
c.commit()
c.close()
c = sqlite3.connect(path("newer.db"))
c.execute("PRAGMA application_id = 0x4b484252")
c.execute("PRAGMA user_version = 99")
c.execute("CREATE TABLE article(id)")
c.commit()
c.close()
for name, words in [("text.db", "no database"), ("foreign.db", "another program"), ("newer.db", "newer khabar")]:
    held = open(path(name), "rb").read()
    r = ingest(name, one)
    check(f"{name} is refused and not touched", r.status == 3 and words in r.err and open(path(name), "rb").read() == held, r)
r = ingest("no/such/folder.db", one)
check("a folder that is not there is an error", r.status == 3 and "cannot be opened" in r.err, r)
r = khabar("ingest", one)
check("without --db it says that it wants one", r.status == 2 and "--db" in r.err, r)
r = ingest("fresh.db")
check("without a PATH it makes an empty database", r.status == 0 and ask("fresh.db", "PRAGMA user_version") == [(1,)], r)
c = sqlite3.connect(path("fresh.db"), isolation_level=None)
c.execute("BEGIN IMMEDIATE")
r = ingest("fresh.db", one, timeout=60)
check("a locked database is an error that says so", r.status == 3 and "locked" in r.err, r)
c.execute("ROLLBACK")
c.close()


def small():
    resource.setrlimit(resource.RLIMIT_FSIZE, (3 << 20, 3 << 20))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


p = subprocess.run([KHABAR, "ingest", "--db", path("full.db"), news], capture_output=True, preexec_fn=small)
check("a file that may not grow is an error that says so", p.returncode == 3 and (b"full" in p.stderr or b"failed" in p.stderr), p.stderr)
r = ingest("full.db", news)
check("with room again it ends in the same database", r.status == 0 and not difference(undisturbed, content("full.db")),
      str(r) + difference(undisturbed, content("full.db")))
done()
