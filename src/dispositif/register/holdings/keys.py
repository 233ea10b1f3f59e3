"""The keys of rows, as addresses and forms write them."""

from __future__ import annotations

from typing import Final

LARGEST: Final = 2**63 - 1
"""A database takes none beyond."""
_MOST_DIGITS: Final = len(str(LARGEST))


def key_of(written: str) -> int | None:
    """The key that is written; None where it is none that a row could have."""
    if not written.isdecimal() or len(written) > _MOST_DIGITS:
        return None
    key = int(written)
    return key if key <= LARGEST else None
