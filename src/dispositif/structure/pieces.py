"""A block on its way to becoming a paragraph."""

from __future__ import annotations

from dispositif.document import ParagraphKind
from dispositif.structure.numbering import Mark
from dispositif.structure.openings import ACTING, RECITING, Opening

STOPS = frozenset(".;:,!?…؛،。；：")
_AFTER_STOPS = "\"'“”‘’«»)]*0123456789 "


class Piece:
    """A block with its number and opening, and, after the walk, its kind and place.

    `start` moves behind the number once the number counts; `words` is where the words begin. `annex` counts the annexes
    from 1; 0 is the main part. `loose` is a number that only the numbers before it can tell for one. `stop` is the
    punctuation that ends the words; `style` and `nesting` are what the layout says.
    """

    __slots__ = (
        "annex", "end", "kind", "loose", "mark", "nesting", "opening", "parent", "path", "rule", "start", "stop",
        "style", "words",
    )  # fmt: skip

    def __init__(self, start: int, end: int, words: int, mark: Mark | None, style: str = "", stop: str = "") -> None:
        self.start, self.end, self.words, self.mark, self.style, self.stop = start, end, words, mark, style, stop
        self.loose: Mark | None = None
        self.nesting: int | None = None
        self.opening: Opening | None = None
        self.kind: ParagraphKind = "other"
        self.path: tuple[str, ...] = ()
        self.parent: Piece | None = None
        self.rule = ""
        self.annex = 0

    @property
    def use(self) -> str:
        """How the paragraph opens: the use of its verb, or ""."""
        return self.opening.use if self.opening else ""

    @property
    def rule_of_opening(self) -> str:
        """The record that tells the opening, or ""."""
        return self.opening.rule if self.opening else ""

    @property
    def acts(self) -> bool:
        """Whether the paragraph opens as an act does."""
        return self.opening is not None and self.opening.use in ACTING

    @property
    def recites(self) -> bool:
        """Whether the paragraph opens as a recital does."""
        return self.opening is not None and self.opening.use in RECITING

    def __len__(self) -> int:
        return self.end - self.words


def stop(flat: str, start: int, end: int) -> str:
    """The punctuation that ends the words, quotation marks and note numbers after it left out; "" where none does."""
    last = flat[end - 1 : end]
    if last in STOPS:
        return last
    tail = flat[max(start, end - 12) : end].rstrip(_AFTER_STOPS)[-1:]
    return tail if tail in STOPS else ""
