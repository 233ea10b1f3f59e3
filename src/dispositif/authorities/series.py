"""The numbered series of bodies: whose a number is, and the canonical identifier it makes.

`series.yaml` beside this module holds them; no language in it.
"""

import re
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from dispositif.document import CitationKind
from dispositif.languages import load

_KEPT = 4096
_HYPHENS = str.maketrans("‐‑–", "---")


class Series(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What one body adopts under one noun and one form of number. See `series.yaml` for each field."""

    noun: str
    number: str
    symbol: str = ""
    strong: bool = False
    sessions: bool = False
    within_session: bool = False
    years: dict[int, tuple[int, int]] = {}
    good: dict[str, str] = {}
    bad: tuple[str, ...] = ()

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """`number`, compiled."""
        return re.compile(self.number)


class IssuingBody(Struct, frozen=True, forbid_unknown_fields=True):
    """A body with its series, the beginnings of its own documents' symbols, and the charter it acts under.

    `iri` is what Akoma Ntoso IRIs call the body, where the body has fixed that itself.
    """

    body: str
    series: tuple[Series, ...]
    own: tuple[str, ...] = ()
    charter: str = ""
    iri: str = ""
    first_session: int = 0
    sessions_a_year: int = 1

    def sat(self, session: int, year: int) -> bool:
        """Whether the session falls in the year, as far as is known."""
        opened = self.first_session + (session - 1) // self.sessions_a_year
        return not self.first_session or not year or opened <= year <= opened + (self.sessions_a_year == 1)


class DocumentForm(Struct, frozen=True, forbid_unknown_fields=True):
    """How the symbols of a family of documents are written."""

    starts: tuple[str, ...]
    then: str
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


class SeriesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """series.yaml."""

    bodies: tuple[IssuingBody, ...]
    sessions: dict[str, tuple[int, int]]
    shapes: tuple[str, ...]
    documents: tuple[DocumentForm, ...]
    kinds: dict[str, CitationKind]


class Number(NamedTuple):
    """A number as printed, white space and kinds of hyphen taken out, and the year of the date that follows it."""

    printed: str
    year: int = 0


@cache
def series() -> SeriesFile:
    """All series."""
    return load(Path(__file__).with_name("series.yaml"), SeriesFile)


@cache
def bodies() -> dict[str, IssuingBody]:
    """The bodies by id."""
    return {body.body: body for body in series().bodies}


def squeezed(number: str) -> str:
    """A number or symbol without the white space and the kinds of hyphen that its printing varies in."""
    number = "".join(number.split())
    return number if number.isascii() else number.translate(_HYPHENS)


def body_of_symbol(symbol: str) -> str | None:
    """The body whose documents bear such symbols."""
    for beginning, body in _beginnings():
        if symbol.startswith(beginning):
            return body
    return None


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


def identified(noun: str, number: Number, candidates: Iterable[str]) -> str | None:
    """The identifier that the first of the `candidates` that numbers its instruments so gives; None where none does."""
    for name in candidates:
        identifier = _by(name, noun, number)
        if identifier:
            return identifier
    return None


@lru_cache(_KEPT)  # texts of one body cite the same instruments again and again
def _by(name: str, noun: str, number: Number) -> str | None:
    for body, one in _numbering().get((name, noun), ()):
        identifier = _identifier(body, one, number)
        if identifier:
            return identifier
    return None


def identified_alone(noun: str, number: Number, candidates: Iterable[str]) -> str | None:
    """The identifier, if exactly one of the `candidates` numbers its instruments so."""
    found = {identified(noun, number, (name,)) for name in candidates} - {None}
    return found.pop() if len(found) == 1 else None


@lru_cache(_KEPT)
def identified_by_form(noun: str, number: Number) -> str | None:
    """The identifier, where the form of the number alone says whose it is."""
    for body, one in _strong().get(noun, ()):
        identifier = _identifier(body, one, number)
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


def _identifier(body: IssuingBody, one: Series, number: Number) -> str | None:
    match = one.expression.fullmatch(number.printed)
    if not match:
        return None
    groups = list(match.groups(""))
    if groups[0][0].isdigit() and "/" in groups[0] and not body.sat(int(groups[0].partition("/")[0]), number.year):
        return None
    if one.within_session and not _between(int(groups[0]), series().sessions.get(groups[1])):
        return None
    if one.years and not _between(int(groups[0]), one.years.get(int(groups[1]), (1, int(groups[0])))):
        return None
    if one.sessions:
        session = _session(int(groups[0]), int(groups[1]) - body.first_session + 1)
        if not session:
            return None
        groups[1] = session
    elif body.first_session and len(groups) > 1 and "/" in groups[0]:
        groups[1] = _letter(groups[1], groups[0], number.year - body.first_session + 1)
    return one.symbol.format(*groups)


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
