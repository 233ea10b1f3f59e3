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
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import loading
from gold import CORPUS
from speed_texts import SAMPLE

HERE = Path(__file__).resolve().parent
DATABASE = "dispositif_scale"
BODIES = 4
RUNS, MOST_RUNS, LONG = 3, 15, 0.05
NOTICES = 200
MOST_QUERIES, MOST_TIMES, MOST_SECONDS = 12, 5, 2
PAGES = {
    "overview": "/",
    "documents": "/documents/",
    "documents, by words": "/documents/?q=development",
    "documents, adopted so": "/documents/?adoption=vote&voted=state%2Ffj&cast=abstaining",
    "a document": "/documents/{document}/",
    "a document, long": "/documents/{long}/",
    "citations": "/documents/{document}/citations/",
    "citations, cited most": "/documents/{cited}/citations/",
    "citations, a paragraph": "/documents/{cited}/citations/?paragraph={paragraph}",
    "citations, an instrument": "/instruments/{instrument}/",
    "citations, a file": "/documents/{cited}/citations.graphml",
    "a comparison": "/documents/{member}/compare/?with={other}",
    "a series": "/documents/{member}/series/?with={other}",
    "a mandate": "/mandates/{mandate}/",
    "a mandate, through the years": "/mandates/{mandate}/years/",
    "review queue": "/review/",
    "reports": "/reports/",
    "report by addressee": "/reports/addressees/",
    "changes": "/reports/changes/?since=2026-01-01",
    "search, all": "/search/",
    "search, a rare word": "/search/?q=desertification",
    "search, a common word": "/search/?q=states",
    "search, a phrase": "/search/?q=%22sustainable+development%22",
    "search, a prefix": "/search/?q=nucl*",
    "search, filters": "/search/?status=open&reviewed=false&deliverable=report&body=body-1",
    "search, what needs attention": "/search/?attention=unassigned",
    "search, adopted so": "/search/?adoption=vote&voted=state%2Ffj&cast=abstaining",
    "paragraphs, a rare word": "/search/paragraphs/?q=desertification",
    "paragraphs, a common word": "/search/paragraphs/?q=states",
    "paragraphs, adopted so": "/search/paragraphs/?q=states&adoption=consensus",
    "agreed language": "/search/language/?q=report+on+the+implementation+of+the+present+resolution+in+all+its+parts",
    "check of a draft": "/search/check/",
    "actors": "/actors/",
    "an actor": "/actors/{actor}/",
    "calendar": "/calendar/",
    "notices": "/notices/",
    "API, mandates": "/api/v1/mandates",
    "API, documents": "/api/v1/documents",
    "API, search": "/api/v1/search?q=states",
    "API, what cites a document": "/api/v1/documents/{cited}/cited-by",
    "API, notices": "/api/v1/notices",
}
SENT = {"check of a draft": {"text": SAMPLE.read_text(encoding="utf-8")}}
"""What is sent to a page; the others are only asked for."""
PAGE = """# The pages of a full register

`make register` rewrites this page. A register is filled with {documents} documents ({texts}), a quarter of them
in each of {bodies} bodies, and told how they were adopted; then each page is asked for by somebody who may read
and manage all of them. The time is that of the whole page, the median of {runs}, and of up to {most} where it is
short; beside it, in the same run, stands the time of the SQL statements that the page sent, sent again without
the page. So the ratio says what the program adds to its database, and the time whether the statements are good.
Each page was asked for once before: what a process keeps, comparisons and the marked texts of documents, is there,
and the statements are those that are sent then. The first time, these pages take longer.
A page keeps to {queries} queries, {times} times its SQL and {seconds} seconds: what does not is in bold. Where
the SQL takes a millisecond, the ratio is high whatever the page does: to know who asks, and the frame of a page
with nothing in it, takes two. Checking a draft is the program's own work: its ratio says nothing of how it asks.
A database knows how much its tables hold, as SQLite does after a load and PostgreSQL some minutes later.

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
        documents=f"{documents:,}", texts=texts, bodies=BODIES, runs=RUNS, most=MOST_RUNS, queries=MOST_QUERIES,
        times=MOST_TIMES, seconds=MOST_SECONDS, tables="\n".join(tables).rstrip(),
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
    client, addresses = signed_in(), places()
    tell_of_mandates(client)
    settle()
    rows = []
    for name, address in PAGES.items():
        print(f"measuring {database}: {name}", file=sys.stderr)
        rows.append(row(name, partial(asked, client, address.format(**addresses), SENT.get(name))))
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
    take_adoptions()
    refresh(timezone.localdate())
    counts = [f"{kind.objects.count():,} {name}" for kind, name in (
        (Document, "documents"), (Paragraph, "paragraphs"), (Mandate, "mandates"),
    )]  # fmt: skip
    return f"{', '.join(counts)}; brought in within {minutes:.1f} minutes by two jobs."


def take_adoptions() -> None:
    """Take how the documents were adopted, where the corpus tells."""
    from dispositif.adoptions import Fault, adoptions
    from dispositif.register.holdings.adoption import take

    for file in sorted(CORPUS.glob("votes/ga-*.jsonl")):
        for one in adoptions(file):
            if not isinstance(one, Fault):
                take(one)


def settle() -> None:
    """Have the database count what its tables hold, and PostgreSQL note which of their pages everybody may see."""
    from django.db import connection

    from dispositif.register.opening import take_stock

    take_stock()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def signed_in() -> Any:
    """Somebody's browser."""
    from django.contrib.auth.models import User
    from django.test import Client

    from dispositif.register.people.models import Membership, Role

    person = User.objects.create(username="reader")
    Membership.objects.create(person=person, body=None, role=Role.MANAGER)
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def tell_of_mandates(client: Any) -> None:
    """Notices for whose browser it is."""
    from dispositif.register.followup.models import Notice
    from dispositif.register.review.models import Mandate

    person = int(client.session["_auth_user_id"])
    mandates = Mandate.objects.order_by("pk").values_list("pk", flat=True)[:NOTICES]
    Notice.objects.bulk_create(Notice(person_id=person, mandate_id=pk, message="It is due.") for pk in mandates)


