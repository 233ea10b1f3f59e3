"""A reading copy: the words of a text without what stands between them, and where each stood.

The text itself stays as the file has it. Where marks of mail or Markdown, numbers of lines, the furniture of pages or
signs that print nothing stand in it, the stages read a copy without them, and what they find is said of the text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple, TypeVar
from unicodedata import combining

from msgspec import Struct, structs

from dispositif.document import Document, Words
from dispositif.reading import line_marks, markdown, page_marks, signs
from dispositif.text import Block, Text, TextWarning

Edit = tuple[int, int, str]
"""What stands in the text from one offset to another, and what to read in its place."""

_Item = TypeVar("_Item")


class _Pass(NamedTuple):
    """What to look for, in the characters, and what says at a glance whether it may stand there at all.

    Nearly no text has anything of it, and bytes are searched many times as quickly as characters: the glance is at the
    text in UTF-8, behind a line end.
    """

    may_find: Callable[[bytes], object]
    find: Callable[[str], list[Edit]]
    warning: TextWarning | None = None


def _having(*marks: bytes) -> Callable[[bytes], object]:
    return lambda printed: any(mark in printed for mark in marks)


_PASSES: Final = (
    _Pass(signs.may_be_silent, signs.edits),
    _Pass(signs.may_end_lines, signs.ends_of_lines),
    _Pass(_having(b">"), line_marks.quotation, line_marks.QUOTED),
    _Pass(line_marks.may_be_numbered, line_marks.numbers, line_marks.NUMBERED),
    _Pass(_having(b"\f"), page_marks.furniture, page_marks.OFF_PAGES),
    _Pass(_having(b"\f"), page_marks.breaks),
    _Pass(line_marks.may_be_spaced, line_marks.blank_lines),
    _Pass(markdown.may_be_marked, markdown.marks, markdown.MARKED),
    _Pass(line_marks.may_be_broken, line_marks.hyphens),
    _Pass(line_marks.may_be_misread, line_marks.misread),
    _Pass(line_marks.may_have_notes, line_marks.notes),
)


class ReadingCopy:
    """A text as it is read: its characters, and for each its offset in the text itself."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self.characters = text.characters
        self.warnings: list[TextWarning] = []
        self._origins: array[int] | None = None

    @property
    def differs(self) -> bool:
        """Whether anything is read otherwise than it stands in the text."""
        return self._origins is not None

    @property
    def text(self) -> Text:
        """The text to read; what it warns of is said of the text itself already."""
        return structs.replace(
            self._text, characters=self.characters, blocks=tuple(map(self._placed, self._text.blocks)), warnings=()
        )

    def edit(self, edits: Iterable[Edit]) -> None:
        """Read other characters where `edits`, in order, say so."""
        origins = array("I", range(len(self.characters))) if self._origins is None else self._origins
        pieces: list[str] = []
        kept = array("I")
        last = 0
        for start, end, words in edits:
            pieces += self.characters[last:start], words
            kept += origins[last:start]
            kept.extend(origins[min(start + place, end - 1)] for place in range(len(words)))
            last = end
        pieces.append(self.characters[last:])
        kept += origins[last:]
        self.characters, self._origins = "".join(pieces), kept

    def restored(self, document: Document) -> Document:
        """What was read in the copy, said of the text itself."""
        found = self._restored(document)
        return structs.replace(found, warnings=(*self._text.warnings, *self.warnings, *found.warnings))

    def _placed(self, block: Block) -> Block:
        def here(offset: int) -> int:
            return offset if offset < 0 else bisect_left(self._origins or (), offset)

        return structs.replace(block, start=here(block.start), end=here(block.end), above=here(block.above))

    def _restored(self, item: _Item) -> _Item:
        if isinstance(item, tuple):
            return tuple(map(self._restored, item))  # type: ignore[return-value]
        if not isinstance(item, Struct):
            return item
        values: dict[str, Any] = {}
        for name in item.__struct_fields__:
            value = getattr(item, name)
            if isinstance(value, (tuple, Struct)):
                values[name] = self._restored(value)
        start, end = getattr(item, "start", None), getattr(item, "end", None)
        if start is not None and end is not None:
            first, last = self._there(start, end)
            if isinstance(item, Words):
                values["text"] = self._text.characters[first:last]
            else:
                last = self._past_silent(last)
            values["start"], values["end"] = first, last
        return structs.replace(item, **values) if values else item

    def _there(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text of a span in the copy."""
        origins, characters = self._origins or array("I"), self._text.characters
        first = origins[start] if start < len(origins) else len(characters)
        if end <= start:
            return first, first
        last = origins[end - 1] + 1
        while last < len(characters) and combining(characters[last]):
            last += 1
        return first, last

    def _past_silent(self, end: int) -> int:
        """Where a stretch ends together with the signs behind it that print nothing."""
        characters = self._text.characters
        while end < len(characters) and characters[end] in signs.SILENT:
            end += 1
        return end


def _printed(characters: str) -> bytes:
    return b"\n" + characters.encode("utf-8", "replace")


def reading_copy(text: Text) -> ReadingCopy | None:
    """What is read in place of a text; None where that is the text itself."""
    copy = ReadingCopy(text)
    printed = _printed(text.characters)
    for one in _PASSES[:1] if text.blocks else _PASSES:
        edits = one.find(copy.characters) if one.may_find(printed) else ()
        if edits:
            copy.edit(edits)
            printed = _printed(copy.characters)
            if one.warning is not None:
                copy.warnings.append(one.warning)
    return copy if copy.differs else None
