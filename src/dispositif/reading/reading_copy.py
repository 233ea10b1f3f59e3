"""A reading copy: the words of a text without what stands between them, and where each stood.

The text itself stays as the file has it. Where marks of mail or Markdown, numbers of lines, the furniture of pages or
signs that print nothing stand in it, the stages read a copy without them, and what they find is said of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final, NamedTuple, get_args
from unicodedata import combining

from msgspec import Struct, structs

from dispositif.document import Document, Words
from dispositif.reading import line_marks, markdown, page_marks, signs
from dispositif.reading.glance import Glance
from dispositif.text import Block, Text, TextWarning

Edit = tuple[int, int, str]
"""What stands in the text from one offset to another, and what to read in its place."""


class _Pass(NamedTuple):
    """What to look for, in the characters, and what says at a glance whether it may stand there at all."""

    may_find: Callable[[Glance], object]
    find: Callable[[str], list[Edit]]
    warning: TextWarning | None = None


def _having(mark: bytes) -> Callable[[Glance], bool]:
    return lambda glance: mark in glance.printed


_PASSES: Final = (
    _Pass(signs.may_be_silent, signs.edits),
    _Pass(signs.may_end_lines, signs.ends_of_lines),
    _Pass(_having(b">"), line_marks.quotation, line_marks.QUOTED),
    _Pass(line_marks.may_be_numbered, line_marks.numbers, line_marks.NUMBERED),
    _Pass(_having(b"\f"), page_marks.furniture, page_marks.OFF_PAGES),
    _Pass(_having(b"\f"), page_marks.breaks),
    _Pass(page_marks.may_be_counted, page_marks.counted, page_marks.OFF_PAGES),
    _Pass(line_marks.may_be_spaced, line_marks.blank_lines),
    _Pass(markdown.may_be_marked, markdown.marks, markdown.MARKED),
    _Pass(line_marks.may_be_broken, line_marks.hyphens),
    _Pass(line_marks.may_be_misread, line_marks.misread),
    _Pass(line_marks.may_be_tied, line_marks.tied),
    _Pass(line_marks.may_have_notes, line_marks.notes),
)


class Pieces:
    """Which stretch of the text each piece of a copy is: where it begins in the copy and in the text, and where the
    last sign stands that it is read for.
    """

    def __init__(self, starts: list[int], origins: list[int], lasts: list[int]) -> None:
        self.starts, self.origins, self.lasts = starts, origins, lasts

    def alike(self) -> int:
        """How far the copy is the text, sign by sign; 0 where it begins otherwise."""
        if not self.starts or self.origins[0] != 0:
            return 0
        return min([self.lasts[0] + 1, *self.starts[1:2]])

    def there(self, offset: int) -> int:
        """The offset in the text of a sign of the copy."""
        piece = bisect_right(self.starts, offset) - 1
        return min(self.origins[piece] + offset - self.starts[piece], self.lasts[piece])

    def behind(self, end: int, length: int) -> int:
        """The offset in the text behind what the signs up to `end` are read for, of a copy `length` signs long."""
        piece = bisect_right(self.starts, end - 1) - 1
        ends = self.starts[piece + 1] if piece + 1 < len(self.starts) else length
        return (self.lasts[piece] if end == ends else self.there(end - 1)) + 1

    def here(self, offset: int, length: int) -> int:
        """Where in the copy, `length` signs long, stands what stands in the text at `offset` or next behind it."""
        piece = bisect_right(self.origins, offset) - 1
        if piece < 0:
            return 0
        ends = self.starts[piece + 1] if piece + 1 < len(self.starts) else length
        return min(self.starts[piece] + offset - self.origins[piece], ends)

    def add(self, start: int, origin: int, last: int) -> None:
        """Add a piece behind those there are."""
        self.starts.append(start)
        self.origins.append(origin)
        self.lasts.append(last)


class ReadingCopy:
    """A text as it is read: its characters, and where each stands in the text itself."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self.characters = text.characters
        self._length = len(text.characters)
        self._alike = 0
        self.warnings: list[TextWarning] = []
        self._pieces = Pieces([0], [0], [len(text.characters) - 1])

    @property
    def differs(self) -> bool:
        """Whether anything is read otherwise than it stands in the text."""
        return self.characters is not self._text.characters

    def given_away(self) -> Text:
        """The text to read, of which no more is kept here; what it warns of is said of the text itself already."""
        blocks = tuple(map(self._placed, self._text.blocks))
        self._alike = self._pieces.alike()
        characters, self.characters = self.characters, ""
        return structs.replace(self._text, characters=characters, blocks=blocks, warnings=())

    def edit(self, edits: Iterable[Edit]) -> None:
        """Read other characters where `edits`, in order, say so."""
        before, after = self._pieces, Pieces([], [], [])
        words: list[str] = []
        last = length = 0
        for start, end, instead in [*edits, (len(self.characters), len(self.characters), "")]:
            while last < start:  # what is kept, piece by piece
                piece = bisect_right(before.starts, last) - 1
                ends = before.starts[piece + 1] if piece + 1 < len(before.starts) else len(self.characters)
                kept = min(ends, start)
                after.add(length, before.there(last), before.behind(kept, len(self.characters)) - 1)
                words.append(self.characters[last:kept])
                length += kept - last
                last = kept
            if instead:
                after.add(length, before.there(start), before.there(max(start, end - 1)))
                words.append(instead)
                length += len(instead)
            last = end
        self.characters, self._length, self._pieces = "".join(words), length, after

    def restored(self, document: Document) -> Document:
        """What was read in the copy, said of the text itself. `document` is emptied: no long one is there twice."""
        found = {name: self._taken(document, name) for name in ("paragraphs", "acts", "mandates", "citations")}
        warnings = (*self._text.warnings, *self.warnings, *self._restored(document.warnings))
        return structs.replace(document, heading=self._restored(document.heading), warnings=warnings, **found)

    def _taken(self, document: Document, name: str) -> tuple[Any, ...]:
        """The items of a list of the document, each let go as it is said of the text."""
        items = list(getattr(document, name))
        structs.force_setattr(document, name, ())
        for place, item in enumerate(items):
            items[place] = self._restored(item)
        return tuple(items)

    def _placed(self, block: Block) -> Block:
        def here(offset: int) -> int:
            return offset if offset < 0 else self._pieces.here(offset, self._length)

        return structs.replace(block, start=here(block.start), end=here(block.end), above=here(block.above))

    def _restored(self, item: Any) -> Any:
        """What was read, said of the text itself; where that changes nothing, the very same."""
        if isinstance(item, tuple):
            told = [self._restored(one) for one in item]
            return tuple(told) if any(new is not old for new, old in zip(told, item, strict=True)) else item
        changed: dict[str, Any] = {}
        form: type[Struct] = type(item)
        for name in _placed_fields(form):
            value = getattr(item, name)
            if value:
                said = self._restored(value)
                if said is not value:
                    changed[name] = said
        start = getattr(item, "start", None)
        if start is not None:
            self._place(item, start, item.end, changed)
        return structs.replace(item, **changed) if changed else item

    def _place(self, item: Any, start: int, end: int, changed: dict[str, Any]) -> None:
        """Note where in the text an item stands, which stands in the copy from `start` to `end`."""
        characters = self._text.characters
        first, last = start, end
        if end >= self._alike:
            first, last = self._there(start, end)
            if not isinstance(item, Words):
                last = self._past_silent(last)
            if first != start:
                changed["start"] = first
            if last != end:
                changed["end"] = last
        if isinstance(item, Words):
            words = characters[first:last]
            if words != item.text:
                changed["text"] = words

    def _there(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text of a span in the copy."""
        characters = self._text.characters
        first = self._pieces.there(start) if start < self._length else len(characters)
        if end <= start:
            return first, first
        last = self._pieces.behind(end, self._length)
        while last < len(characters) and combining(characters[last]):
            last += 1
        return first, last

    def _past_silent(self, end: int) -> int:
        """Where a stretch ends together with the signs behind it that print nothing."""
        characters = self._text.characters
        while end < len(characters) and characters[end] in signs.SILENT:
            end += 1
        return end


@cache
def _placed_fields(form: type[Struct]) -> tuple[str, ...]:
    """The fields of a form of data that hold what has a place in the text."""
    return tuple(field.name for field in structs.fields(form) if _is_placed(field.type))


def _is_placed(form: Any) -> bool:
    if isinstance(form, type) and issubclass(form, Struct):
        return "start" in form.__struct_fields__ or bool(_placed_fields(form))
    return any(map(_is_placed, get_args(form)))


def reading_copy(text: Text) -> ReadingCopy | None:
    """What is read in place of a text; None where that is the text itself."""
    copy: ReadingCopy | None = None
    glance = Glance(text.characters)
    for one in _PASSES[:1] if text.blocks else _PASSES:
        if not one.may_find(glance):
            continue
        edits = one.find(copy.characters if copy else text.characters)
        if edits:
            copy = copy or ReadingCopy(text)
            copy.edit(edits)
            glance = Glance(copy.characters)
            if one.warning is not None:
                copy.warnings.append(one.warning)
    return copy if copy and copy.differs else None
