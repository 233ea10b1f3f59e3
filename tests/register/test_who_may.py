"""Every caller against every page and every call, by a table that a person can read: who_may.yaml."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from dispositif.register.api.calls import api
from dispositif.register.finding.models import SavedSearch
from dispositif.register.first_steps import SAMPLE
from dispositif.register.followup import actions
from dispositif.register.followup.entering import Saying
from dispositif.register.followup.models import Notice
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Meeting
from dispositif.register.people.models import Membership, Role, Scope, Trail, Unit
from dispositif.register.people.tokens import make_token
from dispositif.register.review.actions import bring_in
from dispositif.register.review.models import Proposal

TABLE = yaml.safe_load((Path(__file__).parent / "who_may.yaml").read_text("utf-8"))
CALLERS = TABLE["callers"]
pytestmark = pytest.mark.django_db
REFUSED = {401, 403, 404}
API = "/api/v1"


class Line(NamedTuple):
    route: str
    method: str
    who: tuple[str, ...]
    row: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.route}"


def _lines() -> list[Line]:
    return [
        Line(route, method, tuple(CALLERS[row[method]]) if row[method] else (), row)
        for part in ("pages", "interface")
        for route, row in TABLE[part].items()
        for method in ("GET", "POST", "DELETE")
        if method in row
    ]


LINES = _lines()


class World:
    """A register with two bodies, and a session for each caller; the words of the table's braces."""

    def __init__(self) -> None:
        self.body = Body.objects.create(slug="steering-committee", name="Steering Committee of the Secret Shoals")
        unit = Unit.objects.create(body=self.body, name="Fisheries Desk")
        other_unit = Unit.objects.create(body=self.body, name="Another Desk")
        elsewhere = Body.objects.create(slug="elsewhere", name="Elsewhere")
        self.people: dict[str, User] = {}
        for name, role, body, of in (
            ("outsider", Role.ADMINISTRATOR, elsewhere, None),
            ("reader", Role.READER, self.body, None),
            ("contributor", Role.CONTRIBUTOR, self.body, unit),
            ("colleague", Role.CONTRIBUTOR, self.body, other_unit),
            ("editor", Role.EDITOR, self.body, None),
            ("manager", Role.MANAGER, self.body, None),
            ("administrator", Role.ADMINISTRATOR, self.body, None),
            ("keeper", Role.ADMINISTRATOR, None, None),
            ("somebody", Role.ADMINISTRATOR, None, None),
        ):
            self.people[name] = User.objects.create_user(name, password=None)
            held = Membership.objects.create(person=self.people[name], body=body, role=role, unit=of)
            if name == "reader":
                role_of_the_reader = held
        [document] = bring_in(None, self.body, [read(SAMPLE.read_bytes(), SAMPLE.name)])
        somebody = self.people["somebody"]
        mandates = list(document.mandates.filter(paragraph="op-3"))
        mandate, other = mandates[0], mandates[1]
        assignment = actions.assign(somebody, mandate, actions.Answering(unit=unit), None)
        file = ("lights.txt", b"Lights were lit.")
        saying = Saying(kind="evidence", bearing="in progress", happened=date(2024, 5, 2), file=file, remark="Lit")
        entry = actions.enter(somebody, mandate, saying)
        asked = actions.ask(somebody, mandate, actions.Asking(kind="retirement", legal_basis="Rule 7"))
        proposal = Proposal.objects.create(
            document=document, reading=document.readings.get(), mandate=other, kind=Proposal.Kind.GONE
        )
        meeting = Meeting.objects.create(body=self.body, name="Seventh session", opens=date(2029, 1, 1))
        token, _ = make_token(self.people["keeper"], "Mine", [Scope.READ], 9)
        kept = SavedSearch.objects.create(person=self.people["keeper"], name="Lights", query="q=lights")
        notice = Notice.objects.create(person=self.people["keeper"], mandate=mandate, message="It is active.")
        search = SavedSearch.objects.create(person=self.people["outsider"], name="Storms", query="q=storm")
        self.words = {
            "search": search.pk,
            "kept": kept.pk,
            "notice": notice.pk,
            "feed": search.key,
            "body": self.body.slug,
            "body-pk": self.body.pk,
            "adopted": document.adopted,
            "document": document.pk,
            "mandate": mandate.reference,
            "other": other.reference,
            "assignment": assignment.pk,
            "entry": entry.pk,
            "request": asked.pk,
            "proposal": proposal.pk,
            "meeting": meeting.pk,
            "unit": unit.pk,
            "role": role_of_the_reader.pk,
            "person": self.people["reader"].pk,
            "token": token.pk,
            "actor": "un/human-rights-council",
        }
        self.secrets = [self.body.name, *document.mandates.values_list("reference", flat=True), document.title]
        self.clients = {"nobody": Client()}
        for name, person in self.people.items():
            self.clients[name] = Client()
            self.clients[name].force_login(person, "django.contrib.auth.backends.ModelBackend")
        self.tokens = {scope: make_token(self.people["keeper"], scope, [scope], 9)[1] for scope in Scope.values}

    def filled(self, given: Any) -> Any:
        """The words of braces put in."""
        if isinstance(given, str):
            for word, stands_for in self.words.items():
                given = given.replace("{" + word + "}", str(stands_for))
            return given
        if isinstance(given, dict):
            return {self.filled(key): self.filled(value) for key, value in given.items()}
        return [self.filled(one) for one in given] if isinstance(given, list) else given

    def call(self, line: Line, client: Client, **headers: Any) -> HttpResponse:
        """What is answered; afterwards all is as before."""
        address, sent = self.filled(line.row["at"]), self.filled(line.row.get("send", {}))
        options: dict[str, Any] = {"headers": headers}
        cookies = client.cookies.copy()
        with transaction.atomic():
            if line.method == "GET":
                answer = client.get(address, **options)
            elif line.method == "DELETE":
                answer = client.delete(address, **options)
            elif "upload" in line.row:
                file = SimpleUploadedFile("new.txt", line.row["upload"].encode())
                answer = client.post(address, {**sent, "file": file}, **options)
            elif address.startswith(API):
                answer = client.post(address, json.dumps(sent), "application/json", **options)
            else:
                answer = client.post(address, sent, **options)
            answer.said = Trail.objects.count()
            transaction.set_rollback(True)
        client.cookies = cookies
        return answer


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once: every call is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def _is_refused(answer: HttpResponse) -> bool:
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
    return to_sign_in or answer.status_code in REFUSED


