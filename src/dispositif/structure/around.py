"""What stands around a piece: asked of the pieces and their words alone, wherever the walk has come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dispositif.structure import shapes
from dispositif.structure.front import is_symbol
from dispositif.structure.numbering import Mark
from dispositif.structure.openings import Openings, Part
from dispositif.structure.pieces import Piece

_ABOVE_RECITALS: Final = ("heading", "preambular", "formula")
AHEAD: Final = 80
"""Blocks: further on, nothing is looked for."""
FIRST_RANK: Final = ("decimal", "upper roman", "upper letter", "ordinal")
"""Styles of the numbers of acts."""
_QUOTED: Final = 300  # blocks: no draft that is quoted is longer
SILENT: Final = 3
"""Blocks that open nothing: behind so many, nothing follows."""


class Around:
    """The pieces of a text, and the opening words of its language."""

    def __init__(self, flat: str, pieces: Sequence[Piece], known: Openings) -> None:
        self._flat, self._pieces, self._known = flat, pieces, known

    def _part(self, part: Part, piece: Piece) -> str | None:
        return piece.rule_of(part, self._flat, self._known)

    def _next(self, at: int) -> Piece | None:
        return self._pieces[at + 1] if at + 1 < len(self._pieces) else None

    def _end_of_draft(self, at: int) -> int:
        """Where the draft ends that begins there: with its quotation, or where the text around it is closed.

        `at` where nothing closes the quotation.
        """
        quoted = self._flat[self._pieces[at].start] in shapes.QUOTES
        for place in range(at, min(len(self._pieces), at + _QUOTED)):
            piece = self._pieces[place]
            if quoted and shapes.closes_quote(self._flat, piece):
                return place + 1
            if not quoted and (self._part("conclusions", piece) or self._part("annexes", piece)):
                return place
        return at if quoted else len(self._pieces)

    def _of_part(self, part: Part, piece: Piece) -> str | None:
        """The rule by which the words behind a piece's number are, by their opening, of a part."""
        return self._known.part_of(part, self._flat, piece.words, piece.end)

    def _is_sentence(self, piece: Piece, loose: Mark) -> bool:
        return piece.length > shapes.SENTENCE and piece.stop != "" and self._flat[loose.after].isupper()

    def _acts_next(self, at: int) -> bool:
        """Whether an act follows at once: below its recitals a body may name itself for the first time."""
        following = self._next(at)
        return following is not None and following.opening.use == "finite"

    def _precedes_formula(self, at: int) -> bool:
        """Whether the next block is the formula: a line above it, "The state of the harbours", is the title."""
        for following in self._pieces[at + 1 : at + 1 + SILENT]:
            if not self._part("mastheads", following):  # "(Adopted on 4 May 2010)" may stand between
                return following.stop == "," and self._part("formulae", following) is not None
        return False

    def _recites(self, at: int) -> bool:
        """Whether recitals or acts follow, at once or behind a list of what the body had before it."""
        listed = self._pieces[at].stop == ":"
        silent = 0
        for piece in self._pieces[at + 1 : at + AHEAD]:
            if piece.opening.use not in ("", "subject"):
                return True
            if listed and piece.mark is not None and piece.mark.style == "bullet":
                continue
            silent += 1
            if silent == SILENT or (piece.mark is None and piece.length > shapes.PROSE):
                break
        return False

    def _speaks_in_list(self, at: int, piece: Piece) -> bool:
        """Whether a body is named over a list of what it did: "45. The Conference: | a) took note"."""
        following = self._next(at)
        told = following is not None and following.mark is not None and following.opening.use in ("past", "finite")
        return told and piece.stop == ":" and piece.length < shapes.NAME

    def _acts_follow(self, at: int, form: str = "finite") -> bool:
        """Whether acts follow, with a subject or a verb in a form of the present or in another `form`."""
        return any(later.opening.acts or later.opening.use == form for later in self._pieces[at + 1 : at + AHEAD])

    def _closes(self, piece: Piece) -> bool:
        """Whether the act is the one with which a body always ends."""
        return self._of_part("closings", piece) is not None

    def _section_recital(self, at: int, piece: Piece) -> bool:
        """Whether a section begins with recitals of its own."""
        if piece.mark or not piece.opening.recites or self._pieces[at - 1].kind not in _ABOVE_RECITALS:
            return False
        return piece.stop == "," or (piece.stop == ";" and self._precedes_acts(at))

    def _precedes_acts(self, at: int) -> bool:
        """Whether recitals lead from here to a line that announces acts: "The Council:", "Resolves:"."""
        for piece in self._pieces[at + 1 : at + AHEAD]:
            if piece.mark is not None or not piece.opening.recites:
                announces = piece.opening.acts and piece.stop == ":"
                return piece.mark is None and (announces or self._part("formulae", piece) is not None)
        return False

    def _like_heading(self, at: int, piece: Piece) -> bool:
        """Whether the block has the shape of a heading: short, not ended by a stop, no act."""
        following = self._next(at)
        if piece.stop == "." and shapes.is_section(self._flat, piece):
            return True
        if piece.stop or piece.length > shapes.HEADING:
            return following is not None and shapes.is_running_head(piece, following)
        opening = piece.opening
        noun = opening.noun and self._known.nominal(self._flat, piece.words, piece.end)
        if opening.acts and not (opening.use == "finite" and noun):
            return False
        if piece.mark is None or (piece.mark.style in FIRST_RANK and piece.mark.style != "decimal"):
            return True
        if piece.mark.style != "decimal" or following is None:
            return False
        if following.mark:  # "2. Strengthening of resources | 1. Requests the pilots"
            again = following.mark.form == piece.mark.form and following.mark.readings[0] == ("decimal", 1)
            return again and following.opening.acts
        listed = following.loose is not None and following.loose.label.count(".") == piece.mark.label.count(".")
        return following.stop == "." and not listed

    def _asks_in_list(self, at: int, piece: Piece) -> bool:
        """Whether those who speak ask in a list that begins or goes on below: "Request: | 3. The pilots to sail".

        Or they act in it: "We: | - Request the pilots to sail".
        """
        following = self._next(at)
        if following is None or following.mark is None:
            return False
        if piece.opening.use != "plain":
            return piece.opening.use == "subject" and following.opening.use == "plain"
        alone = self._flat.find(" ", piece.words, piece.end) < 0  # else it may be a noun: "Request for lamps:"
        return alone or not (piece.opening.noun and self._known.nominal(self._flat, piece.words, piece.end))

    def _goes_on_below(self, at: int, piece: Piece) -> bool:
        """Whether an act ends as no sentence does, and the next block goes on with it.

        "instructs the Board | to sail", "Recommends to the Boards, | 1. That pilots be trained".
        """
        following = self._next(at)
        if following is None or piece.stop not in ("", ","):
            return False
        if following.mark is not None and following.opening.use == "clause":
            return True
        return not piece.stop and self._flat[following.words].islower()

    def _heads_more(self, at: int, piece: Piece) -> bool:
        """Whether a line below the end stands over something; a record's symbol and signatures belong to the end."""
        words = self._flat[piece.start : piece.end]
        below = self._pieces[at + 1 : at + AHEAD]
        over = any(one.stop or one.mark or one.opening.use or one.style or one.length > shapes.NAME for one in below)
        return over and words[0] not in "[(" and not is_symbol(words)
