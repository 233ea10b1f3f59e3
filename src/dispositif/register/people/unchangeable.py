"""What nobody may change: the database itself refuses, whoever asks and by whatever way.

Triggers raise at UPDATE and DELETE, on SQLite and on PostgreSQL. Each migration looks after them: to alter a table,
SQLite makes it anew and forgets its triggers. On PostgreSQL, `people.hardening` takes the rights away besides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from django.db import connection, transaction

TABLES: Final = (
    "holdings_original",
    "holdings_reading",
    "people_trail",
    "review_revision",
    "followup_assignment",
    "followup_entry",
    "followup_request",
    "followup_decision",
)
"""Rows of these are only ever added."""

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "holdings_document": ("original_id", "characters", "brought_in_by_id", "brought_in_at"),
}
"""Of these tables, columns that keep the value they got first."""

_FUNCTION = "refuse_a_change"
_SAYS = "is only ever added to: nothing in it is changed or taken away"


def install() -> None:
    """Have the database refuse. What is there already is left as it is."""
    with transaction.atomic(), connection.cursor() as cursor:
        there = _triggers()
        wanted = dict(_statements())
        if connection.vendor == "postgresql" and not there.issuperset(wanted):
            cursor.execute(_REFUSAL)
        for name, statement in wanted.items():
            if name not in there:
                cursor.execute(statement)


def remove() -> None:
    """Have it refuse no longer. Tests alone call this, to spoil what they want to see found."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in removing():
            cursor.execute(statement)


def removing() -> list[str]:
    """The statements that take the triggers away."""
    on = " ON {}" if connection.vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {name}" + on.format(table) for name, table in _names()]


def _triggers() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {row[0] for row in cursor.fetchall()}


def _names() -> Iterator[tuple[str, str]]:
    for table in TABLES:
        yield f"{table}_keeps_rows", table
        yield f"{table}_keeps_words", table
    for table in COLUMNS:
        yield f"{table}_keeps_words", table


def _statements() -> Iterator[tuple[str, str]]:
    for table in TABLES:
        yield f"{table}_keeps_rows", _trigger(f"{table}_keeps_rows", "DELETE", table)
        yield f"{table}_keeps_words", _trigger(f"{table}_keeps_words", "UPDATE", table)
    for table, columns in COLUMNS.items():
        differs = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
        changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns)
        name = f"{table}_keeps_words"
        yield name, _trigger(name, f"UPDATE OF {', '.join(columns)}", table, f"WHEN ({changed})")


def _trigger(name: str, event: str, table: str, when: str = "") -> str:
    head = f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when}"
    if connection.vendor == "postgresql":
        return f"{head} EXECUTE FUNCTION {_FUNCTION}()"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{table} {_SAYS}'); END"


_REFUSAL = f"""
CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% {_SAYS}', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
