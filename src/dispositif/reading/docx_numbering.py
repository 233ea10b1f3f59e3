"""Automatic numbers of a DOCX: they stand in numbering definitions, not in the text, and are counted here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from dispositif.reading.docx_package import W, attribute, child, integer
from dispositif.reading.numerals import of_word

_PLACE = re.compile(r"%([1-9])")
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "courier")
_PRIVATE_USE = range(0xE000, 0xF900)
_DEEPEST = 8
_LONGEST_CHAIN = 20


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    words: str = ""
    restart: int | None = None
    legal: bool = False
    symbol_font: bool = False
    style: str = ""


@dataclass
class _List:
    """A list: the levels of its definition, and those that it sets differently."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of every list, as a word processor does when it shows them."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._define(root)

    def _define(self, root: etree._Element) -> None:
        abstract = {attribute(e, "abstractNumId"): e for e in root.iterchildren(f"{W}abstractNum")}
        by_style = {
            attribute(link, "val"): key for key, e in abstract.items() for link in e.iterchildren(f"{W}styleLink")
        }
        for number in root.iterchildren(f"{W}num"):
            key = attribute(child(number, "abstractNumId"), "val")
            link = child(abstract[key], "numStyleLink") if key in abstract else None
            key = by_style.get(attribute(link, "val"), key) if link is not None else key
            if key not in abstract:
                continue
            defined = _List(key, dict(_level(e) for e in abstract[key].iterchildren(f"{W}lvl")))
            for override in number.iterchildren(f"{W}lvlOverride"):
                _override(defined, override)
            self._lists[attribute(number, "numId")] = defined

    def level_of_style(self, number_id: str, style: str) -> int:
        """The level that a list gives to the paragraphs of a style."""
        levels = self._lists[number_id].levels if number_id in self._lists else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def next(self, number_id: str, depth: int) -> str:
        """Count one more paragraph of a list at a level, and give its number as printed."""
        numbered = self._lists.get(number_id)
        if numbered is None:
            return ""
        depth = min(max(depth, 0), _DEEPEST)
        counts = self._counts.setdefault(numbered.definition, [None] * (_DEEPEST + 1))
        self._restart(number_id, numbered, counts, depth)
        level = numbered.levels.get(depth, Level())
        counted = counts[depth]
        counts[depth] = level.start if counted is None else counted + 1
        for deeper in range(depth + 1, _DEEPEST + 1):
            restart = numbered.levels.get(deeper, Level()).restart
            if restart is None or depth < restart:
                counts[deeper] = None
        return self._printed(numbered, level, counts)

    def _restart(self, number_id: str, numbered: _List, counts: list[int | None], depth: int) -> None:
        for place, start in numbered.starts.items():
            if place <= depth and (number_id, place) not in self._started:
                self._started.add((number_id, place))
                counts[place] = start - 1 if place == depth else start

    def _printed(self, numbered: _List, level: Level, counts: list[int | None]) -> str:
        if level.form == "bullet":
            sign = level.words.strip()
            plain = sign and not level.symbol_font and ord(sign[0]) not in _PRIVATE_USE and not sign[0].isalnum()
            return sign if plain else "•"

        def number(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            source = numbered.levels.get(depth, Level())
            count = counts[depth]
            return of_word(source.start if count is None else count, "decimal" if level.legal else source.form)

        return _PLACE.sub(number, level.words).strip()


def _override(numbered: _List, override: etree._Element) -> None:
    depth = integer(attribute(override, "ilvl"), 0)
    own = child(override, "lvl")
    if own is not None:
        numbered.levels[depth] = _level(own)[1]
    start = child(override, "startOverride")
    if start is not None:
        numbered.starts[depth] = integer(attribute(start, "val"), 1)
        numbered.levels[depth] = replace(numbered.levels.get(depth, Level()), start=numbered.starts[depth])


def _level(element: etree._Element) -> tuple[int, Level]:
    def value(name: str) -> str:
        return attribute(child(element, name), "val")

    fonts = element.find(f"{W}rPr/{W}rFonts")
    font = "".join(str(name) for name in fonts.attrib.values()).lower() if fonts is not None else ""
    legal = child(element, "isLgl")
    return integer(attribute(element, "ilvl"), 0), Level(
        start=integer(value("start"), 0),
        form=value("numFmt") or "decimal",
        words=value("lvlText"),
        restart=integer(value("lvlRestart"), 0) if child(element, "lvlRestart") is not None else None,
        legal=legal is not None and attribute(legal, "val") not in ("0", "false", "off"),
        symbol_font=any(name in font for name in _SYMBOL_FONTS),
        style=value("pStyle"),
    )


class Styles:
    """The paragraph and character styles of a DOCX, with what they take over from the styles they are based on."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = root.iterchildren(f"{W}style") if root is not None else ()
        self._styles = {attribute(style, "styleId"): style for style in styles}
        self._default = next(
            (key for key, style in self._styles.items()
             if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")), ""
        )  # fmt: skip

    def chain(self, style: str) -> list[tuple[str, etree._Element]]:
        """A style and all that it is based on, nearest first."""
        found: list[tuple[str, etree._Element]] = []
        style = style or self._default
        while style in self._styles and len(found) < _LONGEST_CHAIN:
            element = self._styles[style]
            found.append((style, element))
            style = attribute(child(element, "basedOn"), "val")
        return found
