"""The programming interface: its description, its errors, its tags; and whatever else is sent to it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from dispositif.register.api.calls import api
from dispositif.register.api.problems import MEDIA_TYPE
from dispositif.register.followup import actions
from dispositif.register.followup.entering import Saying
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.people.models import Scope
from dispositif.register.people.tokens import make_token, withdraw_token
from dispositif.register.review.actions import bring_in

GOLDEN = Path(__file__).parent / "golden" / "openapi.json"
PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"
API = "/api/v1"
TOMORROW = date.today() + timedelta(days=1)


@pytest.fixture
def bearer(person: Callable[[str], User]) -> Callable[..., dict[str, str]]:
    def of(role: str, *scopes: str) -> dict[str, str]:
        _, secret = make_token(person(role), "A program", scopes or Scope.values, 9)
        return {"Authorization": f"Bearer {secret}"}

    return of


def test_the_description_is_as_published() -> None:
    plain = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    described = json.dumps(plain, indent=1, sort_keys=True) + "\n"
    if os.environ.get("RENEW_GOLDEN"):
        GOLDEN.write_text(described)
        PUBLISHED.write_text(described)
    assert described == GOLDEN.read_text() == PUBLISHED.read_text()


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/nowhere", 404),
        ("get", "/documents/999999", 404),
        ("delete", "/documents", 405),
        ("post", "/mandates/M-00000000/confirm", 401),
        ("get", "/mandates?limit=0", 422),
        ("get", "/mandates?colour=blue", 422),
        ("get", "/search?q=%00", 400),
    ],
)
def test_every_error_is_a_problem(client: Client, communique: Document, method: str, address: str, status: int) -> None:
    answer = getattr(client, method)(API + address)
    assert answer.status_code == status
    assert answer["Content-Type"] == MEDIA_TYPE
    said = answer.json()
    assert (said["status"], bool(said["title"]), bool(said["detail"])) == (status, True, True)
    assert ("WWW-Authenticate" in answer) is (status == 401)


def test_nobody_overwrites_what_they_have_not_seen(client: Client, communique: Document, bearer: Callable) -> None:
    headers = bearer("editor")
    address = f"{API}/mandates/{communique.mandates.first().reference}"
    seen = client.get(address, headers=headers)
    confirm = lambda **more: client.post(f"{address}/confirm", "{}", "application/json", headers=headers | more)  # noqa: E731
    assert confirm().status_code == 428
    done = confirm(**{"If-Match": seen["ETag"]})
    assert (done.status_code, done.json()["state"]) == (200, "confirmed")
    assert done["ETag"] == client.get(address, headers=headers)["ETag"] != seen["ETag"]
    assert confirm(**{"If-Match": seen["ETag"]}).status_code == 412


def test_what_has_not_changed_is_not_sent_again(client: Client, communique: Document, bearer: Callable) -> None:
    headers = bearer("reader")
    for address in ("/mandates", f"/documents/{communique.pk}", f"/documents/{communique.pk}/text"):
        first = client.get(API + address, headers=headers)
        again = client.get(API + address, headers=headers | {"If-None-Match": first["ETag"]})
        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def _whole(client: Client, address: str, headers: dict[str, str]) -> Iterator[dict]:
    """A list, page after page."""
    while address:
        answer = client.get(f"{API}{address}", headers=headers)
        assert answer.status_code == 200, answer.content
        yield answer.json()
        leads_to = answer.get("Link", "").partition(";")[0].strip("<>")
        assert bool(leads_to) is bool(answer.json()["next"])
        address = leads_to.removeprefix(f"http://testserver{API}")


@pytest.mark.parametrize(
    "address",
    [
        "/mandates",
        "/bodies",
        "/documents",
        "/documents/{document}/paragraphs",
        "/actors",
        "/search?q=the",
        "/reports/changes?before=2020-01-01&after=2030-01-01",
        "/calendar?due_from=1990-01-01&due_to=2090-01-01",
    ],
)
def test_a_list_is_whole_page_after_page(
    client: Client, communique: Document, bearer: Callable, person: Callable[[str], User], address: str
) -> None:
    for slug in ("another", "yet-another"):
        Body.objects.create(slug=slug, name="Another", public=True)
    bring_in(None, communique.body, [read(b"1. Requests the pilots to report by 1 May 2031;", "no-day.txt")])
    for one in communique.mandates.all()[:3]:
        actions.assign(person("manager"), one, actions.Answering(focal_point=person("manager"), due=TOMORROW), None)
        actions.enter(person("manager"), one, Saying(kind="comment", happened=date(2024, 5, 1), remark="Seen"))
    headers, address = bearer("reader"), address.format(document=communique.pk)
    [whole] = _whole(client, f"{address}{'&' if '?' in address else '?'}limit=500", headers)
    parts = list(_whole(client, f"{address}{'&' if '?' in address else '?'}limit=1", headers))
    assert [one for page in parts for one in page["items"]] == whole["items"]
    assert len({str(one) for one in whole["items"]}) == whole["count"] == len(whole["items"]) == len(parts) > 1


def test_what_is_added_meanwhile_moves_no_page(
    client: Client, communique: Document, bearer: Callable, person: Callable[[str], User]
) -> None:
    headers, one = bearer("reader"), communique.mandates.first()
    say = lambda words: actions.enter(  # noqa: E731
        person("manager"), one, Saying(kind="comment", happened=date(2024, 5, 1), remark=words)
    )
    for words in ("a", "b", "c"):
        say(words)
    pages = _whole(client, f"/mandates/{one}/entries?limit=2", headers)
    assert [entry["remark"] for entry in next(pages)["items"]] == ["a", "b"]
    say("d")
    assert [entry["remark"] for entry in next(pages)["items"]] == ["c", "d"]

    pages = _whole(client, "/documents?limit=1", headers)
    assert [document["id"] for document in next(pages)["items"]] == [communique.pk]
    [newer] = bring_in(None, communique.body, [read(b"1. Requests the pilots to report;", "newer.txt")])
    Document.objects.filter(pk=newer.pk).update(adopted=date(2031, 1, 1))
    assert list(pages) == []


@pytest.mark.parametrize("cursor", ["nonsense", "a:b:c", "{of another list}"])
def test_a_cursor_of_nothing_is_refused(client: Client, communique: Document, bearer: Callable, cursor: str) -> None:
    headers = bearer("reader")
    other = client.get(f"{API}/documents/{communique.pk}/paragraphs?limit=1", headers=headers).json()["next"]
    answer = client.get(f"{API}/mandates", {"cursor": cursor.replace("{of another list}", other)}, headers=headers)
    assert (answer.status_code, "no cursor of this list" in answer.json()["detail"]) == (422, True)


def test_a_session_needs_a_csrf_token(communique: Document, person: Callable[[str], User]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("editor"), "django.contrib.auth.backends.ModelBackend")
    answer = client.post(f"{API}/mandates/{communique.mandates.first().reference}/confirm", "{}", "application/json")
    assert (answer.status_code, answer["Content-Type"]) == (403, MEDIA_TYPE)


def test_a_token_that_was_withdrawn_opens_nothing(client: Client, body: Body, person: Callable[[str], User]) -> None:
    token, secret = make_token(person("reader"), "A program", [Scope.READ], 9)
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get(f"{API}/bodies", headers=headers).json()["count"] == 1
    token.refresh_from_db()
    assert token.last_used is not None
    assert secret not in str(vars(token))
    withdraw_token(person("reader"), token.pk)
    assert client.get(f"{API}/bodies", headers=headers).status_code == 401


@pytest.fixture
def connection_is_kept() -> Iterator[None]:
    """The application closes its connection after a request; here the test's transaction is in it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.filterwarnings("ignore")
