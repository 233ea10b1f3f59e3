"""Which paragraph stands in which part of an Akoma Ntoso document. The order of the text is kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from dispositif.document import Paragraph
from dispositif.exports.edition import Edition
from dispositif.structure.naming import part_of

_PAGE = "\f"
_RULE = "_"
_DRAWN = re.compile(f"{_RULE}{{8,}}")  # above notes
_LINE = re.compile(r".+")
_FACE = ("masthead",)
_FRONT = ("title", "masthead")
_BEFORE = ("formula", "preambular")


@dataclass(frozen=True)
class Stretch:
    """A paragraph with its words as they stand in the text, and its printed number; `close` to the one before."""

    paragraph: Paragraph
    words: str
    number: str
    close: bool = False


@dataclass
class Part:
    """The main text or an annex, in the sections of an Akoma Ntoso document."""

    cover: list[Stretch] = field(default_factory=list)
    preface: list[Stretch] = field(default_factory=list)
    preamble: list[Stretch] = field(default_factory=list)
    body: list[Stretch] = field(default_factory=list)
    conclusions: list[Stretch] = field(default_factory=list)


def stretches(edition: Edition) -> tuple[list[Stretch], list[Stretch]]:
    """The paragraphs in the order of the text, and apart from them the notes that stand after all others."""
    found: list[Stretch] = []
    last = 0
    for paragraph in edition.document.paragraphs:
        between = edition.characters[last : paragraph.start]
        words = edition.characters[paragraph.start : paragraph.end]
        last = paragraph.end
        found.append(Stretch(paragraph, words, _number(between, paragraph), between.count("\n") < 2))
    found += _unread(edition.characters, last)
    first = len(found)
    while first and found[first - 1].paragraph.kind == "footnote" and found[first - 1].paragraph.part == "main":
        first -= 1
    # A note hangs on words; where there are none, it is a paragraph like any other.
    return (found[:first], found[first:]) if first else (found, [])


def _number(between: str, paragraph: Paragraph) -> str:
    """What is printed before a paragraph as its number; what stands at the edges of pages is none."""
    if _PAGE in between:
        between = between.rpartition(_PAGE)[2].rstrip().rpartition("\n")[2] if paragraph.path else ""
    return between.strip().lstrip(_RULE).strip()


def _unread(characters: str, start: int) -> Iterator[Stretch]:
    """What stands in the text after the last paragraph that was read, all of it where none was: line by line."""
    for line in _LINE.finditer(characters, start):
        words = line[0].strip()
        if words and not _DRAWN.fullmatch(words):
            begin = line.start() + line[0].index(words)
            paragraph = Paragraph(
                id=f"unread-{begin}",
                part="main",
                kind="other",
                path=(),
                parent=None,
                start=begin,
                end=begin + len(words),
            )
            yield Stretch(paragraph, words, "")


def parts(running: list[Stretch]) -> list[Part]:
    """The main text, and each annex."""
    groups: dict[str, list[Stretch]] = {"": []}
    name = ""
    for stretch in running:
        if stretch.paragraph.part == "annex":
            name = part_of(stretch.paragraph.id)
        groups.setdefault(name, []).append(stretch)
    main, *annexes = groups.values()
    return [_part(main), *(_annex(annex) for annex in annexes)]


def _part(held: list[Stretch]) -> Part:
    """Sections by the kinds of paragraph; what stands out of place is left to the body, so that the order holds."""
    kinds = [stretch.paragraph.kind for stretch in held]
    cover = _run(kinds, 0, _FACE)
    preface = _run(kinds, cover, _FRONT)
    preamble = _run(kinds, preface, _BEFORE)
    end = len(kinds)
    while end > preamble and kinds[end - 1] == "conclusion":
        end -= 1
    return Part(held[:cover], held[cover:preface], held[preface:preamble], held[preamble:end], held[end:])


def _annex(held: list[Stretch]) -> Part:
    kinds = [stretch.paragraph.kind for stretch in held]
    preface = _run(kinds, 0, ("heading", "title"))
    return Part(preface=held[:preface], body=held[preface:])


def _run(kinds: Sequence[str], start: int, wanted: Collection[str]) -> int:
    """Where the run of the wanted kinds that begins at `start` ends."""
    while start < len(kinds) and kinds[start] in wanted:
        start += 1
    return start
