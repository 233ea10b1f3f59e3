"""Where a printed number stands among those before it.

"(i)" may be the ninth letter or the first Roman numeral, "1." may go on, begin again or begin below: what is open at
that place decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dispositif.structure.numbering import Mark, counted

if TYPE_CHECKING:
    from dispositif.structure.pieces import Piece


class Level:
    """One depth of numbering that is open: its list, where that stands, and the paragraph that bears the number.

    `nesting` is how deep the layout puts it, None where it says nothing. A number that is `joined` to those above it is
    printed with them ("3.1"), and so are those that follow it. A `headed` one has headings in the list below it.
    """

    __slots__ = ("form", "headed", "holder", "joined", "label", "nesting", "style", "value")

    def __init__(self, style: str, form: str, value: int, label: str, joined: bool = False) -> None:
        self.style, self.form, self.value, self.label, self.joined = style, form, value, label, joined
        self.holder: Piece | None = None
        self.nesting: int | None = None
        self.headed = False


def _first(mark: Mark) -> tuple[str, int] | None:
    """The reading by which `mark` begins a list."""
    for reading in mark.readings:
        if reading[1] == 1:
            return reading
    return None


class Outline:
    """The numbers that are open at a place, from the outside in.

    `base` is an unnumbered paragraph that a list without a numbered parent belongs to.
    """

    def __init__(self) -> None:
        self.levels: list[Level] = []
        self.base: Piece | None = None
        self._parted = False

    def begin(self, base: Piece | None = None) -> None:
        """Forget all numbers: a new text begins, or an unnumbered paragraph that announces a list."""
        self.levels.clear()
        self.base = base
        self._parted = False

    def part(self) -> None:
        """A heading ends the lists below the outermost number, or below one that goes on behind it.

        A list of letters goes on where its next follows.
        """
        self._parted = True
        if not self.levels:
            self.base = None

    @property
    def parted(self) -> bool:
        """Whether a heading stands between the last number and what comes now."""
        return self._parted

    def may_begin(self) -> bool:
        """Whether a list may begin here that belongs to no number: the first one, or one below a heading."""
        return not self.levels or self._parted

    def path(self) -> tuple[str, ...]:
        """The printed numbers from the outside in."""
        return tuple([level.label for level in self.levels])

    def owner(self) -> Piece | None:
        """The paragraph that the innermost number's paragraph belongs to."""
        for depth in range(len(self.levels) - 2, -1, -1):
            holder = self.levels[depth].holder
            if holder is not None:
                return holder
        return self.base

    def expects(self, mark: Mark) -> bool:
        """Whether `mark` goes on where an open list stands, or begins one below a number that it repeats."""
        if "." in mark.label:
            above, _, last = mark.label.rpartition(".")
            inner = ".".join(level.label for level in self.levels if level.style == "decimal")
            begins = inner == above or self._next_chapter(above)
            return (last == "1" and begins) or inner == f"{above}.{counted(last) - 1}"
        return self._successor(mark, True) is not None

    def _next_chapter(self, chapter: str) -> bool:
        """Whether a chapter follows the one that is open: "2" where "1.4" is."""
        *before, number = chapter.split(".")
        labels = [level.label for level in self.levels if level.style == "decimal"]
        following = labels[: len(before)] == before and len(labels) > len(before)
        return following and counted(labels[len(before)]) + 1 == counted(number)

    def place(self, mark: Mark, holder: Piece, after_chapeau: bool) -> None:
        """Open the level of `mark`. `after_chapeau`: the words before it promise a list."""
        if self._parted and (mark.style == "decimal" or self._successor(mark, True) is None):
            if self._opens_below(mark):
                self.levels[-1].headed = True
            headed = [depth for depth, level in enumerate(self.levels) if level.headed]
            del self.levels[max(headed, default=0) + 1 :]
            if not headed and mark.readings[0] == ("decimal", 1) and self.levels and self.levels[0].style != "decimal":
                self.begin()  # figures begin again below no letter: "(b) the nets. | Article 2 | 1. The crews"
        self._parted = False
        if "." in mark.label:
            self._place_parts(mark)
        elif holder.nesting is None or not self._nest(mark, holder.nesting):
            self._place(mark, after_chapeau)
        self.levels[-1].holder, self.levels[-1].nesting = holder, holder.nesting

    def place_inner(self, mark: Mark, holder: Piece) -> None:
        """Open a level below the number with which the block of `mark` begins: that has no paragraph of its own."""
        self.levels[-1].holder = None
        self._push(mark, _first(mark) or mark.readings[0])
        self.levels[-1].holder, self.levels[-1].nesting = holder, holder.nesting

    def _opens_below(self, mark: Mark) -> bool:
        """Whether a list begins below the innermost number, behind a heading there: "(ii) Lights | Reefs | (a)"."""
        first, holder = _first(mark), self.levels[-1].holder if self.levels else None
        waits = holder is not None and holder.stop in ("", ":")
        return waits and first is not None and all(level.style != first[0] for level in self.levels)

    def _nest(self, mark: Mark, nesting: int) -> bool:
        """Open a level below the innermost where the layout puts it there; close those that it puts deeper.

        Pages may be set at different indents: a number that goes on with an open list neither opens nor closes one.
        """
        goes_on = mark.style != "bullet" and _first(mark) is None
        before = self._successor(mark, True) if goes_on else None
        open_before = self.levels[:]
        while len(self.levels) > 1 and (self.levels[-1].nesting or 0) > nesting:
            self.levels.pop()
        inner = self.levels[-1].nesting if self.levels else None
        if before is not None:
            if self._successor(mark, True) is None:
                self.levels = open_before
            return False
        if inner is None or inner >= nesting:
            return False
        self._push(mark, _first(mark) or mark.readings[0])
        return True

    def _place_parts(self, mark: Mark) -> None:
        """A number that repeats those above it: "2.1"."""
        parts = mark.label.split(".")
        kept = 0
        while kept < min(len(parts), len(self.levels)) - 1 and self.levels[kept].label == parts[kept]:
            kept += 1
        if kept == len(parts) - 2 and kept < len(self.levels) and self.levels[kept].label == parts[kept]:
            kept += 1
        del self.levels[kept:]
        self.levels += [
            Level("decimal", mark.form, counted(part), part, joined=kept + number > 0)
            for number, part in enumerate(parts[kept:])
        ]

    def _place(self, mark: Mark, after_chapeau: bool) -> None:
        first = _first(mark)
        if not (after_chapeau and first and self._begins_below(mark, first[0])):
            found = self._successor(mark, True) or self._successor(mark, False)
            if found:
                return self._set(found[0], found[1], mark)
        if mark.style == "bullet" or not self.levels:
            return self._push(mark, first or mark.readings[0])
        if first:
            again = self._same_list(mark, first[0])
            if again is not None and not (after_chapeau and again < len(self.levels) - 1):
                return self._set(again, first, mark)
            return self._push(mark, first)
        for reading in mark.readings:
            gap = self._same_list(mark, reading[0])
            if gap is not None:
                return self._set(gap, reading, mark)
        if mark.style == "decimal":
            self.levels.clear()  # figures that do not begin with 1 are below nothing
            self.base = None
        return self._push(mark, mark.readings[0])

    def _begins_below(self, mark: Mark, style: str) -> bool:
        """Whether a first number of that style is of another list than the innermost."""
        return not self.levels or self.levels[-1].form != mark.form or self.levels[-1].style != style

    def _successor(self, mark: Mark, strict: bool) -> tuple[int, tuple[str, int]] | None:
        """The depth at which `mark` is the next number, innermost first; where not `strict`, in any punctuation."""
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            if level.joined or (strict and level.form != mark.form):
                continue
            for reading in mark.readings:
                if reading[0] == level.style and (reading[1] == level.value + 1 or (strict and reading[0] == "bullet")):
                    return depth, reading
        return None

    def _same_list(self, mark: Mark, style: str) -> int | None:
        """The depth of the innermost open list of this style and punctuation."""
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            if level.style == style and level.form == mark.form and not level.joined:
                return depth
        return None

    def _set(self, depth: int, reading: tuple[str, int], mark: Mark) -> None:
        del self.levels[depth:]
        self._push(mark, reading)

    def _push(self, mark: Mark, reading: tuple[str, int]) -> None:
        if self.levels and self.levels[-1].style == "bullet" and reading[0] != "bullet":
            self.levels.pop()
        self.levels.append(Level(reading[0], mark.form, reading[1], mark.label))
