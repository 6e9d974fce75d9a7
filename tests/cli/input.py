"""input: every format that khabar reads, packed and plain, whole and damaged: what comes out, and what is said."""
import gzip
import json
import lzma
import os
import tempfile
import zlib

from tap import HERE, check, done, khabar, line, read, read_stream

FIXTURES = os.path.join(HERE, "..", "input")
PAGES = os.path.join(FIXTURES, "pages")
TEXT = "قال وزير الخارجية إن اللقاء كان مهما للبلدين، وإن الوفد سيعود قريبا إلى العاصمة لاستكمال المحادثات التي بدأت أمس."
PAGE = ('<!doctype html><html><head><meta charset="utf-8"><meta property="og:type" content="article"><title>لقاء في العاصمة</title></head>'
        f"<body><nav><a href='/'>الرئيسية</a></nav><p>{TEXT}</p></body></html>")


def shown(data, *arguments, **options):
    """The documents of what was read, with title and text apart."""
    r = khabar("read", "--json", "--with-text", *arguments, data=data.encode() if isinstance(data, str) else data, **options)
    documents = [x["document"] for x in r.records()] if r.out else []
    for d in documents:
        title = d.get("title", "")
        if title:
            d["text"] = d["text"].removeprefix(title + "\n\n")
    return r, documents


def ids(documents):
    return [d["id"] for d in documents]


