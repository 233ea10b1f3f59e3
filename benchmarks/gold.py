"""Gold: documents whose paragraphs, verbs and links editors marked up, as plain text with what should be read in it.

The scripts that make the gold and score a reading against it are not part of this project; they are loaded from the
folder of evaluation scripts, so that everybody measures with the same ones.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
EVALUATION = ROOT.parent / "shared" / "evaluation"
VARIANTS = {"plain": (), "wrapped": ("--wrap",), "tight": ("--wrap", "--tight")}


class GoldSet(NamedTuple):
    """A set of documents: `source` is a folder or a zip; `made_by` the evaluation script that reads it."""

    name: str
    source: Path
    made_by: str


class GoldDocument(NamedTuple):
    """One document: `folder` holds its NAME.txt and NAME.gold.json, and will hold NAME.json, our reading."""

    name: str
    folder: Path

    @property
    def text(self) -> Path:
        """The document as plain text."""
        return self.folder / f"{self.name}.txt"


def script(name: str, evaluation: Path) -> Any:
    """An evaluation script, as a module."""
    specification = importlib.util.spec_from_file_location(name, evaluation / f"{name}.py")
    if specification is None or specification.loader is None:
        raise FileNotFoundError(evaluation / f"{name}.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def gold_sets(corpus: Path) -> list[GoldSet]:
    """All the English sets of the corpus."""
    return [
        *(GoldSet(path.stem, path, "akn_gold") for path in sorted((corpus / "akn4un" / "en").glob("*.zip"))),
        *(GoldSet(f"mandates-{path.stem}", path, "") for path in sorted((corpus / "mandates").glob("*.zip"))),
        GoldSet("argmining", corpus / "argmining", "argmining_gold"),
    ]


def gold_documents(gold_set: GoldSet, variant: str, evaluation: Path) -> list[GoldDocument]:
    """The documents of a set, made once and kept under build/."""
    state = gold_set.source.stat()
    made_from = f"{gold_set} {variant} {state.st_mtime_ns} {state.st_size}".encode()
    scripts = b"".join(path.read_bytes() for path in sorted(evaluation.glob("*.py")))
    key = hashlib.blake2b(made_from + scripts, digest_size=4).hexdigest()
    kept = ROOT / "build" / "gold" / f"{gold_set.name}-{variant}-{key}"
    if not kept.is_dir():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as making:
            _make(gold_set, variant, evaluation, Path(making))
            _one_folder_each(Path(making))
            shutil.copytree(making, kept)
    return [GoldDocument(folder.name, folder) for folder in sorted(kept.iterdir())]


def _make(gold_set: GoldSet, variant: str, evaluation: Path, out: Path) -> None:
    with _unpacked(gold_set.source) as source, contextlib.redirect_stderr(io.StringIO()):
        if gold_set.made_by == "akn_gold":
            marked_up = map(str, sorted(source.rglob("*.xml")))
            script("akn_gold", evaluation).main(*VARIANTS[variant], str(out), *marked_up)
        elif gold_set.made_by == "argmining_gold":
            documents = map(str, sorted(source.glob("*.json")))
            script("argmining_gold", evaluation).main(str(out), str(source / "types-expert.csv"), *documents)
            for other_language in out.glob("*.fr.*"):
                other_language.unlink()
        else:
            for made in source.rglob("*.*"):
                shutil.copy(made, out)


@contextlib.contextmanager
def _unpacked(source: Path) -> Iterator[Path]:
    if source.is_dir():
        yield source
        return
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(source) as archive:
        archive.extractall(folder)
        yield Path(folder)


def _one_folder_each(folder: Path) -> None:
    """The scripts score a folder; one folder a document tells where the faults are."""
    for gold in sorted(folder.glob("*.gold.json")):
        name = gold.name.removesuffix(".gold.json")
        (folder / name).mkdir()
        gold.rename(folder / name / gold.name)
        (folder / f"{name}.txt").rename(folder / name / f"{name}.txt")
