"""The marks of Markdown: of headings, of what is emphasized, of links, and what keeps a sign from being a mark."""

from __future__ import annotations

import re
from typing import Final

from dispositif.reading.composition import raised
from dispositif.reading.glance import Glance
from dispositif.text import TextWarning

MARKED: Final = TextWarning(
    code="marks-passed-over", message="The text is written in Markdown; its marks were passed over."
)
# What only Markdown writes so: the sign that it has, how many of it tell, and what they look like. Several of one sort
# tell it, since any of them alone may be meant as it stands.
_TELLING: Final = (
    ("\n#", 1, re.compile(r"^#{1,6} +\S", re.MULTILINE)),
    ("**", 2, re.compile(r"\*\*[^\W\d_][^*\n]*\*\*")),
    ("\\", 2, re.compile(r"^[ \t>]*(?:\d+\\[.)]|\\\()", re.MULTILINE)),
    ("\n*", 3, re.compile(r"^\*[^\W\d_][^*\n]*[^\s*]\*[ ,]", re.MULTILINE)),
    ("\n_", 3, re.compile(r"^_[^\W\d_][^_\n]*[^\s_]_[ ,]", re.MULTILINE)),
    (". *", 3, re.compile(r"^[ \t]*\d+[.)] +\*[^\W\d_][^*\n]*[^\s*]\*[ ,]", re.MULTILINE)),
    (". _", 3, re.compile(r"^[ \t]*\d+[.)] +_[^\W\d_][^_\n]*[^\s_]_[ ,]", re.MULTILINE)),
)
_MARKS: Final = re.compile(
    r"""
    ^(?P<heading>\#{1,6}[ ]+)
    | ^(?P<quote>[ \t]*>[ ]?)
    | ^[ \t]*(?P<bullet>[*+])(?=[ ])
    | ^\[\^(?P<note>\w{1,4})\]:[ ]*
    | \[\^(?P<marker>\w{1,4})\]
    | \\(?P<escaped>[\\`*_{}\[\]()\#+.!<>~|'"-])
    | (?P<hard>\\|[ ]{2})$
    | !?\[(?P<link>[^\]\n]{1,200})\]\([^()\s]{1,400}\)
    | (?P<strong>(?<!\*)\*{2,3}(?!\*)|(?<!_)__(?!_))
    | (?<![\w*])(?P<star>\*)(?=[^\s*]) | (?<=[^\s*])(?P<star_end>\*)(?![\w*])
    | (?<![\w])(?P<line>_)(?=[^\s_]) | (?<=[^\s_])(?P<line_end>_)(?!\w)
    """,
    re.MULTILINE | re.VERBOSE,
)


def may_be_marked(glance: Glance) -> bool:
    """Whether a text has signs that may be marks: a rule above notes is none."""
    printed = glance.printed
    if b"#" in printed or b"*" in printed or b"\\" in printed:
        return True
    first = printed.find(b"_")
    return first >= 0 and b"_" in printed[first:].lstrip(b"_")


def marks(characters: str) -> list[tuple[int, int, str]]:
    """The marks of a text that is written in Markdown, and what is read in the place of each."""
    told = any(
        sign[-1] in characters
        and (characters.count(sign) >= enough or characters.startswith(sign[-1]))
        and len(telling.findall(characters)) >= enough
        for sign, enough, telling in _TELLING
    )
    if not told:
        return []
    return [edit for mark in _MARKS.finditer(characters) for edit in _read(mark)]


def _read(mark: re.Match[str]) -> list[tuple[int, int, str]]:
    """What is read in the place of a mark; what stands inside it stays where it is."""
    start, end = mark.span()
    match mark.lastgroup:
        case "bullet":
            return [(mark.start("bullet"), end, "•")]
        case "note":
            return [(start, end, raised(mark["note"]) + " ")]
        case "marker":
            return [(start, end, raised(mark["marker"]))]
        case "escaped" | "link" as kept:
            return [(start, mark.start(kept), ""), (mark.end(kept), end, "")]
        case _:
            return [(start, end, "")]
