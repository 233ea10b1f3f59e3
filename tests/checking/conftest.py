"""Editions of resolutions of a made-up union."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dispositif import read_with_text
from dispositif.exports import Edition

HEAD = "Resolution 3/{number}\n\nThe Assembly of the Harbour Union,\n\nGuided by the Statute of the Union,\n\n"


@pytest.fixture(scope="session")
def resolution() -> Callable[..., Edition]:
    """Makes a resolution of an operative part, numbered as asked."""

    def make(operative: str, number: int = 1) -> Edition:
        document, text = read_with_text(HEAD.format(number=number) + operative, name=f"3-{number}.txt", language="en")
        return Edition(document, text.characters)

    return make
