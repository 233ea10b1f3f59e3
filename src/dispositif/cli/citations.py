"""`dispositif citations`: what documents cite, where and how; what is cited by whom; and lines through the years."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dispositif import batch
from dispositif.cli.batches import add_reading, check_reading, tell_what_is_left_out, told
from dispositif.document import Document
from dispositif.errors import UsageError
from dispositif.exports.edition import counted
from dispositif.graph import Graph, Node, Reference, node, references
from dispositif.graph.forms import to_csv, to_graphml, to_json
from dispositif.text import Text

if TYPE_CHECKING:
    from rich.table import Table

_FORMS = {"csv": to_csv, "graphml": to_graphml, "json": to_json}
_Edges = tuple[Node, tuple[Reference, ...]]


class Citing(NamedTuple):
    """The work of finding what a document cites."""

    language: str | None = None
    debug: bool = False

    def make(self, task: batch.Task, document: Document, text: Text) -> bytes:
        """The document's node and references."""
        about = msgspec.structs.replace(node(document), name=task.place)
        if not document.heading.symbol:
            about = msgspec.structs.replace(about, id=task.place)
        cited = [msgspec.structs.replace(one, source=about.id) for one in references(document, text.characters)]
        return msgspec.msgpack.encode((about, cited))


def add_options(citations: argparse.ArgumentParser) -> None:
    """Add its options."""
    citations.add_argument(
        "files", nargs="+", metavar="FOLDER", help="a folder or zip archive with all that is in it, or a document"
    )
    citations.add_argument(
        "--of",
        metavar="SYMBOL",
        help="only one document: what it cites, what cites it, and its line through the years; "
        "SYMBOL:op-5 for a paragraph of it",
    )
    citations.add_argument("--format", choices=("terminal", *_FORMS), default="terminal")
    add_reading(citations)


def run(chosen: argparse.Namespace) -> int:
    """Print the citations. 0 where all was read, 1 where something could not be."""
    check_reading(chosen)
    inputs = batch.gather(chosen.files)
    tell_what_is_left_out(inputs)
    tasks = sorted(inputs.tasks, key=lambda task: (task.place, task.file))
    work = Citing(chosen.language, chosen.debug)
    jobs = min(chosen.jobs, max(len(tasks), 1))
    with told(batch.carry_out_all(tasks, work, jobs), len(tasks), chosen.report) as (outcomes, report):
        graph = Graph(_edges(outcomes))
    sys.stdout.buffer.write(_shown(graph, chosen.of, chosen.format))
    return int(bool(report.failures or inputs.barren))


def _edges(outcomes: Iterable[batch.Outcome]) -> Iterator[_Edges]:
    for outcome in outcomes:
        if not outcome.failure:
            yield msgspec.msgpack.decode(outcome.output, type=_Edges)


def _shown(graph: Graph, of: str | None, form: str) -> bytes:
    if of is None:
        return _whole(graph) if form == "terminal" else _FORMS[form](graph)
    symbol, _, paragraph = of.partition(":")
    about = graph.find(symbol)
    if about is None:
        raise UsageError(f"--of {symbol}: no document that was read bears this symbol or cites it.")
    if form == "terminal":
        return _one(graph, about, paragraph or None)
    around = graph.neighbourhood(about.id)
    asked = {*graph.outgoing(about.id, paragraph or None), *graph.incoming(about.id, paragraph or None)}
    around.references = [one for one in around.references if one in asked]
    return _FORMS[form](around)


def _whole(graph: Graph) -> bytes:
    """How much was read, and what is cited most; nothing where nothing was read."""
    read = [one for one in graph.nodes.values() if one.read]
    if not read:
        return b""
    cited = sorted(graph.nodes.values(), key=lambda one: (-len(graph.incoming(one.id)), one.id))[:20]
    table = _table("Cited most", "Document", "Times", "By documents", "Title")
    for one in cited:
        incoming = graph.incoming(one.id)
        if incoming:
            table.add_row(one.id, str(len(incoming)), str(len({by.source for by in incoming})), one.title)
    determined = sum(one.target is not None for one in graph.references)
    counts = counted(len(read), "document"), counted(len(graph.references), "citation")
    head = f"{' read, '.join(counts)}, {determined:,} of them with an identifier\n"
    return _printed(head, table)


def _one(graph: Graph, about: Node, paragraph: str | None) -> bytes:
    cites = _table("It cites", "Paragraph", "How", "Document", "Pinpoint")
    for one in graph.outgoing(about.id, paragraph):
        cites.add_row(one.paragraph or "", _how(one), one.target or _line(one.text), _line(one.pinpoint or ""))
    cited = _table("It is cited by", "Document", "Paragraph", "How", "Pinpoint")
    for one in graph.incoming(about.id, paragraph):
        cited.add_row(one.source, one.paragraph or "", _how(one), _line(one.pinpoint or ""))
    line = _table("Through the years", "Document", "Adopted", "Continues it in", "How")
    for step in graph.line(about.id):
        by = step.reference
        line.add_row(step.node.id, step.node.adopted or "", (by.paragraph or "") if by else "", _how(by) if by else "")
    tables = [cites, cited, *([line] if line.row_count > 1 and not paragraph else [])]
    return _printed(f"{about.id}  {about.title}{f'  {paragraph}' if paragraph else ''}\n", *tables)


def _how(reference: Reference) -> str:
    return _line(reference.citing.text) if reference.citing else reference.relation or ""


def _line(words: str) -> str:
    return " ".join(words.split())


def _table(title: str, *columns: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _printed(head: str, *tables: Table) -> bytes:
    from io import StringIO

    from rich.console import Console
    from rich.text import Text as Plain

    from dispositif.cli.messages import terminal

    width, colour = terminal()
    page = StringIO()
    console = Console(file=page, width=width, force_terminal=colour, no_color=not colour, highlight=False, markup=False)
    console.print(Plain(head))
    for table in tables:
        if table.row_count:
            console.print(table)
    return page.getvalue().encode("utf-8", "replace")
