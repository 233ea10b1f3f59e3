"""A small corpus and the dataset of it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import dispositif
from dispositif import batch, dataset

SAMPLE = (Path(dispositif.__file__).parent / "samples" / "communique.txt").read_text("utf-8")
RESOLUTION = """\
The General Assembly,

Recalling its resolution 70/1 of 1 December 2015,

1. Requests the Secretary-General, pursuant to resolution 70/1, to submit a report on lamps by 31 December 2031;

2. Urges all Member States, “if they can”, to help;
"""


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents in folders and an archive, one of them broken, one in an unknown language."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "below").mkdir()
    (folder / "b.txt").write_text(SAMPLE, "utf-8")
    (folder / "below" / "a.txt").write_text(RESOLUTION, "utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 cut short")
    (folder / "foreign.txt").write_text("Бібліотека відкрита щодня, крім понеділка, і чекає на читачів.", "utf-8")
    with zipfile.ZipFile(folder / "session.zip", "w") as package:
        for number in range(12):
            package.writestr(f"deep/{number}.txt", f"{RESOLUTION}\n{number}. Decides to meet;\n")
    return folder


@pytest.fixture(scope="session")
def made(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the corpus."""
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    folder = tmp_path_factory.mktemp("dataset")
    tasks = dataset.documents([str(corpus)]).tasks
    dataset.write(batch.carry_out_all(tasks, dataset.Making()), folder)
    return folder
