"""Canonical identifiers: whose a number is, and the identifier that it makes in a series of that body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from dispositif.authorities.series import IssuingBody, Series, bodies, series

_KEPT: Final = 1024
_MOST: Final = 9999  # no series has more
_HYPHENS: Final = str.maketrans("‐‑–", "---")


def squeezed(number: str) -> str:
    """A number or symbol without the white space and the kinds of hyphen that its printing varies in."""
    number = "".join(number.split())
    return number if number.isascii() else number.translate(_HYPHENS)


def body_of_symbol(symbol: str) -> str | None:
    """The body whose documents bear such symbols."""
    for beginning, body in _beginnings():
        if symbol.startswith(beginning):
            return body
    number = squeezed(symbol)
    return next((body for one, body in _telling() if one.expression.fullmatch(number)), None)


@cache
def _telling() -> tuple[tuple[Series, str], ...]:
    """The series whose numbers tell whose a document is, with their bodies."""
    return tuple((one, body.body) for body in series().bodies for one in body.series if one.tells)


@cache
def _beginnings() -> tuple[tuple[str, str], ...]:
    return tuple((beginning, body.body) for body in series().bodies for beginning in body.own)


@cache
def charter(organization: str) -> str | None:
    """The charter under which the bodies of the organization act."""
    for body in series().bodies:
        if body.charter and body.body.partition("/")[0] == organization:
            return body.charter
    return None


@cache
def family(issuer: str) -> tuple[str, ...]:
    """The body, then the others that act under the same charter."""
    under = bodies()[issuer].charter
    return (issuer, *(one.body for one in series().bodies if under and one.charter == under and one.body != issuer))


def identified(noun: str, number: str, year: int, candidates: Iterable[str]) -> str | None:
    """The identifier that the first of the `candidates` that numbers its instruments so gives; None where none does.

    `number` is `squeezed`; `year` is that of the date that follows it, 0 where none does.
    """
    for name in candidates:
        identifier = _by(name, noun, number, year)
        if identifier:
            return identifier
    return None


@lru_cache(_KEPT)  # texts of one body cite the same instruments again and again
def _by(name: str, noun: str, number: str, year: int) -> str | None:
    for body, one in _numbering().get((name, noun), ()):
        identifier = _identifier(body, one, number, year)
        if identifier:
            return identifier
    return None


def identified_alone(noun: str, number: str, year: int, candidates: Iterable[str]) -> str | None:
    """The identifier, if exactly one of the `candidates` numbers its instruments so."""
    found = {identified(noun, number, year, (name,)) for name in candidates} - {None}
    return found.pop() if len(found) == 1 else None


def identified_bare(noun: str, number: str, candidates: Iterable[str], *, sole: bool = False) -> str | None:
    """The identifier of a number without its year or session, where only one body can be meant and its numbers run on.

    `sole` is whether that body must have no other series for the noun.
    """
    meant = tuple(candidates)
    numbered = _numbering().get((meant[0], noun), []) if len(meant) == 1 and number.isdecimal() else []
    if sole and len(numbered) != 1:
        return None
    for _, one in numbered:
        if one.runs_on:
            ranges = one.years or series().sessions
            found = [when for when, (first, last) in ranges.items() if first <= int(number) <= last]
            if len(found) == 1:
                return one.symbol.format(number, found[0])
    return None


def is_document_symbol(words: str) -> bool:
    """Whether these words are a symbol in a form that is known, and nothing else: "EUCO 20/33"."""
    return _document_forms().fullmatch(words) is not None


@cache
def _document_forms() -> re.Pattern[str]:
    """Every form of a document's symbol that does not begin with a figure."""
    forms = [one for one in series().documents if not one.counted]
    return re.compile("|".join(f"(?:{'|'.join(map(re.escape, one.starts))}){one.then}" for one in forms))


@cache
def _running() -> tuple[tuple[str, str, str], ...]:
    """The beginnings of symbols in series that run on, with their bodies and nouns."""
    return tuple(
        (one.symbol.partition("{")[0], body, noun)
        for (body, noun), numbered in _numbering().items()
        for _, one in numbered
        if one.runs_on
    )


def completed(symbol: str) -> str:
    """A document's symbol with the year or session that its number says by itself: "S/RES/1612 | (2005)"."""
    for beginning, body, noun in _running():
        if symbol.startswith(beginning):
            return identified_bare(noun, symbol.removeprefix(beginning), (body,)) or symbol
    return symbol


@lru_cache(_KEPT)
def identified_by_form(noun: str, number: str, year: int) -> str | None:
    """The identifier, where the form of the number alone says whose it is."""
    for body, one in _strong().get(noun, ()):
        identifier = _identifier(body, one, number, year)
        if identifier:
            return identifier
    return None


@cache
def _strong() -> dict[str, list[tuple[IssuingBody, Series]]]:
    """The series of bodies' own forms by noun."""
    table: dict[str, list[tuple[IssuingBody, Series]]] = {}
    for (_, noun), numbered in _numbering().items():
        table.setdefault(noun, []).extend(pair for pair in numbered if pair[1].strong or pair[1].sessions)
    for numbered in table.values():
        # A number with a year that falls in a session of the Assembly is its own before it is another's.
        numbered.sort(key=lambda pair: not pair[1].sessions)
    return table


@cache
def _numbering() -> dict[tuple[str, str], list[tuple[IssuingBody, Series]]]:
    """The series by body and noun."""
    table: dict[tuple[str, str], list[tuple[IssuingBody, Series]]] = {}
    for body in series().bodies:
        for one in body.series:
            table.setdefault((body.body, one.noun), []).append((body, one))
    return table


def _identifier(body: IssuingBody, one: Series, number: str, year: int) -> str | None:
    match = one.expression.fullmatch(number)
    if not match:
        return None
    groups = list(match.groups(""))
    if groups[0][0].isdigit() and "/" in groups[0] and not body.sat(int(groups[0].partition("/")[0]), year):
        return None
    if one.within_session and not _between(int(groups[0]), series().sessions.get(groups[1])):
        return None
    if one.years and not _between(int(groups[0]), one.years.get(int(groups[1]), _beyond(one, int(groups[1])))):
        return None
    if one.sessions:
        session = _session(int(groups[0]), int(groups[1]) - body.first_session + 1)
        if not session:
            return None
        groups[1] = session
    elif body.first_session and len(groups) > 1 and "/" in groups[0]:
        groups[1] = _letter(groups[1], groups[0], year - body.first_session + 1)
    return one.symbol.format(*groups)


def _beyond(one: Series, year: int) -> tuple[int, int]:
    """The numbers that a year whose own are not known may bear: behind the last known those that go on."""
    last = max(one.years)
    return (one.years[last][1] + 1 if year > last else 1, _MOST)


def _between(number: int, numbers: tuple[int, int] | None) -> bool:
    return numbers is not None and numbers[0] <= number <= numbers[1]


def _session(number: int, session_of_year: int) -> str | None:
    """The session, as the Roman figure printed with it, of a number adopted in a year."""
    for place, (roman, (first, last)) in enumerate(series().sessions.items(), 1):
        if first <= number <= last:
            # What is left over from the autumn is adopted in the spring of the next year.
            return roman if place in (session_of_year, session_of_year - 1) else None
    return None


def _letter(letter: str, number: str, session_of_year: int) -> str:
    """The letter of a resolution as its document's symbol bears it; empty where sisters share one document."""
    if "-" in letter:
        return letter
    if letter == "A" or number.partition("/")[0] == str(session_of_year):
        return ""
    return letter
