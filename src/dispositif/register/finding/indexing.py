"""Keeping the full-text index: what `holdings.actions.INDEXES` calls, and making it anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from itertools import chain, islice

from django.db import connection, transaction
from msgspec import Struct, convert

from dispositif.register.finding.index_sql import ADD, EMPTY, FORGET, LEARN, LONGEST
from dispositif.register.finding.words import tokens
from dispositif.register.holdings.actions import Indexed
from dispositif.register.holdings.models import Paragraph

# So many bytes of a paragraph's words: PostgreSQL takes no more.
_MOST = 1_000_000
_ROWS = 5000
# Words that the vocabulary has, which loses none: most words of a batch have come before.
_known: set[str] = set()
_MOST_KNOWN = 100_000


class Prepared(Struct, frozen=True):
    """What PostgreSQL keeps of the paragraphs of a document."""

    folded: list[str]
    """Of each paragraph, the words in order, with a space between two."""
    vocabulary: list[str]
    """All words once."""


def prepare(paragraphs: Sequence[str]) -> Prepared | None:
    """What the index will keep of paragraphs. Nothing on SQLite, which reads them itself."""
    if connection.vendor != "postgresql":
        return None
    words = [tokens(one) for one in paragraphs]
    vocabulary = set(chain.from_iterable(words))
    if any(len(word) > LONGEST for word in vocabulary):
        words = [[word[:LONGEST] for word in some] for some in words]
        vocabulary = set(chain.from_iterable(words))
    return Prepared([_fitting(" ".join(some)) for some in words], list(vocabulary))


def _fitting(folded: str) -> str:
    if len(folded) * 4 <= _MOST or len(whole := folded.encode()) <= _MOST:
        return folded
    return whole[:_MOST].rpartition(b" ")[0].decode()


def add(documents: Sequence[Indexed]) -> None:
    """Put the paragraphs of documents into the index."""
    if connection.vendor != "postgresql":
        keys = [key for one in documents for key in one.paragraphs]
        if keys:
            with connection.cursor() as cursor:
                cursor.execute(ADD, (keys[0], keys[-1]))
        return
    # What was prepared in another process comes as plain data.
    ready = [(one.paragraphs, convert(one.prepared, Prepared)) for one in documents]
    _keep(pair for keys, one in ready for pair in zip(keys, one.folded, strict=True))
    _learn(set(chain.from_iterable(one.vocabulary for _, one in ready)))


def forget(documents: Collection[int]) -> None:
    """Take the paragraphs of documents (their keys) out of the index, while they are still there."""
    if documents:
        marks = ", ".join(["%s"] * len(documents))
        with connection.cursor() as cursor:
            cursor.execute(FORGET[connection.vendor].format(marks), list(documents))


def rebuild() -> None:
    """Make the index anew out of all paragraphs."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY[connection.vendor])
    if connection.vendor == "postgresql":
        rows = Paragraph.objects.order_by("pk").values_list("pk", "words").iterator(_ROWS)
        while some := list(islice(rows, _ROWS)):
            found = prepare([words for _, words in some])
            assert found is not None
            _keep(zip((pk for pk, _ in some), found.folded, strict=True))
            _learn(found.vocabulary)


def _keep(rows: Iterable[tuple[int, str]]) -> None:
    with connection.cursor() as cursor, cursor.copy("COPY finding_text (paragraph_id, folded) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _learn(words: Collection[str]) -> None:
    new = [word for word in words if word not in _known]
    with connection.cursor() as cursor:
        cursor.execute(LEARN, [new])
    transaction.on_commit(partial(_remember, new))


def _remember(words: Collection[str]) -> None:
    if len(_known) > _MOST_KNOWN:
        _known.clear()
    _known.update(words)
