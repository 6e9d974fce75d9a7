"""serve: starts khabar serve on a free port, and raw requests to it; what the tests of the page and its API share."""
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile

KHABAR = sys.argv[1] if len(sys.argv) > 1 else "build/khabar"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "cli"))


class Server:
    """khabar serve; db None: without a database."""

    def __init__(self, db=None, *options):
        command = [KHABAR, "serve", "--port", "0", *(["--db", db] if db else []), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.said = self.process.stdout.readline().decode()
        found = re.search(r"http://([\d.]+|\[[^]]+\]):(\d+)/", self.said)
        if not found:
            self.process.kill()
            raise SystemExit(f"khabar serve did not start: {self.said} {self.process.stderr.read().decode()}")
        self.url, self.port = found.group(0).rstrip("/"), int(found.group(2))

    def alive(self):
        return self.process.poll() is None and self.get("/api/status")[0] == 200

    def get(self, path, headers=None, method="GET", body=None, timeout=30):
        """(status, headers, body); the path goes out as it is."""
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        c.putrequest(method, path, skip_host=bool(headers and "Host" in headers))
        for name, value in (headers or {}).items():
            if value is not None:
                c.putheader(name, value)
        if body is not None:
            c.putheader("Content-Length", str(len(body)))
        c.endheaders(body)
        r = c.getresponse()
        got = r.status, {k.lower(): v for k, v in r.getheaders()}, r.read()
        c.close()
        return got

    def json(self, path, **options):
        status, _, body = self.get(path, **options)
        return status, json.loads(body)

    def raw(self, data, timeout=30):
        """Sends bytes, returns all that comes back until the server closes or is silent."""
        s = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        out = b""
        try:
            s.sendall(data)
            s.shutdown(socket.SHUT_WR)
            while chunk := s.recv(65536):
                out += chunk
        except OSError:
            pass
        s.close()
        return out

    def stop(self):
        """The exit status, and what was said on standard error."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        return self.process.returncode, self.process.stderr.read().decode("utf-8", "replace")


def sample_database(folder):
    """A database of the sample reports, and of one with hostile text."""
    path = os.path.join(folder, "samples.db")
    hostile = os.path.join(folder, "hostile.jsonl")
    with open(hostile, "w", encoding="utf-8") as f:
        print(json.dumps({"id": "<script>", "date": "2024-05-16", "outlet": "=1+1\"<b>",
                          "title": "<script>document.title='broken'</script> مصر 3-2 السودان",
                          "url": "javascript:alert(1)",
                          "text": "قال الرئيس الروسي فلاديمير بوتين إن <img src=x onerror=alert(1)> بلاده مستعدة للحوار مع United Nations."},
                         ensure_ascii=False), file=f)
    subprocess.run([KHABAR, "ingest", "--db", path, os.path.join(ROOT, "examples", "samples.jsonl"), hostile], check=True,
                   capture_output=True)
    return path


def temporary():
    return tempfile.TemporaryDirectory(prefix="khabar-")
