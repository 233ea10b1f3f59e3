"""What the check of a draft says: the public format `dispositif-check/1`."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from dispositif.document import Words

Rule = Literal[
    "missing-addressee", "missing-deadline", "missing-review", "open-name", "ambiguous-name", "open-pronoun",
    "overlap", "weaker-verb",
]  # fmt: skip


class Remark(Words, frozen=True, kw_only=True):
    """Something to look at in a draft: its words, and the rule by which they were found."""

    rule: Rule
    """The rule."""
    paragraph: str
    """The paragraph in which the words stand."""
    message: str
    """The remark in a sentence."""
    other: str = ""
    """The document and paragraph that it is held against: "HU/RES/3/1 op-4"; empty where it is against none."""
    other_text: str = ""
    """The words there."""


class Check(Struct, frozen=True, kw_only=True):
    """A draft, checked."""

    format: Literal["dispositif-check/1"] = "dispositif-check/1"
    """The name and version of this format."""
    engine: str
    """The version of the engine that checked it."""
    draft: str
    """What the draft is called."""
    remarks: tuple[Remark, ...]
    """The remarks, in the order of the text."""

    def to_json(self, indent: int = 0) -> str:
        """The check as JSON, `indent` spaces deep; 0 for one line."""
        encoded = msgspec.json.encode(self)
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()


def remark(rule: Rule, characters: str, span: tuple[int, int], paragraph: str, message: str) -> Remark:
    """A remark on `characters[start:end]`, `span` being the two."""
    start, end = span
    return Remark(rule=rule, text=characters[start:end], start=start, end=end, paragraph=paragraph, message=message)
