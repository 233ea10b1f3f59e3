"""Time each page of a full register beside the bare SQL that it needs, in the same run, and rewrite register.md.

    python benchmarks/register.py [--documents N]

On the SQLite file of a new home, and on PostgreSQL where one answers at POSTGRESQL (postgres://postgres@127.0.0.1:5432).
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import loading

HERE = Path(__file__).resolve().parent
DATABASE = "dispositif_scale"
BODIES = 4
RUNS = 3
MOST_QUERIES, MOST_TIMES, MOST_SECONDS = 12, 5, 2
PAGES = {
    "overview": "/",
    "documents": "/documents/",
    "a document": "/documents/{document}/",
    "citations": "/documents/{document}/citations/",
    "review queue": "/review/",
    "reports": "/reports/",
    "changes": "/reports/changes/?since=2026-01-01",
    "search, all": "/search/",
    "search, a rare word": "/search/?q=desertification",
    "search, a common word": "/search/?q=states",
    "search, a phrase": "/search/?q=%22sustainable+development%22",
    "search, a prefix": "/search/?q=nucl*",
    "search, filters": "/search/?status=open&reviewed=false&deliverable=report&body=body-1",
    "search, what needs attention": "/search/?attention=unassigned",
    "paragraphs, a rare word": "/search/paragraphs/?q=desertification",
    "paragraphs, a common word": "/search/paragraphs/?q=states",
    "agreed language": "/search/language/?q=report+on+the+implementation+of+the+present+resolution+in+all+its+parts",
    "actors": "/actors/",
    "an actor": "/actors/{actor}/",
    "calendar": "/calendar/",
    "API, mandates": "/api/v1/mandates",
    "API, documents": "/api/v1/documents",
    "API, search": "/api/v1/search?q=states",
}
PAGE = """# The pages of a full register

`make register` rewrites this page. A register is filled with {documents} documents ({texts}), a quarter of them
in each of {bodies} bodies; then each page is asked for by somebody who may read and manage all of them. The
time is that of the whole page, the median of {runs}; beside it, in the same run, stands the time of the SQL
statements that the page sent, sent again without the page. So the ratio says what the program adds to its
database, and the time whether the statements are good. A page keeps to {queries} queries, {times} times its SQL
and {seconds} seconds: what does not is in bold. Where the SQL takes a millisecond, the ratio is high whatever
the page does.

{tables}
"""
TABLE = """## {database}

{held}

| page | queries | page, ms | its SQL, ms | ratio |
|---|--:|--:|--:|--:|
{rows}
"""


class Statement(NamedTuple):
    """What a page sent to the database."""

    sql: str
    parameters: Any


def main() -> int:
    """Measure, and rewrite the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=5000, metavar="N")
    documents = parser.parse_args().documents
    loading.DATABASE = DATABASE
    tables = []
    with tempfile.TemporaryDirectory() as folder:
        texts = loading.lay_out(Path(folder, "texts"), documents)
        for database, new in loading.DATABASES.items():
            if not new():
                print(f"not measured: {database} does not answer at {loading.POSTGRESQL}", file=sys.stderr)
                continue
            # Django is set up for one database a process.
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
                tables.append(alone.submit(table, database, folder).result())
    page = PAGE.format(
        documents=f"{documents:,}", texts=texts, bodies=BODIES, runs=RUNS, queries=MOST_QUERIES, times=MOST_TIMES,
        seconds=MOST_SECONDS, tables="\n".join(tables).rstrip(),
    )  # fmt: skip
    print(page)
    (HERE / "register.md").write_text(page, encoding="utf-8")
    return 0


def table(database: str, folder: str) -> str:
    """Fill a new register, and measure its pages."""
    if database == "PostgreSQL":
        os.environ["DATABASE_URL"] = f"{loading.POSTGRESQL}/{DATABASE}"
    os.environ["DISPOSITIF_HOSTS"] = "testserver"
    from dispositif.register.opening import open_register

    open_register(str(Path(folder, "home", database)))
    held = filled(Path(folder, "texts"))
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client, places = signed_in()
    rows = []
    for name, address in PAGES.items():
        print(f"measuring {database}: {name}", file=sys.stderr)
        rows.append(row(name, lambda: client.get(address.format(**places), follow=False)))  # noqa: B023
    return TABLE.format(database=database, held=held, rows="\n".join(rows))


def filled(texts: Path) -> str:
    """Bring the texts in, and say what the register holds then."""
    from django.utils import timezone

    from dispositif import batch
    from dispositif.register.first_steps import body_named
    from dispositif.register.followup.snapshots import refresh
    from dispositif.register.holdings.models import Document, Paragraph
    from dispositif.register.loading import load
    from dispositif.register.review.models import Mandate

    tasks, began = batch.gather([str(texts)]).tasks, time.perf_counter()
    for number in range(BODIES):
        for arrival in load(body_named(f"Body {number}"), tasks[number::BODIES], jobs=2):
            if arrival.failure:
                print(arrival.failure, file=sys.stderr)
    minutes = (time.perf_counter() - began) / 60
    refresh(timezone.localdate())
    counts = [f"{kind.objects.count():,} {name}" for kind, name in (
        (Document, "documents"), (Paragraph, "paragraphs"), (Mandate, "mandates"),
    )]  # fmt: skip
    return f"{', '.join(counts)}; brought in within {minutes:.1f} minutes by two jobs."


def signed_in() -> tuple[Any, dict[str, object]]:
    """Somebody's browser, and what fills the gaps of the addresses: a document, the actor asked most."""
    from django.contrib.auth.models import User
    from django.db.models import Count
    from django.test import Client

    from dispositif.register.holdings.models import Document
    from dispositif.register.people.models import Membership, Role
    from dispositif.register.review.models import Involvement

    person = User.objects.create(username="reader")
    Membership.objects.create(person=person, body=None, role=Role.MANAGER)
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    asked = Involvement.objects.exclude(actor="").values("actor").annotate(many=Count("pk")).order_by("-many")
    document = Document.objects.order_by("pk").values_list("pk", flat=True)[Document.objects.count() // 2]
    return client, {"document": document, "actor": asked[0]["actor"]}


def row(name: str, ask: Callable[[], Any]) -> str:
    """A row of the page."""
    with collected() as statements:
        answer = ask()
    if answer.status_code != 200:
        raise SystemExit(f"{name}: answered {answer.status_code}")
    page, bare = median_of(ask), median_of(lambda: send(statements))
    ratio = page / bare
    cells = (
        marked(len(statements), "d", len(statements) > MOST_QUERIES),
        marked(page * 1000, ",.0f", page > MOST_SECONDS),
        f"{bare * 1000:,.1f}",
        marked(ratio, ".1f", ratio > MOST_TIMES),
    )
    return f"| {name} | {' | '.join(cells)} |"


def marked(figure: float, form: str, is_too_much: bool) -> str:
    """A figure, in bold where it is more than it should be."""
    return f"**{figure:{form}}**" if is_too_much else f"{figure:{form}}"


@contextlib.contextmanager
def collected() -> Iterator[list[Statement]]:
    """The statements that are sent meanwhile, that look something up."""
    from django.db import connection

    sent: list[Statement] = []

    def noting(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.lstrip().startswith("SELECT"):
            sent.append(Statement(sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(noting):
        yield sent


def send(statements: list[Statement]) -> None:
    """Send statements again, and fetch what they find."""
    from django.db import connection

    for statement in statements:
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.parameters)
            cursor.fetchall()


def median_of(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


if __name__ == "__main__":
    sys.exit(main())
