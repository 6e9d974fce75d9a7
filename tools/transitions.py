#!/usr/bin/env python3
"""Counts how often one word class follows another in a CoNLL-U file and prints data/morph/transitions.tsv.

usage: tools/transitions.py FILE.conllu > data/morph/transitions.tsv

Clitic conjunctions and prepositions count as words, attached pronouns do not, as in src/morph. A cost is
-10 ln p(class | class before), add-one smoothed.
"""
import collections, math, sys

CLASSES = "start verb noun adj name pron prep conj that neg part adv num punct rel other".split()
UPOS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj", "PROPN": "name", "X": "name", "PRON": "pron",
        "DET": "pron", "ADP": "prep", "CCONJ": "conj", "SCONJ": "that", "PART": "part", "ADV": "adv", "NUM": "num",
        "PUNCT": "punct", "SYM": "punct", "INTJ": "other"}
RELATIVE = ("الذي", "التي", "الذين", "اللذان", "اللتان", "اللذين", "اللتين", "اللواتي", "اللاتي")
NEGATION = ("لم", "لن", "لا", "ليس", "ما", "غير")


def word_class(form, upos):
    if form in RELATIVE:
        return "rel"
    if form in NEGATION and upos in ("PART", "AUX", "ADV"):
        return "neg"
    return UPOS.get(upos, "other")


def sentences(path):
    sentence, glued = [], False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if sentence:
                yield sentence
            sentence, glued = [], False
        elif line[0] != "#":
            cell = line.split("\t")
            if not cell[0].isdigit():
                continue
            if not (glued and cell[3] == "PRON"):
                sentence.append(word_class(cell[1], cell[3]))
            glued = "SpaceAfter=No" in cell[9]
    if sentence:
        yield sentence


def main():
    count = collections.Counter()
    for s in sentences(sys.argv[1]):
        for a, b in zip(["start"] + s, s):
            count[a, b] += 1
    print("# cost of a word class following another: -10 ln p, counted by tools/transitions.py")
    print("# columns: from to cost")
    print("# source: UD Arabic-PUD, 800 sentences (universaldependencies.org), CC BY-SA 3.0; this file is under the same licence")
    rows = []
    for a in CLASSES:
        total = sum(count[a, b] for b in CLASSES) + len(CLASSES)
        for b in CLASSES:
            rows.append(f"{a}\t{b}\t{round(-10 * math.log((count[a, b] + 1) / total))}")
    print("\n".join(sorted(rows)))


main()
