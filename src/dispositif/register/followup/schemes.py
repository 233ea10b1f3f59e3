"""What the register's statuses are called in older schemes (schemes.yaml): sourced data, for export."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from dispositif.languages import load


class Scheme(Struct, frozen=True, forbid_unknown_fields=True):
    """A scheme of statuses: where it is defined, what does not carry over, and its value for each of ours.

    `checked` says what of it was found in which text, when, and what was not found, and so is unverified or left out.
    """

    id: str
    name: str
    source: str
    note: str
    checked: str
    values: dict[str, str]


@cache
def schemes() -> tuple[Scheme, ...]:
    """The schemes in the order of the file."""
    return load(Path(__file__).with_name("schemes.yaml"), tuple[Scheme, ...])
