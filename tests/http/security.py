"""security: what must not be possible: other sites' pages asking, paths of the machine, endless requests, slow clients, crashes.

usage: security.py KHABAR [REQUESTS]    REQUESTS: malformed ones to send, default 3000
"""
import json
import os
import random
import socket
import sys
import time

from serve import Server, sample_database, temporary
from tap import check, done

REQUESTS = int(sys.argv[2]) if len(sys.argv) > 2 else 3000


def status_of(raw):
    try:
        return int(raw.split(b" ", 2)[1])
    except (IndexError, ValueError):
        return 0


with temporary() as folder:
    s = Server(sample_database(folder))
    here = f"127.0.0.1:{s.port}"

    # ---- who may ask ----
    for host, ok in ((here, True), (f"localhost:{s.port}", True), (f"[::1]:{s.port}", True), ("127.0.0.1", True), ("evil.example", False),
                     (f"evil.example:{s.port}", False), (f"127.0.0.1.evil.example:{s.port}", False), ("10.1.2.3", False), ("", False),
                     ("localhost:x", False), ("localhost.evil", False), ("[::1", False), ("[::1]x", False), ("127.0.0.1:99999999", False)):
        status = s.get("/api/status", {"Host": host})[0]
        check(f"Host {host or 'empty'} is {'answered' if ok else 'refused'}", status == 200 if ok else status in (400, 403), status)
    check("no Host is refused", status_of(s.raw(b"GET /api/status HTTP/1.1\r\n\r\n")) in (400, 403))
    for origin, ok in ((f"http://{here}", True), ("http://evil.example", False), ("null", False), (f"https://{here}", False),
                       (f"http://{here}.evil", False), (f"http://localhost:{s.port}", False)):
        for method, body in (("GET", None), ("POST", "زار بوتين بكين".encode())):
            path = "/api/status" if method == "GET" else "/api/read"
            status = s.get(path, {"Origin": origin}, method=method, body=body)[0]
            check(f"{method} from {origin} is {'answered' if ok else 'refused'}", status == (200 if ok else 403), status)
    check("a cross-site POST without Origin is refused", s.get("/api/read", {"Sec-Fetch-Site": "cross-site"}, "POST", b"x")[0] == 403)
    for path in ("/", "/api/status", "/nosuch.json", "/app.css"):
        headers = s.get(path)[1]
        check(f"{path} has its guards", "default-src 'self'" in headers.get("content-security-policy", "")
              and headers.get("x-content-type-options") == "nosniff" and "access-control-allow-origin" not in headers, headers)

    # ---- who may write ----
    report = json.dumps({"text": "زار بوتين بكين"}, ensure_ascii=False).encode()
    as_json = {"Content-Type": "application/json"}
    before = s.json("/api/status")
    status, answer = s.json("/api/store", method="POST", body=report, headers=as_json)
    check("without --write nothing is kept, and the answer says how", status == 403 and "--write" in answer["error"]["message"], answer)
    check("nor is anything changed", s.json("/api/status") == before)
    with temporary() as other:
        w = Server(other + "/w.db", "--write")
        here_w = f"127.0.0.1:{w.port}"
        for headers, status in (({"Origin": "http://evil.example"}, 403), ({"Origin": "null"}, 403), ({"Origin": f"http://localhost:{w.port}"}, 403),
                                ({"Sec-Fetch-Site": "cross-site"}, 403), ({"Host": "evil.example"}, 403),
                                ({"Host": "evil.example", "Origin": "http://evil.example"}, 403), ({"Content-Type": "text/plain"}, 415),
                                ({"Content-Type": "application/x-www-form-urlencoded"}, 415), ({"Content-Type": "multipart/form-data; boundary=application/json"}, 415),
                                ({"Content-Type": "text/plain; application/json"}, 415), ({"Content-Type": "application/jsonx"}, 415), ({"Content-Type": None}, 415)):
            got, answer = w.json("/api/store", method="POST", body=report, headers={**as_json, **headers})
            check(f"a report to keep with {headers} is refused", got == status and answer["error"]["message"], answer)
        check("a page of another site is told nothing that would let it ask", w.get("/api/store", {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}, "OPTIONS")[0] in (403, 405))
        check("only POST keeps", w.get("/api/store")[0] == 405 and w.get("/api/store?text=x", method="PUT", body=report, headers=as_json)[0] == 405)
        check("a report too long to keep is refused", status_of(w.raw(f"POST /api/store HTTP/1.1\r\nHost: {here_w}\r\nContent-Type: application/json\r\nContent-Length: 600000\r\n\r\n".encode())) == 413)
        check("of all that nothing was kept", w.json("/api/status")[1]["database"]["articles"] == 0)
        check("our own page may", w.json("/api/store", method="POST", body=report, headers={**as_json, "Origin": f"http://{here_w}", "Sec-Fetch-Site": "same-origin"})[0] == 200)
        check("it ends cleanly", w.stop() == (0, ""))

    # ---- nothing but what is there ----
    for path in ("/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/etc/passwd", "/vendor/../index.html",
                 "/vendor/", "/vendor", "/.git/config", "/app.js%00.html", "/app.js/", "/./app.js", "/%ff", "/app.js%", "/app.js%4",
                 "/vendor/versions.json", "\\..\\..\\x", "http://evil.example/app.js", "*", "/article/1.json/../2.json", "/article/-1.json",
                 "/article/1e3.json", "/article/99999999999999999999.json", "/article/1%00.json", "/a%0d%0aX-Bad:1"):
        answer = s.raw(f"GET {path} HTTP/1.1\r\nHost: {here}\r\nConnection: close\r\n\r\n".encode())
        check(f"{path} is nothing", status_of(answer) in (400, 404) and b"root:" not in answer and b"X-Bad" not in answer, answer[:200])
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        status = s.get("/events.json", method=method)[0]
        check(f"{method} is refused", status in (400, 405, 501), status)
    status, headers, _ = s.get("/api/read")
    check("GET of what is posted says POST", status == 405 and headers.get("allow") == "POST", headers)
    for value in ("' OR 1=1 --", "\"; DROP TABLE event; --", "*", "NEAR(", "a\" OR \"b", "{folded}: x", "%_%", "\u0000", "#1 OR 1", "' UNION SELECT 1"):
        import urllib.parse
        q = urllib.parse.quote(value)
        for path in (f"/search.json?text={q}", f"/events.json?actor={q}", f"/events.json?type={q}", f"/events.json?place={q}",
                     f"/statements.json?about={q}", f"/actors.json?name={q}", f"/events.json?outlet={q}", f"/events.json?uid={q}"):
            status, _, body = s.get(path)
            if status not in (200, 400):
                check(f"{path} is data, not SQL", False, body)
    check("words of SQL and FTS5 are data", s.json("/api/status")[1]["database"]["articles"] == 10)
    _, report = s.json("/article/10.json")
    check("hostile text is given as text", "<script>" in report["article"]["title"])
    status, headers, body = s.get("/article/10.json")
    check("and never as a page", headers["content-type"] == "application/json" and headers["x-content-type-options"] == "nosniff")

    # ---- sizes ----
    check("a long address is refused", status_of(s.raw(b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: " + here.encode() + b"\r\n\r\n")) in (404, 414))
    check("a very long address is refused", status_of(s.raw(b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\nHost: " + here.encode() + b"\r\n\r\n")) in (0, 400, 414, 431))
    check("many headers are refused", status_of(s.raw(b"GET / HTTP/1.1\r\nHost: " + here.encode() + b"\r\n" + b"X-A: " + b"b" * 64000 + b"\r\n\r\n")) in (0, 400, 413, 431))
    check("many parameters are refused", s.get("/events.json?" + "&".join(f"a{i}=1" for i in range(50)))[0] == 400)
    head = f"POST /api/read HTTP/1.1\r\nHost: {here}\r\n".encode()
    check("a body that says it is too long is refused at once", status_of(s.raw(head + b"Content-Length: 999999999\r\n\r\nabc")) == 413)
    big = b"a" * (600 << 10)
    chunked = head + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n%x\r\n" % len(big) + big + b"\r\n0\r\n\r\n"
    check("a body in pieces that is too long is refused", status_of(s.raw(chunked)) in (413, 0))
    most = ("ا" * 63 + " ").encode() * 4000
    started = time.time()
    status = s.get("/api/read", method="POST", body=most[:500 << 10], timeout=120)[0]
    check("the longest body is read, or refused in time", status in (200, 413) and time.time() - started < 60, f"{status} {time.time() - started:.1f} s")
    check("deep JSON is no danger", s.get("/api/read", method="POST", body=b'{"text":' + b"[" * 100000)[0] in (200, 400))
    import gzip
    check("a small body that unpacks to a large one is refused", s.get("/api/read", method="POST", body=gzip.compress(b"a " * (8 << 20)))[0] in (400, 413))

    # ---- slow clients ----
    slow = [socket.create_connection(("127.0.0.1", s.port)) for _ in range(60)]
    for c in slow:
        c.sendall(b"GET / HTTP/1.1\r\nHost: " + here.encode() + b"\r\nX-Slow: ")
    started = time.time()
    check("sixty slow clients keep nobody waiting", s.alive() and time.time() - started < 3, time.time() - started)
    cut, began = 0, time.time()
    while slow and time.time() - began < 40:
        time.sleep(1)
        for c in list(slow):
            try:
                c.sendall(b"a")
                c.settimeout(0.001)
                if c.recv(1000) == b"":
                    raise OSError
            except (TimeoutError, BlockingIOError):
                continue
            except OSError:
                slow.remove(c)
                cut += 1
    check("who sends one byte a second is cut", cut == 60, f"{cut} of 60 after {time.time() - began:.0f} s")
    idle = socket.create_connection(("127.0.0.1", s.port))
    idle.settimeout(40)
    started = time.time()
    try:
        ended = idle.recv(10) == b""
    except OSError:
        ended = False
    check("who says nothing is cut", ended, f"{time.time() - started:.0f} s")

    # ---- malformed requests ----
    rng = random.Random(7)
    lines = [b"GET /events.json?actor=RUS&limit=2 HTTP/1.1", b"POST /api/read HTTP/1.1", b"GET / HTTP/1.1", b"GET /article/1.json HTTP/1.0",
             b"GET /search.json?text=%D9%88%D8%B2%D9%8A%D8%B1 HTTP/1.1"]
    heads = [b"Host: " + here.encode(), b"Content-Length: 5", b"Transfer-Encoding: chunked", b"Connection: keep-alive", b"Origin: null",
             b"If-None-Match: \"x\"", b"Expect: 100-continue"]
    answered = 0
    for i in range(REQUESTS):
        data = bytearray(b"\r\n".join([rng.choice(lines), b"Host: " + here.encode(), *rng.sample(heads, rng.randrange(4))]) + b"\r\n\r\nabcde")
        for _ in range(rng.randrange(1, 6)):
            at = rng.randrange(len(data))
            kind = rng.randrange(4)
            if kind == 0:
                data[at] = rng.randrange(256)
            elif kind == 1:
                del data[at:at + rng.randrange(1, 9)]
            elif kind == 2:
                data[at:at] = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 12)))
            else:
                data[at:at] = data[at:at + 40]
            if not data:
                data = bytearray(b"\0")
        answered += bool(s.raw(bytes(data), timeout=20)) if i % 50 == 0 else 0
        if i % 50:
            c = socket.create_connection(("127.0.0.1", s.port), timeout=20)
            try:
                c.sendall(bytes(data))
                c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0" if i % 3 else b"\0\0\0\0\0\0\0\0")
            except OSError:
                pass
            c.close()
    check(f"after {REQUESTS} malformed requests it still answers", s.alive())
    status, err = s.stop()
    check("it ends cleanly, without a word of the sanitizers", status == 0 and err == "", f"{status} {err[:1500]}")

    # ---- another address ----
    s = Server(None, "--address", "0.0.0.0")
    check("listening everywhere, an address is answered and a name is not", s.get("/", {"Host": "192.168.1.5:8765"})[0] == 200
          and s.get("/", {"Host": "evil.example"})[0] == 403)
    s.stop()
done()
