"""The citations stage: which other instruments a text refers to, each by its canonical identifier and pinpoint."""

from __future__ import annotations

from collections.abc import Sequence

from dispositif.authorities.identifiers import body_of_symbol, charter, squeezed
from dispositif.authorities.series import bodies
from dispositif.citations.finding import Finder, Found
from dispositif.citations.vocabulary import vocabulary
from dispositif.document import Citation, Heading, Paragraph, Words
from dispositif.passage import Flat, Passage, Sightings

__all__ = ["citations"]

_TITLES = {"masthead", "title", "heading"}
_NUMBERED = ("resolution", "decision")
_DOCUMENTS = "documents"  # the rule by which a document's symbol is found


def citations(
    characters: str, searched: Flat, paragraphs: Sequence[Paragraph], language: str, heading: Heading
) -> tuple[Citation, ...]:
    """The citations in these paragraphs of a text, in their order. `searched` is `flatten(characters)`."""
    issuer, organization = _issuer(heading)
    known = vocabulary(language)
    finder = Finder(known, issuer, charter(organization))
    sightings = Sightings(searched, known.cues.find, searched.printed_at, paragraphs[-1].end if paragraphs else 0)
    cited: list[tuple[str, Found, tuple[int, int], tuple[int, int] | None]] = []
    noted: list[Found] = []  # what the note before cites
    for paragraph in paragraphs:
        in_note = paragraph.kind == "footnote"
        finder.latest = noted[0] if in_note and len(noted) == 1 else None
        all_found: list[Found] = []
        first, last = paragraph.start, paragraph.end
        cues = sightings.within(first, last)
        if cues:
            passage = searched.passage(first, last)
            all_found = finder.find(passage.words, cues)
            for found in all_found:
                if paragraph.kind in _TITLES and _is_own(paragraph.kind, passage.words, found):
                    continue  # what the text itself is called
                alone = found.rule == _DOCUMENTS and found.end - found.start == len(passage.words)
                if alone and paragraph.kind == "masthead":
                    continue  # the symbol of the papers among which it stands
                part = _span(passage, *found.part) if found.part else None
                cited.append((paragraph.id, found, _span(passage, found.start, found.end), part))
        if in_note:
            noted = all_found
    own = squeezed(heading.symbol or "")
    made = [_citation(characters, where, found, finder.identifier(found), at, part) for where, found, at, part in cited]
    return tuple(one for one in made if not (own and one.id and squeezed(one.id) == own))


def _citation(
    characters: str, paragraph: str, found: Found, identifier: str | None, span: tuple[int, int],
    part: tuple[int, int] | None,
) -> Citation:  # fmt: skip
    start, end = span
    return Citation(
        text=characters[start:end],
        start=start,
        end=end,
        paragraph=paragraph,
        kind=found.kind,
        id=identifier,
        pinpoint=Words(text=characters[part[0] : part[1]], start=part[0], end=part[1]) if part else None,
        rule=found.rule,
    )


def _is_own(kind: str, words: str, found: Found) -> bool:
    """Whether a title opens with a name that is not known, and no treaty's; the word before it may belong to it.

    Above the text, so does one with a number of a series: "Resolution 14/3".
    """
    if found.kind == "other" and found.identifier is None:
        return " " not in words[: max(0, found.start - 1)]
    return kind != "heading" and found.start == 0 and found.kind in _NUMBERED


def _span(passage: Passage, start: int, end: int) -> tuple[int, int]:
    return passage.at(start), passage.at(end - 1) + 1


def _issuer(heading: Heading) -> tuple[str | None, str]:
    """The body that adopts the text, if its series are known, and the organization in which it does."""
    actor = heading.body.actor if heading.body else None
    issuer = actor if actor in bodies() else body_of_symbol(heading.symbol or "")
    return issuer, (issuer or actor or "").partition("/")[0]
