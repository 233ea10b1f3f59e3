"""Writing the files of a dataset, document by document, in bounded memory; the same documents give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from types import TracebackType
from typing import TYPE_CHECKING

from dispositif import __version__
from dispositif.batch import Outcome
from dispositif.dataset.dictionary import datapackage, dictionary
from dispositif.dataset.part import unpacked
from dispositif.dataset.summary import summary
from dispositif.dataset.tables import TABLES, Table, Value
from dispositif.dataset.tally import Counts, added
from dispositif.errors import UsageError

if TYPE_CHECKING:
    import pyarrow

SUMS = "SHA256SUMS"
ROWS_A_GROUP = 20_000
"""Rows of a row group of Parquet: as many as are held in memory for each table."""

_UNFINISHED = ".unfinished"
_TYPES = {"string": "string", "integer": "int64", "date": "date32"}


def check() -> None:
    """Raise UsageError, with the remedy, where the library that writes Parquet is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise UsageError("A dataset needs pyarrow: install it with pip install 'dispositif[dataset]'.") from error


def write(outcomes: Iterable[Outcome], folder: Path) -> Counts:
    """Write the dataset of the documents whose parts the outcomes bring, and give what was counted.

    The files are complete before any of them takes its name, and SHA256SUMS is the last: a dataset that broke off has
    none. Raises UsageError where a file cannot be written.
    """
    unfinished = folder / _UNFINISHED
    try:
        rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        (folder / SUMS).unlink(missing_ok=True)
        counts = _write(outcomes, unfinished)
        for file in sorted(unfinished.iterdir(), key=lambda file: (file.name == SUMS, file.name)):
            file.replace(folder / file.name)
        unfinished.rmdir()
    except OSError as error:
        raise UsageError(f"--out {folder}: cannot be written ({error.strerror or error}).") from error
    return counts


def _write(outcomes: Iterable[Outcome], folder: Path) -> Counts:
    counts: Counts = {}
    failed = 0
    with ExitStack() as opened:
        writers = [opened.enter_context(_TableWriter(folder, table)) for table in TABLES]
        for outcome in outcomes:
            if outcome.failure:
                failed += 1
                continue
            part = unpacked(outcome.output)
            for writer, rows, lines in zip(writers, part.rows, part.lines, strict=True):
                writer.add(rows, lines)
            added(counts, part.counts.items())
    tables = {file.name: _sum(file) for file in sorted(folder.iterdir())}
    documents = counts.get("total", {}).get("documents", 0)
    _put(folder / "datapackage.json", datapackage(tables, documents, failed))
    _put(folder / "dictionary.md", dictionary())
    _put(folder / "summary.html", summary(counts, failed))
    sums = "".join(f"{_sum(file)[1]}  {file.name}\n" for file in sorted(folder.iterdir()))
    _put(folder / SUMS, sums)
    return counts


def _put(file: Path, content: str) -> None:
    file.write_bytes(content.encode())


def _sum(file: Path) -> tuple[int, str]:
    """The size of a file and its SHA-256 in hexadecimal."""
    digest = sha256()
    with file.open("rb") as content:
        while block := content.read(1 << 20):
            digest.update(block)
    return file.stat().st_size, digest.hexdigest()


class _TableWriter:
    """The two files of one table."""

    def __init__(self, folder: Path, table: Table) -> None:
        import pyarrow as arrow
        from pyarrow import parquet

        self._schema = arrow.schema(
            [(column.name, getattr(arrow, _TYPES[column.kind])()) for column in table.columns],
            metadata={"dispositif": __version__},
        )
        self._rows: list[list[Value]] = []
        self._csv = (folder / f"{table.name}.csv").open("wb")
        self._csv.write((",".join(column.name for column in table.columns) + "\r\n").encode())
        # All that a later version might choose otherwise is named.
        self._parquet = parquet.ParquetWriter(
            folder / f"{table.name}.parquet",
            self._schema,
            version="2.6",
            data_page_version="1.0",
            compression="zstd",
            compression_level=3,
            use_dictionary=True,
            write_statistics=True,
            store_schema=True,
        )

    def __enter__(self) -> _TableWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None and self._rows:
            self._parquet.write_batch(self._batch(self._rows), ROWS_A_GROUP)
        self._parquet.close()
        self._csv.close()

    def add(self, rows: list[list[Value]], lines: bytes) -> None:
        """Add the rows of a document, `lines` being the same as CSV."""
        self._csv.write(lines)
        self._rows += rows
        while len(self._rows) >= ROWS_A_GROUP:
            self._parquet.write_batch(self._batch(self._rows[:ROWS_A_GROUP]), ROWS_A_GROUP)
            del self._rows[:ROWS_A_GROUP]

    def _batch(self, rows: list[list[Value]]) -> pyarrow.RecordBatch:
        import pyarrow as arrow

        columns = [
            arrow.array(values, arrow.string()).cast(field.type)
            if arrow.types.is_date(field.type)
            else arrow.array(values, field.type)
            for values, field in zip(zip(*rows, strict=True), self._schema, strict=True)
        ]
        return arrow.record_batch(columns, schema=self._schema)
