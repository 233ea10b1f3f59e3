"""Where another text begins in a file that holds several: "Resolution 12/2" below the end of "Resolution 12/1"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from dispositif.structure import shapes
from dispositif.structure.front import is_symbol, leading_number
from dispositif.structure.openings import Openings, Part
from dispositif.structure.pieces import Piece

Before = Literal["head", "acts", "end", "annex", "annexed"]
_LINES: Final = 15  # no text has more lines above its formula
_COUNTED: Final = re.compile(r"\w+(?: no\.?)? ?\d", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{1,4}/\d{1,4}(?: ?[A-Z])?\.?$")
_FIGURES: Final = "#"


class Designation:
    """What a line calls a text: its kind, by a noun for it, or figures; `counted` where it bears a number."""

    __slots__ = ("counted", "kind", "words")

    def __init__(self, kind: str, counted: bool, words: str) -> None:
        self.kind, self.counted, self.words = kind, counted, words


class Further:
    """Tells the lines above a further text from headings in the one before.

    It begins with lines such as stand above a text, up to its formula or first act. A number that calls it as the text
    before it is called makes it one; so does a noun for its kind, or the name of the same body, in the formula.
    """

    def __init__(self, flat: str, pieces: Sequence[Piece], known: Openings) -> None:
        self._flat, self._pieces, self._known = flat, pieces, known
        self._unseen: list[Piece] = []  # lines above texts that nobody has asked for yet: in most files nobody does
        self._kinds: set[tuple[str, bool]] = set()  # by which texts are called here
        self._formulae: list[Piece] = []
        self._last = ""

    def see_line(self, piece: Piece) -> None:
        """Remember a line above a text, which may call it something."""
        self._unseen.append(piece)

    def see_formula(self, piece: Piece) -> None:
        """Remember the formula in which a text names its body."""
        self._formulae.append(piece)

    def _see(self) -> None:
        """See what the lines above texts call them."""
        for piece in self._unseen:
            called = self._designation(piece)
            if called is not None:
                self._kinds.add((called.kind, called.counted))
                self._last = called.words
        self._unseen.clear()

    def begins(self, at: int, before: Before) -> bool:
        """Whether another text begins with the piece at that place; `before` is what stands before it."""
        piece = self._pieces[at]
        if not self._is_line(piece) or self._ends_text(piece) or self._in_section(at):
            return False
        called: list[Designation] = []
        for line in self._pieces[at : at + _LINES]:
            if self._is_line(line):
                designation = self._designation(line)
                if designation is not None:
                    called.append(designation)
                continue
            return self._goes_with(line, called, at, before)
        return False

    def _goes_with(self, text: Piece, called: list[Designation], at: int, before: Before) -> bool:
        """Whether lines that so call a text stand above one that begins with the piece `text`."""
        formula = bool(text.stop) and (
            (text.stop != "." and self._part("formulae", text)) or self._part("introductions", text)
        )
        if not (formula or called):
            return False  # a heading in nearly all cases
        self._see()
        known = any((one.kind, one.counted) in self._kinds for one in called)
        anew = any(one.counted and (one.kind, True) in self._kinds and one.words != self._last for one in called)
        if before in ("annex", "annexed"):
            # What an annex begins with is its own title, whatever it is.
            return before == "annexed" and anew and self._begins_anew(text)
        if formula:
            closed = before == "end" or (at > 0 and self._pieces[at - 1].stop == ".")
            same = closed and self._body(text) in map(self._body, self._formulae)
            named = before == "acts" and bool(called)
            return known or same or named or any(one.counted for one in called)
        return anew and self._begins_anew(text)

    def _begins_anew(self, text: Piece) -> bool:
        """Whether a paragraph may be the first of a text: without a number, or with the first."""
        return text.mark is None or text.mark.value == 1

    def _is_line(self, piece: Piece) -> bool:
        """Whether the piece is a line such as stands above a text."""
        if piece.mark is not None or piece.length > shapes.PROSE or piece.opening.acts:
            return False
        return not piece.stop or self._designation(piece) is not None

    def _in_section(self, at: int) -> bool:
        """Whether the piece is the letter of a section, or right below one: sections may have formulae of their own."""
        return any(shapes.is_section(self._flat, piece) for piece in self._pieces[max(0, at - 1) : at + 1])

    def _ends_text(self, piece: Piece) -> bool:
        """Whether the line closes the text before it, or heads an annex."""
        return self._part("conclusions", piece) or self._part("annexes", piece)

    def _designation(self, piece: Piece) -> Designation | None:
        words = self._flat[piece.start : piece.end]
        if self._part("mastheads", piece) or self._part("titles", piece):
            noun = words.partition(" ")[0].lower()
            if kind := self._known.instruments.get(noun):
                return Designation(kind, _COUNTED.match(words) is not None, words)
            if noun[0].isdigit() and "/" in noun and self._part("titles", piece):
                return Designation(_FIGURES, True, words)
        if _NUMBER.match(words) or is_symbol(words) or leading_number(words):
            return Designation(_FIGURES, True, words)
        return None

    def _body(self, piece: Piece) -> str:
        return self._flat[piece.start : piece.end].rstrip(" ,:;").lower()

    def _part(self, part: Part, piece: Piece) -> bool:
        return piece.rule_of(part, self._flat, self._known) is not None
