"""bad input: everything that the world may hand to khabar gives records, or a message that says what is wrong and where."""
from tap import REPORT, check, done, khabar, line, read, read_stream

TEXT = "قال الرئيس الروسي فلاديمير بوتين إن بلاده مستعدة للحوار."


def has_putin(record):
    return any(a.get("wikidata") == "Q7747" for a in record["actors"]) and len(record["statements"]) > 0


# ---- charsets ----
for name, data, word in [
    ("windows-1256", REPORT.encode("cp1256"), "1256"),
    ("UTF-16 with its mark, little end first", b"\xff\xfe" + REPORT.encode("utf-16-le"), "UTF-16"),
    ("UTF-16 with its mark, big end first", b"\xfe\xff" + REPORT.encode("utf-16-be"), "UTF-16"),
    ("UTF-16 without a mark", REPORT.encode("utf-16-le"), "UTF-16"),
]:
    r = read(data)
    check(f"{name} is read", r.status == 0 and len(r.records()) == 1 and has_putin(r.records()[0]), r)
    check(f"{name} is said to be converted", word in r.err, r)
r = read(b"\xef\xbb\xbf" + REPORT.encode())
check("a byte-order mark is passed over", r.status == 0 and r.err == "" and r.records()[0]["document"]["title"] == "بوتين يزور بكين", r)
r = read(line(id="1", text=TEXT).encode("cp1256"))
check("JSONL in windows-1256 is read", r.status == 0 and has_putin(r.records()[0]) and "1256" in r.err, r)
r = read(b"\xff\xfe" + (line(id="1", text=TEXT) + line(id="2", text=TEXT)).encode("utf-16-le"))
check("JSONL in UTF-16 is read as JSONL", r.status == 0 and [x["document"].get("id") for x in r.records()] == ["1", "2"], r)

# ---- no text ----
r = read(REPORT.encode() + b"\xff\xfe\xfd")
check("wrong UTF-8 is an error with its byte", r.status == 1 and r.out == b"" and f"byte {len(REPORT.encode())}" in r.err, r)
r = read(b"\xff\xfe" + REPORT.encode("utf-16-le") + b"\x41")
check("UTF-16 that is cut off is an error", r.status == 1 and "UTF-16" in r.err, r)
r = read(REPORT.replace(" ", " \0").encode())
check("a NUL byte is an error with its byte", r.status == 1 and "NUL" in r.err and "byte" in r.err, r)
r = read(bytes(range(256)) * 40)
check("binary is an error", r.status == 1 and r.out == b"", r)
r = read(b"\x7fELF" + bytes(5000))
check("a program is no UTF-16", r.status == 1 and r.out == b"", r)
r = read(bytes(1000))
check("zeros are no UTF-16", r.status == 1 and r.out == b"", r)
for name, data in [("nothing", b""), ("blanks", b" \n\n \t\n"), ("a byte-order mark alone", b"\xef\xbb\xbf")]:
    r = read(data)
    check(f"{name}: the file is empty", r.status == 1 and r.out == b"" and "empty" in r.err, r)

# ---- other languages ----
for name, text in [("English", "Putin visits Beijing\nThe president of Russia said on Thursday that talks would go on.\n"),
                   ("French", "Poutine à Pékin\nLe président russe a déclaré jeudi que le dialogue se poursuivrait.\n")]:
    r = read(text)
    x = r.records()[0]
    check(f"{name} gives no records and says so",
          r.status == 0 and not x["actors"] and not x["statements"] and not x["events"] and x["document"]["language"] == "und", r)
r = khabar("read", "--dossier", "--lang", "en", data=b"Putin visits Beijing\nThe president said that talks would go on.\n")
check("the dossier says that the text is not Arabic", r.status == 0 and "Arabic" in r.out.decode(), r)

