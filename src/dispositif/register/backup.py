"""The whole register in one file, and back: a zip of a table each, the same for every database.

`MANIFEST.json` names the version, the migrations, and for each table its columns, how many rows it has and the SHA-256
of its file; a table is a file of JSON lines, a row a line. What follows from the rest (sessions, the search index, the
day's statuses) is left out, and made anew. A backup sees the register as it was when it began, while people go on
writing.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

import dispositif
from dispositif.register.errors import Refused
from dispositif.register.holdings.rows import insert

MANIFEST = "MANIFEST.json"
FORMAT = "dispositif-register/1"
_FOLLOWS_FROM_THE_REST = {"sessions.session", "followup.snapshot"}
_MADE_BY_MIGRATIONS = {"contenttypes.contenttype", "auth.permission"}
_ROWS = 1000


class Table(msgspec.Struct, frozen=True):
    """One table of a backup."""

    columns: list[str]
    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds."""

    format: str
    engine: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Table]


def back_up(file: Path) -> Manifest:
    """Write the register into a new file, whole or not at all. Raises Refused where the file is there already."""
    if file.exists():
        raise Refused(f"{file}: there is such a file already; name another.")
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        beside.touch(mode=0o600)
        with _as_it_is_now(), zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            tables = {model._meta.label_lower: _write(archive, model) for model in _models()}
            manifest = Manifest(FORMAT, dispositif.__version__, _migrations(), tables)
            archive.writestr(MANIFEST, msgspec.json.encode(manifest))
        verify(beside)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    return manifest


def verify(file: Path) -> Manifest:
    """What a backup holds. Raises Refused where it is not whole, is not as it was written, or is no backup."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
            for name, table in manifest.tables.items():
                with archive.open(name) as lines:
                    digest = sha256()
                    while block := lines.read(1 << 20):
                        digest.update(block)
                if digest.hexdigest() != table.sha256:
                    raise Refused(f"{file}: the table {name} is not as it was written. Take another backup.")
    except (OSError, KeyError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
        raise Refused(f"{file}: is no whole backup of a register ({error}). Take another.") from error
    if manifest.format != FORMAT:
        raise Refused(f"{file}: is of the format {manifest.format}; this version reads {FORMAT}.")
    return manifest


def restore(file: Path) -> Manifest:
    """Put a backup into an empty register, all of it or nothing.

    Raises Refused where the backup is not whole, where it is of other migrations, and where the register is not empty.
    """
    manifest = verify(file)
    if sorted(manifest.migrations) != sorted(_migrations()):
        raise Refused(
            f"{file}: was taken by version {manifest.engine}, whose tables are not those of "
            f"{dispositif.__version__}. Restore it with that version, and let this one bring the tables up to date."
        )
    with transaction.atomic(), zipfile.ZipFile(file) as archive:
        for model in _models():
            if model.objects.exists():  # type: ignore[attr-defined]
                raise Refused(f"The register is not empty ({model._meta.verbose_name_plural}): restore into a new one.")
        for model in _models():
            _read(archive, model, manifest.tables[model._meta.label_lower])
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
                cursor.execute(statement)
    return manifest


def _models() -> list[type[models.Model]]:
    """The tables of a backup, in an order that does not change."""
    kept = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    left_out = _FOLLOWS_FROM_THE_REST | _MADE_BY_MIGRATIONS
    return sorted((model for model in kept if model._meta.label_lower not in left_out), key=lambda one: one._meta.label)


def _migrations() -> list[tuple[str, str]]:
    return sorted(MigrationRecorder(connection).applied_migrations())


@contextmanager
def _as_it_is_now() -> Iterator[None]:
    """All that is read inside is as it was at the first look, and nobody waits for it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        else:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _write(archive: zipfile.ZipFile, model: type[models.Model]) -> Table:
    columns = [field.attname for field in model._meta.concrete_fields]
    digest, count = sha256(), 0
    rows = model._base_manager.order_by("pk").values_list(*columns)
    with archive.open(model._meta.label_lower, "w", force_zip64=True) as lines:
        for row in rows.iterator(chunk_size=_ROWS):
            line = msgspec.json.encode(row) + b"\n"
            digest.update(line)
            lines.write(line)
            count += 1
    return Table(columns, count, digest.hexdigest())


def _read(archive: zipfile.ZipFile, model: type[models.Model], table: Table) -> None:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[column] for column in table.columns]
    with archive.open(model._meta.label_lower) as lines:
        while chunk := list(islice(lines, _ROWS)):
            rows = ([_value(*pair) for pair in zip(fields, msgspec.json.decode(line), strict=True)] for line in chunk)
            insert(model, [field.name for field in fields], rows)


def _value(field: models.Field, value: Any) -> Any:
    """A value of a row as the database takes it."""
    if isinstance(field, models.JSONField):
        return None if value is None else msgspec.json.encode(value).decode()
    if isinstance(field, models.BinaryField):
        return msgspec.convert(value, bytes)
    if isinstance(field, models.DateTimeField):
        return field.to_python(value)
    return field.get_db_prep_save(field.to_python(value), connection)
