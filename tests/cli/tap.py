"""tap: what the tests of the program share: checks written as TAP, and running khabar."""
import json
import os
import resource
import subprocess
import sys
import threading

KHABAR = sys.argv[1] if len(sys.argv) > 1 else "build/khabar"
HERE = os.path.dirname(os.path.abspath(__file__))
REPORT = "بوتين يزور بكين\nقال الرئيس الروسي فلاديمير بوتين إن بلاده مستعدة للحوار. وأضاف «لا نسعى إلى المواجهة».\n"

_number = 0
_failed = 0


def check(name, right, detail=""):
    """One test; detail is printed where it fails."""
    global _number, _failed
    _number += 1
    print(f"{'ok' if right else 'not ok'} {_number} - {name}")
    if not right:
        _failed += 1
        for line in str(detail)[:2000].splitlines():
            print(f"#   {line}")


def gap(name, right, detail=""):
    """A known gap: run and reported, neither passed nor failed."""
    global _number
    _number += 1
    if right:
        print(f"ok {_number} - {name} # SKIP closed gap: make it a check")
    else:
        print(f"not ok {_number} - {name} # TODO known gap")
        for line in str(detail)[:2000].splitlines():
            print(f"#   {line}")


def done():
    print(f"1..{_number}")
    sys.exit(1 if _failed else 0)


class Result:
    def __init__(self, status, out, err):
        self.status, self.out = status, out
        self.err = err.decode("utf-8", "replace")

    def records(self):
        """The JSON lines; raises where one is none."""
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]

    def __str__(self):
        return f"exit status {self.status}\nout: {self.out[:600].decode('utf-8', 'replace')}\nerr: {self.err[:600]}"


def khabar(*arguments, data=b"", timeout=120):
    """Runs khabar; a status below 0 is a crash by that signal, -999 a hang."""
    try:
        p = subprocess.run([KHABAR, *arguments], input=data, capture_output=True, timeout=timeout)
        return Result(p.returncode, p.stdout, p.stderr)
    except subprocess.TimeoutExpired:
        return Result(-999, b"", b"no end within the time limit")


def read(data, *arguments, **options):
    if isinstance(data, str):
        data = data.encode()
    return khabar("read", "--json", "--date", "2024-05-16", *arguments, data=data, **options)


def read_stream(head, piece, pieces, tail=b""):
    """As many pieces as wanted through a pipe, nothing on disk; gives the result and the most memory of any child so far in MiB."""
    p = subprocess.Popen([KHABAR, "read", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def feed():
        try:
            p.stdin.write(head)
            for _ in range(pieces):
                p.stdin.write(piece)
            p.stdin.write(tail)
            p.stdin.close()
        except BrokenPipeError:
            pass

    feeder = threading.Thread(target=feed)
    feeder.start()
    out, err = p.stdout.read(), p.stderr.read()
    feeder.join()
    return Result(p.wait(), out, err), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def line(**fields):
    return json.dumps(fields, ensure_ascii=False) + "\n"
