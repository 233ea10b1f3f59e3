"""Numbers of web lists: a browser counts them, the text does not hold them."""

from __future__ import annotations

import re

from lxml import etree

from dispositif.reading.markup import local_name
from dispositif.reading.numerals import of_web

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;}]+)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_SELECTOR = re.compile(r"(?:(?:ol|ul|li)?([.#][\w-]+)|(ol|ul|li))$", re.IGNORECASE)
_BULLETS = {"disc", "circle", "square"}
_FORMS = {
    "a", "A", "i", "I", "1", "decimal", "decimal-leading-zero", "lower-alpha", "upper-alpha", "lower-latin",
    "upper-latin", "lower-roman", "upper-roman", "lower-greek", "arabic-indic", "cjk-decimal", "cjk-ideographic",
    "simp-chinese-informal", "trad-chinese-informal",
}  # fmt: skip


class ListStyles:
    """The list styles that a page's style sheets give by class, identifier or element."""

    def __init__(self, root: etree._Element) -> None:
        self._rules: dict[str, str] = {}
        for sheet in root.iter("style"):
            for selectors, rule in _RULE.findall(sheet.text or ""):
                style = _STYLE.search(rule)
                for selector in selectors.split(",") if style else ():
                    match = _SELECTOR.fullmatch(selector.strip())
                    if match and style:
                        self._rules[(match[1] or match[2]).lower()] = style[1]

    def form(self, element: etree._Element) -> str:
        """The form of numbers that an element states: "lower-alpha", "disc", "none" …; "" where it states none."""
        stated = _STYLE.search(element.get("style") or "")
        classes = (element.get("class") or "").lower().split()
        names = [f"#{(element.get('id') or '').lower()}", *(f".{name}" for name in classes), local_name(element)]
        words = stated[1] if stated else next((self._rules[name] for name in names if name in self._rules), "")
        for word in words.lower().split():
            if word in _FORMS or word in _BULLETS or word == "none":
                return word
        kind = element.get("type") or ""
        return kind if kind in _FORMS or kind in _BULLETS else ""


class ListCount:
    """Counts the items of one list."""

    def __init__(self, element: etree._Element, styles: ListStyles) -> None:
        self._styles = styles
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
        form = self._styles.form(item) or self._form
        if form == "none":
            return ""
        if form in _BULLETS or not (self._ordered or form):
            return "•"
        return of_web(here, form) + "."


def _integer(digits: str | None, otherwise: int) -> int:
    try:
        return max(min(int(digits or ""), 1_000_000), -1_000_000)
    except ValueError:
        return otherwise
