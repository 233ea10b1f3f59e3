"""From blocks to the parts of an instrument: what comes before the formula, preamble, operative part, annexes, notes.

One walk from top to bottom. What a block is follows from its own opening words, its printed number, and the part that
the walk stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dispositif.document import ParagraphKind
from dispositif.structure.numbering import BULLET, Mark, Outline
from dispositif.structure.openings import Opening, Openings

_RULE = re.compile(r"[_‗=—–-]{5,}$")
_SEPARATOR = re.compile(r"[*·•~_=—–. -]{1,40}$")
_RECITING = frozenset({"participle", "state", "recital"})
_ACTING = frozenset({"finite", "sentence"})
_STOPS = ".;:,!?…"
_AFTER_WORDS = "\"'“”‘’«»*)]0123456789"
_AHEAD = 80  # blocks: further on, nothing is looked for
_HEADING = 200  # characters: a longer block is no heading


class Piece:
    """A block on its way to becoming a paragraph."""

    __slots__ = ("annex", "end", "kind", "level", "mark", "opening", "parent", "path", "rule", "start", "top", "words")

    def __init__(self, start: int, end: int, words: int, mark: Mark | None, level: int) -> None:
        self.start, self.end, self.words, self.mark, self.level = start, end, words, mark, level
        self.opening: Opening | None = None
        self.kind: ParagraphKind = "other"
        self.path: tuple[str, ...] = ()
        self.parent: Piece | None = None
        self.rule = ""
        self.annex = 0


class Walk:
    """The state of the walk: which part it stands in."""

    def __init__(self, flat: str, pieces: Sequence[Piece], known: Openings) -> None:
        self.flat, self.pieces, self.known = flat, pieces, known
        self.outline = Outline()
        self.holders: list[Piece] = []
        self.zone = "head"
        self.notes = False
        self.annex = 0
        self.instrument = False
        self.unnumbered_top: Piece | None = None
        self.numbered_recitals = False

    def run(self) -> None:
        """Give every piece its kind, path and parent."""
        for at, piece in enumerate(self.pieces):
            piece.annex = self.annex
            if not self._outside(at, piece):
                getattr(self, f"_{self.zone}")(at, piece)

    # What may stand anywhere.

    def _outside(self, at: int, piece: Piece) -> bool:
        if _RULE.match(self.flat, piece.start, piece.end):
            self.notes = self.zone != "head" or self._marked_next(at)
            return self._is(piece, "other", "numbering/rule-line")
        if _SEPARATOR.match(self.flat, piece.start, piece.end):
            return self._is(piece, "other", "numbering/separator")
        if self.notes and self._note(piece):
            return True
        if self.zone in ("operative", "end") and self._annex(piece):
            return True
        if self.zone != "operative" or piece.mark is None:
            if self._formula(at, piece):
                return True
        if self.zone in ("operative", "end") and piece.mark is None:
            rule = self.known.part("conclusions", self.flat, piece.start, piece.end)
            if rule:
                self.zone = "end"
                self.notes = False
                return self._is(piece, "conclusion", rule)
        return False

    def _marked_next(self, at: int) -> bool:
        return at + 1 < len(self.pieces) and self.pieces[at + 1].mark is not None

    def _is(self, piece: Piece, kind: ParagraphKind, rule: str) -> bool:
        piece.kind, piece.rule = kind, rule
        return True

    def _note(self, piece: Piece) -> bool:
        mark = piece.mark
        if mark is None and self.known.part("conclusions", self.flat, piece.start, piece.end):
            return False
        if mark is None and self.known.part("annexes", self.flat, piece.start, piece.end):
            return False
        if mark and mark.form[-1:] in ".)" and piece.opening and self.outline.levels and self.outline.expects(mark):
            self.notes = False
            return False
        if mark:
            piece.path, piece.start = (mark.form if mark.label == BULLET else mark.label,), piece.words
        piece.annex = 0
        return self._is(piece, "footnote", "numbering/after-rule-line")

    def _annex(self, piece: Piece) -> bool:
        rule = self.known.part("annexes", self.flat, piece.start, piece.end) if piece.mark is None else None
        if not rule:
            return False
        self.annex += 1
        piece.annex = self.annex
        self._new_text()
        self.zone = "annexed"
        return self._is(piece, "heading", rule)

    def _new_text(self) -> None:
        self.outline.clear()
        self.holders.clear()
        self.unnumbered_top = None
        self.numbered_recitals = False
        self.notes = False

    def _formula(self, at: int, piece: Piece) -> bool:
        length = piece.end - piece.words
        last = self.flat[piece.end - 1]
        if self.zone not in ("head", "preamble") and at and self.pieces[at - 1].kind == "operative":
            return False
        if piece.mark is not None or length > 1500 or (last not in ",;:" and length > 80):
            return False
        if piece.opening and piece.opening.use != "recital":
            return False
        if self.zone == "preamble" and length > 120:
            return False
        rule = self.known.part("introductions", self.flat, piece.start, piece.end) if self.zone == "head" else None
        if rule:
            self._new_text()
            self.zone, self.instrument = "operative", True
            if last == ",":
                self.zone = "preamble"
            return self._is(piece, "formula", rule)
        rule = self.known.part("formulae", self.flat, piece.start, piece.end)
        if not rule or not self._recites(at):
            return False
        self._new_text()
        self.zone, self.instrument = "preamble", True
        return self._is(piece, "formula", rule)

    def _recites(self, at: int) -> bool:
        """Whether recitals or operative paragraphs follow."""
        for piece in self.pieces[at + 1 : at + 4]:
            if piece.opening and piece.opening.use != "sentence":
                return True
            if piece.mark is None and piece.end - piece.start > _HEADING:
                return False
        return False

    # Above the text.

    def _head(self, at: int, piece: Piece) -> None:
        use = piece.opening.use if piece.opening else ""
        ended = self.flat[piece.end - 1] in _STOPS
        rule = piece.opening.rule if piece.opening else ""
        if rule.startswith("structure/operatives"):
            self.zone, self.instrument = "operative", True
            return self._operative(at, piece)
        if piece.mark and piece.mark.readings[0][1] == 1 and use in ("finite", "plain", "past", "sentence"):
            self.zone = "operative"
            return self._operative(at, piece)
        if use in ("participle", "state", "recital") and ended and not piece.mark:
            self.zone = "preamble"
            return self._preamble(at, piece)
        if use in ("finite", "sentence") and ended:
            self.zone = "operative"
            return self._operative(at, piece)
        self._heading_or_other(piece)

    def _heading_or_other(self, piece: Piece) -> None:
        rule = self.known.part("mastheads", self.flat, piece.start, piece.end)
        if rule:
            self._is(piece, "masthead", rule)
        elif piece.end - piece.start > 2 * _HEADING and self.flat[piece.end - 1] in _STOPS:
            self._is(piece, "other", "place/head")
        else:
            self._is(piece, "title", "place/head")

    # Between the formula and the first operative paragraph.

    def _preamble(self, at: int, piece: Piece) -> None:
        use = piece.opening.use if piece.opening else ""
        if piece.mark is None:
            if use in _ACTING and (self.flat[piece.end - 1] == ":" or not self._numbered_later(at)):
                self.zone = "operative"
                return self._operative(at, piece)
            if use not in _RECITING and self._like_heading(piece):
                self._is(piece, "heading", "place/heading")
                return None
        elif (use in _ACTING or piece.mark.readings[0][0] in ("decimal", "upper roman", "upper letter")) and not self._recital_number(at, piece, use):
            self.zone = "operative"
            self._new_text()
            return self._operative(at, piece)
        self._put(piece, at)
        self._is(piece, "preambular", piece.opening.rule if piece.opening else "place/preamble")
        return None

    def _recital_number(self, at: int, piece: Piece, use: str) -> bool:
        """Whether a numbered paragraph is a recital: right after the formula, and of a recital's form."""
        if use in ("finite", "past", "sentence", "plain"):
            return False
        if piece.mark and piece.mark.readings[0][1] == 1:
            self.numbered_recitals = (self.pieces[at - 1].kind == "formula" or self.flat[self.pieces[at - 1].end - 1] == ":") and use in (
                "participle", "state", "recital")
        return self.numbered_recitals

    def _numbered_later(self, at: int) -> bool:
        """Whether a numbered list of acts follows, so that what comes before it is the preamble."""
        headed = False
        for piece in self.pieces[at + 1 : at + _AHEAD]:
            if piece.mark is None and self._like_heading(piece):
                headed = True
            elif headed and piece.mark is None:
                return False
            if piece.mark and piece.mark.readings[0] == ("decimal", 1):
                return bool(piece.opening)
        return False

    # The operative part.

    def _operative(self, at: int, piece: Piece) -> None:
        if self._recital_of_section(at, piece):
            self._new_text()
            self.zone = "preamble" if self.zone == "operative" else self.zone
            self._is(piece, "preambular", piece.opening.rule if piece.opening else "")
            return
        if self._like_heading(piece):
            if piece.mark:
                piece.path, piece.start = (piece.mark.label,), piece.words
            del self.outline.levels[1:]
            del self.holders[1:]
            self._is(piece, "heading", "place/heading")
            return
        self._put(piece, at)
        self._is(piece, "operative", piece.opening.rule if piece.opening else "place/operative")

    def _recital_of_section(self, at: int, piece: Piece) -> bool:
        """Whether a section of the operative part begins with recitals of its own."""
        if piece.mark or not piece.opening or piece.opening.use not in _RECITING:
            return False
        last = self.flat[piece.words : piece.end].rstrip("0123456789")[-1:]
        return last == "," and at > 0 and self.pieces[at - 1].kind in ("heading", "preambular")

    def _like_heading(self, piece: Piece) -> bool:
        """Whether the block has the shape of a heading: short, not ended by a stop, performing nothing."""
        if piece.end - piece.words > _HEADING or (piece.opening and piece.opening.use in _ACTING):
            return False
        words = self.flat[piece.words : piece.end].rstrip(_AFTER_WORDS + " ")
        if words[-1:] in _STOPS and words:
            return False
        if piece.mark is None:
            return True
        return piece.mark.readings[0][0].startswith("upper")

    def _put(self, piece: Piece, at: int) -> None:
        """Find a paragraph's place: its path of printed numbers and the paragraph that it belongs to."""
        if piece.mark is None:
            if piece.opening and piece.opening.use in ("finite", "participle", "past") and self.flat[piece.end - 1] == ":":
                self.outline.clear()
                self.holders[:] = [piece]
                self.unnumbered_top = piece
            elif self.unnumbered_top is None and self.outline.levels:
                piece.parent = self.holders[0]
            return
        chapeau = at > 0 and self.flat[self.pieces[at - 1].end - 1] == ":"
        self.outline.place(piece.mark, chapeau)
        piece.path = self.outline.path()
        piece.start = piece.words
        depth = len(piece.path) - 1
        offset = 1 if self.unnumbered_top else 0
        if self.unnumbered_top and depth == 0 and piece.mark.readings[0][0] == "decimal":
            self.unnumbered_top, offset = None, 0
            self.holders.clear()
        del self.holders[depth + offset :]
        piece.parent = self.holders[-1] if self.holders else None
        self.holders.append(piece)

    # After the last paragraph, and in annexes.

    def _end(self, at: int, piece: Piece) -> None:
        if piece.mark and piece.mark.form == "" and not piece.opening:
            piece.path, piece.start = (piece.mark.label,), piece.words
            self._is(piece, "footnote", "place/end")
        elif self._like_heading(piece) and self.flat[piece.start] not in "[(":
            self.annex += 1
            piece.annex = self.annex
            self._new_text()
            self.zone = "annexed"
            self._is(piece, "heading", "place/annex")
        else:
            self._is(piece, "conclusion", "place/end")

    def _annexed(self, at: int, piece: Piece) -> None:
        rule = self.known.part("annexes", self.flat, piece.start, piece.end) if piece.mark is None else None
        if rule:
            self._annex(piece)
            return
        self._operative(at, piece)
