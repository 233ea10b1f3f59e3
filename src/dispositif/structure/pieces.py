"""A block on its way to becoming a paragraph."""

from __future__ import annotations

from typing import Final

from dispositif.document import ParagraphKind
from dispositif.structure.numbering import Mark
from dispositif.structure.openings import SILENT, Opening, Openings, Part

STOPS: Final = ".;:,!?…؛،。；："
_JOINED: Final = 5  # characters: "; and"
_AFTER_STOPS: Final = "\"'“”‘’«»)]*0123456789 "


class Piece:
    """A block with its number and opening, and, after the walk, its kind and place.

    `start` moves behind the number once the number counts; `words` is where the words begin, and `length` their length.
    `text` counts texts that stand one after another from 1, `annex` the annexes of each; 0 is its main part. `loose`
    is a number that only the numbers before it can tell for one, `inner` one that begins a list right behind the number
    of the block: "2. (1) Members". `stop` is the punctuation that ends the words; `style`
    and `nesting` are what the layout says. `head` is the first word as the records of the parts know it, None until it
    is asked for.
    """

    __slots__ = (
        "annex", "end", "head", "inner", "kind", "length", "loose", "mark", "name", "nesting", "opening", "parent",
        "path", "rule", "start", "stop", "style", "text", "words",
    )  # fmt: skip

    def __init__(self, start: int, end: int, words: int, mark: Mark | None, style: str = "", stop: str = "") -> None:
        self.start, self.end, self.words, self.mark, self.style, self.stop = start, end, words, mark, style, stop
        self.length = end - words
        self.head: str | None = None
        self.loose: Mark | None = None
        self.inner: Mark | None = None
        self.nesting: int | None = None
        self.opening: Opening = SILENT
        self.kind: ParagraphKind = "other"
        self.path: tuple[str, ...] = ()
        self.parent: Piece | None = None
        self.rule = self.name = ""
        self.annex = 0
        self.text = 1

    def rule_of(self, part: Part, flat: str, known: Openings) -> str | None:
        """The rule by which the piece is, by its opening, of a part of a text; None where it is not."""
        if self.head is None:
            self.head = known.head(flat, self.start, self.end)
        return known.part(part, self.head, flat, self.start, self.end) if self.head else None


def stop(flat: str, start: int, end: int) -> str:
    """The punctuation that ends the words; "" where none does.

    Quotation marks, note numbers and a short word that joins what follows ("; and") after it are left out.
    """
    last = flat[end - 1]
    if last in STOPS:
        return last
    if last not in _AFTER_STOPS:
        joined = flat.rfind("; ", max(start, end - _JOINED), end) if last.islower() else -1
        return ";" if joined >= 0 and flat[joined + 2 : end].isalpha() else ""
    tail = flat[max(start, end - 12) : end]
    bare = tail.rstrip(_AFTER_STOPS)
    if bare[-1:] not in STOPS or (bare[-1:] == "." and "/" in tail.rpartition(" ")[2]):  # "decision 2/HC.6"
        return ""
    return bare[-1:]