def test_whatever_is_sent_is_answered_as_described(
    communique: Document, bearer: Callable, connection_is_kept: None
) -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, Phase, settings
    from schemathesis import GenerationMode

    from dispositif.register.wsgi import application

    described = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", application)
    described.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    headers = bearer("administrator")
    checks: list[Any] = [
        schemathesis.checks.not_a_server_error,
        schemathesis.specs.openapi.checks.content_type_conformance,
        schemathesis.specs.openapi.checks.response_schema_conformance,
        schemathesis.specs.openapi.checks.status_code_conformance,
    ]

    for found in described.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=8,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @_given(operation.as_strategy())
        def tried(case: Any) -> None:
            case.headers = {**(case.headers or {}), **headers}
            case.validate_response(case.call(), checks=checks)

        tried()


def _given(strategy: Any) -> Any:
    from hypothesis import given

    return given(case=strategy)


def test_a_report_is_narrowed_by_what_was_so_on_its_day(
    client: Client, communique: Document, bearer: Callable[..., dict[str, str]], person: Callable[[str], User]
) -> None:
    one = communique.mandates.get(key="op-3.m1")
    done = Saying(kind="progress", happened=date(2024, 4, 8), bearing="implemented")
    actions.enter(person("manager"), one, done)

    def found(query: str) -> list[str]:
        answer = client.get(f"{API}/reports/matrix?{query}", headers=bearer("reader"))
        assert answer.status_code == 200, answer.content
        return [line["mandate"] for line in answer.json()["mandates"]]

    assert found("status=implemented") == found("status=implemented&on=2024-04-08") == [str(one)]
    assert found("status=implemented&on=2024-04-07") == []
    assert str(one) in found("status=active&on=2024-04-07")
    assert found("status=implemented&on=2024-04-08&known=2024-04-08") == []
    assert client.get(f"{API}/reports/matrix?on={TOMORROW}", headers=bearer("reader")).status_code == 422
