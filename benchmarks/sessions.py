"""Documents of the corpus by their symbols, read out of its zip files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from dispositif import DispositifError, read_with_text
from dispositif.exports import Edition

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "akn4un" / "en"


def editions(corpus: Path = CORPUS, sets: str = "*") -> Iterator[Edition]:
    """Every document of the sets that can be read, in the order of their names."""
    for path in sorted(corpus.glob(f"{sets}.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(".xml"):
                    try:
                        document, text = read_with_text(archive.read(name), name=name)
                    except DispositifError:
                        continue
                    yield Edition(document, text.characters)


def by_symbol(symbols: set[str], corpus: Path = CORPUS) -> dict[str, Edition]:
    """The General Assembly's documents of these symbols; the first where several have one."""
    found: dict[str, Edition] = {}
    for edition in editions(corpus, "ga-7*"):
        if edition.name in symbols:
            found.setdefault(edition.name, edition)
    return found
