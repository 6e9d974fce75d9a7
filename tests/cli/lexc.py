"""lexc: the compiler of data: its messages, its exit status, and the same image from the same data."""
import os
import shutil
import subprocess
import sys
import tempfile

from tap import check, done, khabar

LEXC, DATA = sys.argv[2], sys.argv[3]


def lexc(*arguments):
    return subprocess.run([LEXC, *arguments], capture_output=True, text=True)


with tempfile.TemporaryDirectory() as folder:
    image = os.path.join(folder, "a.lex")
    r = lexc(DATA, image)
    check("the data of this tree compiles", r.returncode == 0 and r.stderr == "", r.stderr)
    again = os.path.join(folder, "b.lex")
    copy = os.path.join(folder, "data")
    shutil.copytree(DATA, copy)
    lexc(copy, again)
    check("another folder with the same data gives the same image", open(image, "rb").read() == open(again, "rb").read())
    r = khabar("read", "--json", "--lexicon", image, data="قال بوتين نعم".encode())
    check("--lexicon takes the image", r.status == 0 and r.err == "", r)

    damaged = os.path.join(folder, "c.lex")
    whole = open(image, "rb").read()
    for name, data in [("cut off", whole[:-100]), ("cut to its head", whole[:200]), ("flipped", whole[:5000] + b"\xff" + whole[5001:]),
                       ("of another version", whole[:16] + b"\x63" + whole[17:])]:
        open(damaged, "wb").write(data)
        r = khabar("read", "--lexicon", damaged, data="قال".encode())
        check(f"an image {name} is an error, exit status 3", r.status == 3 and "lexicon" in r.err, r)

    cues = os.path.join(copy, "quote", "cues.tsv")
    rows = open(cues).read().split("\n")
    at = next(i for i, row in enumerate(rows) if row.startswith("قال\t"))
    cells = rows[at].split("\t")
    cells[2] = "speach"
    rows[at] = "\t".join(cells)
    open(cues, "w").write("\n".join(rows))
    r = lexc(copy, again)
    column = len(cells[0]) + len(cells[1]) + 3
    check("a wrong cell is told with file, line and column", r.returncode == 1 and f"/quote/cues.tsv:{at + 1}:{column}: unknown class \"speach\"" in r.stderr,
          r.stderr)
    os.remove(again)
    lexc(copy, again)
    check("and no image is written", not os.path.exists(again))
    r = lexc()
    check("without arguments: usage, exit status 2", r.returncode == 2 and "usage" in r.stderr, r.stderr)
    r = lexc(os.path.join(folder, "nowhere"), again)
    check("a folder that is not there is an error", r.returncode == 1 and "nowhere" in r.stderr, r.stderr)

    # a user's folder over the built-in data
    mine = os.path.join(folder, "mine")
    os.mkdir(mine)
    open(os.path.join(mine, "cues.tsv"), "w").write(
        "# columns: cue pos class takes addressee note\n" + "زعزق\tphrase\tsay\tأن\t\tinvented\n")
    text = "زعزق الرئيس الروسي فلاديمير بوتين أن بلاده مستعدة للحوار.".encode()
    with_mine = khabar("read", "--json", "--lexicon", mine, data=text)
    check("a folder with rows of the user's is taken", with_mine.status == 0, with_mine)
    open(os.path.join(mine, "cues.tsv"), "a").write("قال\tphrase\tsya\t\t\t\n")
    r = khabar("read", "--lexicon", mine, data=text)
    check("a wrong row of the user's: his file, line and column, exit status 3", r.status == 3 and f"{mine}/cues.tsv:3:12: unknown class" in r.err, r)

done()
