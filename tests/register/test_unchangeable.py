"""What is only ever added to cannot be changed, by whatever way; on PostgreSQL by the application's role neither."""

import pytest
from django.db import DatabaseError, connection, transaction

from dispositif.register.errors import Refused
from dispositif.register.holdings.models import Document
from dispositif.register.people import unchangeable
from dispositif.register.people.hardening import harden
from dispositif.register.people.models import Trail
from dispositif.register.people.permissions import note

_KEYS = {"holdings_original": "sha256 = sha256"}


@pytest.mark.parametrize("table", ["people_trail", "review_revision", "holdings_reading", "holdings_original"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET {} = {}"])
def test_no_statement_changes_a_row(communique: Document, table: str, change: str) -> None:
    key = "sha256" if table == "holdings_original" else "id"
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table, key, key))


def test_every_table_is_kept(db: None) -> None:
    with connection.cursor() as cursor:
        assert set(unchangeable.TABLES) <= set(connection.introspection.table_names(cursor))
        names = {name for name, _ in unchangeable._names()}
    assert names <= unchangeable._triggers()


def test_the_text_of_a_document_never_changes(communique: Document) -> None:
    communique.title = "Another title"
    communique.save()
    communique.characters += " "
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        communique.save()


def test_triggers_come_back(db: None) -> None:
    unchangeable.remove()
    unchangeable.install()
    note(None, "look", None, "nothing")
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        Trail.objects.all().delete()


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL has roles")
def test_sqlite_has_no_roles(db: None) -> None:
    with pytest.raises(Refused, match="Only PostgreSQL"):
        harden("register")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
def test_the_role_of_the_application_may_add_and_not_change(communique: Document) -> None:
    harden("dispositif_test_role")
    unchangeable.remove()  # the rights alone suffice
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE dispositif_test_role")
        note(None, "look", None, "nothing")
        communique.mandates.update(version=2)
        for statement in (
            *(f"DELETE FROM {table}" for table in unchangeable.TABLES),
            *(
                f"UPDATE {table} SET {'sha256 = sha256' if table == 'holdings_original' else 'id = id'}"
                for table in unchangeable.TABLES
            ),
            *(f"TRUNCATE {table} CASCADE" for table in unchangeable.TABLES),
            "DROP TABLE people_trail",
            "ALTER TABLE holdings_document DISABLE TRIGGER ALL",
            "DELETE FROM django_migrations",
        ):
            with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
                cursor.execute(statement)
        cursor.execute("RESET ROLE")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
def test_the_owner_is_no_role_for_the_application(db: None) -> None:
    with pytest.raises(Refused, match="owns the tables"):
        harden(connection.settings_dict["USER"])
