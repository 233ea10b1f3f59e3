"""Understanding: the stages that make a `Document` of a `Text`, one after the other."""

from __future__ import annotations

from operator import attrgetter

from dispositif.acts import acts
from dispositif.citations import citations
from dispositif.document import Act, Citation, Document, Heading, Mandate, Source
from dispositif.languages.detection import detect
from dispositif.mandates import mandates
from dispositif.passage import flatten
from dispositif.reading.reading_copy import reading_copy
from dispositif.structure import marked_up, named, paragraphs
from dispositif.structure.chapeaux import chapeaux
from dispositif.structure.heading import stated_vote
from dispositif.structure.several import texts
from dispositif.text import Text, TextWarning


def understood(text: Text, origin: Source, language: str | None) -> Document:
    """The document that `text` is, which came from `origin`; where `language` is None, it is told from the words."""
    copy = reading_copy(text)
    if copy is None:
        return _understood(text, origin, language, is_copy=False)
    return copy.restored(_understood(copy.given_away(), origin, language, is_copy=True))


def _understood(text: Text, origin: Source, language: str | None, *, is_copy: bool) -> Document:
    flat = flatten(text.characters)
    code = language or detect(flat.characters)
    if code is None:
        return _stated(text, origin)
    found, warnings = paragraphs(text, flat, code)
    warnings = (*text.warnings, *warnings)
    singles = texts(text, flat, found, code)
    # What is cut out of a copy is cut out of the text itself in the end: a long copy is let go as soon as it can be.
    characters = flat.characters if is_copy else text.characters
    del text
    cited: list[Citation] = []
    acted: list[Act] = []
    asked: list[Mandate] = []
    for own, title in singles:
        in_own = citations(characters, flat, own, code, title)
        above = chapeaux(own, flat.characters)
        done = acts(own, above, characters, flat, title, code)
        asked += mandates(flat, characters, own, above, done, in_own, title, code)
        cited += in_own
        acted += done
    if len(singles) > 1:
        cited.sort(key=attrgetter("start"))  # notes may stand behind the last
    return Document(
        source=origin,
        language=code,
        heading=singles[0].heading,
        paragraphs=found,
        acts=tuple(acted),
        mandates=tuple(asked),
        citations=tuple(cited),
        warnings=warnings,
    )


def _stated(text: Text, origin: Source) -> Document:
    """What the mark-up of a text in an unknown language states, and nothing more."""
    unknown = TextWarning(
        code="unknown-language",
        message="The text is in no language that is known here: only what mark-up states was read. "
        "Name its language if that is wrong, or add its language as data.",
    )
    facts = text.facts
    return Document(
        source=origin,
        language=facts.get("language", "und"),
        heading=Heading(
            title=facts.get("title", ""),
            symbol=facts.get("symbol"),
            session=facts.get("session"),
            adopted=facts.get("adopted"),
            vote=stated_vote(facts),
        ),
        paragraphs=named(marked_up(block for block in text.blocks if block.kind)),
        warnings=(*text.warnings, unknown),
    )
