"""Whose session the words of a mandate mean. Pure.

"to report to the Assembly at its eightieth session" means the Assembly's, whichever body says so. Bodies are found by
the names that the register has for them, or the beginnings of these, and by the authority files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from dispositif.authorities import actors, record
from dispositif.languages import languages

NOBODY: Final = 0
"""In the place of a body's key: the session is that of a body the register does not have, or nobody can tell whose."""

_HAVE_SESSIONS: Final = frozenset({"organ", "committee", "conference", "subsidiary"})
_AFTER: Final = 8
"""So many characters may stand between the words of a time and a name that belongs to them: "of the"."""
_BEFORE: Final = 2
"""So many between a name and the words of a time that can be of no other."""
_FEWEST_WORDS: Final = 2


class Named(NamedTuple):
    """A body of the register: its key, name, and record in the authority files, if any."""

    pk: int
    name: str
    actor: str


class Said(NamedTuple):
    """What a mandate says around the words of a time: the doing, where in it they stand, and in which language."""

    words: str
    start: int
    end: int
    language: str


def whose(said: Said, own: int, bodies: tuple[Named, ...]) -> int:
    """The key of the body whose session is meant: `own` where no other is named, NOBODY where none can be told."""
    found = [one for one in _mentions(said, own, bodies) if one[0] <= said.end + _AFTER]
    beside = [pk for start, end, pk in found if 0 <= said.start - end <= _BEFORE or start >= said.start]
    named = set(beside or (pk for _start, _end, pk in found))
    return own if not named else named.pop() if len(named) == 1 else NOBODY


def _mentions(said: Said, own: int, bodies: tuple[Named, ...]) -> Iterator[tuple[int, int, int]]:
    """Where a body is named: start, end and its key, or NOBODY."""
    taken: list[tuple[int, int]] = []
    for start, end, pk in _by_name(said.words, own, bodies):
        taken.append((start, end))
        yield start, end, pk
    if said.language not in languages():
        return
    known = actors(said.language)
    by_actor = {_actor(one, said.language): one.pk for one in bodies}
    issuer = next((_actor(one, said.language) for one in bodies if one.pk == own), None)
    for start, end, claims in known.find(said.words):
        actor = known.resolve(claims, issuer).actor
        if actor and record(actor).kind in _HAVE_SESSIONS and not any(a < end and start < b for a, b in taken):
            yield start, end, by_actor.get(actor, NOBODY)


@lru_cache(1024)
def _actor(body: Named, language: str) -> str | None:
    return body.actor or actors(language).resolve(body.name).actor


def _by_name(words: str, own: int, bodies: tuple[Named, ...]) -> Iterator[tuple[int, int, int]]:
    """Where the names of bodies stand, the longest first, of two that are as long the body's own."""
    found = [
        (match.start(), match.end(), one.pk)
        for one in bodies
        for match in _pattern(one.name).finditer(words)
    ]  # fmt: skip
    taken: list[tuple[int, int]] = []
    for start, end, pk in sorted(found, key=lambda one: (one[0] - one[1], one[2] != own)):
        if not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            yield start, end, pk


@lru_cache(1024)
def _pattern(name: str) -> re.Pattern[str]:
    """The name of a body, or as much of its beginning as stands by itself: two capitals, up to a small word."""
    words = name.split()
    capitals = [place for place, word in enumerate(words, 1) if word[:1].isupper()]
    ends = {place for place in capitals[_FEWEST_WORDS - 1 :] if place == len(words) or words[place][:1].islower()}
    ends.add(len(words))
    forms = (r"\s+".join(map(re.escape, words[:end])) for end in sorted(ends, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def beginnings(body: Named) -> list[str]:
    """What the words by which others may name a body begin with."""
    names = [body.name]
    for language in languages():
        if actor := _actor(body, language):
            names += record(actor).names.get(language, ())
    return [" ".join(name.split()[:_FEWEST_WORDS]) for name in names]