# ---- lines ----
good = line(id="good", text=TEXT)
for name, bad, word in [
    ("no JSON", "not json\n", "JSON"),
    ("JSON without text", line(id="x"), "text"),
    ("text that is no string", line(text=7), "text"),
    ("a list", "[1, 2]\n", "object"),
    ("an object cut off", '{"text": "قال\n', "JSON"),
    ("half a surrogate", '{"text": "\\ud800"}\n', "JSON"),
    ("nesting without end", '{"a":' * 100000 + "\n", "JSON"),
]:
    r = read(good + bad + good)
    ids = [x["document"].get("id") for x in r.records()]
    check(f"{name}: the line is told, the rest goes on, exit status 1",
          r.status == 1 and ids == ["good", "good"] and ":2:" in r.err and word in r.err, r)
r = read((good + good).encode() + line(text="قال").encode()[:12] + b"\xff\"}\n" + good.encode())
check("a line that is not UTF-8 is told with its byte", r.status == 1 and len(r.records()) == 3 and ":3:" in r.err and "byte" in r.err, r)
r = read(good + line(text=TEXT).strip() + " and more\n" + good)
check("what follows an object in its line is an error", r.status == 1 and len(r.records()) == 2 and ":2:" in r.err, r)
r = read(good + '{"id": "nul", "text": "كلام\\u0000' + TEXT + '"}\n')
check("nothing behind a \\u0000 is lost in silence", r.status == 1 or has_putin(r.records()[1]), r)
r = read(good + "\n\n   \n" + good)
check("empty lines are passed over", r.status == 0 and len(r.records()) == 2 and r.err == "", r)
r = read(good + line(id="empty", text=""))
check("an empty text gives an empty record", r.status == 0 and r.records()[1]["statements"] == [], r)
r = read(good.rstrip("\n"))
check("the last line needs no end", r.status == 0 and len(r.records()) == 1, r)
r = read(good.replace("\n", "\r\n") * 2)
check("Windows line ends are no matter", r.status == 0 and len(r.records()) == 2 and r.err == "", r)
r = read(line(id="1", published="2023-01-02", source="وكالة", url="http://x", title="عنوان", text=TEXT, other=[{"deep": 1}]))
d = r.records()[0]["document"]
check("the keys of a line are kept", r.status == 0 and d["published"] == "2023-01-02" and d["source"] == "وكالة" and d["title"] == "عنوان", r)

# ---- large and strange ----
r = read("عنوان\n" + "ب" * 1000000 + "\n")
check("a word of a million letters", r.status == 0 and len(r.records()) == 1, r)
r = read("عنوان\nقال الرئيس " + "«قال \"" * 5000 + "نعم" + "\"»" * 5000 + "\n")
check("10,000 nested quotation marks", r.status == 0 and len(r.records()) == 1, r)
r = read("عنوان\nقال الرئيس " + "(" * 10000 + "\n")
check("10,000 brackets", r.status == 0, r)
r = read("عنوان\n" + "وروسيا و" * 20000 + "\n")
check("20,000 names joined by و", r.status == 0, r)
r = read("عنوان\n" + "قال الرئيس الروسي إن روسيا ستقصف كييف و" * 1000 + "\n")
check("one sentence of a thousand clauses", r.status == 0, r)
r = read("َُّ" * 100000)
check("vowel signs alone", r.status == 0, r)
r = read(line(text="\u202e" * 1000 + TEXT + "\u2066" * 1000))
check("bidi controls without end", r.status == 0 and has_putin(r.records()[0]), r)


phrase = "قال الرئيس إن ".encode() * 40000
r, mib = read_stream("عنوان\n".encode(), phrase, 200 * 1000000 // len(phrase) + 1)
check("200 MB in one line of text is an error that says what to do", r.status == 1 and r.out == b"" and "MiB" in r.err, r)
check("and takes less than 600 MiB", mib < 600, f"{mib:.0f} MiB")
r, mib = read_stream(good.encode() + b'{"text":"', b"0123456789abcdef" * 62500, 200, b'"}\n' + good.encode())
check("200 MB in one line of JSONL: the line is told, the rest goes on",
      r.status == 1 and len(r.records()) == 2 and ":2:" in r.err and "MiB" in r.err, r)

done()
