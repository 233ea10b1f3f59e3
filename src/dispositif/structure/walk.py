"""From blocks to the parts of an instrument, in one walk from top to bottom.

What a block is follows from its own opening words, its printed number, and the zone that the walk has reached: the head,
the preamble, the operative part, what comes after it, an annex.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from dispositif.document import ParagraphKind
from dispositif.structure.numbering import BULLET, Mark
from dispositif.structure.openings import Openings
from dispositif.structure.outline import Outline
from dispositif.structure.pieces import Piece

Zone = Literal["head", "preamble", "operative", "end", "annexed"]

_RULE_LINE = re.compile(r"[_‗=—–-]{5,}$")
_SEPARATOR = re.compile(r"[*·•~_=—–.# -]{1,60}$")
_NOTE_NUMBER = re.compile(r"[\[(]?(\d{1,3}|\*{1,4}|[a-z†‡])[\])]?[. ]+(?=\S)")
_SECTION = re.compile(r"(?:[A-Z]|[IVX]{1,6})\.?$")
_LINES = frozenset("_‗=—–-*·•~.#")
_RECITING = frozenset({"participle", "state", "recital"})
_ACTING = frozenset({"finite", "sentence"})
_ASKING = frozenset({"plain", "imperative"})
_HEADING = 300  # characters: a longer block is no heading
_PROSE = 200  # characters: a longer block above the text is no title
_FORMULA = 1500  # characters: a longer block is no formula
_NAME = 80  # characters: a body's name is no longer
_SENTENCE = 40  # characters: a shorter numbered line above the text is no paragraph
_AHEAD = 80  # blocks: further on, nothing is looked for


class Walk:
    """The walk and what it has seen."""

    def __init__(self, flat: str, pieces: Sequence[Piece], known: Openings) -> None:
        self._flat, self._pieces, self._known = flat, pieces, known
        self._outline = Outline()
        self._zone: Zone = "head"
        self._in_notes = False
        self._numbered_recitals = False
        self._narrative: int | None = None
        self._annexes = 0
        self._annex = 0
        self._sections = self._closed = False
        self.instrument = False

    def run(self) -> None:
        """Give every piece its kind and its place."""
        zones = {
            "head": self._in_head, "preamble": self._in_preamble, "operative": self._in_operative,
            "end": self._at_end, "annexed": self._in_operative,
        }  # fmt: skip
        for at, piece in enumerate(self._pieces):
            piece.annex = self._annex
            if piece.loose and not self._in_notes:
                self._adopt(at, piece, piece.loose)
            if not self._apart(at, piece):
                zones[self._zone](at, piece)
        self._name_the_title()

    def _name_the_title(self) -> None:
        """Of the lines above the text, those that say so are the title, or else the last; the others are masthead."""
        above = [piece for piece in self._pieces if piece.kind == "title"]
        named = [piece for piece in above if piece.rule != "place/head"] or above[-1:]
        for piece in above:
            if piece not in named:
                piece.kind = "masthead"

    def _set(self, piece: Piece, kind: ParagraphKind, rule: str) -> bool:
        piece.kind, piece.rule = kind, rule
        return True

    def _enter(self, zone: Zone) -> None:
        """A new text begins: numbers begin again."""
        self._zone = zone
        self._outline.begin()
        self._in_notes = self._numbered_recitals = self._closed = False

    def _part(self, part: Literal["formulae", "introductions", "conclusions", "annexes", "mastheads", "titles", "closings"], piece: Piece) -> str | None:
        return self._known.part(part, self._flat, piece.start, piece.end)

    def _adopt(self, at: int, piece: Piece, loose: Mark) -> None:
        """Take a number without punctuation for one if it is the next in its list, or begins one."""
        opening = self._known.opening(self._flat, loose.after, piece.end)
        chapter, dot, _ = loose.label.partition(".")
        following = self._pieces[at + 1].loose if at + 1 < len(self._pieces) else None
        begins = not self._outline.levels and (
            loose.label == "1" or (dot and following is not None and following.label.startswith(chapter + dot))
        )
        if (opening or dot) and (begins or self._outline.expects(loose)):
            piece.mark, piece.words, piece.opening = loose, loose.after, opening

    # What may stand in any zone.

    def _apart(self, at: int, piece: Piece) -> bool:
        """Rule lines, notes, tables, formulae, annexes and conclusions: what ends the zone or is outside it."""
        if piece.style == "footnote":
            return self._note(piece, "place/footnote")
        if piece.style == "table":
            return self._set(piece, "other", "place/table")
        if self._flat[piece.start] in _LINES and self._line(at, piece):
            return True
        if self._in_notes and self._noted(piece):
            return True
        if piece.mark is not None:
            return self._asterisked(at, piece) and self._note(piece, "place/asterisk")
        return self._formula(at, piece) or (self._zone not in ("head", "preamble") and self._closing(piece))

    def _line(self, at: int, piece: Piece) -> bool:
        if _RULE_LINE.match(self._flat, piece.start, piece.end):
            following = self._pieces[at + 1] if at + 1 < len(self._pieces) else None
            self._in_notes = self._zone != "head" or (following is not None and following.mark is not None)
            return self._set(piece, "other", "place/rule-line")
        if _SEPARATOR.match(self._flat, piece.start, piece.end):
            return self._set(piece, "other", "place/separator")
        return False

    def _noted(self, piece: Piece) -> bool:
        """Whether the piece is a note; what closes the text or goes on with its numbers is none."""
        mark = piece.mark
        if mark is None:
            if self._part("conclusions", piece) or self._part("annexes", piece):
                return False
        elif mark.form[-1:] in ".)" and piece.opening and self._outline.expects(mark):
            self._in_notes = False
            return False
        return self._note(piece, "place/below-rule-line")

    def _asterisked(self, at: int, piece: Piece) -> bool:
        """Whether an asterisk marks a note and not an item: it stands alone and no words announce a list."""
        form = piece.mark.form if piece.mark else ""
        if form[:1] != "*" or piece.opening:
            return False
        beside = [self._pieces[i] for i in (at - 1, at + 1) if 0 <= i < len(self._pieces)]
        return not any((other.mark and other.mark.form == form) or other.stop == ":" for other in beside)

    def _note(self, piece: Piece, rule: str) -> bool:
        mark = piece.mark
        if mark is not None:
            piece.path, piece.start = (mark.form if mark.label == BULLET else mark.label,), piece.words
        elif number := _NOTE_NUMBER.match(self._flat, piece.start, piece.end):
            piece.path, piece.start = (number[1],), number.end()
        piece.annex = 0
        return self._set(piece, "footnote", rule)

    def _closing(self, piece: Piece) -> bool:
        rule = self._part("annexes", piece) if len(piece) <= _PROSE else None
        if rule:
            self._annexes += 1
            piece.annex = self._annex = self._annexes
            self._enter("annexed")
            return self._set(piece, "heading", rule)
        rule = self._part("conclusions", piece) if self._zone != "annexed" else None
        if rule:
            self._zone, self._in_notes = "end", False
            return self._set(piece, "conclusion", rule)
        return False

    def _formula(self, at: int, piece: Piece) -> bool:
        """The words with which the body names itself, or those that bring in what it said."""
        last = self._flat[piece.end - 1]
        before = self._pieces[at - 1] if at else None
        introduces = self._part("introductions", piece) if self._zone == "head" and at < _AHEAD else None
        rule = introduces or (self._names_body(at, piece, before, last) and self._part("formulae", piece))
        if not rule:
            return False
        self._enter("operative" if introduces and last != "," else "preamble")
        self.instrument = True
        if before is not None and self._sections and _SECTION.match(self._flat, before.start, before.end):
            piece.annex = before.annex = self._annex = 0
        return self._set(piece, "formula", rule)

    def _names_body(self, at: int, piece: Piece, before: Piece | None, last: str) -> bool:
        """Whether a formula may stand here: at the head of a text, where recitals or acts follow."""
        if len(piece) > _FORMULA or (last not in ",;:" and len(piece) > _NAME) or piece.use not in ("", "recital", "subject"):
            return False
        if before is not None and before.kind == "operative":
            return before.stop == "." and last == "," and len(piece) < _NAME and self._recites(at)
        inside = before is not None and self._zone == "preamble" and before.kind != "heading"
        return not inside and self._recites(at)

    def _recites(self, at: int) -> bool:
        """Whether recitals or acts follow."""
        for piece in self._pieces[at + 1 : at + 4]:
            if piece.opening and piece.use != "subject":
                return True
            if piece.mark is None and len(piece) > _PROSE:
                return False
        return False

    # Above the text.

    def _in_head(self, at: int, piece: Piece) -> None:
        use = piece.use
        if use == "sentence" and piece.opening and piece.opening.rule.startswith("structure/"):
            self.instrument = True
        if piece.style not in ("title", "heading") and piece.stop:
            if piece.mark and (use in _ACTING | _ASKING or self._numbered_prose(at, piece)):
                return self._begin(at, piece)
            if use in _RECITING and not piece.mark:
                self._leave_head(at)
                self._zone = "preamble"
                return self._in_preamble(at, piece)
            if use in _ACTING or (use == "subject" and not piece.mark):
                return self._begin(at, piece)
        if _SECTION.match(self._flat, piece.start, piece.end):
            return self._heading(piece)
        rule = self._part("mastheads", piece)
        if rule:
            self._set(piece, "masthead", rule)
        elif piece.mark or (len(piece) > _SENTENCE and piece.stop == self._flat[piece.end - 1]):
            self._narrative = at if self._narrative is None else self._narrative
            self._set(piece, "other", "place/narrative")
        else:
            self._set(piece, "title", self._part("titles", piece) or "place/head")
        return None

    def _begin(self, at: int, piece: Piece) -> None:
        """The operative part begins without a formula."""
        self._leave_head(at)
        self._zone = "operative"
        self._in_operative(at, piece)

    def _leave_head(self, at: int) -> None:
        """The narrative above a text without a formula is its preamble."""
        for above in range(at if self._narrative is None else self._narrative, at):
            piece = self._pieces[above]
            if piece.rule == "place/narrative":
                self._place(above, piece)
                piece.kind = "preambular"
            elif piece.kind == "title":
                self._heading(piece)

    def _numbered_prose(self, at: int, piece: Piece) -> bool:
        """Whether the first number begins the text; where prose without numbers came before it, only an act does."""
        first = piece.mark is not None and piece.mark.readings[0][1] == 1 and "." not in piece.mark.label
        return first and len(piece) > _SENTENCE and self._narrative is None

    # Between the formula and the first act.

    def _in_preamble(self, at: int, piece: Piece) -> None:
        mark, use = piece.mark, piece.use
        if mark is None:
            if use in _ACTING and piece.stop == ":" and (rule := self._part("introductions", piece)):
                self._enter("operative")
                self._set(piece, "formula", rule)
                return None
            if use in _ACTING and (piece.stop == ":" or not self._acts_numbered_later(at)):
                return self._begin_acts(at, piece)
            if use not in _RECITING and self._like_heading(piece):
                self._heading(piece)
                return None
        elif (use in _ACTING or mark.style in ("decimal", "upper roman", "upper letter")) and not self._recital_number(at, piece):
            return self._begin_acts(at, piece)
        self._place(at, piece)
        self._set(piece, "preambular", piece.opening.rule if piece.opening else "place/preamble")
        return None

    def _begin_acts(self, at: int, piece: Piece) -> None:
        self._enter("operative")
        self._in_operative(at, piece)

    def _recital_number(self, at: int, piece: Piece) -> bool:
        """Whether a numbered paragraph is a recital: of a recital's form, numbered from the formula on, acts after it."""
        if piece.use in _ACTING or piece.use in ("past", "plain"):
            return False
        if piece.mark and piece.mark.readings[0][1] == 1:
            before = self._pieces[at - 1]
            begins = before.kind in ("formula", "heading") or before.stop == ":"
            acts_follow = any(later.use in _ACTING for later in self._pieces[at + 1 : at + _AHEAD])
            self._numbered_recitals = begins and piece.use in _RECITING and acts_follow
        return self._numbered_recitals

    def _acts_numbered_later(self, at: int) -> bool:
        """Whether a numbered list of acts follows, so that what comes before it is the preamble."""
        headed = False
        for piece in self._pieces[at + 1 : at + _AHEAD]:
            if piece.mark is None and self._like_heading(piece):
                headed = True
                if self._part("annexes", piece) or self._part("conclusions", piece):
                    return False
            elif headed and piece.mark is None:
                return False
            if piece.mark and piece.mark.readings[0] == ("decimal", 1):
                return piece.opening is not None
        return False

    # The operative part, and annexes.

    def _in_operative(self, at: int, piece: Piece) -> None:
        if piece.style in ("heading", "title") or self._like_heading(piece):
            return self._after_end(at, piece) if self._closed else self._heading(piece)
        if self._section_recital(at, piece):
            self._enter("preamble" if self._zone == "operative" else self._zone)
            self._set(piece, "preambular", piece.opening.rule if piece.opening else "")
            return None
        self._place(at, piece)
        self._set(piece, "operative", piece.opening.rule if piece.opening else "place/operative")
        self._closed = piece.use == "finite" and self._part("closings", piece) is not None
        return None

    def _section_recital(self, at: int, piece: Piece) -> bool:
        """Whether a section begins with recitals of its own."""
        return (
            piece.mark is None
            and piece.use in _RECITING
            and piece.stop == ","
            and self._pieces[at - 1].kind in ("heading", "preambular")
        )

    def _like_heading(self, piece: Piece) -> bool:
        """Whether the block has the shape of a heading: short, not ended by a stop, no act."""
        if piece.stop or len(piece) > _HEADING:
            return False
        if piece.use in _ACTING and not (piece.use == "finite" and self._known.nominal(self._flat, piece.words, piece.end)):
            return False
        return piece.mark is None or piece.mark.style.startswith("upper")

    def _heading(self, piece: Piece) -> None:
        if piece.mark:
            piece.path, piece.start = (piece.mark.label,), piece.words
        if not self._annex and _SECTION.match(self._flat, piece.start, piece.end):
            self._sections = True
        del self._outline.levels[1:]
        self._set(piece, "heading", "place/heading")

    def _place(self, at: int, piece: Piece) -> None:
        """Find a paragraph's path of printed numbers and the paragraph that it belongs to."""
        outline, mark = self._outline, piece.mark
        if mark is None:
            if (piece.use in _ACTING and (piece.stop == ":" or outline.base)) or (piece.use in _RECITING and piece.stop == ":"):
                outline.begin(piece)
            elif outline.levels and piece.use not in _ACTING:
                piece.parent = outline.levels[0].holder
            return
        if not outline.levels and outline.base and mark.style == "decimal":
            outline.base = None
        outline.place(mark, piece, at > 0 and self._pieces[at - 1].stop == ":")
        piece.path, piece.parent, piece.start = outline.path(), outline.owner(), piece.words

    # After the last paragraph.

    def _at_end(self, at: int, piece: Piece) -> None:
        mark = piece.mark
        if mark and piece.opening and self._outline.expects(mark):
            self._zone = "operative"
            return self._in_operative(at, piece)
        if mark and not mark.form and not piece.opening:
            self._note(piece, "place/end")
        elif self._like_heading(piece) and self._flat[piece.start] not in "[(":
            self._after_end(at, piece)
        else:
            self._set(piece, "conclusion", "place/end")
        return None

    def _after_end(self, at: int, piece: Piece) -> None:
        """A heading below the conclusion: another resolution of the same number, or an annex that is not called one."""
        following = self._pieces[at + 1 : at + 3]
        if _SECTION.match(self._flat, piece.start, piece.end) and any(f.opening is not None or f.stop == "," for f in following):
            return self._heading(piece)
        self._annexes += 1
        piece.annex = self._annex = self._annexes
        self._enter("annexed")
        self._set(piece, "heading", "place/annex")
        return None
