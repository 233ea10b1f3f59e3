"""The references of one document: what it cites, in which paragraph, and with which words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from dispositif.authorities.identifiers import squeezed
from dispositif.citations.vocabulary import vocabulary
from dispositif.document import Act, Citation, CitationKind, Document, DocumentKind, Words
from dispositif.graph.pinpoints import paragraphs_meant
from dispositif.languages import languages, section
from dispositif.languages.patterns import Lexicon
from dispositif.languages.schema import CitationWords
from dispositif.passage import flatten

# How far before a citation, in characters, the words stand by which it is cited.
_REACH = 80
_STOPS = ",;:.()"


class Node(Struct, frozen=True, kw_only=True):
    """A document of the graph: one that was read, or one that is only cited."""

    id: str
    """Its canonical identifier (A/RES/77/109); of a document without a symbol, the name of its file."""
    name: str = ""
    """The file that it was read from; empty where it is only cited."""
    kind: DocumentKind | CitationKind = "other"
    """What sort of document it is."""
    title: str = ""
    """Its title."""
    body: str | None = None
    """The actor that adopts it, by its identifier in the authority files."""
    adopted: str | None = None
    """The day of adoption in ISO 8601."""

    @property
    def read(self) -> bool:
        """Whether the document itself is in the graph, and is not only cited by others."""
        return bool(self.name)


class Reference(Struct, frozen=True, kw_only=True):
    """One citation, as an edge of the graph."""

    source: str
    """The document that cites: the `id` of its node."""
    paragraph: str | None
    """The paragraph that the citation stands in."""
    target: str | None
    """The instrument that is cited: the `id` of its node; null where the text does not determine it."""
    kind: CitationKind
    """What sort of instrument is cited."""
    text: str
    """The words of the citation."""
    start: int
    """Where they begin, in characters from 0."""
    end: int
    """Where they end: the offset after the last character."""
    pinpoint: str | None = None
    """The words for the place within the instrument."""
    parts: tuple[str, ...] = ()
    """The paragraphs that the pinpoint names, by the identifiers they have in the instrument cited: op-5.b."""
    act: str | None = None
    """The act within which the citation stands."""
    verb: str | None = None
    """The lemma of that act's verb."""
    relation: str | None = None
    """How it is cited: the record of the citing words ("pursuant"), else the verb's lemma ("recall"); null where
    neither stands there."""
    citing: Words | None = None
    """The citing words, where there are any: "in accordance with"."""


def node(document: Document) -> Node:
    """The node of a document."""
    heading = document.heading
    return Node(
        id=squeezed(heading.symbol or "") or document.source.name,
        name=document.source.name,
        kind=heading.kind,
        title=" ".join(heading.title.split()),
        body=heading.body.actor if heading.body else None,
        adopted=heading.adopted,
    )


def references(document: Document, characters: str) -> tuple[Reference, ...]:
    """The citations of a document as edges, in the order of the text; `characters` is the text it was read from."""
    source, language = node(document).id, document.language
    citing = _citing_words(document, flatten(characters).characters, characters)
    acts = _acts_around(document)
    return tuple(
        Reference(
            source=source,
            paragraph=cited.paragraph,
            target=cited.id,
            kind=cited.kind,
            text=cited.text,
            start=cited.start,
            end=cited.end,
            pinpoint=cited.pinpoint.text if cited.pinpoint else None,
            parts=paragraphs_meant(cited.pinpoint.text, language) if cited.pinpoint else (),
            act=act.id if act else None,
            verb=act.verb.lemma if act else None,
            relation=by[0] if by else (act.verb.lemma if act else None),
            citing=by[1] if by else None,
        )
        for cited, act, by in zip(document.citations, acts, citing, strict=True)
    )


def _acts_around(document: Document) -> Iterator[Act | None]:
    """For each citation the act that it stands in: of several, the one that begins last."""
    by_paragraph: dict[str, list[Act]] = {}
    for act in document.acts:
        by_paragraph.setdefault(act.paragraph, []).append(act)
    # What governs a list stands in the paragraph above it.
    above = {paragraph.id: paragraph.parent for paragraph in document.paragraphs}
    for cited in document.citations:
        paragraph, found = cited.paragraph, None
        while paragraph and not found:
            around = [act for act in by_paragraph.get(paragraph, ()) if act.start <= cited.start < act.end]
            found = max(around, key=lambda act: act.start, default=None)
            paragraph = above.get(paragraph)
        yield found


Citing = tuple[str, Words]
"""The record of citing words, and the words."""


def _citing_words(document: Document, flat: str, characters: str) -> Iterator[Citing | None]:
    """For each citation the words by which it is cited. A member of a list is cited as the one before it."""
    if document.language not in languages():
        yield from (None for _ in document.citations)
        return
    lexicon = _lexicon(document.language)
    starts = {paragraph.id: paragraph.start for paragraph in document.paragraphs}
    before: tuple[Citation, Citing | None] | None = None
    for cited in document.citations:
        start = min(cited.start, cited.pinpoint.start) if cited.pinpoint else cited.start
        if before and before[0].paragraph == cited.paragraph and _listed(before[0], start, flat, document.language):
            by = before[1]
        else:
            first = max(starts.get(cited.paragraph or "", 0), start - _REACH, before[0].end if before else 0)
            by = _last(lexicon, flat, characters, first, start)
        before = cited, by
        yield by


def _last(lexicon: Lexicon[str], flat: str, characters: str, first: int, start: int) -> Citing | None:
    """The citing words that stand last before a citation, in the same clause."""
    clause = flat[first:start]
    first += max(clause.rfind(stop) for stop in _STOPS) + 1
    by = None
    for one in lexicon.find(flat[first:start]):
        at, end = first + one.start, first + one.end
        by = one.seen[0], Words(text=characters[at:end], start=at, end=end)
    return by


def _listed(before: Citation, start: int, flat: str, language: str) -> bool:
    """Whether nothing but a date and what joins a list stands between a citation and the next."""
    known = vocabulary(language)
    end = max(before.end, before.pinpoint.end) if before.pinpoint else before.end
    if start < end:
        return False
    date = known.dated.match(flat, end, start)
    between = flat[date.end() if date else end : start].strip(" ,;0123456789")
    return all(word in known.joiners or word in known.own for word in between.split())


@cache
def _lexicon(language: str) -> Lexicon[str]:
    records = section(language, "citations", CitationWords).citing
    return Lexicon((phrase, record.id) for record in records for phrase in record.starts)
