"""The bundled sample, from the file to what a user sees."""

from __future__ import annotations

from pathlib import Path

import pytest

import dispositif
from dispositif.exports import Edition, export
from dispositif.exports.terminal import to_terminal

SAMPLE = Path(dispositif.__file__).parent / "samples" / "communique.txt"


@pytest.fixture(scope="module")
def edition() -> Edition:
    document, text = dispositif.read_with_text(SAMPLE)
    return Edition(document, text.characters)


def test_the_terminal_shows_it_as_before(edition, golden):
    golden("sample.terminal.txt", to_terminal(edition, ["mandates", "acts"], width=120))


def test_its_matrix_is_as_before(edition, golden):
    golden("sample.csv", export(edition, "csv").decode())
