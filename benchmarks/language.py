"""Time the search for agreed language, by the command and in the register, measure what it finds; rewrite language.md.

    python benchmarks/language.py [--corpus DIR] [--questions N]

Beside SQLite's full-text search alone. The register is asked on the SQLite file of a new home, and on PostgreSQL where
one answers at POSTGRESQL (postgres://postgres@127.0.0.1:5432) on this machine: its server's time is in what is told.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import loading
from dispositif.agreed import Index, build, entry
from dispositif.comparison.wording import words
from sessions import CORPUS, editions

HERE = Path(__file__).resolve().parent
# A tenth of the words of each question are dropped, replaced by words of other paragraphs, or joined by such words.
SHARE = 0.1
PHRASE = (6, 14)
SEED = 20
# Full-text search for any word of a paragraph is so slow that it is asked fewer questions.
PEER_QUESTIONS = 100
DATABASE = "dispositif_language"


class Question(NamedTuple):
    """Words asked for, and the words of the corpus that they were made of."""

    asked: str
    source: str


def questions(texts: Sequence[str], number: int) -> list[Question]:
    """Half of them phrases, half of them whole paragraphs, each with a tenth of its words others."""
    chance = random.Random(SEED)
    long = [text for text in texts if len(words(text)) > PHRASE[1]]
    made = []
    for place in range(number):
        line = words(chance.choice(long))
        if place % 2:
            length = chance.randint(*PHRASE)
            start = chance.randrange(len(line) - length + 1)
            line = line[start : start + length]
        made.append(Question(" ".join(_changed(line, texts, chance)), " ".join(line)))
    return made


def _changed(line: Sequence[str], texts: Sequence[str], chance: random.Random) -> list[str]:
    changed = list(line)
    for _ in range(max(1, round(len(line) * SHARE))):
        place = chance.randrange(len(changed))
        stranger = chance.choice(words(chance.choice(texts)) or ["and"])
        match chance.randrange(3):
            case 0:
                changed[place] = stranger
            case 1 if len(changed) > 1:
                del changed[place]
            case _:
                changed.insert(place, stranger)
    return changed


class Measured(NamedTuple):
    """Milliseconds of the processor at the median and the 95th percentile; how often the source is first, in five."""

    median: float
    late: float
    first: float
    five: float

    def row(self, name: str) -> str:
        """As a row of a table."""
        return f"| {name} | {self.median:.1f} | {self.late:.1f} | {self.first:.3f} | {self.five:.3f} |"


def measure(
    search: Callable[[str], Sequence[str]],
    asked: Sequence[Question],
    clock: Callable[[], float] = time.process_time,
) -> Measured:
    """Ask every question. A paragraph is right that holds the very words that the question was made of."""
    times, first, five = [], 0, 0
    for question in asked:
        start = clock()
        found = search(question.asked)
        times.append(clock() - start)
        right = [f" {question.source} " in f" {' '.join(words(text))} " for text in found[:5]]
        first, five = first + right[:1].count(True), five + any(right)
    times.sort()
    count = len(asked)
    return Measured(times[count // 2] * 1e3, times[count * 95 // 100] * 1e3, first / count, five / count)


def full_text(texts: Sequence[str]) -> Callable[[str], list[str]]:
    """SQLite's full-text search alone: any of the words, ranked by BM25."""
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE held USING fts5(text)")
    index.executemany("INSERT INTO held VALUES (?)", ((text,) for text in texts))
    index.execute("INSERT INTO held (held) VALUES ('optimize')")

    def search(asked: str) -> list[str]:
        terms = " OR ".join(f'"{word}"' for word in words(asked))
        found = index.execute("SELECT text FROM held WHERE held MATCH ? ORDER BY rank LIMIT 5", (terms,))
        return [text for (text,) in found]

    return search


def register(database: str, home: str, corpus: Path, asked: Sequence[Question]) -> Measured:
    """Bring the corpus into a new register, and ask it. To be called in a process of its own."""
    if database == "PostgreSQL":
        os.environ["DATABASE_URL"] = f"{loading.POSTGRESQL}/{DATABASE}"
    from dispositif.register.opening import open_register

    open_register(home)
    from django.contrib.auth.models import User
    from django.db import connection

    from dispositif import batch
    from dispositif.register.finding.agreed import Holdings
    from dispositif.register.first_steps import body_named
    from dispositif.register.loading import load
    from dispositif.register.people.models import Membership, Role

    for _ in load(body_named("A Body"), batch.gather([str(corpus)]).tasks):
        pass
    person = User.objects.create(username="reader")
    Membership.objects.create(person=person, body=None, role=Role.READER)
    clock = time.process_time
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if database == "PostgreSQL":
            cursor.execute("SELECT pg_backend_pid()")
            server = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

            def clock() -> float:
                return time.process_time() + int(server.read_text("ascii").split()[0]) / 1e9

    return measure(lambda words: [found.text for found in Holdings(person).find(words, limit=5)], asked, clock)


def main() -> None:
    """Build, ask, and rewrite the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--questions", type=int, default=1000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "agreed.index")
        entries = [entry(edition) for edition in editions(chosen.corpus)]
        start = time.process_time()
        built = build(path, entries)
        taken = time.process_time() - start
        size = path.stat().st_size / 1e6
        texts = sorted({passage.text for one in entries for passage in one.passages})
        asked = questions(texts, chosen.questions)
        with Index(path) as index:
            mine = measure(lambda words: [found.text for found in index.find(words, limit=5)], asked)
        rows = [mine.row("`dispositif language find`")]
        loading.DATABASE = DATABASE
        for database, new in loading.DATABASES.items():
            if not new():
                print(f"not measured: {database} does not answer at {loading.POSTGRESQL}", file=sys.stderr)
                continue
            # Django is set up for one database a process.
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
                held = alone.submit(register, database, str(Path(folder, database)), chosen.corpus, asked).result()
            rows.append(held.row(f"the register, on {database}"))
    few = asked[:PEER_QUESTIONS]
    peer = measure(full_text(texts), few)
    page = PAGE.format(
        documents=built.documents,
        texts=len(texts),
        size=size,
        taken=taken,
        questions=len(asked),
        machine=platform.machine(),
        few=len(few),
        rows="\n".join([*rows, peer.row("SQLite FTS5 alone")]),
        ratio=peer.late / mine.late,
    )
    (HERE / "language.md").write_text(page, "utf-8")
    print(page)


PAGE = """# Search for agreed language

`make language` rewrites this page. The index holds {documents} documents, {texts} different paragraphs ({size:.0f}
MB; made in {taken:.0f} s of the processor out of what was read). {questions} questions, half of them phrases of 6 to
14 words, half whole paragraphs, were made of real ones: a tenth of the words of each, one at least, is dropped,
replaced by a word of another paragraph, or joined by one. Found means that the very words that the question was made
of stand in the paragraph. Times are of the processor, which other programs on the machine disturb least; that of
PostgreSQL's server is in them. A register answers within 50 ms at the 95th percentile, or this is too slow.

| | median, ms | 95th percentile, ms | first | in the first five |
|---|--:|--:|--:|--:|
{rows}

The register holds the same documents, asks its own full-text index, and looks up besides who may see what, and
which mandates each place gives. At the 95th percentile full-text search alone takes {ratio:.1f} times as long as the
command's index, in the same run, on {machine}. It is asked the first {few} questions only, and has its index in
memory, where ours is a file.
"""

if __name__ == "__main__":
    main()
