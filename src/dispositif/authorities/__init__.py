"""Who acts and who is asked to act: bodies, office-holders, States and groups, each record dated and sourced.

`actors("en")` finds their English names in a passage and tells which record a name means in a given text;
`record(id)` gives a record, `register(path)` adds a file of one's own. Records are YAML of the form in `schema`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dispositif.authorities.lookup import Actors, Claim, Resolution
from dispositif.authorities.schema import AuthorityFile, Record
from dispositif.errors import DataError
from dispositif.languages import load, section
from dispositif.languages.schema import ActorWords

__all__ = [
    "Actors",
    "Claim",
    "Record",
    "Resolution",
    "actors",
    "files",
    "organization_of",
    "record",
    "records",
    "register",
]

_FOLDER = Path(__file__).parent / "records"
_files: list[Path] = []


def register(path: Path) -> None:
    """Add the authority file at `path`. Its records take the place of those that have the same id.

    Raises DataError, naming the file and the key, where the file is missing or breaks the form.
    """
    load(path, AuthorityFile)
    _files.append(path)
    records.cache_clear()
    actors.cache_clear()


def files() -> list[Path]:
    """The authority files; a record of a later one takes the place of an earlier one's."""
    return [*sorted(_FOLDER.glob("*.yaml")), *_files]


@cache
def records() -> dict[str, Record]:
    """All records by id."""
    return {record.id: record for file in files() for record in load(file, AuthorityFile).records}


def record(actor: str) -> Record:
    """The record with the id `actor`. Raises DataError where there is none."""
    try:
        return records()[actor]
    except KeyError:
        raise DataError(f"{actor}: no authority file has a record of this id. Add one, or correct the id.") from None


def organization_of(actor: str) -> str:
    """The id of the organization that `actor` belongs to; empty for States and for groups of no organization."""
    return record(actor).organization or _first_part(actor)


@cache
def actors(language: str) -> Actors:
    """The names of all records in `language`, ready to search with."""
    return Actors(records().values(), language, section(language, "actors", ActorWords))


def _first_part(actor: str) -> str:
    organization = actor.partition("/")[0]
    return organization if organization in records() else ""
