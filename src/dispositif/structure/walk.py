"""From blocks to the parts of an instrument, in one walk from top to bottom.

What a block is follows from its own opening words, its printed number, and the zone that the walk has reached: the
head, the preamble, the operative part, what comes after it, an annex.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from dispositif.document import ParagraphKind
from dispositif.structure import shapes
from dispositif.structure.around import AHEAD, FIRST_RANK, SILENT, Around
from dispositif.structure.further import Before, Further
from dispositif.structure.numbering import Mark
from dispositif.structure.openings import Openings, Speakers, before_note
from dispositif.structure.outline import Outline
from dispositif.structure.pieces import Piece

Zone = Literal["head", "preamble", "operative", "end", "annexed"]

_SIGNED: Final = 4  # lines: no more stand above the date
_FORMULA: Final = 1500  # characters: a longer block is no formula
_LONG_NAME: Final = 160  # characters: no body's name is longer, that of its treaty included
_BEFORE: Final[dict[Zone, Before]] = {"head": "head", "operative": "acts", "end": "end", "annexed": "annexed"}
_ANNEXES: Final = ("structure/annexes/", "place/annex")
_TITLE: Final = 20  # characters: the title of a person, where a line begins with it
_COUNTED: Final = 3  # sentences: so many behind their numbers are a list


class Walk(Around):
    """The walk and what it has seen. `instrument`: a formula or its like said that the text is one.

    `speakers` are the names by which the text calls its body.
    """

    def __init__(self, flat: str, pieces: Sequence[Piece], known: Openings, speakers: Speakers) -> None:
        super().__init__(flat, pieces, known)
        self._speakers = speakers
        self._outline = Outline()
        self._further = Further(flat, pieces, known)
        self._begun = self._quoted_until = self._counted = 0
        self._zone: Zone = "head"
        self._narrative: int | None = None
        self._attending = -1  # the last line of a list of persons
        self._annex = self._annexes = 0
        self._in_notes = self._numbered_recitals = self._sections = self._named = False
        self._last_act: Piece | None = None
        self._text = 1
        self.instrument = False

    def run(self) -> None:
        """Give every piece its kind and its place."""
        for at, piece in enumerate(self._pieces):
            short = not piece.stop or piece.length < shapes.NAME  # a line with a stop behind its number is that
            if short and piece.mark is None and piece.loose is None and self._another(at):
                self._begin_text(at)
            piece.annex, piece.text = self._annex, self._text
            if piece.stop == "," and at >= self._quoted_until and self._begins_a_draft(at, piece):
                self._quoted_until = self._end_of_draft(at)
            if at < self._quoted_until:
                self._set(piece, "other", "place/quoted")
                continue
            if piece.loose is not None and not self._in_notes:
                self._adopt(at, piece, piece.loose)
            if self._apart(at, piece):
                continue
            if self._zone == "head":
                self._in_head(at, piece)
            elif self._zone == "preamble":
                self._in_preamble(at, piece)
            elif self._zone == "end":
                self._at_end(at, piece)
            else:
                self._in_operative(at, piece)

    def _set(self, piece: Piece, kind: ParagraphKind, rule: str) -> bool:
        piece.kind, piece.rule = kind, rule
        return True

    def _note(self, piece: Piece, rule: str) -> bool:
        shapes.number_note(self._flat, piece)
        piece.annex = 0
        return self._set(piece, "footnote", rule)

    def _sign(self, at: int) -> None:
        """Lines right above the close that look like headings head nothing: "Harbour Secretariat | 4 May 2010"."""
        for place in range(at - 1, max(at - 1 - _SIGNED, 0), -1):
            above = self._pieces[place]
            if above.rule != "place/heading" or above.mark or self._pieces[place + 1].start - above.end != 1:
                break
            self._set(above, "conclusion", "place/end")

    def _enter(self, zone: Zone) -> None:
        """A new text begins: numbers begin again."""
        self._zone = zone
        self._outline.begin()
        self._in_notes = self._numbered_recitals = False
        self._last_act = None

    def _another(self, at: int) -> bool:
        """Whether the piece begins another text; of the first, the head must be over."""
        before = _BEFORE.get(self._zone)
        if before is None or (before == "head" and not (self._text > 1 and self._narrative is not None)):
            return False
        if before == "annexed" and self._pieces[at - 1].rule.startswith(_ANNEXES):
            before = "annex"
        return self._further.begins(at, before)

    def _begin_text(self, at: int) -> None:
        self._enter("head")
        self._begun, self._narrative = at, None
        self._annex = self._annexes = 0
        self._sections = self._named = False
        self._text += 1

    def _adopt(self, at: int, piece: Piece, loose: Mark) -> None:
        """Take a number without punctuation for one if it is the next in its list, or begins one.

        A list of what a line says that ends as no sentence does: "instructs the Board | 1 to sail; | 2 to report".
        """
        opening = self._known.opening(self._flat, loose.after, piece.end)
        chapter, dot, _ = loose.label.partition(".")
        following = self._next(at)
        goes_on = bool(dot and following and following.loose and following.loose.label.startswith(chapter + dot))
        begins = self._outline.may_begin() and (loose.label == "1" or goes_on)
        begins = begins or bool(dot and self._numbers_of_many(at))
        listed = self._is_listed(at, loose) or self._counts_on(piece, loose) or self._counts_from(at, loose)
        if listed or ((opening.use or dot) and (begins or self._outline.expects(loose))):
            piece.mark, piece.words, piece.opening = loose, loose.after, opening
            piece.length = piece.end - piece.words
            self._counted = loose.value

    def _numbers_of_many(self, at: int) -> bool:
        """Whether a number in two parts is one behind another such, or right below what brings in the text.

        They need not follow each other: "20.16 Parties are urged …", below it "18.21 Parties are asked …".
        """
        above = self._pieces[at - 1] if at else None
        if above is None or self._zone != "operative":
            return False
        if above.mark is not None:
            return above.mark is above.loose and "." in above.mark.label
        return self._part("introductions", above) is not None

    def _is_listed(self, at: int, loose: Mark) -> bool:
        """Whether words in small letters go on, behind a number, with an act above that ends as no sentence does.

        Further items of the list may begin with a capital, behind one that ends as an item does.
        """
        above, small = self._pieces[at - 1] if at else None, self._flat[loose.after].islower()
        if self._zone != "operative" or above is None:
            return False
        if loose.label == "1":
            return small and above.kind == "operative" and above.stop == "" and self._flat[above.end - 1].isalpha()
        listed = above.mark is not None and above.mark is above.loose and self._outline.expects(loose)
        return listed and (small or above.stop in (";", ","))

    def _begins_a_draft(self, at: int, piece: Piece) -> bool:
        """Whether the text of a draft begins here, which another body is to adopt: with its formula, behind a colon.

        It stands between quotation marks, or behind an act that recommends it.
        """
        if self._zone not in ("operative", "annexed") or piece.length > shapes.HEADING or not at:
            return False
        before, opened = self._pieces[at - 1], self._flat[piece.start] in shapes.QUOTES
        if before.kind != "operative" or before.stop != ":" or self._flat[before.start] in shapes.QUOTES:
            return False
        announced = opened or self._of_part("drafts", before) is not None
        if announced and self._flat[piece.start] == "[":  # "[The Conference, …]"
            return self._known.part_of("formulae", self._flat, piece.start + 1, piece.end) is not None
        return announced and self._part("formulae", piece) is not None

    def _counts_on(self, piece: Piece, loose: Mark) -> bool:
        """Whether a sentence behind a number goes on where the last number without punctuation stood."""
        return loose.value == self._counted + 1 and "." not in loose.label and self._is_sentence(piece, loose)

    def _counts_from(self, at: int, loose: Mark) -> bool:
        """Whether sentences are counted from here, whatever they open with: "1 Years ago …", "2 Since then …"."""
        counted = 0
        if loose.label != "1" or not self._outline.may_begin():
            return False
        for piece in self._pieces[at : at + AHEAD]:
            if piece.loose is not None and piece.loose.value == counted + 1 and self._is_sentence(piece, piece.loose):
                counted += 1
            if counted == _COUNTED:
                return True
        return False

    # What may stand in any zone.

    def _apart(self, at: int, piece: Piece) -> bool:
        """Lines, notes, tables, formulae, annexes and conclusions: what ends the zone or is outside it."""
        if piece.style == "footnote":
            return self._note(piece, "place/footnote")
        first = self._flat[piece.start]
        if first in shapes.RAISED:
            return self._note(piece, "place/raised")
        if piece.style == "table":
            return self._set(piece, "other", "place/table")
        if first in shapes.LINES and (drawn := shapes.line(self._flat, piece)):
            following = self._next(at)
            if drawn == "rule-line":
                self._in_notes = self._zone != "head" or (following is not None and following.mark is not None)
            return self._set(piece, "other", f"place/{drawn}")
        if self._in_notes and self._noted(piece):
            return True
        if self._attends(at, piece):
            return self._set(piece, "other", "place/person")
        if piece.mark is not None:
            if self._zone == "operative" and (rule := self._told_below(piece, piece.mark)):
                self._zone = "end"
                return self._set(piece, "conclusion", rule)
            return shapes.asterisked(self._pieces, at) and self._note(piece, "place/asterisk")
        return self._formula(at, piece) or (self._zone not in ("head", "preamble") and self._closing(at, piece))

    def _told_below(self, piece: Piece, mark: Mark) -> str | None:
        """The rule by which a note below counted paragraphs closes the text: "1. Assembly debate on 4 May 2010"."""
        levels = self._outline.levels
        anew = mark.value == 1 and bool(levels) and levels[0].form == mark.form and not self._outline.expects(mark)
        return self._of_part("conclusions", piece) if anew else None

    def _noted(self, piece: Piece) -> bool:
        """Whether the piece is a note; what closes the text or goes on with its numbers is none."""
        mark = piece.mark
        if mark is None:
            if self._part("conclusions", piece) or self._part("annexes", piece):
                return False
        elif mark.form[-1:] in ".)" and piece.opening.use and self._outline.expects(mark):
            self._in_notes = False
            return False
        return self._note(piece, "place/below-rule-line")

    def _closing(self, at: int, piece: Piece) -> bool:
        rule = self._part("annexes", piece) if piece.length <= shapes.PROSE else None
        if rule:
            return self._begin_annex(piece, rule)
        rule = self._part("conclusions", piece) if self._zone != "annexed" else None
        if not rule and self._zone == "operative" and shapes.dateline(self._flat, piece.start, piece.end):
            rule = "place/dateline"
        if rule:
            self._zone, self._in_notes = "end", False
            self._sign(at)
            return self._set(piece, "conclusion", rule)
        return False

    def _begin_annex(self, piece: Piece, rule: str) -> bool:
        self._named = False
        self._annexes += 1
        piece.annex = self._annex = self._annexes
        self._enter("annexed")
        return self._set(piece, "heading", rule)

    def _formula(self, at: int, piece: Piece) -> bool:
        """The words with which the body names itself, or those that bring in what it said."""
        last = self._flat[before_note(self._flat, piece.end) - 1]
        before = self._pieces[at - 1] if at else None
        first = at - self._begun < AHEAD and (self._zone == "head" or (self._zone == "preamble" and not self._named))
        introduces = self._part("introductions", piece) if first else None
        rule = introduces or (self._names_body(at, piece, before, last) and self._part("formulae", piece))
        if not rule or (last not in ",;:." and self._precedes_formula(at)):
            return False
        self._head_sections(at)
        self._enter("operative" if introduces and last != "," else "preamble")
        self.instrument = self._named = True
        self._further.see_formula(piece)
        if before is not None and self._sections and shapes.is_section(self._flat, before):
            piece.annex = before.annex = self._annex = 0
        return self._set(piece, "formula", rule)

    def _head_sections(self, at: int) -> None:
        """What looks like a title below what was told of the meeting heads a section of the text that begins here."""
        if self._zone == "head" and self._narrative is not None:
            for told in self._pieces[self._narrative : at]:
                if told.kind == "title":
                    self._heading(told)

    def _names_body(self, at: int, piece: Piece, before: Piece | None, last: str) -> bool:
        """Whether a formula may stand here: at the head of a text, where recitals or acts follow."""
        if piece.opening.use not in ("", "recital", "clause", "subject") or piece.length > _FORMULA:
            return False
        if last not in ",;:" and piece.length > (_LONG_NAME if self._zone == "preamble" else shapes.NAME):
            return False
        if before is not None and not before.stop and self._known.is_unended(self._flat, before.start, before.end):
            return False
        if before is not None and before.kind == "operative":
            return before.stop == "." and last == "," and piece.length < shapes.NAME and self._recites(at)
        if before is not None and self._zone == "preamble" and before.kind != "heading":
            return not self._named and self._acts_next(at)
        return self._recites(at)

    # Above the text.

    def _in_head(self, at: int, piece: Piece) -> None:
        if piece.opening.use == "sentence" and piece.opening.rule.startswith("structure/"):
            self.instrument = True
        if piece.style not in ("title", "heading") and piece.stop and self._leaves_head(at, piece):
            return
        if shapes.is_section(self._flat, piece):
            self._heading(piece)
        elif rule := self._part("mastheads", piece):
            self._set(piece, "masthead", rule)
            self._further.see_line(piece)
        elif piece.mark or self._told(at, piece):
            self._narrative = at if self._narrative is None else self._narrative
            self._set(piece, "other", "place/narrative")
        else:
            self._set(piece, "title", self._part("titles", piece) or "place/head")
            self._further.see_line(piece)

    def _told(self, at: int, piece: Piece) -> bool:
        """Whether a block above the text is a sentence, or below one what leads on from it: "In this regard,"."""
        last = self._flat[piece.end - 1]
        if piece.stop == "" or (piece.stop != last and not last.islower()):  # "… held on 4 May; and"
            return False
        if piece.stop == "," and self._narrative is None:
            following = self._next(at)
            if following is not None and following.mark is None and not following.stop:
                return False  # a title that goes on in the next line
        return piece.length > shapes.SENTENCE or (piece.stop == "," and self._narrative is not None)

    def _leaves_head(self, at: int, piece: Piece) -> bool:
        """Whether the text begins here without a formula.

        The narrative above is its preamble then, but for paragraphs that tell of an act too ("It called upon …").
        """
        if piece.mark:
            recites = piece.opening.recites and self._numbers_recitals(at, piece)
            begins = recites or piece.opening.acts or piece.opening.use in ("plain", "imperative")
            begins = begins or self._numbered_prose(piece) or self._speaks_in_list(at, piece)
        else:
            begins = piece.opening.acts or piece.opening.use == "subject" or piece.opening.recites
        if not begins:
            return False
        recites = piece.opening.recites and (not piece.mark or self._numbered_recitals)
        acts = False
        for above in range(at if self._narrative is None else self._narrative, at):
            told = self._pieces[above]
            if told.rule == "place/narrative" and told.mark and self._like_heading(above, told):
                self._heading(told)
            elif told.rule == "place/narrative":
                self._place(above, told)
                acts = acts or (
                    not recites and self._known.acts_later(self._flat, told.words, told.end, self._speakers)
                )
                told.kind = "operative" if acts else "preambular"
            elif told.kind == "title":
                self._heading(told)
        if recites:
            self._zone = "preamble"
            self._in_preamble(at, piece)
        else:
            self._zone = "operative"
            self._in_operative(at, piece)
        return True

    def _numbers_recitals(self, at: int, piece: Piece) -> bool:
        """Whether the numbers begin with the recitals, and go on with the acts."""
        going_on = piece.stop and piece.stop in ",;" and piece.mark is not None and piece.mark.value == 1
        acts = (later for later in self._pieces[at + 1 : at + AHEAD] if later.mark and later.opening.acts)
        first = next(acts, None) if going_on else None
        self._numbered_recitals = first is not None and first.mark is not None and first.mark.value > 1
        return self._numbered_recitals

    def _numbered_prose(self, piece: Piece) -> bool:
        """Whether the first number begins the text; below prose without numbers only an act does, or "we"."""
        first = piece.mark is not None and piece.mark.value == 1 and "." not in piece.mark.label
        if not first or piece.length <= shapes.SENTENCE:
            return False
        return self._narrative is None or piece.opening.use == "subject"

    # Between the formula and the first act.

    def _in_preamble(self, at: int, piece: Piece) -> None:
        speaks = piece.opening.acts or piece.opening.use == "subject"
        announces = speaks and piece.stop == ":" and piece.mark is None
        rule = self._part("introductions", piece) if announces else None
        if rule:
            self._enter("operative")
            self._set(piece, "formula", rule)
        elif self._begins_acts(at, piece):
            self._enter("operative")
            self._in_operative(at, piece)
        elif piece.mark is None and not piece.opening.recites and self._like_heading(at, piece):
            self._heading(piece)
        else:
            self._place(at, piece)
            self._set(piece, "preambular", piece.opening.rule or "place/preamble")

    def _begins_acts(self, at: int, piece: Piece) -> bool:
        # Below the name of the body "(a) requested the pilots", or alone "Decided:"; below our recitals "Decide to:",
        # "Decide that nets be mended;", and "Have agreed as follows:" above a list, not above articles of a treaty.
        told = piece.opening.use == "past" and self._pieces[at - 1].kind == "formula"
        if piece.mark is None:
            announces = piece.stop == ":" or shapes.is_verb_alone(self._flat, piece)
            following = self._next(at)
            agreed = piece.opening.use == "perfect" and following is not None and following.mark is not None
            speaks = piece.opening.use == "plain" or self._asks_in_list(at, piece)
            acts = piece.opening.acts or (announces and (told or agreed or speaks))
            acts = acts or (told and not self._acts_follow(at, "plain"))
            below = self._pieces[at - 1].opening.recites and piece.stop and not piece.opening.noun
            acts = acts or bool(piece.opening.use == "plain" and below)
            return acts and (announces or not self._acts_numbered_later(at))
        counts = told or piece.opening.acts or piece.mark.style in FIRST_RANK
        return counts and not self._recital_number(at, piece, piece.mark)

    def _recital_number(self, at: int, piece: Piece, mark: Mark) -> bool:
        """Whether a numbered paragraph is a recital: of a recital's form, numbered from the formula on, acts later."""
        if piece.opening.acts or piece.opening.use in ("past", "plain"):
            return False
        if mark.value == 1:
            before = self._pieces[at - 1]
            begins = before.kind in ("formula", "heading") or before.stop == ":" or self._numbered_recitals
            begins = begins or (before.kind == "preambular" and mark.style.startswith("upper"))
            self._numbered_recitals = begins and piece.opening.recites and self._acts_follow(at)
        return self._numbered_recitals

    def _acts_numbered_later(self, at: int) -> bool:
        """Whether a numbered list of acts follows, so that what comes before it is the preamble."""
        headed = False
        for ahead, piece in enumerate(self._pieces[at + 1 : at + AHEAD], at + 1):
            if number := piece.mark or piece.loose:
                if number.readings[0] == ("decimal", 1):
                    opening = piece.opening if piece.mark else self._known.opening(self._flat, number.after, piece.end)
                    return opening.use not in ("", "clause")
            elif self._like_heading(ahead, piece):
                if self._sections and shapes.is_section(self._flat, piece):
                    return False  # what another section numbers says nothing of this one
                headed = True
                if self._part("annexes", piece) or self._part("conclusions", piece):
                    return False
            elif headed:
                return False
        return False

    # The operative part, and annexes.

    def _in_operative(self, at: int, piece: Piece) -> None:
        if piece.loose is not None and piece.mark is None and self._is_marked_note(at, piece.loose):
            self._in_notes = True
            self._note(piece, "place/end")
            return
        if piece.style in ("heading", "title") or self._like_heading(at, piece):
            if self._last_act is not None and self._closes(self._last_act):
                self._after_end(at, piece)
            else:
                self._heading(piece)
        elif self._section_recital(at, piece):
            self._enter("preamble" if self._zone == "operative" else self._zone)
            self._set(piece, "preambular", piece.opening.rule)
        else:
            self._place(at, piece)
            self._set(piece, "operative", piece.opening.rule or "place/operative")
            self._last_act = piece if piece.opening.use == "finite" else None

    def _is_marked_note(self, at: int, loose: Mark) -> bool:
        """Whether a number without punctuation is a note's: at the end, its mark standing above ("lamps;1")."""
        if any(later.loose is None or later.opening.use for later in self._pieces[at:]):
            return False
        above = self._flat[self._pieces[self._begun].start : self._pieces[at].start]
        return re.search(rf"[^\W\d]\.?[,;:)]?{loose.label}(?!\S)", above) is not None

    def _attends(self, at: int, piece: Piece) -> bool:
        """Whether a line is of a list of persons, below the words that announce it: of those who attended, say.

        Its lines may end as the items of a list do, and above the acts have numbers.
        """
        if at != self._attending + 1 and not (at and self._pieces[at - 1].stop == ":"):
            return False
        if self._zone == "head" and self._narrative is None:
            return False
        if piece.length > shapes.HEADING or ((piece.mark or piece.stop) and not self._is_item(piece)):
            return False
        if not any(self._known.names_person(self._flat, one.start, one.end) for one in self._pieces[at : at + 2]):
            return False
        self._attending = at
        return True

    def _is_item(self, piece: Piece) -> bool:
        """Whether a line of those who attended may have that number and end with that stop."""
        if piece.opening.use or piece.stop == ":":
            return False
        above = self._zone in ("head", "preamble")
        if above and piece.stop != "." and (piece.mark is None or piece.mark.style == "bullet"):
            return piece.length < shapes.PROSE
        first = min(piece.end, piece.words + _TITLE)
        return (above or piece.mark is None) and self._known.names_person(self._flat, piece.words, first)

    def _heading(self, piece: Piece) -> None:
        if piece.mark:
            piece.path, piece.start = (piece.mark.label,), piece.words
        self._sections = self._sections or (not self._annex and shapes.is_section(self._flat, piece))
        self._outline.part()
        self._set(piece, "heading", "place/heading")

    def _place(self, at: int, piece: Piece) -> None:
        """Find a paragraph's path of printed numbers and the paragraph that it belongs to."""
        outline, mark, opening = self._outline, piece.mark, piece.opening
        if mark is not None:
            if not outline.levels and outline.base and mark.style in ("decimal", "ordinal"):
                outline.base = None
            outline.place(mark, piece, at > 0 and self._pieces[at - 1].stop == ":")
            if piece.inner is not None:
                outline.place_inner(piece.inner, piece)
            piece.path, piece.parent, piece.start = outline.path(), outline.owner(), piece.words
        elif (
            (piece.stop == ":" and self._announces_list(at, piece))
            or (opening.acts and (outline.base or self._goes_on_below(at, piece)))
            or self._heads_letters(at, piece)
        ):
            outline.begin(piece)
        elif opening.recites and self._zone == "preamble":
            outline.begin()  # a recital belongs to no list before it
        elif outline.levels and self._leaves_list(at):
            outline.begin()
        elif outline.levels and not opening.acts and not outline.parted:
            piece.parent = outline.levels[0].holder

    def _announces_list(self, at: int, piece: Piece) -> bool:
        """Whether a block that ends with a colon is no part of a list above: "Pilots will:", between two of bullets."""
        if piece.opening.acts or piece.opening.recites or self._asks_in_list(at, piece):
            return True
        levels, following = self._outline.levels, self._next(at)
        mark = following.mark if following is not None else None
        if not levels and mark is not None and self._flat[piece.words].islower():
            return True  # "Instructs | the Board to sail; | the pilots: | - to report"
        return bool(levels) and levels[0].style == "bullet" and mark is not None and mark.style == "bullet"

    def _heads_letters(self, at: int, piece: Piece) -> bool:
        """Whether letters begin a list below a paragraph that belongs to none: "Members are asked to: | (a) sail"."""
        following = self._next(at)
        if piece.stop != ":" or following is None or following.mark is None:
            return False
        counted = bool(self._outline.levels) and self._outline.levels[0].style == "decimal"
        return not counted and following.mark.style.startswith("lower") and following.mark.value == 1

    def _leaves_list(self, at: int) -> bool:
        """Whether a paragraph without a number stands behind the last item of a list below another without one."""
        if self._outline.base is None or self._pieces[at - 1].stop != ".":
            return False
        following = next((piece for piece in self._pieces[at + 1 : at + 1 + SILENT] if piece.mark is not None), None)
        return following is None or following.mark is None or not self._outline.expects(following.mark)

    # After the last paragraph.

    def _at_end(self, at: int, piece: Piece) -> None:
        mark = piece.mark
        if mark and piece.opening.use and self._outline.expects(mark):
            self._zone = "operative"
            self._in_operative(at, piece)
        elif (piece.loose or (mark and not mark.form)) and not piece.opening.use:
            self._note(piece, "place/end")
        elif self._like_heading(at, piece) and self._heads_more(at, piece):
            self._after_end(at, piece)
        else:
            self._set(piece, "conclusion", "place/end")

    def _after_end(self, at: int, piece: Piece) -> None:
        """A heading below the end: another resolution of the same number, or an annex that is not called one."""
        goes_on = any(later.opening.use or later.stop == "," for later in self._pieces[at + 1 : at + 3])
        if goes_on and shapes.is_section(self._flat, piece):
            self._heading(piece)
        else:
            self._begin_annex(piece, "place/annex")
