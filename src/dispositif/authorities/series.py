"""The numbered series of bodies, as data: `series.yaml` beside this module holds them; no language in it."""

import re
from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct

from dispositif.document import CitationKind
from dispositif.languages import load


class Series(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What one body adopts under one noun and one form of number. See `series.yaml` for each field."""

    noun: str
    number: str
    symbol: str = ""
    strong: bool = False
    sessions: bool = False
    within_session: bool = False
    runs_on: bool = False
    tells: bool = False
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
    """How the symbols of a family of documents are written.

    `prefix` is left out in print and belongs to the symbol; one that is `counted` has a figure before its start.
    """

    starts: tuple[str, ...]
    then: str
    prefix: str = ""
    counted: bool = False
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


class SeriesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """series.yaml."""

    bodies: tuple[IssuingBody, ...]
    sessions: dict[str, tuple[int, int]]
    shapes: tuple[str, ...]
    documents: tuple[DocumentForm, ...]
    kinds: dict[str, CitationKind]


@cache
def series() -> SeriesFile:
    """All series."""
    return load(Path(__file__).with_name("series.yaml"), SeriesFile)


@cache
def bodies() -> dict[str, IssuingBody]:
    """The bodies by id."""
    return {body.body: body for body in series().bodies}
