"""What a search for agreed language gives back: the public format `dispositif-language/1`."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from dispositif.document import Words


class Adoption(Struct, frozen=True, kw_only=True, gc=False):
    """Where words were adopted."""

    document: str
    """The document: its symbol, else its file."""
    title: str
    """The document's title."""
    body: str
    """Who adopted it: the identifier of an authority record, else the name as printed; empty where none was read."""
    adopted: str | None
    """The day of adoption in ISO 8601, where it is known."""
    paragraph: str
    """The paragraph's identifier in its document."""
    kind: str
    """What the paragraph is: preambular, operative …"""
    start: int
    """Where the paragraph begins in its document, in characters from 0."""
    end: int
    """Where it ends: the offset after the last character."""
    mandates: int
    """How many mandates it gives."""


class Difference(Struct, frozen=True, kw_only=True, gc=False):
    """Words that differ. An empty span stands where the words of the other side would be."""

    sought: Words
    """The words that were asked for, with their offsets in the question."""
    adopted: Words
    """The words that were adopted, with their offsets in the paragraph."""


class Found(Struct, frozen=True, kw_only=True):
    """A paragraph that was adopted before, and how near it comes."""

    similarity: float
    """The share of words, 0 to 1, that the question and the stretch that it is near have in the same order."""
    text: str
    """The paragraph, each run of white space as one blank."""
    near: Words
    """The stretch of the paragraph that the question is near, with its offsets in `text`."""
    differences: tuple[Difference, ...]
    """The words that differ, in order; none where the words are the same."""
    adoptions: tuple[Adoption, ...]
    """Where it was adopted with exactly these words, the latest first."""


class Answer(Struct, frozen=True, kw_only=True):
    """The answer to one question."""

    format: Literal["dispositif-language/1"] = "dispositif-language/1"
    """The name and version of this format."""
    engine: str
    """The version of the engine that made the index."""
    sought: str
    """The words that were asked for."""
    documents: int
    """How many documents the index holds."""
    found: tuple[Found, ...]
    """What was found, the nearest first."""

    def to_json(self, indent: int = 0) -> str:
        """The answer as JSON, `indent` spaces deep; 0 for one line."""
        encoded = msgspec.json.encode(self)
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()
