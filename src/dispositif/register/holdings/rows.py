"""Rows straight into a table, for the thousands that come with a batch of documents.

An object of the ORM for each row takes several times as long as reading the documents. What is written so must be
complete: neither defaults nor `auto_now_add` are filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

Row = Sequence[Any]
"""The values of a row. JSON is given as a string."""


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows, the values in the order of `columns` (names of fields)."""
    into = _into(model, columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What goes wrong in the end of a copy Django would not know for an error of its own.
            with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", _adapted(model, columns, rows))


def insert_missing(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert those of the rows that are not there yet, whoever is putting them in at this moment."""
    into, marks = _into(model, columns), ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {into} VALUES ({marks}) ON CONFLICT DO NOTHING"
    if connection.vendor == "postgresql":
        import psycopg

        # Not Django's cursor: it would write bytes into the statement as digits, and the database read them again.
        connection.ensure_connection()
        with psycopg.Cursor(connection.connection) as cursor:
            cursor.executemany(statement, rows)
    else:
        with connection.cursor() as cursor:
            cursor.executemany(statement, _adapted(model, columns, rows))


def fresh_keys(model: type[models.Model], many: int) -> Sequence[int]:
    """Keys for so many rows that are inserted in this transaction, so that others can name them before they are."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The name of the sequence is looked up once, not for each key.
            cursor.execute(
                "SELECT array_agg(nextval(sequence)) "
                "FROM (SELECT pg_get_serial_sequence(%s, %s)::regclass AS sequence OFFSET 0) AS its, "
                "generate_series(1, %s)",
                [connection.ops.quote_name(table), key, many],
            )
            return cursor.fetchone()[0] or ()
        # Nobody else writes meanwhile, and what is inserted counts on from there.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        first = last[0] + 1 if last else 1
        return range(first, first + many)


def expect_many() -> None:
    """Have the database make ready for a batch, to the end of the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Long texts are compressed at once, not the better for taking ten times as long, where it knows how; and
            # what waits to be put into the index of words is sorted in one go: with the usual 4 MB it takes several.
            cursor.execute(
                "SELECT set_config(name, CASE name WHEN 'work_mem' THEN '32MB' ELSE 'lz4' END, true) FROM pg_settings "
                "WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals) "
                "OR name = 'work_mem' AND setting::bigint < 32768"
            )


def hold_less() -> None:
    """Have this connection keep as little of the database at hand as a batch changes: memory is for the documents."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size=-32768")


def _into(model: type[models.Model], columns: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    fields = {field.name: str(field.column) for field in model._meta.concrete_fields}
    return f"{quote(model._meta.db_table)} ({', '.join(quote(fields[column]) for column in columns)})"


def _adapted(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> list[Row]:
    """Rows with their moments as Django keeps them in a database that has no type for them."""
    moments = {field.name for field in model._meta.concrete_fields if isinstance(field, models.DateTimeField)}
    places = [place for place, column in enumerate(columns) if column in moments]
    if not places:
        return list(rows)
    adapted = lru_cache(connection.ops.adapt_datetimefield_value)  # mostly the same moment in all rows
    return [[adapted(value) if place in places else value for place, value in enumerate(row)] for row in rows]