@pytest.mark.parametrize("line", LINES, ids=str)
def test_each_caller(world: World, line: Line) -> None:
    before = Trail.objects.count()
    for name in CALLERS["anybody"]:
        answer = world.call(line, world.clients[name])
        assert answer.status_code < 500
        if name in line.who:
            assert not _is_refused(answer), f"{name} should be let in, and got {answer.status_code}"
        else:
            assert _is_refused(answer), f"{name} should be refused, and got {answer.status_code}"
            assert answer.said == before, f"{name} was refused, and yet something was done"


@pytest.mark.parametrize("line", [line for line in LINES if line.method == "GET"], ids=str)
def test_nobody_sees_what_is_of_another_body(world: World, line: Line) -> None:
    for name in ("nobody", "outsider"):
        answer = world.call(line, world.clients[name])
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        asked = world.filled(line.row["at"])  # a page may repeat what it was asked for
        hidden = [secret for secret in world.secrets if secret not in asked]
        seen = [secret for secret in hidden if secret in content.decode("utf-8", "replace")]
        assert not seen, f"{name} sees {seen}"


@pytest.mark.parametrize("line", [one for one in LINES if one.row["at"].startswith(API)], ids=str)
def test_a_token_opens_what_its_scope_says(world: World, line: Line) -> None:
    for scope, secret in world.tokens.items():
        answer = world.call(line, Client(), Authorization=f"Bearer {secret}")
        needed = "read" if line.method == "GET" else line.row["scope"]
        if line.route != "/openapi.json":
            assert _is_refused(answer) is (scope != needed), f"{scope}: {answer.status_code} {answer.content!r}"
        assert world.call(line, Client(), Authorization="Bearer wrong").status_code in (401, 200)


@pytest.mark.parametrize("line", [one for one in LINES if one.method == "GET" and "reader" in one.who], ids=str)
def test_what_is_public_is_open_to_all(world: World, line: Line) -> None:
    Body.objects.filter(pk=world.body.pk).update(public=True)
    is_to_be_read = line.row["GET"] in ("readers", "readers somewhere") and not line.route.startswith("review/")
    expected = "nobody" in line.who or is_to_be_read
    assert _is_refused(world.call(line, world.clients["nobody"])) is not expected
    Body.objects.filter(pk=world.body.pk).update(public=False)


@pytest.mark.parametrize("line", [one for one in LINES if one.route in TABLE["pages"]], ids=str)
def test_a_page_takes_no_method_that_is_not_in_the_table(world: World, line: Line) -> None:
    other = "POST" if line.method == "GET" else "GET"
    is_of_a_library = line.route.startswith(("sign-", "i18n/"))
    if other not in line.row and not is_of_a_library:
        answer = world.call(line._replace(method=other), world.clients["keeper"])
        assert answer.status_code == 405, f"{other} is answered too, and nobody has said by whom"


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        at = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield at
        elif not at.startswith("api/"):
            yield from _routes(one, at)


def test_every_address_is_in_the_table() -> None:
    assert set(_routes(get_resolver())) == set(TABLE["pages"])
    described = api.get_openapi_schema()["paths"]
    calls = {(path.removeprefix(API), method.upper()) for path, methods in described.items() for method in methods}
    listed = {(line.route, line.method) for line in LINES if line.row["at"].startswith(API)}
    assert calls == listed - {("/openapi.json", "GET")}
