"""Short names such as "the Council": which full name before it each may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dispositif.checking.data import checks
from dispositif.checking.forms import Remark, remark
from dispositif.document import Paragraph
from dispositif.exports import Edition
from dispositif.languages.schema import CheckWords
from dispositif.passage import flatten

_LONGEST = 8
_KINDS = ("preambular", "operative")


def open_names(draft: Edition) -> Iterator[Remark]:
    """Short names that stand for no body named before, or for any of two. Each is told once, where it first stands.

    A full name in the same paragraph settles it; so does the issuing body's own name.
    """
    data = checks(draft.document.language)
    if data is None:
        return
    flat = flatten(draft.characters).characters
    full = [(match.start(), match.end(), match[0]) for match in _full_names(draft.document.language).finditer(flat)]
    told: set[str] = set()
    for paragraph in draft.document.paragraphs:
        if paragraph.kind not in _KINDS:
            continue
        for match in _short_names(draft.document.language).finditer(flat, paragraph.start, paragraph.end):
            head = match[1]
            if head in told or any(start <= match.start(1) < end for start, end, _ in full):
                continue
            found = _remark(draft, paragraph, match, _candidates(draft, full, paragraph, match))
            if found:
                told.add(head)
                yield found


def _candidates(
    draft: Edition, full: list[tuple[int, int, str]], paragraph: Paragraph, match: re.Match[str]
) -> list[str]:
    """The full names before a short one that it may stand for: those of its paragraph, else those of the text."""
    head = match[1]
    before = [(start, name) for start, end, name in full if end <= match.start() and head in name.split()]
    near = {" ".join(name.split()) for start, name in before if start >= paragraph.start}
    body = draft.document.heading.body
    if len(near) == 1 or (body and head in body.text.split()):
        return ["settled"]
    return sorted(near or {" ".join(name.split()) for _, name in before})


def _remark(draft: Edition, paragraph: Paragraph, match: re.Match[str], candidates: list[str]) -> Remark | None:
    if len(candidates) == 1:
        return None
    span = match.start(), match.end()
    short = " ".join(draft.characters[slice(*span)].split())
    if not candidates:
        message = f"“{short}” is not named in full before."
        return remark("open-name", draft.characters, span, paragraph.id, message)
    message = f"“{short}” may mean any of: {', '.join(candidates)}."
    return remark("ambiguous-name", draft.characters, span, paragraph.id, message)


@cache
def _short_names(language: str) -> re.Pattern[str]:
    """An article and a short name that nothing goes on after."""
    data = _data(language)
    articles, heads, on = _any(data.articles), _any(data.short_names), _any(data.going_on)
    return re.compile(rf"\b(?:{articles}) ({heads})(?![\w’'-])(?! (?:{on}) [A-Z]| [A-Z])")


@cache
def _full_names(language: str) -> re.Pattern[str]:
    """Capitalized words that end in a short name, or go on after it."""
    data = _data(language)
    heads, on, inner = _any(data.short_names), _any(data.going_on), _any(data.inner)
    word = r"[A-Z][\w’'-]{1,30}"
    # A short name ends a full name: what follows it is another.
    other = rf"(?!(?:{heads})\b){word}"
    before = rf"(?:{other} (?:(?:{inner}) ){{0,2}}){{1,{_LONGEST}}}(?:{heads})\b(?! {word})"
    after = rf"(?:{heads}) (?:{on}) (?:the )?{word}(?: (?:(?:{inner}) ){{0,2}}{word}){{0,{_LONGEST}}}"
    return re.compile(rf"(?<![\w’'-])(?:{before}|{after})")


def _data(language: str) -> CheckWords:
    data = checks(language)
    assert data is not None
    return data


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words))
