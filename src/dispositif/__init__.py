"""Dispositif reads what intergovernmental bodies decide.

`read` is the one door: it takes a file, its content or its text, and gives a `Document` back.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dispositif.document import (
    Act,
    Citation,
    Condition,
    DateMention,
    Deadline,
    Deliverable,
    Document,
    Doubt,
    Heading,
    Mandate,
    Mention,
    Paragraph,
    Recurrence,
    Source,
    Verb,
    Vote,
    Words,
)
from dispositif.errors import DispositifError, ReadingError
from dispositif.text import Text, TextWarning

__version__ = "0.2.0"
__all__ = [
    "Act", "Citation", "Condition", "DateMention", "Deadline", "Deliverable", "DispositifError", "Document", "Doubt",
    "Heading", "Mandate", "Mention", "Paragraph", "ReadingError", "Recurrence", "Source", "Text",
    "TextWarning", "Verb", "Vote", "Words", "read", "read_with_text",
]  # fmt: skip


def read(source: Path | bytes | str, *, name: str = "", language: str | None = None) -> Document:
    """The document in `source`: a Path is a file, bytes a file's content, a str the text itself.

    `name` stands for the file's name where there is none. `language` (BCP 47) overrules what the text seems to be in.
    Raises ReadingError where nothing can be read, and UsageError for a language that is not at hand; whatever can be
    read at all gives a Document, with warnings.
    """
    return read_with_text(source, name=name, language=language)[0]


def read_with_text(source: Path | bytes | str, *, name: str = "", language: str | None = None) -> tuple[Document, Text]:
    """As `read`, and the text that the document's offsets count in."""
    from dispositif.languages import require
    from dispositif.reading import read_text

    if language is not None:
        require(language)
    with without_collector():
        text, origin = read_text(source, name=name)
        return _understood(text, origin, language), text


@contextmanager
def without_collector() -> Iterator[None]:
    """Rest the collector of cycles: one reading leaves none, and it would walk over all our data several times."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _understood(text: Text, origin: Source, language: str | None) -> Document:
    """The five stages, one after the other."""
    from dispositif.acts import acts
    from dispositif.citations import citations
    from dispositif.languages.detection import detect
    from dispositif.mandates import mandates
    from dispositif.passage import flatten
    from dispositif.structure import paragraphs
    from dispositif.structure.heading import heading

    flat = flatten(text.characters)
    code = language or detect(flat.characters)
    if code is None:
        return _stated(text, origin)
    found, warnings = paragraphs(text, flat, code)
    title = heading(text, flat, found, code)
    cited = citations(text, flat, found, code, title)
    done = acts(found, text.characters, flat, title, code)
    asked = mandates(flat, text.characters, found, done, cited, title, code)
    return Document(
        source=origin,
        language=code,
        heading=title,
        paragraphs=found,
        acts=done,
        mandates=asked,
        citations=cited,
        warnings=(*text.warnings, *warnings),
    )


def _stated(text: Text, origin: Source) -> Document:
    """What the mark-up of a text in an unknown language states, and nothing more."""
    from dispositif.structure import marked_up, named
    from dispositif.structure.heading import stated_vote

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
