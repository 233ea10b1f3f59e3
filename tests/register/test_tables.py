"""The tables as the migrations make them."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from dispositif.register.holdings.rows import expect_many


@pytest.mark.django_db
def test_the_migrations_make_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes no key down before it is used")
def test_keys_of_paragraphs_are_taken_by_the_thousand() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_size FROM pg_sequences WHERE sequencename = 'holdings_paragraph_id_seq'")
        assert cursor.fetchone() == (1000,)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is told nothing for a batch")
def test_memory_for_a_batch_is_that_of_its_transaction_alone() -> None:
    def memory() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setting::bigint FROM pg_settings WHERE name = 'work_mem'")
            return cursor.fetchone()[0]

    at_first = memory()
    with transaction.atomic():
        expect_many()
        assert memory() == max(at_first, 32 * 1024)
    assert memory() == at_first
