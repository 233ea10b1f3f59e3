"""What a comparison says: the public format `dispositif-comparison/1`.

Every statement has its spans in both texts: `old` counts in the text of the older document, `new` in that of the newer.
Where one side has no such words, its span is empty (`start` = `end`) and stands where they would be, or it is the verb
of the act that is spoken of. The string below a field says what it means.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from dispositif.document import Words

Relation = Literal["same", "changed", "moved", "split", "merged", "new", "dropped"]
LineRelation = Relation | Literal["returned"]
ChangeKind = Literal["deleted", "inserted", "replaced"]
FindingKind = Literal[
    "verb-strengthened", "verb-weakened", "verb-changed",
    "addressee-added", "addressee-gone",
    "deadline-added", "deadline-gone", "deadline-moved",
    "condition-added", "condition-gone",
    "amount-changed", "language-taken-over",
]  # fmt: skip


class Side(Struct, frozen=True, kw_only=True):
    """One of the documents that are compared."""

    name: str
    """What it is called: its symbol, else its file."""
    title: str
    """Its title."""
    language: str
    """Its language, in BCP 47."""
    adopted: str | None
    """The day of adoption in ISO 8601, where it is known."""
    sha256: str
    """SHA-256 of the file that was read, in hexadecimal."""


class Place(Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph and its span."""

    paragraph: str
    """Its identifier in its document."""
    start: int
    """Where it begins, in characters from 0."""
    end: int
    """Where it ends: the offset after the last character."""


class Change(Struct, frozen=True, kw_only=True, gc=False):
    """Words that differ between two paragraphs that belong together."""

    kind: ChangeKind
    """Whether words went, came, or gave place to others."""
    old: Words
    """The words of the older text."""
    new: Words
    """The words of the newer text."""


class Pair(Struct, frozen=True, kw_only=True):
    """Paragraphs that belong together."""

    relation: Relation
    """What became of them. A moved paragraph may have changed too: `changes` says so."""
    old: tuple[Place, ...]
    """The paragraphs of the older document: one, several that were merged, or none."""
    new: tuple[Place, ...]
    """The paragraphs of the newer document: one, several into which it was split, or none."""
    moved: bool = False
    """Whether they stand at another place among the paragraphs that stayed."""
    similarity: float
    """The share of words that both have in the same order, 0 to 1."""
    changes: tuple[Change, ...] = ()
    """The words that differ, in the order of the text."""


class Finding(Struct, frozen=True, kw_only=True):
    """What a change means, as far as the two texts say it."""

    kind: FindingKind
    """What sort of change it is."""
    pair: int
    """The number of its pair in `pairs`, from 0."""
    old: Words
    """The words of the older text. Of language taken over: the words of the document it was taken from."""
    new: Words
    """The words of the newer text."""
    before: str = ""
    """What the old words stand for: a verb with its step, an actor, an ISO 8601 date, an amount; else empty."""
    after: str = ""
    """The same of the new words."""
    rule: str = ""
    """The scale that a verb was measured on ("strength/directive"), or the document that language was taken from."""


class Comparison(Struct, frozen=True, kw_only=True):
    """Two documents compared."""

    format: Literal["dispositif-comparison/1"] = "dispositif-comparison/1"
    """The name and version of this format."""
    engine: str
    """The version of the engine that compared them."""
    old: Side
    """The older document."""
    new: Side
    """The newer document."""
    pairs: tuple[Pair, ...]
    """The paragraphs in the order of the newer text; dropped ones where they would stand."""
    findings: tuple[Finding, ...]
    """What the changes mean, in the order of the pairs."""

    def to_json(self, indent: int = 0) -> str:
        """The comparison as JSON, `indent` spaces deep; 0 for one line."""
        return _json(self, indent)


class Line(Struct, frozen=True, kw_only=True):
    """What became of a paragraph through a series of documents."""

    places: tuple[tuple[Place, ...], ...]
    """Its paragraphs in each document of the series, in their order; none where it does not stand."""
    relations: tuple[LineRelation | None, ...]
    """What became of it at each step from one document to the next; null where it stands in neither of the two. What
    is new to the document before, and stood in an earlier one, has `returned`."""


class Series(Struct, frozen=True, kw_only=True):
    """Several documents compared, each with the one before it."""

    format: Literal["dispositif-series/1"] = "dispositif-series/1"
    """The name and version of this format."""
    engine: str
    """The version of the engine that compared them."""
    documents: tuple[Side, ...]
    """The documents, in the order given."""
    steps: tuple[Comparison, ...]
    """Each document compared with the one before it: one less than there are documents."""
    lines: tuple[Line, ...]
    """The line of each paragraph, in the order in which they first stand."""

    def to_json(self, indent: int = 0) -> str:
        """The series as JSON, `indent` spaces deep; 0 for one line."""
        return _json(self, indent)


def stretch(characters: str, start: int, end: int) -> Words:
    """`characters[start:end]` with its span."""
    return Words(text=characters[start:end], start=start, end=end)


def _json(value: Struct, indent: int) -> str:
    encoded = msgspec.json.encode(value)
    return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()
