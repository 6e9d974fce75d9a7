"""conllu: what `khabar analyse --conllu` prints is valid CoNLL-U and true to its text, over the sample reports and over texts that
are hard to read. Each law is first shown a sentence that breaks it."""
import glob
import os
import re
import sys

from tap import KHABAR, HERE, check, done, khabar, line

ROOT = os.path.join(os.path.dirname(os.path.abspath(sys.argv[3])) if len(sys.argv) > 3 else os.path.join(HERE, "..", ".."))
UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
RELATIONS = set("acl advcl advmod amod appos aux case cc ccomp conj cop csubj dep det discourse dislocated fixed flat iobj mark nmod "
                "nsubj nummod obj obl parataxis punct root vocative xcomp compound acl:relcl csubj:pass nsubj:pass obl:tmod "
                "compound:prt".split())
FEATURES = {"Aspect": "Imp Perf", "Definite": "Cons Def", "Foreign": "Yes", "Gender": "Fem Masc", "Mood": "Imp Ind Jus Sub",
            "Number": "Dual Plur Sing", "Person": "1 2 3", "Polarity": "Neg", "PronType": "Dem Int Prs Rel",
            "VerbForm": "Fin Part Vnoun", "Voice": "Act Pass"}


class Sentence:
    def __init__(self):
        self.comments, self.words, self.ranges = {}, [], {}


def sentences_of(out, problems):
    """Cuts the output into sentences; says what is wrong in its lines."""
    if out and not out.endswith("\n\n"):
        problems.append("the last sentence is not closed by an empty line")
    for block in out.split("\n\n")[:-1]:
        s = Sentence()
        for text in block.split("\n"):
            if text.startswith("# "):
                key, _, value = text[2:].partition(" = ")
                if key in s.comments or s.words:
                    problems.append(f"comment out of place: {text}")
                s.comments[key] = value
                continue
            cells = text.split("\t")
            if len(cells) != 10 or "" in cells:
                problems.append(f"not ten full columns: {text}")
                continue
            if "-" in cells[0]:
                s.ranges[len(s.words) + 1] = cells
                if cells[2:9] != ["_"] * 7:
                    problems.append(f"a range has more than form and space: {text}")
            else:
                s.words.append(cells)
        yield s


def no_space(cells):
    return cells[9].endswith("SpaceAfter=No")


def spelled(s, problems):
    """The text that the forms and SpaceAfter=No give."""
    out, until = "", 0
    for i, cells in enumerate(s.words, 1):
        if i in s.ranges:
            first, _, last = s.ranges[i][0].partition("-")
            until = int(last)
            parts = "".join(w[1] for w in s.words[i - 1:until])
            if int(first) != i or until <= i or until > len(s.words):
                problems.append(f"range {s.ranges[i][0]} before word {i} of {len(s.words)}")
            if parts != s.ranges[i][1]:
                problems.append(f"{s.ranges[i][1]} is not {parts}")
            out += s.ranges[i][1] + ("" if no_space(s.ranges[i]) else " ")
        elif i > until:
            out += cells[1] + ("" if no_space(cells) else " ")
        elif no_space(cells):
            problems.append(f"a word inside a range says {cells[9]}")
    return out.rstrip(" ")


def check_features(cells, problems):
    if cells[5] == "_":
        return
    pairs = [f.partition("=") for f in cells[5].split("|")]
    names = [p[0] for p in pairs]
    if names != sorted(set(names), key=str.lower):
        problems.append(f"features out of order: {cells[5]}")
    problems += [f"unknown feature {n}={v}" for n, _, v in pairs if v not in FEATURES.get(n, "").split()]


def check_tree(s, problems):
    n = len(s.words)
    heads = {}
    for i, cells in enumerate(s.words, 1):
        if cells[0] != str(i):
            problems.append(f"word {i} has the id {cells[0]}")
        heads[i] = int(cells[6]) if cells[6].isdigit() else -1
        if not 0 <= heads[i] <= n or heads[i] == i:
            problems.append(f"word {i} of {n} has the head {cells[6]}")
            return
        if (heads[i] == 0) != (cells[7] == "root"):
            problems.append(f"head {heads[i]} with the relation {cells[7]}")
    if list(heads.values()).count(0) != 1:
        problems.append(f"{list(heads.values()).count(0)} roots")
    for i in heads:
        seen = set()
        while i and i not in seen:
            seen.add(i)
            i = heads[i]
        if i:
            problems.append(f"word {i} hangs on itself")
            return


