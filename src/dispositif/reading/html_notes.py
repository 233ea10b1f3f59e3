"""Footnotes of a web page: a link from a marker to a note, and often one back; or a block that says it is one."""

from __future__ import annotations

import re

from lxml import etree

from dispositif.reading.html_content import BLOCKS, blocks_within
from dispositif.reading.markup import all_words, local_name

_MARKER = re.compile(r"[\[(]?\s*(\d{1,3}|[*†‡§]{1,3}|[a-z]|[ivxl]{1,6})\s*[\])]?\.?", re.IGNORECASE)
_NOTE_CLASS = re.compile(r"foot-?note|end-?note|mso(?:foot|end)notereference", re.IGNORECASE)
_NOTE_ROLES = {"doc-footnote", "doc-endnote"}
_NUMBERED = re.compile(r"[\[(]?(\d{1,3}|[*†‡§]{1,3})(?:[\])]|\.\s|\s)\s*\S")
_TOO_MUCH = {"body", "html", "main", "article", "section", "ol", "ul", "table", "tbody", "tr"}


class Notes:
    """Which links of a page are markers of notes, and which blocks are the notes."""

    def __init__(self, root: etree._Element) -> None:
        self.markers: dict[etree._Element, str] = {}
        self.blocks: dict[etree._Element, str] = {}
        targets = {key: e for e in root.iter() for key in (e.get("id"), e.get("name")) if key}
        links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
        back = {link: targets.get((link.get("href") or "")[1:]) for link in links}
        answers: dict[etree._Element, bool] = {}
        for link in links:
            match = _MARKER.fullmatch(all_words(link).strip())
            target = back[link]
            block = _block(target) if target is not None else None
            if not match or block is None or self._is_inside_note(link) or block in set(link.iterancestors()):
                continue
            if block not in answers:
                answers[block] = any(inner in back for inner in block.iter("a"))
            if answers[block] or _is_raised(link):
                self.markers[link] = match[1]
                self.blocks.setdefault(block, match[1])
        for element in root.iter():
            if element.get("role") in _NOTE_ROLES or _NOTE_CLASS.search(element.get("class") or ""):
                self._add_unlinked(element)

    def _add_unlinked(self, element: etree._Element) -> None:
        """Take the blocks of an element that says it holds notes, each of which begins with its number."""
        for block in element.iter():
            if local_name(block) not in BLOCKS or block in self.blocks or self._is_inside_note(block):
                continue
            if not blocks_within(block) and (match := _NUMBERED.match(all_words(block).strip())):
                self.blocks[block] = match[1]

    def is_return(self, link: etree._Element) -> bool:
        """Whether a link in a note only leads back to its marker."""
        if not (link.get("href") or "").startswith("#") or not self._is_inside_note(link):
            return False
        words = all_words(link).strip()
        return bool(_MARKER.fullmatch(words)) or not any(character.isalnum() for character in words)

    def _is_inside_note(self, element: etree._Element) -> bool:
        return any(ancestor in self.blocks for ancestor in element.iterancestors())


def _block(target: etree._Element) -> etree._Element | None:
    for element in (target, *target.iterancestors()):
        name = local_name(element)
        if name in _TOO_MUCH:
            return None
        if name in BLOCKS:
            return element
    return None


def _is_raised(link: etree._Element) -> bool:
    around = (link, *link.iterancestors(), *link.iter())
    return any(local_name(e) == "sup" or _NOTE_CLASS.search(e.get("class") or "") for e in around[:64] if local_name(e))
