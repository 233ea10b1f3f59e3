"""PostgreSQL: a role for the application that may add to the ledger and the trail, and change nothing in them."""

from __future__ import annotations

from django.db import connection, transaction
from psycopg import sql

from dispositif.register.errors import Refused
from dispositif.register.people.unchangeable import TABLES

_OWNERS_ALONE = ("django_migrations",)


@transaction.atomic
def harden(role: str) -> None:
    """Give a role of the database, made where there is none, what the application needs and no more.

    It is to be called by the owner of the tables, again after each upgrade. Raises Refused on another database than
    PostgreSQL, for the owner itself, and for a role that is above the database's rules.
    """
    if connection.vendor != "postgresql":
        raise Refused("Only PostgreSQL has roles: on SQLite the file's permissions decide. Set DATABASE_URL.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database(), current_schema()")
        owner, database, schema = cursor.fetchone()
        if role == owner:
            raise Refused(f"{role}: owns the tables, and an owner may always change them. Name another role.")
        cursor.execute("SELECT rolsuper OR rolcreaterole OR rolbypassrls FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
        if found is not None and found[0]:
            raise Refused(f"{role}: stands above the rights of the database. Name a role that is none of its keepers.")
        who = sql.Identifier(role)
        if found is None:
            cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(who))
        for statement in (
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(database), who),
            sql.SQL("REVOKE ALL ON SCHEMA {} FROM {}").format(sql.Identifier(schema), who),
            sql.SQL("REVOKE CREATE ON SCHEMA {} FROM PUBLIC").format(sql.Identifier(schema)),
            sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(sql.Identifier(schema), who),
            sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {} TO {}").format(
                sql.Identifier(schema), who
            ),
            sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {} TO {}").format(sql.Identifier(schema), who),
            *(sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(sql.Identifier(t), who) for t in TABLES),
            *(
                sql.SQL("REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(sql.Identifier(t), who)
                for t in _OWNERS_ALONE
            ),
        ):
            cursor.execute(statement)
