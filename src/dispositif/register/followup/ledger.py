"""The ledger's arithmetic: which entries count once corrections are taken into account. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace


class Fact(Struct, frozen=True, kw_only=True):
    """An entry of the ledger, as far as status needs it. `kind` and `bearing` are values of `models.Entry`."""

    number: int
    kind: str
    happened: date
    entered: date
    bearing: str = ""
    addressee: str = ""
    condition: int | None = None
    condition_end: int | None = None
    due: date | None = None
    successor: int | None = None
    """The key of the mandate that has taken the place of its own."""
    corrects: int | None = None
    withdrawn: bool = False
    """Whether a correction takes back what it corrects and puts nothing in its place."""


def counting(entries: Iterable[Fact]) -> list[Fact]:
    """The entries that count: each as it was last corrected, under the kind of the entry that was corrected first.

    A correction that takes an entry back undoes exactly that entry: taking back a correction restores what it had
    corrected.
    """
    known = list(entries)
    numbers = {one.number for one in known}
    corrections = {one.corrects: one for one in known if one.corrects is not None}
    found = (_last(one, corrections) for one in known if one.corrects not in numbers and one.kind != "correction")
    return [one for one in found if one is not None]


def _last(first: Fact, corrections: Mapping[int, Fact]) -> Fact | None:
    """What stands of an entry after all its corrections; None where it was taken back."""
    stands: list[Fact | None] = [None, first]
    one: Fact | None = first
    while one is not None and (one := corrections.get(one.number)) is not None:
        stands.append(stands[-2] if one.withdrawn else replace(one, kind=first.kind))
    return stands[-1]
