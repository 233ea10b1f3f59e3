"""`eId`s by the naming convention of Akoma Ntoso: "para_3__list_1__point_b"."""

from __future__ import annotations

import re

from lxml import etree

from dispositif.reading.akn_names import AKN, KIND

_ABBREVIATED = {"paragraph": "para", "section": "sec", "attachment": "att", "blockList": "list", "mainBody": "body"}
# There is one of each in what it stands in, so that it needs no number.
_SINGLE = {"intro", "content", "coverPage", "preface", "preamble", "conclusions"}
_COUNTED = {
    "container",
    "formula",
    "section",
    "paragraph",
    "list",
    "point",
    "blockList",
    "item",
    "authorialNote",
    "table",
}
# They stand in the identifiers of what they hold; sections of a document do not.
_NAMED = {"attachment", *_COUNTED, "intro", "content"}
_NOT_A_WORD = re.compile(r"[\W_]+")


def number(statement: etree._Element) -> None:
    """Give every element that is to have one an identifier of its own in the document."""
    _number(statement, "", {})


def _number(element: etree._Element, prefix: str, taken: dict[str, int]) -> None:
    for child in element:
        name = etree.QName(child).localname
        if name == "meta":
            continue
        own = prefix
        if name in _NAMED or name in _SINGLE or child.get(KIND):
            identifier = _distinct(_identifier(child, name, prefix, taken), taken)
            child.set("eId", identifier)
            own = identifier if name in _NAMED else prefix
        _number(child, own, taken)


def _identifier(element: etree._Element, name: str, prefix: str, taken: dict[str, int]) -> str:
    stem = f"{prefix}__{_ABBREVIATED.get(name, name)}" if prefix else _ABBREVIATED.get(name, name)
    if name in _SINGLE:
        return stem
    printed = element.findtext(f"{{{AKN}}}num") or ""
    label = _NOT_A_WORD.sub("-", printed).strip("-")
    if label:
        return f"{stem}_{label}"
    taken[f"{stem} "] = count = taken.get(f"{stem} ", 0) + 1
    return f"{stem}_{'nn-' if name in ('section', 'paragraph', 'point', 'item') else ''}{count}"


def _distinct(identifier: str, taken: dict[str, int]) -> str:
    """The identifier, and where it is taken the number of times it was wanted."""
    taken[identifier] = count = taken.get(identifier, 0) + 1
    return identifier if count == 1 else _distinct(f"{identifier}-{count}", taken)
