"""The citations stage: which other instruments a text refers to, each by its canonical identifier and pinpoint."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from dispositif.authorities.series import bodies, body_of_symbol, squeezed
from dispositif.citations.finding import Finder, Found, plain_hyphens
from dispositif.citations.vocabulary import vocabulary
from dispositif.document import Citation, Heading, Paragraph, Words
from dispositif.text import Passage, Text

__all__ = ["citations"]


def citations(
    text: Text, flat: str, paragraphs: Iterable[Paragraph], language: str, heading: Heading
) -> tuple[Citation, ...]:
    """The citations of `text`, in the order of its paragraphs. `flat` is `flatten(text.characters)`."""
    finder = Finder(vocabulary(language), _issuer(heading), _charter(heading))
    return tuple(_cited(text.characters, flat, paragraphs, finder, squeezed(heading.symbol or "")))


def _cited(characters: str, flat: str, paragraphs: Iterable[Paragraph], finder: Finder, own: str) -> Iterator[Citation]:
    flat = plain_hyphens(flat)
    cues = finder.cues(flat)
    starts = [cue.start for cue in cues]
    for paragraph in paragraphs:
        passage = None
        if "  " in flat[paragraph.start : paragraph.end]:
            passage = Passage(flat, paragraph.start, paragraph.end)
            here = finder.cues(passage.words)
        else:
            first = bisect_left(starts, paragraph.start)
            here = cues[first : bisect_left(starts, paragraph.end, first)]
        if not here:
            continue
        if passage is None:
            passage = Passage(flat, paragraph.start, paragraph.end)
            here = [cue.shifted(-paragraph.start) for cue in here if cue.end <= paragraph.end]
        for found in finder.find(passage.words, here):
            if own and found.identifier == own:
                continue  # the document's own symbol
            yield _citation(characters, passage, paragraph.id, found)


def _citation(characters: str, passage: Passage, paragraph: str, found: Found) -> Citation:
    start, end = _span(passage, found.start, found.end)
    pinpoint = None
    if found.part:
        first, last = _span(passage, *found.part)
        pinpoint = Words(text=characters[first:last], start=first, end=last)
    return Citation(
        text=characters[start:end],
        start=start,
        end=end,
        paragraph=paragraph,
        kind=found.kind,
        id=found.identifier,
        pinpoint=pinpoint,
        rule=found.rule,
    )


def _span(passage: Passage, start: int, end: int) -> tuple[int, int]:
    return passage.at(start), passage.at(end - 1) + 1


def _issuer(heading: Heading) -> str | None:
    """The body that adopts the text, if its series are known."""
    actor = heading.body.actor if heading.body else None
    return actor if actor in bodies() else body_of_symbol(heading.symbol or "")


def _charter(heading: Heading) -> str | None:
    """The charter under which the text is adopted."""
    actor = _issuer(heading) or (heading.body.actor if heading.body else None) or ""
    organization = actor.partition("/")[0]
    charters = (body.charter for name, body in bodies().items() if name.partition("/")[0] == organization)
    return next(filter(None, charters), None)
