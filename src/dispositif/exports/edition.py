"""A document beside the text it was read from, and the ways in which exports look things up in the two."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar
from unicodedata import bidirectional

from dispositif.document import Act, Citation, Document, Mandate, Paragraph, Words
from dispositif.languages import languages, section
from dispositif.languages.schema import Profile

Span = Words | Paragraph | Act
Item = TypeVar("Item")

_KINDS = {"communique": "communiqué", "other": "document"}

AS_READ = "What is marked was read by a machine and confirmed by nobody."
"""What stands under a reading that no person has looked at."""

# Control characters would steer a terminal or break a file; bidirectional overrides would reorder what stands beside.
_SPACES = (0x1C, 0x1D, 0x1E, 0x1F, 0x85)
_UNPRINTABLE: dict[int, str | None] = {
    **dict.fromkeys((*range(9), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0))),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)),
    **dict.fromkeys(_SPACES, " "),
}


class Edition:
    """A document and its text."""

    def __init__(self, document: Document, characters: str, standing: str = AS_READ) -> None:
        self.document = document
        self.characters = characters
        self.standing = standing
        """What its reader should know of how far people have confirmed it, in a sentence."""

    def words(self, span: Span) -> str:
        """The words of a span on one line."""
        return one_line(self.characters[span.start : span.end])

    def words_between(self, start: int, end: int) -> str:
        """The words from one offset to another, on one line; none where the second is not after the first."""
        return one_line(self.characters[start:end])

    @property
    def name(self) -> str:
        """What to call the document: its symbol, else the file it was read from."""
        return self.document.heading.symbol or self.document.source.name

    @property
    def title(self) -> str:
        """Its title on one line, else what it is called."""
        return one_line(self.document.heading.title) or self.name

    @property
    def kind(self) -> str:
        """What sort of document it is, in a word."""
        kind = self.document.heading.kind
        return _KINDS.get(kind, kind)

    def addressed(self, mandate: Mandate) -> str:
        """What to say of a mandate's addressee where the text names none."""
        return "the body itself" if self.act[mandate.act].force == "deciding" else "nobody is named"

    @property
    def counts(self) -> dict[str, int]:
        """How many of each were read out of it, by what one of them is called."""
        kinds = [paragraph.kind for paragraph in self.document.paragraphs]
        return {
            "preambular paragraph": kinds.count("preambular"),
            "operative paragraph": kinds.count("operative"),
            "act": len(self.document.acts),
            "mandate": len(self.document.mandates),
            "citation": len(self.document.citations),
        }

    @property
    def tally(self) -> str:
        """The same in words: "7 preambular paragraphs, 11 operative paragraphs, 24 acts …"."""
        return ", ".join(f"{number} {name}{'s' * (number != 1)}" for name, number in self.counts.items())

    @cached_property
    def direction(self) -> str:
        """Which way its language is written: "ltr" or "rtl"; where the language is unknown, as its first letter is."""
        code = self.document.language
        if code in languages():
            return section(code, "language", Profile).direction
        ways = (bidirectional(sign) for sign in self.characters)
        return "rtl" if next((way for way in ways if way in ("L", "R", "AL")), "L") != "L" else "ltr"

    @cached_property
    def paragraphs(self) -> dict[str, Paragraph]:
        """The paragraphs by identifier, in the order of the text."""
        return {paragraph.id: paragraph for paragraph in self.document.paragraphs}

    @cached_property
    def acts(self) -> dict[str, list[Act]]:
        """The acts by paragraph."""
        return _grouped((act.paragraph, act) for act in self.document.acts)

    @cached_property
    def act(self) -> dict[str, Act]:
        """The acts by identifier."""
        return {act.id: act for act in self.document.acts}

    @cached_property
    def mandates(self) -> dict[str, list[Mandate]]:
        """The mandates by the paragraph in which they are given."""
        return _grouped((self.act[mandate.act].paragraph, mandate) for mandate in self.document.mandates)

    def place(self, mandate: Mandate) -> str:
        """The paragraph in which a mandate stands: that of its act, or an item of the list below it."""
        return mandate.id.rpartition(".m")[0]

    @cached_property
    def bare_acts(self) -> list[Act]:
        """The acts that give no mandate."""
        giving = {mandate.act for mandate in self.document.mandates}
        return [act for act in self.document.acts if act.id not in giving]

    @cached_property
    def citations(self) -> dict[str, list[Citation]]:
        """The citations by paragraph."""
        return _grouped((citation.paragraph or "", citation) for citation in self.document.citations)

    def number(self, identifier: str) -> str:
        """A paragraph's number as one writes it: "3 (b) (ii)", "(b)" below one without; else its identifier."""
        paragraph = self.paragraphs.get(identifier)
        if paragraph is None or not paragraph.path:
            return identifier
        outer, *inner = paragraph.path
        if outer.isalpha() and self._below_one_without(paragraph):
            outer = f"({outer})"
        number = outer + "".join(f".{step}" if step.isdigit() else f" ({step})" for step in inner)
        return number if paragraph.part == "main" else f"{identifier.partition('.')[0]}, {number}"

    def _below_one_without(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is part of one that has no number."""
        while (outer := self.paragraphs.get(paragraph.parent or "")) is not None:
            paragraph = outer
        return not paragraph.path


def counted(number: int, one: str, many: str = "") -> str:
    """A number with what it counts, `many` being `one` with an s where it is not given: "1 document", "1,200 files"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def one_line(words: str) -> str:
    """Words with each run of white space as one space, without what cannot be printed."""
    if words.isprintable() and "  " not in words:  # of all white space, the space alone can be printed
        return words.strip(" ")
    return printable(" ".join(words.split()))


def printable(words: str) -> str:
    """Words without characters that no terminal, page or workbook should be given."""
    return words if words.isprintable() else words.translate(_UNPRINTABLE)


def _grouped(pairs: Iterator[tuple[str, Item]]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    return groups
