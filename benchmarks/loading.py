"""Time bringing 1,000 documents into a register beside reading them alone, in the same run, and rewrite loading.md.

    python benchmarks/loading.py [--documents N]

On the SQLite file of a new home, and on PostgreSQL where one answers at POSTGRESQL (postgres://postgres@127.0.0.1:5432).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

import measures
from gold import CORPUS, EVALUATION, gold_documents, gold_sets
from speed_texts import SAMPLE

HERE = Path(__file__).resolve().parent
POSTGRESQL = os.environ.get("POSTGRESQL", "postgres://postgres@127.0.0.1:5432")
DATABASE = "dispositif_loading"
RUNS = 3
PAGE = """# Bringing documents into the register

`make loading` rewrites this page. {documents} documents ({texts}), read alone and brought in, in turn, in the same run;
the median of {runs} ratios. Read alone is `dispositif read --format json --out DIR`, brought in is `dispositif register
load` into a register that is empty, both with as many jobs, from a cold start. One process writes while others read, so
that one job has two of them there: the ratio by the time of all processors together says what that is worth; that of
PostgreSQL's server is not in it.

| database | jobs | read alone, documents/s | brought in, documents/s | {heads} |
|---|--:|--:|--:|--:|--:|--:|
{rows}
"""
HEADS = ("of the speed of reading (floor 0.5)", "the same by processor time", "most MB in one process")


def main() -> int:
    """Measure, and rewrite the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000, metavar="N")
    documents = parser.parse_args().documents
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        texts = lay_out(Path(folder, "texts"), documents)
        for database, new in DATABASES.items():
            if not new():
                print(f"not measured: {database} does not answer at {POSTGRESQL}", file=sys.stderr)
                continue
            for jobs in (1, 2):
                print(f"measuring {database}, {jobs} jobs", file=sys.stderr)
                rows.append(row(Path(folder), database, new, jobs, documents))
    page = PAGE.format(
        documents=f"{documents:,}", texts=texts, runs=RUNS, heads=" | ".join(HEADS), rows="\n".join(rows)
    )
    print(page)
    (HERE / "loading.md").write_text(page, encoding="utf-8")
    return 0


def lay_out(folder: Path, documents: int) -> str:
    """Put so many texts into a folder, no two the same, and say what they are."""
    folder.mkdir()
    if CORPUS.is_dir() and EVALUATION.is_dir():
        paths = [
            document.text
            for gold_set in gold_sets(CORPUS)
            if gold_set.name.startswith("ga-")
            for document in gold_documents(gold_set, "plain", EVALUATION)
        ]
        texts, what = [path.read_text(encoding="utf-8") for path in paths], "English resolutions of the United Nations"
    else:
        texts, what = [SAMPLE.read_text(encoding="utf-8")], "copies of the bundled sample, for want of a corpus"
    for number in range(documents):
        text = f"{texts[number % len(texts)]}\n\nCopy {number // len(texts)}.{number}\n"
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return what


def row(folder: Path, database: str, new: Callable[[], bool], jobs: int, documents: int) -> str:
    """A row of the page."""
    ratios, by_processor, rates = [], [], []
    for _ in range(RUNS):
        read = timed([*measures_read(folder), "--jobs", str(jobs)], folder, database)
        new()
        with tempfile.TemporaryDirectory() as home:
            timed([measures.DISPOSITIF, "register", "check", "--home", home], folder, database)  # its tables are made
            words = ["register", "import", str(folder / "texts"), "--body", "A Body", "--home", home]
            load = timed([measures.DISPOSITIF, *words, "--jobs", str(jobs)], folder, database)
        ratios.append(read[0] / load[0])
        by_processor.append(read[1] / load[1])
        rates.append((documents / read[0], documents / load[0], load[2]))
    alone, brought_in, peak = (statistics.median(column) for column in zip(*rates, strict=True))
    middle = statistics.median
    return (
        f"| {database} | {jobs} | {alone:.0f} | {brought_in:.0f} | {middle(ratios):.2f} | {middle(by_processor):.2f} "
        f"| {peak:.0f} |"
    )


def measures_read(folder: Path) -> list[str]:
    """The command that reads alone."""
    return [measures.DISPOSITIF, "read", str(folder / "texts"), "--format", "json", "--out", str(folder / "read")]


def timed(command: list[str], folder: Path, database: str) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of all processors, and the most megabytes in one process."""
    environment = os.environ | ({"DATABASE_URL": f"{POSTGRESQL}/{DATABASE}"} if database == "PostgreSQL" else {})
    script = folder / "timed.py"
    script.write_text(_TIMED, encoding="utf-8")
    began = time.perf_counter()
    told = subprocess.run(
        [sys.executable, str(script), *command], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    processor, peak = map(float, told.stdout.split())
    return time.perf_counter() - began, processor, peak / 1024


_TIMED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def new_postgresql() -> bool:
    """An empty database, in place of the last one. False where no server answers."""
    try:
        with psycopg.connect(f"{POSTGRESQL}/postgres", autocommit=True, connect_timeout=3) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
            connection.execute(f"CREATE DATABASE {DATABASE}")
    except psycopg.OperationalError:
        return False
    return True


DATABASES: dict[str, Callable[[], bool]] = {"SQLite": lambda: True, "PostgreSQL": new_postgresql}

if __name__ == "__main__":
    sys.exit(main())
