"""Agreed language in the register: where words, or nearly these words, were adopted, among what a person may read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from django.db.models import Count
from django.utils.translation import gettext as _

from dispositif.agreed import Adoption, Found
from dispositif.agreed.entries import KINDS
from dispositif.agreed.nearest import found, nearest, one_line
from dispositif.document import Act
from dispositif.exports import Edition
from dispositif.register.errors import Refused
from dispositif.register.finding.filters import standing_mandates
from dispositif.register.finding.phrases import held_at, holders, pairs_of, ranked, rarest
from dispositif.register.holdings.models import Document, Paragraph
from dispositif.register.people.permissions import Person, readable
from dispositif.register.review.queries import all_as_read

LONGEST: Final = 5000
"""Characters of a question."""
_CANDIDATES: Final = 40
# A paragraph that was adopted again and again stands many times among the nearest.
_PLACES: Final = 400
_PAIRS: Final = 6


class Held(Adoption, frozen=True, kw_only=True, gc=False):
    """Where words were adopted, in a document of the register."""

    key: int
    """The key of the document."""
    language: str
    """Its language, in BCP 47."""


class Holdings:
    """What the register holds of adopted language and a person may read. Six queries, for however many questions."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.places: dict[str, Held] = {}
        """The places that were found so far, by the names of document and paragraph: "HU/RES/3/1 op-4"."""

    def find(self, sought: str, *, limit: int = 10, least: float = 0.5) -> list[Found]:
        """The `limit` texts that come nearest to `sought`, the nearest first; none below a similarity of `least`."""
        return self.find_all([sought], limit=limit, least=least)[0]

    def find_all(self, questions: Sequence[str], *, limit: int = 10, least: float = 0.5) -> list[list[Found]]:
        """The same for several questions, in six queries for all of them. Raises Refused for one that is too long."""
        asked = [one_line(one) for one in questions]
        if len(asked) == 1 and len(asked[0]) > LONGEST:
            raise Refused(_("It is longer than %(longest)d characters: ask for a paragraph.") % {"longest": LONGEST})
        pairs = rarest(map(pairs_of, asked), _PAIRS)
        held = holders({pair for some in pairs for pair in some})
        places = [ranked(some, held, _PLACES) for some in pairs]
        texts = self._texts({key for some in places for key in some})
        near = [nearest(one, _different(texts, some), limit, least) for one, some in zip(asked, places, strict=True)]
        by_text = _by_text(texts, {text for some in near for _, _, text in some})
        given = self._mandates([row for some in by_text.values() for row in some])
        adoptions = {text: [_adoption(row, given) for row in some] for text, some in by_text.items()}
        for places_of_one in adoptions.values():
            self.places |= {f"{one.document} {one.paragraph}": one for one in places_of_one}
        return [
            [found(one, alike, text, adoptions[text]) for alike, _, text in some]
            for one, some in zip(asked, near, strict=True)
        ]

    def acts(self, adoptions: Sequence[Adoption]) -> list[tuple[tuple[Act, str], ...]]:
        """For each adoption the acts of its paragraph, each with the words that its verb governs; one query."""
        editions = all_as_read({one.key for one in adoptions if isinstance(one, Held)})
        return [tuple(_acts(editions.get(one.key) if isinstance(one, Held) else None, one)) for one in adoptions]

    def _texts(self, keys: Collection[int]) -> dict[int, str]:
        """The words of paragraphs that the person may read, by their keys."""
        bodies = set(readable(self._person).order_by().values_list("pk", flat=True))
        # The bodies are looked up first: in one query a database would go through all that they hold.
        return {key: words for key, kind, words, body in held_at(keys) if kind in KINDS and body in bodies}

    def _mandates(self, rows: Collection[Paragraph]) -> Mapping[tuple[int, str], int]:
        """How many mandates each of some paragraphs gives that are followed up."""
        documents, keys = {row.document_id for row in rows}, {row.key for row in rows}
        standing = standing_mandates(self._person).filter(document__in=documents, paragraph__in=keys).order_by()
        counted = standing.values_list("document", "paragraph").annotate(Count("pk"))
        return {(document, paragraph): count for document, paragraph, count in counted}


def _different(texts: Mapping[int, str], keys: Iterable[int]) -> list[tuple[int, str]]:
    """The different texts of paragraphs, in their order, as many as are looked at."""
    first: dict[str, int] = {}
    for key in keys:
        if key in texts:
            first.setdefault(texts[key], key)
    return [(key, text) for text, key in first.items()][:_CANDIDATES]


def _by_text(texts: Mapping[int, str], wanted: Collection[str]) -> dict[str, list[Paragraph]]:
    """The paragraphs with some texts, those of the newest documents first; one query."""
    keys = [key for key, text in texts.items() if text in wanted]
    found: dict[str, list[Paragraph]] = {text: [] for text in wanted}
    rows = Paragraph.objects.filter(pk__in=keys).select_related("document__body").defer("document__characters")
    for row in rows.order_by():
        found[row.words].append(row)
    for some in found.values():
        some.sort(key=lambda row: row.order)
        some.sort(key=lambda row: _day(row.document), reverse=True)
    return found


def _day(document: Document) -> tuple[str, int]:
    return document.adopted.isoformat() if document.adopted else "", document.pk


def _adoption(row: Paragraph, given: Mapping[tuple[int, str], int]) -> Held:
    document = row.document
    return Held(
        document=str(document),
        title=document.title,
        body=document.body.name,
        adopted=document.adopted.isoformat() if document.adopted else None,
        paragraph=row.key,
        kind=row.kind,
        start=row.start,
        end=row.end,
        mandates=given.get((document.pk, row.key), 0),
        key=document.pk,
        language=document.language,
    )


def _acts(edition: Edition | None, adoption: Adoption) -> Iterable[tuple[Act, str]]:
    for act in edition.acts.get(adoption.paragraph, ()) if edition else ():
        yield act, edition.words_between(act.verb.end, act.end) if edition else ""
