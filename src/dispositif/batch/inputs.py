"""Which documents are read, in which order, and where what is made of each is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from dispositif.batch import archives
from dispositif.errors import ReadingError, UsageError
from dispositif.text import whole

SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".docx", ".pdf", ".xml", ".akn")
"""The files of a folder or archive that are read."""

STANDARD_INPUT = "-"


class Task(NamedTuple):
    """A document to read: a file, a member of an archive, or `content` that came from standard input."""

    file: str
    """The file's path, or that of the archive, a slash and the member's name."""
    content: bytes | None = None
    """What stood on standard input."""
    archive: str = ""
    """The path of the zip archive that it is a member of."""
    place: str = ""
    """Where it stands below what was named, with slashes: the same wherever the folder or archive lies."""

    @property
    def called(self) -> str:
        """The file's path as it is told."""
        return whole(self.file)

    @property
    def name(self) -> str:
        """What it is called in a Document: `member.xml` or `archive.zip/member.xml`."""
        if self.archive:
            return whole(f"{Path(self.archive).name}/{self.file[len(self.archive) + 1 :]}")
        return "standard input" if self.content is not None else whole(Path(self.file).name)

    @property
    def source(self) -> tuple[Path | bytes, str]:
        """What to read, and what to call it where that is no file: `read(source, name=name)`.

        A member is unpacked at this moment and not before. Raises a ReadingError where that cannot be done.
        """
        if self.content is not None:
            return self.content, self.name
        if self.archive:
            return archives.content(self.archive, self.file[len(self.archive) + 1 :]), self.name
        if archives.is_archive(self.file):  # its members could not be told: the error says why
            archives.members(self.file)
        return Path(self.file), ""


class Inputs(NamedTuple):
    """What to read, in order; how many files of each other suffix were met; folders and archives without documents."""

    tasks: list[Task]
    skipped: dict[str, int]
    barren: list[str]


def gather(names: Iterable[str]) -> Inputs:
    """The documents that `names` stand for: files, folders with all that is below them, zip archives, and "-".

    Only names are gathered: nothing is read or unpacked. An archive that cannot be opened is a task that fails.
    """
    inputs = Inputs([], {}, [])
    for name in names:
        before, path = len(inputs.tasks), Path(name)
        if name != STANDARD_INPUT and path.is_dir():
            for file in _below(name):
                _take(inputs, file, PurePosixPath(Path(file).relative_to(path).as_posix()))
        elif name != STANDARD_INPUT and archives.is_archive(name):
            _take(inputs, name, PurePosixPath(path.name))
        else:
            inputs.tasks.append(Task(name, place=whole(path.name)))
        if len(inputs.tasks) == before:
            inputs.barren.append(name)
    return inputs


def _take(inputs: Inputs, file: str, place: PurePosixPath) -> None:
    """Take a file that was met, or what is in it, where its name is that of a document."""
    if archives.is_archive(file):
        try:
            found = archives.members(file)
        except ReadingError:
            inputs.tasks.append(Task(file, place=whole(str(place))))
            return
        for member in found:
            if not any(part.startswith((".", "__MACOSX")) for part in member.split("/")) and _readable(inputs, member):
                inputs.tasks.append(Task(f"{file}/{member}", archive=file, place=whole(f"{place}/{member}")))
    elif _readable(inputs, file):
        inputs.tasks.append(Task(file, place=whole(str(place))))


def _readable(inputs: Inputs, file: str) -> bool:
    suffix = PurePosixPath(file).suffix.lower()
    if suffix not in SUFFIXES:
        inputs.skipped[suffix] = inputs.skipped.get(suffix, 0) + 1
    return suffix in SUFFIXES


def _below(folder: str) -> Iterator[str]:
    """The files below a folder in the order of their names, but for hidden ones, pipes and the like."""
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(path, name) for name in sorted(names) if not name.startswith("."))
        yield from (str(file) for file in files if file.is_file() or file.is_symlink())


def output_name(file: str, suffix: str) -> str:
    """What that is called which is made of a file: the file's name with another last suffix."""
    stem = "stdin" if file == STANDARD_INPUT else Path(file).stem
    return f"{stem}.{suffix}"


def refuse_clashes(tasks: Sequence[Task], folder: str, suffix: str) -> None:
    """Raise UsageError, naming both, where two inputs would write one file or one would write over an input."""
    writers: dict[str, str] = {}
    clashes: list[tuple[str, str]] = []
    for task in tasks:
        writer = writers.setdefault(os.path.normcase(output_name(task.file, suffix)), task.file)
        if writer is not task.file:
            clashes.append((writer, task.file))
    for task in tasks:
        written_over = Path(task.file)
        over = writers.get(os.path.normcase(written_over.name))
        if over is not None and written_over.parent.resolve() == Path(folder).resolve():
            raise UsageError(f"{over} would be written over {task.file}. Nothing was written. Name another folder.")
    if clashes:
        writer, file = clashes[0]
        more = f" (files that clash likewise: {len(clashes) - 1})" if len(clashes) > 1 else ""
        raise UsageError(
            f"{writer} and {file} would both be written to {Path(folder, output_name(file, suffix))}{more}. "
            "Nothing was written. Rename one, or read their folders one by one, each with an --out of its own."
        )
