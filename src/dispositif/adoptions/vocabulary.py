"""The words of adoption data, out of words.yaml beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from dispositif.languages import load


class Beginning(Struct, frozen=True, forbid_unknown_fields=True):
    """How a statement of the manner of adoption begins, and what it means."""

    begins: str
    means: Literal["consensus", "vote", "unanimity"]


class Vocabulary(Struct, frozen=True, forbid_unknown_fields=True):
    """words.yaml."""

    language: str
    adopted_by: tuple[Beginning, ...]
    on_behalf: tuple[str, ...]
    last: str = msgspec.field(name="and")


@cache
def vocabulary() -> Vocabulary:
    """The words, loaded once."""
    return load(Path(__file__).parent / "words.yaml", Vocabulary)
