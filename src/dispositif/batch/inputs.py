"""Which files are read, and where what is made of each is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dispositif.errors import UsageError

SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".docx", ".pdf", ".xml", ".akn")
"""The files of a folder that are read."""

STANDARD_INPUT = "-"


class Inputs(NamedTuple):
    """The files to read, in order; how many files of each other suffix stand in the folders; folders with none."""

    files: list[str]
    skipped: dict[str, int]
    barren: list[str]


def gather(names: Iterable[str]) -> Inputs:
    """The files that `names` stand for: files, folders with all that is below them, and "-"."""
    inputs = Inputs([], {}, [])
    for name in names:
        if name == STANDARD_INPUT or not Path(name).is_dir():
            inputs.files.append(name)
            continue
        before = len(inputs.files)
        for file in _below(name):
            suffix = Path(file).suffix.lower()
            if suffix in SUFFIXES:
                inputs.files.append(file)
            else:
                inputs.skipped[suffix] = inputs.skipped.get(suffix, 0) + 1
        if len(inputs.files) == before:
            inputs.barren.append(name)
    return inputs


def _below(folder: str) -> Iterator[str]:
    """The files below a folder in the order of their names, but for hidden ones, pipes and the like."""
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(path, name) for name in sorted(names) if not name.startswith("."))
        yield from (str(file) for file in files if file.is_file() or file.is_symlink())


def target(folder: str, file: str, suffix: str) -> Path:
    """Where what is made of a file is written: its name with another last suffix, in the folder."""
    stem = "stdin" if file == STANDARD_INPUT else Path(file).stem
    return Path(folder, f"{stem}.{suffix}")


def refuse_clashes(files: Sequence[str], folder: str, suffix: str) -> None:
    """Raise UsageError, naming both, where two inputs would write one file or one would write over an input."""
    resolved = cache(Path.resolve)
    there = {Path(file).name: file for file in files if resolved(Path(file).parent) == resolved(Path(folder))}
    writers: dict[str, str] = {}
    for file in files:
        path = target(folder, file, suffix)
        writer = writers.setdefault(os.path.normcase(path.name), file)
        if writer is not file:
            raise UsageError(
                f"{writer} and {file} would both be written to {path}. Nothing was written. "
                "Rename one, or read them into two folders."
            )
        if path.name in there:
            raise UsageError(
                f"{file} would be written over {there[path.name]}. Nothing was written. Name another folder."
            )
