"""The programming interface: its description, its errors, its tags; and whatever else is sent to it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from dispositif.register.api.calls import api
from dispositif.register.api.problems import MEDIA_TYPE
from dispositif.register.holdings.models import Body, Document
from dispositif.register.people.models import Scope
from dispositif.register.people.tokens import make_token, withdraw_token

GOLDEN = Path(__file__).parent / "golden" / "openapi.json"
PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"
API = "/api/v1"


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


def test_a_list_leads_to_its_other_pages(client: Client, communique: Document, bearer: Callable) -> None:
    headers, address, found = bearer("reader"), f"{API}/mandates?limit=5", []
    while address:
        answer = client.get(address, headers=headers)
        found += [one["reference"] for one in answer.json()["items"]]
        links = dict(reversed(link.split("; ")) for link in answer.get("Link", "").split(", ") if link)
        address = links.get('rel="next"', "").strip("<>").removeprefix("http://testserver")
    assert len(found) == len(set(found)) == communique.mandates.count()


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
