"""The journal of a folder of results: what was written from what, so that a run that broke off can be taken up again.

One line of JSON is added after each file that was written whole. A run broken off at any point has written a file
without its line at worst, and that one is read and written again: nothing is lost, nothing stands there twice.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from dispositif import __version__
from dispositif.batch import carry_out_all
from dispositif.batch.inputs import Task, output_name
from dispositif.batch.order import Order
from dispositif.batch.work import Outcome
from dispositif.errors import ReadingError, UsageError
from dispositif.text import TextWarning, whole

NAME = ".dispositif.jsonl"
"""The journal's name in the folder of results."""


class Entry(Struct, frozen=True, kw_only=True):
    """One file that was written."""

    written: str
    """Its name."""
    sha256: str
    """SHA-256 of its content."""
    source: str
    """What the document was called that it was made of."""
    source_sha256: str
    """SHA-256 of that document's bytes."""
    made: str
    """By which version, in which format, in which language."""
    warnings: tuple[TextWarning, ...] = ()
    """What its reader was warned of."""


class Journal:
    """The journal of the folder that an order writes into. Raises UsageError where it cannot be written."""

    def __init__(self, order: Order) -> None:
        self._order, self._folder = order, str(order.folder)
        self._made = f"{__version__} {order.form} {order.language or ''}"
        self._entries: dict[str, Entry] = {}
        path = Path(self._folder, NAME)
        try:
            self._file: IO[bytes] = path.open("a+b")
            if self._file.tell():  # the last line may have been cut short
                self._file.write(b"\n")
        except OSError as error:
            raise UsageError(f"--out {self._folder}: cannot be written ({error.strerror}).") from error

    def resumed(self, tasks: Iterable[Task], jobs: int) -> Generator[Outcome]:
        """As `noted`; what was written before, and is as it was, is not read again and comes first."""
        self._file.seek(0)
        self._entries = {entry.written: entry for entry in map(_entry, self._file) if entry}
        waiting = []
        for task in tasks:
            entry = self._unchanged(task)
            if entry:
                yield Outcome(task.called, warnings=entry.warnings, sha256=entry.source_sha256)
            else:
                waiting.append(task)
        yield from self.noted(waiting, jobs)

    def noted(self, tasks: Iterable[Task], jobs: int) -> Generator[Outcome]:
        """What becomes of each task; each file that was written is noted."""
        tasks = list(tasks)
        with closing(carry_out_all(tasks, self._order, jobs)) as outcomes:
            for task, outcome in zip(tasks, outcomes, strict=True):
                if not outcome.failure:
                    self._note(task, outcome)
                yield outcome

    def close(self) -> None:
        """Close the journal's file."""
        self._file.close()

    def _note(self, task: Task, outcome: Outcome) -> None:
        entry = Entry(
            written=whole(output_name(task.file, self._order.form)),
            sha256=outcome.output.decode(),
            source=task.name,
            source_sha256=outcome.sha256,
            made=self._made,
            warnings=outcome.warnings,
        )
        self._file.write(msgspec.json.encode(entry) + b"\n")
        self._file.flush()

    def _unchanged(self, task: Task) -> Entry | None:
        """The entry of a task whose document and file are as they were when it was written by this very order."""
        name = output_name(task.file, self._order.form)
        entry = self._entries.get(whole(name))
        if not entry or (entry.made, entry.source) != (self._made, task.name):
            return None
        try:
            source, _ = task.source
            content = source if isinstance(source, bytes) else source.read_bytes()
            same = sha256(Path(self._folder, name).read_bytes()).hexdigest() == entry.sha256
        except (OSError, ReadingError):
            return None
        return entry if same and sha256(content).hexdigest() == entry.source_sha256 else None


def _entry(line: bytes) -> Entry | None:
    try:
        return msgspec.json.decode(line, type=Entry)
    except msgspec.DecodeError:
        return None
