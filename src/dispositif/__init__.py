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
    from dispositif.understanding import understood

    if language is not None:
        require(language)
    with without_collector():
        text, origin = read_text(source, name=name)
        return understood(text, origin, language), text


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
