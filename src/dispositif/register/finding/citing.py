"""What a document cites and what cites it, and the line that it stands in, among the documents that a person may read.

The graph is the engine's; here it is fed with those rows of the register that lie around one document.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Final, NamedTuple, Protocol

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from dispositif.graph import Graph, Node, Reference, Step
from dispositif.graph.forms import to_csv, to_graphml, to_json
from dispositif.register.errors import Missing, Refused
from dispositif.register.holdings.citing import CITATION, CitationRow, reference
from dispositif.register.holdings.listing import with_commas
from dispositif.register.holdings.models import Citation, Document
from dispositif.register.people.permissions import Person, to_be_found

MOST: Final = 5000
"""Citations that are looked at in each direction, those of the newest documents first."""
MOST_STEPS: Final = 2
FORMS: Final[Mapping[str, Callable[[Graph], bytes]]] = {"csv": to_csv, "graphml": to_graphml, "json": to_json}
"""A neighbourhood as a file, by the end of its name."""
MEDIA_TYPES: Final[Mapping[str, str]] = {
    "csv": "text/csv", "graphml": "application/graphml+xml", "json": "application/json",
}  # fmt: skip


class Around(NamedTuple):
    """A part of the graph, the node that it is around, and the keys of the documents that the register holds of it."""

    graph: Graph
    about: str
    held: dict[str, int]
    is_cut: bool
    """Whether there are more citations than were looked at."""


class _Own(NamedTuple):
    """What the graph takes of a document: the columns of _COLUMNS."""

    pk: int
    identifier: str
    source_name: str
    kind: str
    title: str
    body: str
    adopted: date | None

    @property
    def name(self) -> str:
        """What it is called in the graph: what citations call it, else by its key."""
        return self.identifier or f"document {self.pk}"

    def node(self) -> Node:
        """It as a node."""
        return Node(
            id=self.name,
            name=self.source_name,
            kind=self.kind,  # type: ignore[arg-type]
            title=self.title,
            body=self.body,
            adopted=self.adopted.isoformat() if self.adopted else None,
        )


_COLUMNS = ("pk", "identifier", "source_name", "kind", "title", "body__slug", "adopted")
_OF_DOCUMENT = attrgetter(*(column.replace("__", ".") for column in _COLUMNS))


class Dated(Protocol):
    """What has a place in time."""

    @property
    def pk(self) -> int: ...  # noqa: D102
    @property
    def adopted(self) -> date | None: ...  # noqa: D102


def around(person: Person, document: Document, steps: int = 1) -> Around:
    """What is no more than `steps` citations away from a document, in either direction. Raises Refused for too many."""
    if not 1 <= steps <= MOST_STEPS:
        raise Refused(_("A neighbourhood is 1 to %(most)d citations wide.") % {"most": MOST_STEPS})
    own = _own(document)
    return _around(person, own.name, [own], steps)


def neighbourhood(person: Person, document: Document, form: str, steps: int) -> bytes:
    """The neighbourhood of a document as a file. Raises Missing for a form that there is not, Refused as `around`."""
    if form not in FORMS:
        raise Missing(
            _("There is no format %(form)s. There are: %(forms)s.") % {"form": form, "forms": with_commas(FORMS)}
        )
    return FORMS[form](around(person, document, steps).graph)


def around_instrument(person: Person, identifier: str) -> Around:
    """What cites an instrument that the register does not hold itself. Raises Missing where nothing does."""
    found = _around(person, identifier, [], 1)
    if identifier not in found.graph.nodes:
        raise Missing(_("Nothing that you may read cites “%(instrument)s”.") % {"instrument": identifier})
    return found


def in_time(document: Dated) -> tuple[bool, date | None, int]:
    """By what documents are put in order of time: those without a day of adoption are the oldest."""
    return document.adopted is not None, document.adopted, document.pk


def held_as(person: Person, identifier: str) -> Document | None:
    """The document that an instrument is held as; of several, the first that came."""
    found = Document.objects.filter(to_be_found(person), identifier=identifier)
    return found.defer("characters").order_by("pk").first()


def line(person: Person, document: Document) -> list[tuple[Step, int]]:
    """The documents on the same matter that continue each other through the years, with their keys; two queries.

    Empty where the document stands alone.
    """
    if not (document.matter and document.identifier) or document.put_aside_at is not None:
        return []
    same = Document.objects.filter(body=document.body_id, matter=document.matter, language=document.language)
    same = same.filter(to_be_found(person)).exclude(identifier="")
    # Of several files of one document the first counts in a graph: the one that is asked about.
    documents = sorted(_owned(same), key=lambda one: (one.pk != document.pk, one.pk))
    if len(documents) < 2:
        return []
    rows = Citation.objects.filter(document__in=same.values("pk"), identifier__in=same.values("identifier"))
    graph, held = _graph(documents, _rows(rows.order_by()))
    steps = graph.line(_own(document).name)
    return [(step, held[step.node.id]) for step in steps] if len(steps) > 1 else []


def _around(person: Person, about: str, start: list[_Own], steps: int) -> Around:
    documents = {one.pk: one for one in start}
    rows: dict[int, CitationRow] = {}
    names, seen, frontier, is_cut = {about}, {about}, set(documents), False
    for _step in range(steps):
        outgoing = _newest(Citation.objects.filter(document__in=frontier)) if frontier else []
        incoming = _newest(Citation.objects.filter(to_be_found(person, "document"), identifier__in=names))
        is_cut = is_cut or max(len(outgoing), len(incoming)) > MOST
        near = [*outgoing[:MOST], *incoming[:MOST]]
        rows |= {one.pk: one for one in near}
        names = {one.identifier for one in near if one.identifier} - seen
        found = _known(person, {one.document for one in near}, names)
        names |= {one.identifier for one in found if one.identifier} - seen
        frontier = {one.pk for one in found} - set(documents)
        documents |= {one.pk: one for one in found if one.pk not in documents}
        seen |= names
    among = Citation.objects.filter(document__in=frontier, identifier__in=names) if frontier and names else None
    rows |= {one.pk: one for one in _rows(among.order_by())} if among is not None else {}
    graph, held = _graph(documents.values(), rows.values())
    return Around(graph.neighbourhood(about, steps), about, held, is_cut)


def _newest(rows: QuerySet[Citation]) -> list[CitationRow]:
    ordered = rows.order_by(F("document__adopted").desc(nulls_last=True), "document_id", "start")
    return _rows(ordered[: MOST + 1])


def _rows(found: QuerySet[Citation]) -> list[CitationRow]:
    return list(map(CitationRow._make, found.values_list("pk", *CITATION)))


def _known(person: Person, keys: Collection[int], names: Collection[str]) -> list[_Own]:
    """The documents of these keys, and those that citations call by these names, the newest first; two queries."""
    readables = Document.objects.filter(to_be_found(person)).order_by()
    found = {one.pk: one for one in _owned(readables.filter(pk__in=keys))}
    found |= {one.pk: one for one in _owned(readables.filter(identifier__in=names))}
    return sorted(found.values(), key=in_time, reverse=True)


def _owned(found: QuerySet[Document]) -> list[_Own]:
    return list(map(_Own._make, found.order_by().values_list(*_COLUMNS)))


def _own(document: Document) -> _Own:
    return _Own._make(_OF_DOCUMENT(document))


def _graph(documents: Iterable[_Own], rows: Iterable[CitationRow]) -> tuple[Graph, dict[str, int]]:
    by_document: dict[int, list[CitationRow]] = {}
    for row in rows:
        by_document.setdefault(row.document, []).append(row)
    held: dict[str, int] = {}
    read: list[tuple[Node, list[Reference]]] = []
    for one in documents:
        about = one.node()
        held.setdefault(about.id, one.pk)
        own = sorted(by_document.get(one.pk, ()), key=lambda row: row.start)
        read.append((about, [reference(row, about.id) for row in own]))
    return Graph(read), held