def places() -> dict[str, object]:
    """What fills the gaps of the addresses."""
    from django.db.models import Count

    from dispositif.register.holdings.models import Citation, Document
    from dispositif.register.review.models import Involvement, Mandate

    documents = Document.objects.defer("characters").order_by("pk")
    often = Counter(Citation.objects.exclude(identifier="").values_list("identifier", flat=True))
    held = set(documents.values_list("identifier", flat=True))
    cited = max(documents, key=lambda one: often[one.identifier])
    same = documents.exclude(matter="").order_by().values("body", "matter")
    line = same.annotate(many=Count("identifier", distinct=True)).order_by("-many", "matter").values("body", "matter")
    alike = documents.filter(**line[0]) if line else documents
    member, other = list(dict.fromkeys([*alike[:2], *documents[:2]]))[:2]
    middle = documents[documents.count() // 2]
    actors = Involvement.objects.exclude(actor="").values("actor").annotate(many=Count("pk"))
    return {
        "document": middle.pk,
        "long": documents.annotate(many=Count("paragraphs")).order_by("-many", "pk")[0].pk,
        "cited": cited.pk,
        "paragraph": cited.paragraphs.order_by("order")[0].key,
        "instrument": next(one for one, _ in often.most_common() if one not in held),
        "member": member.pk,
        "other": other.pk,
        "mandate": Mandate.objects.filter(document__gte=middle.pk).order_by("document_id", "start", "pk")[0].reference,
        "actor": actors.order_by("-many", "actor")[0]["actor"],
    }


def asked(client: Any, address: str, sent: dict[str, str] | None) -> Any:
    """The answer of a page."""
    return client.get(address) if sent is None else client.post(address, sent)


def row(name: str, ask: Callable[[], Any]) -> str:
    """A row of the page."""
    ask()  # what a process keeps is there from now on
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
    seconds: list[float] = []
    while len(seconds) < (RUNS if min(seconds, default=LONG) >= LONG else MOST_RUNS):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


if __name__ == "__main__":
    sys.exit(main())
