"""Tables: rows are cards on a narrow screen, and tables for whoever has them read out, at any width."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from dispositif.register.followup.actions import Answering, Asking, ask, assign, enter
from dispositif.register.followup.entering import Saying
from dispositif.register.holdings.models import Body, Document
from dispositif.register.people.models import Unit

Open = Callable[..., Any]
Person = Callable[[str], User]

HEAD = '<thead><tr><th scope="col">Name</th><th scope="col"><bdi>"Here"</bdi></th>{}</tr></thead>'
SPILLING = "[...document.querySelectorAll('.cards')].filter((one) => one.scrollWidth > one.clientWidth).length"
BEFORE = "getComputedStyle(document.querySelector('[data-label]'), '::before').content"


def written(content: str, options: str = 'called="A list"') -> str:
    """A table as the tag writes it."""
    return Template(f"{{% table {options} %}}<table>{content}</table>{{% endtable %}}").render(Context({}))


def test_each_value_has_the_heading_of_its_column() -> None:
    head = HEAD.format('<th scope="col"><span class="hidden-visually">Strike</span></th>')
    row = '<tr><th scope="row">First</th><td class="number">1</td><td><button>Strike</button></td></tr>'
    page = written(f"{head}<tbody>{row}</tbody>")
    assert '<td role="cell" data-label="&quot;Here&quot;" class="number">1</td>' in page
    assert '<td role="cell"><button>' in page, "what has its heading for the ear alone needs none"
    assert '<th role="rowheader" scope="row">First</th>' in page
    assert '<th role="columnheader" scope="col">Name</th>' in page
    assert page.count('role="row"') == page.count("<tr")
    assert page.count('role="rowgroup"') == 2


def test_a_cell_with_nothing_in_it_is_marked() -> None:
    head = HEAD.format('<th scope="col">There</th>')
    page = written(f'{head}<tbody><tr><td>a</td><td> </td><td><bdi lang="fr"></bdi></td></tr></tbody>')
    assert page.count("data-empty") == 2


def test_a_heading_of_several_rows_starts_no_column() -> None:
    group = '<tr><th scope="rowgroup" colspan="3">Both</th></tr>'
    page = written(f"{HEAD.format('<th>C</th>')}<tbody>{group}<tr><td>a</td><td>b</td><td>c</td></tr></tbody>")
    assert '<td role="cell" data-label="Name">a</td>' in page
    assert '<td role="cell" data-label="C">c</td>' in page


def test_two_columns_fit_any_screen() -> None:
    page = written(f"{HEAD.format('')}<tbody><tr><td>a</td><td>b</td></tr></tbody>", 'by="title"')
    assert page.startswith('<div class="table" tabindex="0" role="group" aria-labelledby="title"><table>')
    assert "data-label" not in page


@pytest.fixture
def addresses(transactional_db: None, communique: Document, body: Body, unit: Unit, person: Person) -> list[str]:
    """Every page with a table, with something in it."""
    manager, mandate = person("manager"), communique.mandates.get(key="op-11.m1")
    assign(manager, mandate, Answering(unit=unit, focal_point=manager), None)
    today = timezone.localdate()
    enter(manager, mandate, Saying(kind="progress", happened=today, bearing="in progress", remark="Ships " * 40))
    ask(manager, mandate, Asking(kind="extension", due=today, legal_basis="Decision 3", reason="storms"))
    return [
        "/", "/documents/", "/actors/", "/reports/", "/reports/addressees/", "/reports/changes/?since=2024-01-01",
        "/notices/", f"/documents/{communique.pk}/citations/", f"/mandates/{mandate}/", f"/review/{mandate}/",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_narrow_screen_no_table_is_wider_than_it(
    open_page: Open, person: Person, addresses: list[str], assert_accessible: Callable[[Any], None],
    live_server: Any, language: str,
) -> None:  # fmt: skip
    page = open_page(person("manager"), width=390)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    for address in addresses:
        page.goto(address)
        assert page.locator("table").count(), address
        assert page.evaluate(SPILLING) == 0, address
        assert_accessible(page)


def test_a_card_is_read_out_as_a_row_of_a_table(open_page: Open, person: Person, addresses: list[str]) -> None:
    page = open_page(person("manager"), width=390)
    page.goto("/documents/")
    row = page.get_by_role("table").get_by_role("row").nth(1)
    assert row.get_by_role("rowheader").count() == 1
    assert row.get_by_role("cell", name="Steering Committee", exact=True).count() == 1, "the heading is not read twice"
    assert page.get_by_role("columnheader", name="Adopted").count() == 1
    assert page.evaluate(BEFORE).startswith('"Body"')
    page.emulate_media(media="print")
    assert page.evaluate(BEFORE) == "none", "on paper a table is one"


def test_what_a_report_is_of_is_folded_and_said(client: Client, person: Person, communique: Document) -> None:
    client.force_login(person("manager"), "django.contrib.auth.backends.ModelBackend")
    for address in ("/reports/", "/reports/addressees/"):
        page = client.get(f"{address}?status=dormant&on=2024-05-01&known=on").content.decode()
        assert '<details class="card">' in page
        for said in ("Status: <bdi>dormant</bdi>", "As of: <bdi>1 May 2024</bdi>", "· As it was known then</span>"):
            assert said in page


def test_on_paper_no_column_is_cut_off_and_no_form_is_seen(
    open_page: Open, person: Person, addresses: list[str]
) -> None:
    page = open_page(person("manager"), width=1000)  # as wide as A4 across
    page.emulate_media(media="print")
    for address in ("/reports/", addresses[8]):
        page.goto(address)
        wide = "[...document.querySelectorAll('table')].map((one) => one.getBoundingClientRect().right)"
        assert all(right <= 1000 for right in page.evaluate(wide)), address
        assert not page.locator("form:visible, .button:visible").count(), address
    assert page.get_by_role("heading", name="Ledger", exact=True).is_visible()
    assert not page.get_by_role("heading", name="Add to the ledger").is_visible()


def test_a_report_of_a_body_and_a_unit_takes_few_queries(
    client: Client, person: Person, communique: Document, unit: Unit, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client.force_login(person("manager"), "django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(12):
        page = client.get(f"/reports/?body={unit.body.slug}&unit={unit.pk}").content.decode()
    assert "<title>Implementation matrix: Steering Committee, Fisheries Desk · Dispositif</title>" in page