def laws(out):
    """What is wrong with CoNLL-U; and, apart, where the forms joined are not the text."""
    problems, texts, ids = [], [], set()
    for s in sentences_of(out, problems):
        if not s.words:
            problems.append("a sentence without words")
        for key in ("sent_id", "text"):
            if not s.comments.get(key):
                problems.append(f"no {key}")
        if s.comments.get("sent_id") in ids:
            problems.append(f"sent_id {s.comments['sent_id']} twice")
        ids.add(s.comments.get("sent_id"))
        check_tree(s, problems)
        for cells in s.words:
            if cells[3] not in UPOS or cells[7] not in RELATIONS:
                problems.append(f"no class or relation of UD: {cells[3]} {cells[7]}")
            if not re.fullmatch(r"_|SpaceAfter=No|NER=[BI]-(PER|ORG|LOC)(\|SpaceAfter=No)?", cells[9]):
                problems.append(f"MISC {cells[9]}")
            if re.search(r"\s", cells[1]):
                problems.append(f"a blank in the form {cells[1]!r}")
            check_features(cells, problems)
        said = spelled(s, problems)
        if said != s.comments.get("text"):
            texts.append(f"{said!r} is not {s.comments.get('text')!r}")
    return problems, texts


def letters(s):
    """The letters and digits of a text: blanks, marks and tatweels between words stand in no form."""
    return "".join(c for c in s if c.isalnum() and c != "\u0640")


def where_lines_join(out, source):
    """Sentences that are not a piece of one line of the source, and what no sentence holds."""
    wrong, lines = [], [letters(line) for line in source.split("\n")]
    at = 0
    for said in filter(None, map(letters, re.findall(r"^# text = (.*)$", out, re.M))):
        while at < len(lines) and said not in lines[at]:
            if lines[at]:
                wrong.append(f"left out: {lines[at]}")
            at += 1
        if at == len(lines):
            return wrong + [f"in no line: {said}"]
        before, _, lines[at] = lines[at].partition(said)
        if before:
            wrong.append(f"left out: {before}")
    return wrong + [f"left out: {rest}" for rest in lines[at:] if rest]


def conllu(data):
    r = khabar("analyse", "--conllu", data=data)
    return r, r.out.decode("utf-8", "replace")


# ---- the laws can be broken ----
GOOD = ("# sent_id = 1\n# text = وقال للصحفيين.\n1-2\tوقال\t_\t_\t_\t_\t_\t_\t_\t_\n1\tو\tو\tCCONJ\t_\t_\t2\tcc\t_\t_\n"
        "2\tقال\tقال\tVERB\t_\tAspect=Perf|Voice=Act\t0\troot\t_\t_\n3-4\tللصحفيين\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
        "3\tل\tل\tADP\t_\t_\t4\tcase\t_\t_\n4\tلصحفيين\tصحفي\tNOUN\t_\t_\t2\tobl\t_\t_\n5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n")
check("a good sentence breaks no law", laws(GOOD) == ([], []), laws(GOOD))
check("nor one after another", laws(GOOD + GOOD.replace("sent_id = 1", "sent_id = 2")) == ([], []))
for name, old, new in [
    ("two roots", "2\tcc", "0\troot"), ("no root", "0\troot", "4\tconj"), ("a cycle", "4\tcase\t_\t_\n4\tلصحفيين\tصحفي\tNOUN\t_\t_\t2",
                                                                           "4\tcase\t_\t_\n4\tلصحفيين\tصحفي\tNOUN\t_\t_\t3"),
    ("a head outside", "2\tobl", "9\tobl"), ("a head that is the word", "2\tpunct", "5\tpunct"), ("a wrong id", "\n5\t", "\n6\t"),
    ("root with another relation", "0\troot", "0\tobj"), ("an unknown class", "NOUN", "NAME"), ("an unknown relation", "obl", "object"),
    ("a missing column", "\t2\tcc", "\tcc"), ("an empty cell", "\tصحفي", "\t"), ("a range too long", "3-4", "3-9"),
    ("a range too short", "1-2", "1-1"), ("a range that is not its words", "\tوقال", "\tقال"), ("features out of order", "Aspect=Perf|Voice=Act",
                                                                                             "Voice=Act|Aspect=Perf"),
    ("an unknown feature", "Voice=Act", "Voice=Loud"), ("no text", "# text = وقال للصحفيين.\n", ""), ("an open end", "punct\t_\t_\n\n", "punct\t_\t_\n"),
    ("a line broken in two", "# sent_id = 1", "# sent_id = 1\n1"), ("MISC inside a range", "obl\t_\t_", "obl\t_\tSpaceAfter=No"),
]:
    broken = GOOD.replace(old, new, 1)
    check(f"{name} is found", broken != GOOD and laws(broken)[0], broken)
