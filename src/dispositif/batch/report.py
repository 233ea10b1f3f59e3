"""What is told at the end of a batch: what failed, what there were warnings of, by kind and by document."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from dispositif.batch.order import write
from dispositif.batch.work import Outcome
from dispositif.errors import UsageError
from dispositif.text import TextWarning

SUFFIXES = (".json", ".csv")
"""The forms in which a report is written."""


class Row(Struct, frozen=True):
    """A document that could not be read, or was read with warnings."""

    file: str
    """The document."""
    status: str
    """"failed" or "warned"."""
    kinds: tuple[str, ...]
    """The error's name in the tree of errors, or the codes of the warnings, each once."""
    message: str
    """Why it could not be read; empty where it was."""
    warnings: tuple[TextWarning, ...]
    """What its reader was warned of."""


class Report:
    """The rows of a batch."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.documents = 0

    def note(self, outcome: Outcome) -> None:
        """Take an outcome into account."""
        self.documents += 1
        if outcome.failure:
            self.rows.append(Row(outcome.file, "failed", (outcome.kind,), outcome.failure, ()))
        elif outcome.warnings:
            kinds = tuple(dict.fromkeys(warning.code for warning in outcome.warnings))
            self.rows.append(Row(outcome.file, "warned", kinds, "", outcome.warnings))

    @property
    def failures(self) -> list[str]:
        """Why each document that failed could not be read."""
        return [row.message for row in self.rows if row.status == "failed"]

    def warnings(self) -> Iterator[str]:
        """Each kind of warning, the most frequent first: how many documents, and an example."""
        examples: dict[str, tuple[str, str]] = {}
        counts: Counter[str] = Counter()
        for row in self.rows:
            counts.update({warning.code for warning in row.warnings})
            for warning in row.warnings:
                examples.setdefault(warning.code, (row.file, warning.message))
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            file, message = examples[code]
            yield f"{code}: {count} document{'s' * (count != 1)}, for example {file}: {message}"

    def write(self, file: str) -> None:
        """Write the rows to a JSON or CSV file. Raises UsageError where that cannot be done."""
        content = self._json() if _suffix(file) == ".json" else self._csv()
        try:
            write(Path(file), (content,))
        except OSError as error:
            raise UsageError(f"--report {file}: cannot be written ({error.strerror or error}).") from error

    def _json(self) -> bytes:
        content = {"documents": self.documents, "rows": self.rows}
        return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"

    def _csv(self) -> bytes:
        table = io.StringIO(newline="")
        rows = csv.writer(table)
        rows.writerow(("file", "status", "kinds", "messages"))
        for row in self.rows:
            messages = [row.message] if row.message else [warning.message for warning in row.warnings]
            rows.writerow((row.file, row.status, " ".join(row.kinds), "\n".join(messages)))
        return table.getvalue().encode("utf-8", "replace")


def check(file: str) -> None:
    """Raise UsageError for a report that could not be written in the end, before anything is read."""
    if _suffix(file) not in SUFFIXES:
        raise UsageError(f"--report {file}: name a file that ends with {' or '.join(SUFFIXES)}.")
    if not Path(file).parent.is_dir():
        raise UsageError(f"--report {file}: there is no folder {Path(file).parent}. Make it first.")


def _suffix(file: str) -> str:
    return Path(file).suffix.lower()
