"""The style sheets of a web page, as far as they say what is printed: the numbers of lists, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from dispositif.reading.markup import local_name

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECE = re.compile(r"[{}]|[^{}]+")
_SHOWN = re.compile(r"\b(?:screen|all)\b", re.IGNORECASE)
_NAME = re.compile(r"(?:[a-z]\w*)?([.#][\w-]+)|([a-z]\w*)", re.IGNORECASE)
_LONGEST = 2000
_BEFORE = re.compile(r"::?before$", re.IGNORECASE)
_STEPS = re.compile(r"\s*>\s*|\s+")


class Sheet:
    """The rules of a page's style sheets that hold on a screen, in order: selectors and declarations."""

    def __init__(self, root: etree._Element) -> None:
        self.rules: list[tuple[str, str]] = []
        for sheet in root.iter("style"):
            self.rules += _rules(_COMMENT.sub("", sheet.text or ""))
        self._by_name: dict[str, list[str]] = {}
        self._before: dict[tuple[str, str], list[str]] = {}
        for selectors, rule in self.rules:
            for selector in selectors.split(","):
                self._keep(selector.strip(), rule)

    def _keep(self, selector: str, rule: str) -> None:
        steps = _STEPS.split(_BEFORE.sub("", selector))
        names = [match[1] or match[2] for step in steps if (match := _NAME.fullmatch(step))]
        if len(names) < len(steps) or not names:
            return
        if _BEFORE.search(selector):
            parent = names[-2] if len(names) > 1 else ""
            self._before.setdefault((names[-1].lower(), parent.lower()), []).append(rule)
        elif len(names) == 1:
            self._by_name.setdefault(names[0].lower(), []).append(rule)

    def value(self, element: etree._Element, declaration: re.Pattern[str]) -> str:
        """What a declaration says of an element by its identifier, a class, or its name; "" where none does."""
        for name in names_of(element):
            for rule in reversed(self._by_name.get(name, ())):
                if stated := declaration.search(rule):
                    return stated[1]
        return ""

    def before(self, element: etree._Element, parent: etree._Element, declaration: re.Pattern[str]) -> str:
        """The rule of what is put before an element inside another, where it has a declaration."""
        for name in names_of(element) if self._before else ():
            for above in (*names_of(parent), ""):
                for rule in reversed(self._before.get((name, above), ())):
                    if declaration.search(rule):
                        return rule
        return ""


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a sheet, those that hold only elsewhere left out: in print, on a small screen."""
    around: list[str] = []
    words = ""
    for piece in _PIECE.findall(sheet):
        if piece == "{":
            around.append(words.rpartition(";")[2].strip())
            words = ""
        elif piece == "}":
            selectors = around.pop() if around else ""
            if selectors and words.strip() and all(map(_holds, around)):
                yield selectors[:_LONGEST], words
            words = ""
        else:
            words = piece


def _holds(condition: str) -> bool:
    """Whether what stands under a condition holds on any screen."""
    return condition.startswith("@layer") or (bool(_SHOWN.search(condition)) and "width" not in condition)


def names_of(element: etree._Element) -> list[str]:
    """What a selector may name an element by, the most telling first."""
    classes = (element.get("class") or "").lower().split()
    identifier = (element.get("id") or "").lower()
    return [*([f"#{identifier}"] if identifier else ()), *(f".{name}" for name in classes), local_name(element)]