# ---- packed ----
lines = "".join(line(id=str(i), text=f"{TEXT} {i}") for i in range(400)).encode()
half = lines[:lines.index(b"\n", len(lines) // 2) + 1]
rest = lines[len(half):]
whole = [str(i) for i in range(400)]
for name, data in [("gzip", gzip.compress(lines)), ("xz", lzma.compress(lines)),
                   ("gzip of two members", gzip.compress(half) + gzip.compress(rest)),
                   ("xz of two streams, with padding", lzma.compress(half) + bytes(8) + lzma.compress(rest)),
                   ("gzip with zeros behind it", gzip.compress(lines) + bytes(512))]:
    r, d = shown(data)
    check(f"{name} is read whole", r.status == 0 and r.err == "" and ids(d) == whole, r)
zst = open(os.path.join(FIXTURES, "two.jsonl.zst"), "rb").read()
r, d = shown(zst)
check("zstd is read whole", r.status == 0 and ids(d) == ["1", "2"], r)
r, d = shown(zst + zst)
check("zstd of two frames", r.status == 0 and ids(d) == ["1", "2", "1", "2"], r)
for name, data in [("gzip", gzip.compress(lines)), ("xz", lzma.compress(lines)), ("zstd", zst)]:
    r, d = shown(data[:-7])
    check(f"{name} cut off: what stands before it is read, the rest told with record and byte",
          r.status == 1 and ids(d) == whole[:len(d)] or name == "zstd" and r.status == 1, r)
    check(f"{name} cut off: the message", "-:" in r.err and f"the {name} data end in the middle" in r.err and "byte" in r.err, r)
damaged = bytearray(gzip.compress(half))
damaged[len(damaged) // 2] ^= 0x55
r, d = shown(bytes(damaged) + gzip.compress(rest))
check("a damaged gzip member costs what is in it, the next is read", r.status == 1 and "damaged gzip" in r.err and ids(d)[-rest.count(b"\n"):] == whole[-rest.count(b"\n"):], r)
r, d = shown(gzip.compress(PAGE.encode())[:-9])
check("half a page is no article", r.status == 1 and d == [] and "cut off" in r.err, r)
r, d = shown(gzip.compress(lines) + b"and more")
check("bytes behind packed data are told", r.status == 1 and ids(d) == whole and "behind the end" in r.err, r)
r, d = shown(gzip.compress(b""))
check("nothing, packed, is an empty file", r.status == 1 and "empty" in r.err, r)
r, d = shown(gzip.compress(b"\xff\xfe" + lines.decode().encode("utf-16-le")))
check("packed UTF-16 JSONL", r.status == 0 and ids(d) == whole and "UTF-16" in r.err, r)
for name, data, word in [("PDF", b"%PDF-1.4\n\xff\xff", "pdftotext"), ("bzip2", b"BZh91AY&SY\x00", "bunzip2"), ("zip", b"PK\3\4\0\0", "zip")]:
    r, d = shown(data)
    check(f"a {name} is named", r.status == 1 and word in r.err, r)

# ---- tables ----
r, d = shown('id,date,outlet,url,title,text\n1,2024-05-16,الوكالة,http://x/1,عنوان,"قال ""نعم"", ثم\nمضى."\n')
check("CSV: quotes, doubled quotes, an end of line in a cell", r.status == 0 and d == [
    {"id": "1", "published": "2024-05-16", "source": "الوكالة", "url": "http://x/1", "title": "عنوان", "language": "ar", "text": 'قال "نعم", ثم\nمضى.'}], r)
for name, head in [("English names", "Article ID,Publish Date,Source,Headline,Body"), ("Arabic names", "المعرف,تاريخ النشر,المصدر,العنوان,النص")]:
    for delimiter in ",\t;|":
        r, d = shown((head + "\n" + f"7,16/05/2024,الوكالة,عنوان,{TEXT}\n").replace(",", delimiter))
        check(f"{name}, divided by {delimiter!r}", r.status == 0 and len(d) == 1 and d[0]["id"] == "7" and d[0]["published"] == "2024-05-16"
              and d[0]["source"] == "الوكالة" and d[0]["title"] == "عنوان", r)
r, d = shown("id,text\r\n1,قال\r\n\r\n2,\"قال\r\nنعم\"\r\n")
check("Windows line ends and empty lines", r.status == 0 and ids(d) == ["1", "2"], r)
r, d = shown("\ufeffid;text\n1;قال\n")
check("a byte-order mark before the head", r.status == 0 and ids(d) == ["1"], r)
r, d = shown("text,title\nقال,أ\nقال,ب\n")
check("rows without id are called by file and row", r.status == 0 and ids(d) == ["-:2", "-:3"], r)
r, d = shown("id,text\n1,a,b\n2\n3,قال\n")
check("a row of other length is told with row and line, the rest goes on",
      r.status == 1 and ids(d) == ["3"] and "-:2:" in r.err and "line 2" in r.err and "-:3:" in r.err, r)
r, d = shown('id,text\n1,"قال" ثم\n2,قال\n')
check("text behind a closing quotation mark is told with its byte", r.status == 1 and ids(d) == ["2"] and "byte" in r.err, r)
r, d = shown('id,text\n1,قال\n2,"قال\n3,قال\n')
check("a quotation mark that never closes is told with the line that opens it", r.status == 1 and ids(d) == ["1"] and "line 3" in r.err, r)
r, d = shown("id,headline\n1,خبر\n")
check("a table without a column of texts says which there are, and what to do",
      r.status == 1 and d == [] and "--columns text=" in r.err and "id, headline" in r.err, r)
r, d = shown("id,headline\n1,خبر\n", "--columns", "text=headline")
check("--columns names it", r.status == 0 and len(d) == 1 and d[0]["text"] == "خبر" and "title" not in d[0], r)
r, d = shown("a,b,c\n1,2,قال الوزير\n", "--columns", "text=c,id=b")
check("--columns with names that mean nothing by themselves", r.status == 0 and ids(d) == ["2"], r)
r, d = shown("a,b,c\n1,2,3\n4,5,6\n", "--columns", "text=d")
check("--columns with a column that is not there", r.status == 1 and "\"d\"" in r.err and "a, b, c" in r.err, r)
r, d = shown(line(key="k", body=TEXT), "--columns", "text=body,id=key")
check("--columns names the keys of JSONL", r.status == 0 and ids(d) == ["k"], r)
for wrong in ["text", "words=x", "text=", ""]:
    check(f"--columns '{wrong}' is wrong use", khabar("read", "--columns", wrong).status == 2)
r, d = shown("أول, ثان\nقال الوزير, ومضى.\n")
check("a text with commas is no table", r.status == 0 and len(d) == 1 and d[0]["title"] == "أول, ثان", r)
r, d = shown(("المعرف;النص\n" + f"1;{TEXT}\n" + "2;قال\n").encode("cp1256"))
check("a table in windows-1256, its short rows too", r.status == 0 and [x["text"] for x in d] == [TEXT, "قال"] and "1256" in r.err, r)
r, d = shown("id,date,text\n1,05/25/2024,قال\n")
check("a date that is none is said", r.status == 0 and "05/25/2024" in r.err, r)
for given, want in [("1715846400", "2024-05-16T08:00:00Z"), ("20240516", "2024-05-16"), ("2024/5/6", "2024-05-06"), ("16-05-2024 10:00", "2024-05-16"),
                    ("\"Thu, 16 May 2024 08:00:00 +0300\"", "2024-05-16T08:00:00+03:00")]:
    r, d = shown(f"id,date,text\n1,{given},قال\n")
    check(f"the date {given}", r.status == 0 and d[0].get("published") == want, r)

# ---- charsets ----
text = "عنوان الخبر\n" + TEXT + "\n"
for name in ["cp1256", "iso8859-6", "utf-16", "utf-16-be"]:
    r, d = shown(text.encode(name))
    check(f"plain text in {name}", r.status == 0 and d[0]["text"] == TEXT and d[0]["title"] == "عنوان الخبر" and "converted" in r.err, r)
for name, label in [("cp1256", "windows-1256"), ("iso8859-6", "ISO-8859-6"), ("cp1256", "utf-8"), ("utf-8", "windows-1256")]:
    r, d = shown(PAGE.replace("utf-8", label).encode(name))
    check(f"a page in {name} that says {label}", r.status == 0 and len(d) == 1 and d[0]["text"] == TEXT and d[0]["title"] == "لقاء في العاصمة", r)
cut = PAGE.encode()
at = cut.index("الخارجية".encode())
r, d = shown(cut[:at] + b"\xd8" + cut[at:])
check("a byte in a page that is not UTF-8 is replaced, and told", r.status == 0 and len(d) == 1 and "\ufffd" in d[0]["text"] and "1 bytes" in r.err, r)

# ---- pages ----
for name in sorted(n[:-5] for n in os.listdir(PAGES) if n.endswith(".html")):
    path = os.path.join(PAGES, name + ".html")
    data = open(path, encoding="utf-8").read()
    r, d = shown(data.encode("cp1256" if "windows-1256" in data else "utf-8"))
    try:
        want = open(os.path.join(PAGES, name + ".txt"), encoding="utf-8").read()
    except FileNotFoundError:
        check(f"page {name}: no article in it", r.status == 1 and d == [] and "no article" in r.err, r)
        continue
    got = "".join(f"{k}: {d[0][k]}\n" for k in ("published", "source", "url", "title") if k in d[0]) + "\n" + d[0]["text"] + "\n" if d else ""
    want = "\n".join(x for x in want.split("\n") if not x.startswith("id: "))
    check(f"page {name}", got == want, f"got:\n{got}\nwant:\n{want}\n{r.err}")
r, d = shown("<div>" * 100000 + TEXT + "</div>" * 100000)
check("a page nested 100,000 deep is told", r.status == 1 and d == [] and "deep" in r.err, r)
r, d = shown("<p " + "a b c " * 200000 + ">")
check("an element of endless attributes is told", r.status == 1 and "attributes" in r.err, r)
r, d = shown("<b>" * 400000)
check("elements that never close are told", r.status == 1 and "deep" in r.err, r)
r, d = shown("<html><br>" + "<br>" * 1100000)
check("a page of a million elements is told", r.status == 1 and "million" in r.err, r)
with tempfile.TemporaryDirectory() as folder:
    large = os.path.join(folder, "large.html")
    open(large, "w").write("<html><p>" + "قال الوزير. " * 2500000)
    small = os.path.join(folder, "small.html")
    open(small, "w").write(PAGE)
    r, d = shown(b"", large, small)
    check("a page of 50 MB is told by its name, the next file is read", r.status == 1 and ids(d) == [small] and f"{large}: the page is larger" in r.err, r)

# ---- feeds ----
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>وكالة الواحة</title><link>http://x</link>
<item><title>لقاء &amp;quot;مهم&amp;quot;</title><link>http://x/1</link><guid isPermaLink="false">g-1</guid><pubDate>Thu, 16 May 2024 22:30:00 +0300</pubDate>
<description>خلاصة</description><content:encoded><![CDATA[<p>{TEXT}</p><p>ومضى <b>الوزير</b>.</p><script>x()</script>]]></content:encoded><media:content><media:title>صورة</media:title></media:content></item>
<item><title>بلا نص</title><link>http://x/2</link></item><item/></channel></rss>"""
r, d = shown(RSS)
check("RSS: title, date, outlet, the longest text, HTML into lines", d and d[0] == {
    "id": "g-1", "source": "وكالة الواحة", "url": "http://x/1", "published": "2024-05-16T22:30:00+03:00", "title": 'لقاء "مهم"', "language": "ar",
    "text": TEXT + "\nومضى الوزير."}, r)
check("RSS: an item of a title alone has it for its text", len(d) == 2 and d[1]["id"] == "http://x/2" and d[1]["text"] == "بلا نص", r)
check("RSS: an empty item is told", r.status == 1 and "-:3:" in r.err and r.err.count("\n") == 1, r)
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة</title><entry><title type="html">&lt;b&gt;لقاء&lt;/b&gt;</title><id>tag:1</id><link rel="self" href="s"/><link href="http://x/1"/>
<published>2024-05-16T08:00:00Z</published><updated>2024-05-18T08:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><p>ومضى.</p></div></content></entry></feed>"""
r, d = shown(ATOM)
check("Atom", r.status == 0 and d == [{"id": "tag:1", "source": "وكالة", "url": "http://x/1", "published": "2024-05-16T08:00:00Z", "title": "لقاء", "language": "ar",
                                       "text": TEXT + "\nومضى."}], r)
r, d = shown(RSS.replace("utf-8", "windows-1256").encode("cp1256"))
check("a feed in windows-1256", d and d[0]["text"].startswith(TEXT), r)
r, d = shown(RSS[:RSS.index("بلا نص")])
check("a feed cut off: its whole items are read, the rest told", r.status == 1 and ids(d) == ["g-1"] and "XML" in r.err and "line" in r.err, r)
BOMB = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "قال قال قال قال">' + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 20}">' for i in range(9)) + "]><rss><channel><item><title>&j;</title></item></channel></rss>"
r, d = shown(BOMB, timeout=20)
check("entities that grow without end do no harm", r.status in (0, 1), r)
r, d = shown('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title><description>نص</description></item></channel></rss>')
check("a feed reads no other file", "root:" not in r.out.decode(), r)

# ---- web archives ----


def record(kind, uri, content, block, number):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def response(body, *headers, status="200 OK", kind="text/html; charset=utf-8"):
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "", ""]).encode() + body


HTTP = "application/http; msgtype=response"
page = PAGE.encode()
chunked = b"".join(b"%x\r\n" % len(page[i:i + 100]) + page[i:i + 100] + b"\r\n" for i in range(0, len(page), 100)) + b"0\r\n\r\n"
raw = zlib.compressobj(wbits=-15)
records = [
    record("warcinfo", "", "application/warc-fields", b"software: x\r\n", 0),
    record("request", "http://a/1", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n", 1),
    record("response", "http://www.a.example/2024/05/16/1", HTTP, response(page), 2),
    record("response", "http://a/2", HTTP, response(chunked, "Transfer-Encoding: chunked"), 3),
    record("response", "http://a/3", HTTP, response(gzip.compress(page), "Content-Encoding: gzip"), 4),
    record("response", "http://a/4", HTTP, response(raw.compress(page) + raw.flush(), "Content-Encoding: deflate"), 5),
    record("response", "http://a/5", HTTP, response(page, "Transfer-Encoding: chunked", "Content-Encoding: gzip"), 6),
    record("response", "http://a/6", HTTP, response(page, status="404 Not Found"), 7),
    record("response", "http://a/7", HTTP, response(b"\xff\xd8\xff", kind="image/jpeg"), 8),
    record("response", "http://a/8", HTTP, response(PAGE.encode("cp1256"), kind="text/html; charset=windows-1256"), 9),
    record("resource", "http://a/9", "text/html", page, 10),
    record("response", "http://a/10", HTTP, response(b"<html><body><a href='/1'>x</a></body></html>"), 11),
    record("response", "http://a/11", HTTP, response(page, "Content-Encoding: br"), 12),
    record("revisit", "http://a/12", HTTP, response(b""), 13),
    record("response", "http://a/13", HTTP, response(page), 14),
]
want = [f"urn:uuid:{i}" for i in (2, 3, 4, 5, 6, 9, 10, 14)]
r, d = shown(b"".join(records))
check("WARC: pages of response and resource records, by their record ids", r.status == 1 and ids(d) == want, r)
check("WARC: all have their text", all(x["text"] == TEXT and x["title"] == "لقاء في العاصمة" for x in d), d)
check("WARC: url, outlet and day by the address", d and d[0]["url"] == "http://www.a.example/2024/05/16/1" and d[0]["source"] == "a.example" and d[0]["published"] == "2024-05-16", d)
check("WARC: a page that cannot be unpacked is told with its record", "-:13:" in r.err and "\"br\"" in r.err, r)
check("WARC: pages without an article are counted", "1 pages" in r.err, r)
packed = [gzip.compress(x) for x in records]
r, d = shown(b"".join(packed))
check("WARC packed record by record", ids(d) == want, r)
r, d = shown(gzip.compress(b"".join(records)))
check("WARC packed as a whole", ids(d) == want, r)
bad = bytearray(packed[3])
bad[len(bad) // 2] ^= 0xff
r, d = shown(b"".join(packed[:3] + [bytes(bad)] + packed[4:]))
check("a damaged record of a packed WARC costs only itself", r.status == 1 and ids(d) == [x for x in want if x != "urn:uuid:3"] and "-:4:" in r.err and "gzip" in r.err, r)
r, d = shown(b"".join(records)[:-300])
check("a WARC cut off: the record before is read, the last one told with its byte",
      r.status == 1 and ids(d) == want[:-1] and "-:15:" in r.err and "cut off" in r.err and "byte" in r.err, r)
r, d = shown(records[2] + b"WARC/1.0\r\nWARC-Type: response\r\n\r\nlost\r\n" + records[3])
check("a record without a length costs only itself", r.status == 1 and ids(d) == want[:2] and "Content-Length" in r.err, r)
r, d = shown(record("response", "http://a", HTTP, response(b"x" * 20000000), 1) + record("response", "http://a", HTTP, response(b"x" * 20000000, kind="video/mp4"), 2) + records[2])
check("a page of 20 MB is told, a film of 20 MB passed over", r.status == 1 and ids(d) == ["urn:uuid:2"] and "-:1: the page is larger" in r.err and "-:2:" not in r.err, r)

# ---- folders ----
with tempfile.TemporaryDirectory() as folder:
    def put(path, data):
        path = os.path.join(folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "wb").write(data)

    for path in ["b/2.jsonl", "b/10.jsonl", "a.jsonl", "c/deep/er/x.jsonl", ".hidden.jsonl", ".git/y.jsonl", "b/.z.jsonl"]:
        put(path, line(id=path, text=TEXT).encode())
    os.symlink("..", os.path.join(folder, "b", "loop"))
    os.symlink("b", os.path.join(folder, "again"))
    os.symlink("nowhere", os.path.join(folder, "z"))
    os.mkfifo(os.path.join(folder, "fifo"))
    r, d = shown(b"", folder)
    check("a folder: files in order of names, hidden ones passed over, each folder once, a loop ends",
          ids(d) == ["a.jsonl", "b/10.jsonl", "b/2.jsonl", "c/deep/er/x.jsonl"], r)
    check("a link that leads nowhere is told", r.status == 1 and os.path.join(folder, "z") in r.err, r)
    r, d = shown(line(id="stdin", text=TEXT), os.path.join(folder, "c"), "-", os.path.join(folder, "a.jsonl"))
    check("folders, files and standard input in the order given", ids(d) == ["c/deep/er/x.jsonl", "stdin", "a.jsonl"], r)
    r, d = shown(b"", os.path.join(folder, "nothing"))
    check("a folder that is not there is told", r.status == 1 and "nothing" in r.err, r)
    r = khabar("analyse", folder)
    check("analyse takes folders", r.out.decode().count("البلدين") >= 0 and r.status == 1, r)


# ---- memory ----
bomb = gzip.compress(b"a" * (1 << 20))
r, mib = read_stream(b"", bomb, 300)
check("300 MB out of 300 KB of gzip: told, not kept", r.status == 1 and "MiB" in r.err, r)
r, mib = read_stream(b'id,text\n1,"', b"a" * (1 << 20), 200)
check("a quotation mark that opens 200 MB: told", r.status == 1 and "quotation mark" in r.err, r)
r, mib = read_stream(b"<rss><channel><item><description>", b"a" * (1 << 20), 200)
check("an item of 200 MB: told", r.status == 1 and r.err != "", r)
check("and none of these takes more than 700 MiB", mib < 700, f"{mib:.0f} MiB")

done()
