"""api: the answers of khabar serve: every route in every form, errors that say what is wanted, the OpenAPI file.

usage: api.py KHABAR    (KHABAR_UPDATE=1 writes docs/openapi.json anew)
"""
import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import threading
import urllib.parse

from serve import KHABAR, ROOT, Server, sample_database, temporary
from tap import check, done

OPENAPI = os.path.join(ROOT, "docs", "openapi.json")
quote = urllib.parse.quote


def rows(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8"))))


with temporary() as folder:
    db = sample_database(folder)
    s = Server(db)
    status, about = s.json("/api/status")
    check("status counts the reports", status == 200 and about["database"]["articles"] == 10, about)

    # ---- the description ----
    status, described = s.json("/api/openapi")
    pretty = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("KHABAR_UPDATE"):
        with open(OPENAPI, "w", encoding="utf-8") as f:
            f.write(pretty)
    with open(OPENAPI, encoding="utf-8") as f:
        check("docs/openapi.json is what the routes say", f.read() == pretty, "KHABAR_UPDATE=1 writes it anew")
    given = {"/dyad": "?a=RUS&b=UKR", "/search": "?text=" + quote("وزير"), "/api/why": "?rule=consult.zara"}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if path == "/api/store":
                continue  # only with --write: below
            real = path.replace("{id}", "1")
            base = path.rsplit(".", 1)[0]
            real += given.get(base, given.get(path, ""))
            body = "زار بوتين بكين".encode() if method == "post" else None
            status, headers, answer = s.get(real, method=method.upper(), body=body)
            kind = list(operation["responses"]["200"]["content"])[0]
            ok = status == 200 and headers["content-type"].startswith(kind)
            if ok and kind == "application/json":
                json.loads(answer)
            if ok and kind == "text/csv":
                lines = list(csv.reader(io.StringIO(answer.decode("utf-8"))))
                ok = len(lines) >= 1 and all(len(line) == len(lines[0]) for line in lines)
            check(f"{method.upper()} {path}", ok, f"{status} {answer[:300]}")
            names = [p["name"] for p in operation["parameters"]]
            check(f"{method.upper()} {path} names each parameter once", len(names) == len(set(names)), names)
            status, refused = s.json(real + ("&" if "?" in real else "?") + "nosuch=1", method=method.upper(), body=body)
            check(f"{method.upper()} {path} refuses an unknown parameter", status == 400 and "nosuch" in refused["error"]["message"],
                  refused)

    # ---- twins agree ----
    _, events = s.json("/events.json?limit=1000")
    _, _, table = s.get("/events.csv?limit=1000")
    check("CSV and JSON of events have the same rows", [str(e["id"]) for e in events["rows"]] == [r["id"] for r in rows(table)])
    check("events have parties with actors", any(e["actors"] and e["actors"][0]["actor"] for e in events["rows"]))
    _, counts = s.json("/counts.json?by=type")
    check("counts add up", sum(r["n"] for r in counts["rows"]) == len(events["rows"]), counts)
    _, months = s.json("/timeline.json")
    check("the timeline adds up", sum(r["n"] for r in months["rows"]) == len(events["rows"]))
    _, report = s.json("/article/1.json")
    text = report["article"]["text"]
    spans = [c for x in report["statements"] for c in x["content"]] + [e["trigger"] for e in report["events"]]
    check("spans of a report are its words", spans and all(text[x["start"]:x["end"]] == x["words"] for x in spans))
    check("mentions of a report stand in it", all(0 <= m["start"] < m["end"] <= len(text) for a in report["actors"] for m in a["mentions"]))
    read = subprocess.run([KHABAR, "read", os.path.join(ROOT, "examples", "samples.jsonl")], capture_output=True, check=True)
    record = json.loads(read.stdout.decode().splitlines()[0])
    check("a stored report has the records that khabar read prints", [e["uid"] for e in record["events"]] == [e["uid"] for e in report["events"]]
          and [x["uid"] for x in record["statements"]] == [x["uid"] for x in report["statements"]])
    _, why = s.json("/api/why?article=1")
    check("each of its records is explained", [e["uid"] for e in why["events"]] == [e["uid"] for e in report["events"]]
          and all(e["row"]["file"].startswith("event/") and e["row"]["cells"]["id"] == e["rule"] for e in why["events"]), why["events"][:1])
    check("words that gave nothing say why", all(q["why"] and text[q["start"]:q["end"]] == q["words"] for q in why["silent"]))

    # ---- search ----
    _, found = s.json("/search.json?text=" + quote("وزراء الخارجيه"))
    check("search finds by lemma, and says how it folded", found["rows"] and found["folded"] == "وزراء الخارجيه", found)
    check("a snippet alternates outside and inside", any(len(r["snippet"]) > 1 for r in found["rows"]))

    # ---- reading ----
    with open(os.path.join(ROOT, "examples", "wire.txt"), "rb") as f:
        wire = f.read()
    status, pasted = s.json("/api/read?date=2024-09-12", method="POST", body=wire)
    read = subprocess.run([KHABAR, "read", "--json", "--with-text", "--date", "2024-09-12", "-"], input=wire, capture_output=True, check=True)
    record = json.loads(read.stdout)
    for x in (pasted["record"], record):  # names of records hold the name of their report
        for r in x["events"] + x["statements"]:
            r.pop("uid")
    check("a pasted text has the record that khabar read prints", status == 200 and pasted["record"]["events"] == record["events"]
          and pasted["record"]["statements"] == record["statements"])
    status, pasted = s.json("/api/read", method="POST", body=wire.decode().replace("–", "-").encode("cp1256", "ignore"))
    check("windows-1256 is read", status == 200 and len(pasted["record"]["events"]) > 3)
    _, after = s.json("/api/status")
    check("nothing is stored", after == about)
    for body, what in ((b"", "empty"), (b"  \n ", "blank"), (b"\xff\xfe\xfa\x00\x01\xd8", "bytes"), (b"{\"text\": 5}", "JSON without a text")):
        status, answer = s.json("/api/read", method="POST", body=body)
        check(f"a body that is {what} is refused in words", status in (400, 200) and (status == 200 or len(answer["error"]["message"]) > 10), answer)

    # ---- errors ----
    for path, status, word in (("/article/999999.json", 404, "999999"), ("/article/x.json", 404, "'x'"), ("/actor/0.json", 404, "0"),
                               ("/events.json?limit=x", 400, "limit"), ("/events.json?since=yesterday", 400, "since"),
                               ("/events.json?confidence=2", 400, "confidence"), ("/events.json?copies=maybe", 400, "copies"),
                               ("/events.json?order=old", 400, "order"), ("/dyad.json?a=RUS&b=RUS", 400, "a and b"),
                               ("/dyad.json?a=RUS", 400, "a and b"), ("/counts.json?by=mood", 400, "by"), ("/network.json?by=type", 400, "by"),
                               ("/search.json", 400, ""), ("/search.json?text=..", 400, ""), ("/api/why?rule=no", 404, "no"),
                               ("/nosuch.json", 404, "openapi"), ("/api/nosuch", 404, "openapi"),
                               ("/read.json", 404, ""), ("/events.xml", 404, "")):
        got, answer = s.json(path)
        check(f"{path} is {status}", got == status and answer["error"]["status"] == status and word in answer["error"]["message"], answer)
    for path in ("/", "/events?type=ASSAULT", "/article/1", "/actor/1", "/map", "/read"):
        status, headers, body = s.get(path)
        check(f"{path} is the page", status == 200 and headers["content-type"].startswith("text/html") and b"app.js" in body)
    check("an unknown page is 404, and still the page", s.get("/nosuch")[0] == 404 and b"app.js" in s.get("/nosuch")[2])
    status, headers, _ = s.get("/app.js")
    again = s.get("/app.js", {"If-None-Match": headers["etag"]})
    check("a file that is there already is not sent again", again[0] == 304 and again[2] == b"")
    status, headers, body = s.get("/events.json?limit=1", method="HEAD")
    check("HEAD has the headers alone", status == 200 and body == b"" and headers["content-type"] == "application/json")

    # ---- the database changes while the page is open ----
    more = os.path.join(folder, "more.jsonl")
    with open(more, "w", encoding="utf-8") as f:
        print(json.dumps({"id": "later", "date": "2024-06-01", "text": "زار الرئيس الروسي فلاديمير بوتين بكين يوم السبت."}, ensure_ascii=False), file=f)
    subprocess.run([KHABAR, "ingest", "--db", db, more], check=True, capture_output=True)
    _, after = s.json("/api/status")
    check("what is ingested meanwhile is seen", after["database"]["articles"] == 11, after)
    status, err = s.stop()
    check("it ends cleanly, and said nothing", status == 0 and err == "", f"{status} {err}")

    # ---- without a database ----
    s = Server()
    check("without a database a text is read", s.json("/api/read", method="POST", body=wire)[0] == 200)
    status, answer = s.json("/events.json")
    check("without a database lists say how to open one", status == 404 and "--db" in answer["error"]["message"], answer)
    check("without a database status has none", "database" not in s.json("/api/status")[1])
    check("it ends cleanly", s.stop()[0] == 0)

    # ---- a report is kept ----
    fresh = os.path.join(folder, "fresh.db")
    s = Server(fresh, "--write")
    check("with --write the database is made, and status says so", s.json("/api/status") == (200, {**s.json("/api/status")[1], "write": True})
          and s.json("/api/status")[1]["database"]["articles"] == 0)
    check("without --write status says nothing of it", "write" not in about)
    with open(os.path.join(ROOT, "examples", "samples.jsonl"), "rb") as f:
        sample = json.loads(f.readline())
    for key in ("id", "url"):
        sample.pop(key, None)

    def keep(report, headers=None):
        body = report if isinstance(report, bytes) else json.dumps(report, ensure_ascii=False).encode()
        return s.json("/api/store", method="POST", body=body, headers={"Content-Type": "application/json", **(headers or {})})

    s.json("/events.json")  # is to be made anew afterwards
    status, kept = keep(sample)
    check("a report is kept", (status, kept) == (200, {"article": 1, "address": "/article/1", "new": True}), kept)
    check("twice the same is one article", keep(sample) == (200, {"article": 1, "address": "/article/1"}))
    check("with a charset too", keep(sample, {"Content-Type": "Application/JSON; charset=utf-8"})[1].get("article") == 1)
    _, events = s.json("/events.json")
    _, report = s.json("/article/1.json")
    check("what is asked afterwards knows of it", len(events["rows"]) == len(report["events"]) > 0 and s.json("/api/status")[1]["database"]["articles"] == 1)
    _, why = s.json("/api/why?article=1")
    check("its records are explained", [e["uid"] for e in why["events"]] == [e["uid"] for e in report["events"]])
    line = os.path.join(folder, "line.jsonl")
    for name, extra in (("a", {"id": "named", "outlet": "o"}), ("b", {"url": "http://a.example/1"})):
        with open(line, "w", encoding="utf-8") as f:
            f.write(json.dumps({**sample, **extra}, ensure_ascii=False) + "\n")
        other = os.path.join(folder, name + ".db")
        subprocess.run([KHABAR, "ingest", "--db", other, line], check=True, capture_output=True)
        n = keep({**sample, **extra})[1]["article"]
        o = Server(other)
        same = [r.json(f"/article/{i}.json")[1] for r, i in ((o, 1), (s, n))]
        o.stop()
        for x in same:
            x["article"] = {k: v for k, v in x["article"].items() if k in ("source", "url", "published", "title", "text")}
        uids = [[e["uid"] for e in x["events"] + x["statements"]] for x in same]
        check(f"it is stored as khabar ingest stores it: {' and '.join(extra)}", same[0]["article"] == same[1]["article"]
              and (uids[0] == uids[1] or "id" not in extra), f"{same[0]['article']} {same[1]['article']} {uids}")
    status, answer = keep({**sample, "id": "named", "outlet": "o", "title": "آخر"})
    check("another text under the same id is refused, and nothing replaced", status == 409 and "article 2" in answer["error"]["message"], answer)
    for body, status in ((b"", 400), (b"{", 400), ("زار بوتين بكين".encode(), 400), (b'{"text":5}', 400), (b"[]", 400),
                         (b'{"text":"a"}\n{"text":"b"}\n', 400), (b"\xff\xfe\0", 400)):
        got, answer = keep(body)
        check(f"{body[:20]} is refused in words", got == status and len(answer["error"]["message"]) > 10, answer)
    check("nothing of that is stored", s.json("/api/status")[1]["database"]["articles"] == 3, s.json("/api/status")[1])
    lock = sqlite3.connect(fresh, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    status, answer = keep({**sample, "title": "آخر"})
    check("while another program writes, that is said", status == 503 and answer["error"]["code"] == "busy" and "try again" in answer["error"]["message"], answer)
    check("and reading goes on", s.json("/events.json")[0] == 200)
    lock.execute("ROLLBACK")
    lock.close()
    check("afterwards it is kept", keep({**sample, "title": "آخر"}) == (200, {"article": 4, "address": "/article/4", "new": True}))
    threads = [threading.Thread(target=keep, args=({**sample, "title": f"عنوان {i // 2}"},)) for i in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    check("many at once are each kept once", s.json("/api/status")[1]["database"]["articles"] == 8, s.json("/api/status")[1])
    more_read = subprocess.run([KHABAR, "ingest", "--db", fresh, more], capture_output=True)
    check("khabar ingest writes beside it", more_read.returncode == 0 and s.json("/api/status")[1]["database"]["articles"] == 9, more_read.stderr)
    status, err = s.stop()
    check("it ends cleanly, and said nothing", status == 0 and err == "", f"{status} {err}")

    # ---- the command ----
    for options, status, word in ((["--port", "70000"], 2, "65535"), (["--port", "x"], 2, "65535"), (["--address", "nowhere"], 2, "IP address"),
                                  (["--db", folder + "/none.db"], 3, "ingest"), (["file"], 2, "--db"), (["--write"], 2, "--db"),
                                  (["--write", "--db", folder + "/no/such.db"], 3, "opened"), (["--write", "--db", more], 3, "no database")):
        p = subprocess.run([KHABAR, "serve", *options], capture_output=True, timeout=60)
        check(f"serve {' '.join(options[:1])} is refused in words", p.returncode == status and word in p.stderr.decode(), p.stderr)
    s = Server()
    p = subprocess.run([KHABAR, "serve", "--port", str(s.port)], capture_output=True, timeout=60)
    check("a port that is taken is said", p.returncode == 3 and "--port" in p.stderr.decode(), p.stderr)
    s.stop()
done()
