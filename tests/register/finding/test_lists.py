"""Long lists: what is counted, and in which order pages come."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, User

from dispositif.register.finding import queries
from dispositif.register.finding.filters import Filter, standing_mandates
from dispositif.register.finding.paragraphs import found_paragraphs
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.people.models import Membership, Unit
from dispositif.register.people.permissions import readable, readable_keys
from dispositif.register.review.actions import bring_in
from dispositif.register.review.models import Mandate

DAYS = (date(2030, 5, 1), None, date(2031, 5, 1), date(2030, 5, 1))
TEXT = "The Board,\n\n1. Requests all pilots to report;\n\n2. Invites all pilots to rest.\n\nCopy {}"


@pytest.fixture
def four(body: Body) -> list[Document]:
    """Four documents with the same two paragraphs about pilots, two of them of one day, one without a day."""
    made = [bring_in(None, body, [read(TEXT.format(n).encode(), f"{n}.txt", "en")])[0] for n in range(len(DAYS))]
    for document, day in zip(made, DAYS, strict=True):
        Document.objects.filter(pk=document.pk).update(adopted=day)
    return made


@pytest.fixture
def reader(person: Callable[[str], User]) -> User:
    return person("reader")


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 20])
def test_pages_of_paragraphs_are_one_list_the_newest_documents_first(
    four: list[Document], reader: User, size: int
) -> None:
    found = found_paragraphs(reader, Filter(q="pilots"))
    pages = [one for start in range(0, len(found) + size, size) for one in found[start : start + size]]
    newest = [four[2], four[3], four[0], four[1]]
    assert [(one.document_id, one.key) for one in pages] == [
        (document.pk, key) for document in newest for key in ("op-1", "op-2")
    ]
    assert len(found) == len(pages) == 8


def test_nothing_is_found_on_no_page(four: list[Document], reader: User) -> None:
    found = found_paragraphs(reader, Filter(q="glaciers"))
    assert (len(found), found[0:25]) == (0, [])


@pytest.mark.parametrize("ask", [queries.found, queries.looked_up])
def test_mandates_are_counted_and_listed_alike_however_they_are_looked_for(
    four: list[Document], reader: User, unit: Unit, ask: Callable[..., queries.Found]
) -> None:
    found = ask(standing_mandates(reader), list(readable(reader)), [unit])
    assert _documents(found.keys) == [one.pk for one in (four[2], four[3], four[0], four[1]) for _ in range(2)]
    assert found.total == 8
    counted = {facet.name: {value.value: value.many for value in facet.values} for facet in found.facets}
    assert counted["body"] == {four[0].body.slug: 8}
    assert counted["condition"] == {"false": 8}
    assert sum(counted["force"].values()) == 8


def _documents(keys: Sequence[int]) -> list[int]:
    by_key = dict(Mandate.objects.values_list("pk", "document"))
    return [by_key[key] for key in keys]


def test_what_one_may_read_follows_ones_roles_at_once(body: Body, reader: User) -> None:
    def narrowed(person: User | AnonymousUser) -> list[Body]:
        return list(Body.objects.filter(pk__in=readable_keys(person)))

    assert list(readable(reader)) == narrowed(reader) == [body]
    Membership.objects.filter(person=reader).delete()
    assert list(readable(reader)) == narrowed(reader) == []
    Body.objects.update(public=True)
    assert list(readable(reader)) == list(readable(AnonymousUser())) == [body]
    assert narrowed(reader) == narrowed(AnonymousUser()) == [body]
