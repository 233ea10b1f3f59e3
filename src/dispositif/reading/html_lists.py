"""Numbers of web lists: a browser counts them, the text does not hold them."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from dispositif.reading.html_styles import Sheet
from dispositif.reading.markup import local_name
from dispositif.reading.numerals import of_web

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;}]+)", re.IGNORECASE)
_CONTENT = re.compile(
    r"content\s*:\s*(?P<before>(?:[\"'][^\"'{}]*[\"']\s*)*)counters?\(\s*[\w-]+\s*(?:,\s*[\"'][^\"']*[\"']\s*)?"
    r"(?:,\s*(?P<form>[\w-]+)\s*)?\)\s*(?P<after>(?:[\"'][^\"'{}]*[\"']\s*)*)",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(r"@counter-style\s+([\w-]+)\s*$", re.IGNORECASE)
_SYSTEM = re.compile(r"system\s*:\s*extends\s+([\w-]+)", re.IGNORECASE)
_AFFIX = re.compile(r"(prefix|suffix)\s*:\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
_QUOTED = re.compile(r"[\"']([^\"']*)[\"']")
_BULLETS = {"disc", "circle", "square"}
_FORMS = {
    "a", "A", "i", "I", "1", "decimal", "decimal-leading-zero", "lower-alpha", "upper-alpha", "lower-latin",
    "upper-latin", "lower-roman", "upper-roman", "lower-greek", "arabic-indic", "cjk-decimal", "cjk-ideographic",
    "simp-chinese-informal", "trad-chinese-informal",
}  # fmt: skip


class Form(NamedTuple):
    """How the numbers of a list are printed: "lower-alpha", "disc", "none" …, and what stands before and after them."""

    kind: str = ""
    before: str = ""
    after: str = "."


class ListStyles:
    """The list styles that a page's style sheets give by class, identifier or element."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._described: dict[str, Form] = {}
        for selector, rule in sheet.rules:
            if described := _DESCRIBED.search(selector):
                affixes = {name.lower(): words for name, words in _AFFIX.findall(rule)}
                system = _SYSTEM.search(rule)
                kind = system[1].lower() if system else "decimal"
                self._described[described[1].lower()] = Form(
                    kind, affixes.get("prefix", ""), affixes.get("suffix", ". ").strip()
                )

    def form(self, element: etree._Element) -> Form:
        """The form of numbers that an element states; an empty one where it states none."""
        stated = _STYLE.search(element.get("style") or "")
        words = stated[1] if stated else self._sheet.value(element, _STYLE)
        for word in words.lower().split():
            if word in _FORMS or word in _BULLETS or word == "none":
                return Form(word)
            if word in self._described:
                return self._described[word]
        kind = element.get("type") or ""
        return Form(kind if kind in _FORMS or kind in _BULLETS else "")

    def generated(self, element: etree._Element, item: etree._Element) -> Form | None:
        """The form of the numbers that a sheet puts before the items of a list, in place of a browser's own."""
        rule = self._sheet.before(item, element, _CONTENT)
        found = _CONTENT.search(rule) if rule else None
        if found is None:
            return None
        before, after = ("".join(_QUOTED.findall(found[side])).strip() for side in ("before", "after"))
        return Form((found["form"] or "decimal").lower(), before, after)


class ListCount:
    """Counts the items of one list."""

    def __init__(self, element: etree._Element, styles: ListStyles) -> None:
        self._styles = styles
        self._element = element
        self._ordered = local_name(element) == "ol"
        self._form = styles.form(element)
        self._step = 1
        first = 1
        if element.get("reversed") is not None:
            self._step = -1
            first = sum(1 for child in element if local_name(child) == "li")
        self._next = _integer(element.get("start"), first)

    def number(self, item: etree._Element) -> str:
        """The number of the next item as a browser prints it."""
        here = _integer(item.get("value"), self._next)
        self._next = here + self._step
        form = self._styles.form(item)
        form = form if form.kind else self._form
        if form.kind == "none":
            form = self._styles.generated(self._element, item) or form
        if form.kind == "none":
            return ""
        if form.kind in _BULLETS or not (self._ordered or form.kind):
            return "•"
        return form.before + of_web(here, form.kind) + form.after


def _integer(digits: str | None, otherwise: int) -> int:
    try:
        return max(min(int(digits or ""), 1_000_000), -1_000_000)
    except ValueError:
        return otherwise
