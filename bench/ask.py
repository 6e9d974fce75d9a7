"""ask: how long a person waits for an answer of khabar search, events, statements, actors: from start to exit, the median of seven.

usage: bench/ask.py KHABAR DB          DB: made by khabar ingest of the news of bench/run
Filtered questions have 50 ms; the last ones go over the whole database and are told beside them. Exit status 1 where one takes longer.
"""
import shlex
import statistics
import subprocess
import sys
import time

RUNS, LIMIT = 7, 50.0
FILTERED = """
search --table غزة
search --table '"مجلس الأمن"' غزة
search --table وزراء
search --count month --table الصين
events --table --actor RUS --recipient UKR --type ASSAULT --since 2022-02
events --table --actor نتنياهو
events --json --actor نتنياهو
events --table --party SAU --since 2015-06 --until 2015-08
events --table --place غزة --status negated
events --table --text لبنان --newest
events --table --attributed-to USA.GOV --type THREATEN
events --table --cameo 19 --country YEM
events --table --count month --actor SAU
events --table --count dyad --type ASSAULT --since 2023
statements --table --speaker بوتين
statements --table --speaker بوتين --about أوكرانيا
statements --table --speaker USA.GOV --since 2014
actors --table --country EGY --sector GOV
actors --table --name محمد
"""
WHOLE = """
events --table --newest
events --table --count month
events --table --count type
statements --table --about الصين
events --csv --count dyad
events --csv --count month,dyad
events --csv --count actors
export dyads
"""


def median(khabar, db, question):
    words = shlex.split(question)
    took, rows = [], 0
    for _ in range(RUNS):
        start = time.perf_counter()
        p = subprocess.run([khabar, *words, "--db", db], capture_output=True)
        took.append((time.perf_counter() - start) * 1000)
        rows = p.stdout.count(b"\n")
        if p.returncode != 0:
            sys.exit(f"bench/ask: {question}: {p.stderr.decode()}")
    return statistics.median(took), rows


def main():
    khabar, db = sys.argv[1:3]
    slow = 0
    for name, questions in (("filtered", FILTERED), ("whole database", WHOLE)):
        for question in questions.strip().splitlines():
            ms, rows = median(khabar, db, question)
            late = name == "filtered" and ms > LIMIT
            slow += late
            print(f"{ms:7.1f} ms {rows:7d} lines  {name:14s} {question}{'   too slow' if late else ''}", flush=True)
    return 1 if slow else 0


sys.exit(main())
