"""What an index keeps of a document."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from dispositif.comparison.wording import words
from dispositif.document import Act
from dispositif.exports import Edition

KINDS: Final = ("preambular", "operative", "heading", "formula", "other")
"""What is of the text itself, not of its print."""
_FEWEST_WORDS = 3


class Passage(Struct, frozen=True, array_like=True):
    """A paragraph: its identifier, kind, span in the document, words on one line, acts and number of mandates.

    Each act stands with the words that its verb governs.
    """

    paragraph: str
    kind: str
    start: int
    end: int
    text: str
    acts: tuple[tuple[Act, str], ...]
    mandates: int


class Entry(Struct, frozen=True, array_like=True):
    """A document: what it is called, who adopted it and when, the SHA-256 of its file, and its passages."""

    name: str
    title: str
    body: str
    adopted: str | None
    language: str
    sha256: str
    passages: tuple[Passage, ...]


def entry(edition: Edition) -> Entry:
    """What an index keeps of a document: its paragraphs of three words and more, notes and mastheads left out."""
    document = edition.document
    body = document.heading.body
    return Entry(
        edition.name,
        edition.title,
        (body.actor or body.text) if body else "",
        document.heading.adopted,
        document.language,
        document.source.sha256,
        tuple(
            Passage(
                paragraph.id,
                paragraph.kind,
                paragraph.start,
                paragraph.end,
                text,
                tuple(
                    (act, edition.words_between(act.verb.end, act.end)) for act in edition.acts.get(paragraph.id, ())
                ),
                len(edition.mandates.get(paragraph.id, ())),
            )
            for paragraph in document.paragraphs
            if paragraph.kind in KINDS and len(words(text := edition.words(paragraph))) >= _FEWEST_WORDS
        ),
    )
