"""The front and the close of a document: where it says what it is, and how it was adopted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dispositif.authorities.identifiers import identified_by_form, is_document_symbol, squeezed
from dispositif.document import DocumentKind, Paragraph
from dispositif.passage import Passage
from dispositif.structure.naming import OF_TEXT

_LONGEST: Final = 6000
_OPENING: Final = 700
_ACTS: Final = "verbs/"
_SUBSTANCE: Final = ("preambular", "operative")
_LONGEST_SYMBOL: Final = 60
NUMBERED_KINDS: Final[tuple[DocumentKind, ...]] = ("resolution", "decision")
_COLUMNS: Final = re.compile(r"\s{2,}|\t")
_COUNTED: Final = re.compile(r"\d{1,3} [A-Z]{1,2}/[A-Z][a-z]+")  # "42 C/Resolution 18"
_SYMBOL: Final = re.compile(
    r"[A-Za-z][A-Za-z.]*(?:\.?\d{1,3})?(?:/[A-Za-z0-9.-]+(?:\(\d{1,4}\))?)*/"
    r"(?:[A-Za-z0-9.-]*\d[A-Za-z0-9.-]*|[A-Z]+\.\s?(?:\d+|(?=\([IVXLCDM]+\)))|[A-Za-z]+\(\d{4}\)\d{1,4})"
    r"(?:\s?\([A-Za-z0-9/.-]+\))?(?:\s[A-Z](?:\s?(?:[-–]|[a-z]{1,3})\s?[A-Z])?)?"
)
_PAPER: Final = re.compile(r"\bDoc\. ?([A-Z][\w.]*(?:/[\w.-]+)+(?: ?\([IVXLC]+\))?)")
_BATCH: Final = re.compile(r"[A-Z]+(?:/[A-Z0-9-]+)*/(?:19|20)\d\d(?:/[A-Z][A-Z.-]*)+")


class Front(NamedTuple):
    """What stands before the first recital or decision, and what closes the text.

    `passages` are its words, paragraph by paragraph, from `start` up to the `end` of the formula or, where there is
    none, of the opening words of what comes first; `substance` is where that begins. `head` are the paragraphs of
    masthead and title, `formula` is the one that names the body, `closing` those that tell how the text was adopted.
    """

    passages: list[Passage]
    start: int
    end: int
    substance: int
    head: list[Paragraph]
    formula: Paragraph | None
    closing: list[Paragraph]


def front(flat: str, paragraphs: Sequence[Paragraph]) -> Front:
    """The front and the close of the text that has these `paragraphs`."""
    head: list[Paragraph] = []
    passages: list[Passage] = []
    formula = None
    # What is above the first paragraph belongs to the first of several texts.
    start = paragraphs[0].start if paragraphs and paragraphs[0].id.startswith(OF_TEXT) else 0
    longest = start + _LONGEST
    stop = paragraphs[-1].end if paragraphs else len(flat)
    end = substance = min(stop, start + _OPENING)
    for place, paragraph in enumerate(paragraphs):
        if paragraph.kind == "formula" or paragraph.kind in _SUBSTANCE or paragraph.path:
            formula = paragraph if paragraph.kind == "formula" else None
            if paragraph.rule.startswith(_ACTS):  # what it recalls or asks tells nothing of the text itself
                end = substance = paragraph.start
            else:
                told = _told_until(paragraphs, place) if paragraph.path else paragraph.end
                end = min(paragraph.start + _OPENING, longest, told)
                substance = end if formula else paragraph.start
                passages.append(Passage(flat, paragraph.start, end))
            break
        if paragraph.kind != "footnote":
            head.append(paragraph)
            end = min(paragraph.end, longest)
            passages.append(Passage(flat, paragraph.start, end))
        if paragraph.end > longest:
            break
    if formula is None:
        formula = _later_formula(paragraphs)
    closing = [paragraph for paragraph in paragraphs if paragraph.kind == "conclusion"]
    return Front(passages, start, end, substance, head, formula, closing)


def _told_until(paragraphs: Sequence[Paragraph], place: int) -> int:
    """Where the numbered paragraphs from there on stop telling of the meeting: what an act names is of another."""
    told = paragraphs[place]
    for paragraph in paragraphs[place + 1 :]:
        if paragraph.rule.startswith(_ACTS):
            break
        told = paragraph
    return told.end


def _later_formula(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The formula that stands below the recitals: "Recalling …, | The Assembly: | 1. Requests …"."""
    for paragraph in paragraphs:
        if paragraph.kind in ("formula", "operative"):
            return paragraph if paragraph.kind == "formula" else None
    return None


def lines(characters: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch that say something, white space at their ends left out."""
    for line in characters[start:end].split("\n"):
        words = line.strip()
        if words:
            first = start + line.index(words[0])
            yield first, first + len(words)
        start += len(line) + 1


def symbol(characters: str, start: int, end: int) -> str | None:
    """The symbol that stands on a line, or in a column, of its own in a stretch."""
    printed = [characters[first:last] for first, last in lines(characters, start, end)]
    for line, below in zip(printed, [*printed[1:], ""], strict=False):
        for column in _COLUMNS.split(line):
            if is_symbol(column):
                whole = f"{line} {below}" if column == line and below[:1] == "(" else ""  # "Conf. 4.12 | (Rev. CoP9)"
                return " ".join((whole if is_symbol(whole) else column).split())
            if leading := leading_number(column):
                return leading
    return None


def batch_symbol(characters: str, start: int, end: int) -> str | None:
    """The symbol on a line of its own that ends with letters behind a year, as those of a meeting's papers do."""
    found = (characters[first:last] for first, last in lines(characters, start, end))
    return next((line for line in found if len(line) < _LONGEST_SYMBOL and _BATCH.fullmatch(line)), None)


def paper_symbol(flat: str, head: Sequence[Paragraph]) -> str | None:
    """The symbol of the paper that a text was made of, which is of the same body's papers: "Doc. HC/755(XXII)"."""
    papers = (_PAPER.search(flat, paragraph.start, paragraph.end) for paragraph in head)
    return next((paper[1] for paper in papers if paper), None)


def leading_number(words: str) -> str | None:
    """The symbol, or the number of a series, with which a title begins: "WHA51.7 Lights", "A98-5: Nets"."""
    first, _, title = words.partition(" ")
    first = first.removesuffix(":")
    if title.startswith("("):
        session, _, title = title.partition(" ")
        first = f"{first} {session}"  # "HC/Dec.108 (VI) | Decision on nets"
    return first if title[:1].isupper() and is_symbol(first) else None


def is_symbol(words: str) -> bool:
    """Whether these words are a document's symbol and nothing else."""
    if len(words) >= _LONGEST_SYMBOL:
        return False
    if _SYMBOL.fullmatch(words) is not None or series_noun(words) is not None:
        return True
    return is_document_symbol(words) and _BATCH.fullmatch(words) is None


def series_noun(column: str) -> DocumentKind | None:
    """The noun of the series whose number a column is, where its form alone tells: "WHA51.7" is a resolution's."""
    number = squeezed(column)
    if number.isalpha() or (" " in column and not (column[0].isalpha() or _COUNTED.match(column))):
        return None
    return next((noun for noun in NUMBERED_KINDS if identified_by_form(noun, number, 0)), None)
