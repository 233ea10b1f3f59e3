"""Rows straight into a table, for the thousands that come with a batch of documents.

An object of the ORM for each row takes several times as long as reading the documents. What is written so must be
complete: neither defaults nor `auto_now_add` are filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, the values in the order of `columns` (names of fields). JSON is given as a string."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    fields = {field.name: str(field.column) for field in model._meta.concrete_fields}
    names = ", ".join(quote(fields[column]) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            values = ", ".join(["%s"] * len(columns))
            moments = [place for place, column in enumerate(columns) if column in _moments(model)]
            adapted = [_adapted(row, moments) for row in rows] if moments else list(rows)
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", adapted)


def _moments(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields if isinstance(field, models.DateTimeField)}


def _adapted(row: Sequence[Any], moments: Sequence[int]) -> list[Any]:
    """A row with its moments as Django keeps them in a database that has no type for them."""
    adapted = list(row)
    for place in moments:
        adapted[place] = connection.ops.adapt_datetimefield_value(row[place])
    return adapted