for name, old, new in [("a space too many", "SpaceAfter=No", "_"), ("another text", "text = وقال", "text = قال"), ("a word left out", "للصحفيين.", ".")]:
    check(f"{name} is found in the text", laws(GOOD.replace(old, new, 1))[1])
check("the same sent_id twice is found", laws(GOOD + GOOD)[0])
check("a sentence over a line's end is found", where_lines_join("# text = قال نعم\n", "قال\nنعم\n"))
check("a line left out is found", where_lines_join("# text = قال\n", "قال\nنعم\n") and where_lines_join("# text = نعم\n", "قال\nنعم\n"))
check("lines as they should be are not", not where_lines_join("# text = قال\n# text = لا\n# text = نعم\n", "قال لا\n\nنعم\n"))

# ---- the sample reports ----
samples = sorted(glob.glob(os.path.join(ROOT, "examples", "*.txt")))
check("there are sample reports", len(samples) >= 9, ROOT)
for path in samples:
    data = open(path, "rb").read()
    r, out = conllu(data)
    problems, texts = laws(out)
    check(f"{os.path.basename(path)}: valid CoNLL-U", r.status == 0 and "# text" in out and not problems, "\n".join(problems))
    check(f"{os.path.basename(path)}: the forms joined are the text", not texts, "\n".join(texts))
    joined = where_lines_join(out, data.decode())
    check(f"{os.path.basename(path)}: no line joins the next, and none is left out", not joined, "\n".join(joined))
r = khabar("analyse", "--conllu", os.path.join(ROOT, "examples", "samples.jsonl"))
problems, texts = laws(r.out.decode())
check("samples.jsonl: valid CoNLL-U", r.status == 0 and not problems and not texts, "\n".join(problems + texts))
check("samples.jsonl: one newdoc a report", r.out.decode().count("# newdoc id = ") == len(samples))

# ---- hard texts: the corpus of the fuzz target ----
for path in sorted(glob.glob(os.path.join(ROOT, "tests", "corpus", "analyse", "*"))):
    name, data = os.path.basename(path), open(path, "rb").read()
    try:
        source = data.decode()
    except UnicodeDecodeError:
        continue
    if not source.strip() or "\0" in source:
        continue
    r, out = conllu(data)
    problems, texts = laws(out)
    check(f"{name}: valid CoNLL-U", r.status == 0 and not problems, "\n".join(problems[:20]))
    check(f"{name}: the forms joined are the text", not texts, "\n".join(texts[:20]))
    joined = where_lines_join(out, source.replace("\r", ""))
    check(f"{name}: no line joins the next, and none is left out", not joined, "\n".join(joined[:20]))

# ---- titles, names of reports ----
data = line(id="a", title="عنوان بلا نقطة", text="قال الوزير نعم\nوأضاف لا") + line(id="b", text="نعم.")
r, out = conllu(data.encode())
problems, texts = laws(out)
check("JSONL: valid, title and lines apart", r.status == 0 and not problems and not texts
      and re.findall(r"# text = (.*)", out) == ["عنوان بلا نقطة", "قال الوزير نعم", "وأضاف لا", "نعم."], out)
check("sentences are named by report and number", re.findall(r"# sent_id = (.*)", out) == ["a-1", "a-2", "a-3", "b-1"], out)
r, out = conllu(line(id="a\nb\tc", text="قال الوزير").encode())
check("a line end in the id breaks no line", r.status == 0 and not laws(out)[0], out)
r, out = conllu("نعم ﻻ ﻷ ﻹ نعم\n".encode())
check("a ligature of two words is not cut into a word and nothing", not laws(out)[0] and "\t_\tأ" not in out, out)
r, out = conllu("قال  الوزير\u00a0نعم\n".encode())
check("blanks side by side are one in the text", not laws(out)[1], out)

done()
