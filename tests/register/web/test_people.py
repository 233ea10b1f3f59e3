"""Signing in and out, one's account and its tokens, administration, the audit trail, and what is refused."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

import dispositif.register
from dispositif.register.errors import Refused
from dispositif.register.holdings.models import Body, Document
from dispositif.register.people.actions import add_person, give_role, take_role
from dispositif.register.people.models import Membership, Trail
from dispositif.register.web.deeds import ACTIONS, deed

PASSWORD = "rope-lantern-47"
PREPARE = f"""
from dispositif.register.opening import open_register
open_register()
from dispositif.register.first_steps import keep_person
keep_person("amara", "{PASSWORD}", "", None, None, None)
"""
TRY = """
import sys
from dispositif.register.opening import open_register
open_register()
from django.test import Client
for word in sys.argv[1:]:
    sent = {"login": "amara", "password": word}
    print(Client().post("/sign-in/", sent, headers={"host": "localhost"}).status_code)
"""


@pytest.fixture(autouse=True)
def nobody_has_tried_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def amara(person: Callable[[str], User]) -> User:
    one = person("administrator")
    one.set_password(PASSWORD)
    one.save()
    return one


def _sign_in(client: Client, password: str) -> int:
    return client.post("/sign-in/", {"login": "administrator", "password": password}).status_code


def test_a_person_signs_in_and_out(client: Client, amara: User) -> None:
    assert client.get("/account/").url == "/sign-in/?next=/account/"
    assert _sign_in(client, PASSWORD) == 302
    assert client.get("/account/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/account/").status_code == 302


def test_guessing_is_throttled(client: Client, amara: User) -> None:
    for number in range(6):
        _sign_in(client, f"wrong-{number}")
    assert _sign_in(client, PASSWORD) != 302
    cache.clear()
    assert _sign_in(client, PASSWORD) == 302


def test_attempts_are_counted_by_all_processes_together(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DISPOSITIF_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True)
    answers = [
        subprocess.run([sys.executable, "-c", TRY, *words], env=environment, check=True, capture_output=True).stdout
        for words in ((PASSWORD, "wrong", "wrong", "wrong"), ("wrong", "wrong", PASSWORD))
    ]
    assert b"".join(answers).split() == [b"302", *[b"200"] * 6]


def test_nobody_makes_an_account_alone(client: Client, db: None) -> None:
    assert client.get("/sign-in/signup/").status_code == 404


def test_a_token_is_shown_once(client: Client, amara: User) -> None:
    client.force_login(amara, "django.contrib.auth.backends.ModelBackend")
    made = client.post("/account/tokens/", {"name": "A program", "scopes": ["read"], "days": "9"})
    assert "dispositif_" in made.content.decode()
    again = client.get("/account/").content.decode()
    assert "A program" in again
    assert "dispositif_" not in again


def test_the_trail_is_found_and_kept(
    client: Client, amara: User, body: Body, django_assert_max_num_queries: Callable
) -> None:
    client.force_login(amara, "django.contrib.auth.backends.ModelBackend")
    client.post("/administration/bodies/steering-committee/units/", {"name": "Lights Desk"})
    with django_assert_max_num_queries(12):
        shown = client.get("/administration/trail/?action=keep+a+unit&person=administrator").content.decode()
    assert "Lights Desk" in shown
    assert "Lights Desk" not in client.get("/administration/trail/?person=nobody").content.decode()
    assert client.get("/administration/trail/?since=someday").status_code == 422
    assert Trail.objects.filter(action="keep a unit").count() == 1


def test_the_last_administrator_of_all_bodies_stays(body: Body, db: None) -> None:
    keeper = User.objects.create(username="keeper")
    held = Membership.objects.create(person=keeper, body=None, role="administrator")
    with pytest.raises(Refused, match="last administrator"):
        take_role(keeper, held)
    with pytest.raises(Refused, match="last administrator"):
        give_role(keeper, "keeper", None, "reader")
    add_person(keeper, "newcomer", "", PASSWORD)
    give_role(keeper, "newcomer", None, "administrator")
    take_role(keeper, held)


@pytest.mark.parametrize("address", ["/nowhere/", "/documents/999/", "/mandates/M-00000000/"])
def test_what_is_not_there_is_said_in_our_look(client: Client, person: Callable[[str], User], address: str) -> None:
    client.force_login(person("reader"), "django.contrib.auth.backends.ModelBackend")
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


@pytest.mark.parametrize("address", ["/documents/new/", "/review/{}/", "/mandates/{}/enter/"])
def test_who_is_signed_out_meanwhile_is_told_that_nothing_is_lost(
    client: Client, communique: Document, address: str
) -> None:
    answer = client.post(address.format(communique.mandates.first()), {"remark": "Long thought about."})
    assert answer.status_code == 403
    assert "You are signed out" in answer.content.decode()
    assert "what you wrote is there" in answer.content.decode()


def test_a_button_of_a_page_that_one_is_signed_out_of_leads_to_sign_in_and_back(
    client: Client, communique: Document
) -> None:
    here = {"HX-Request": "true", "HX-Current-URL": "http://testserver/review/?body=x"}
    answer = client.post(f"/review/{communique.mandates.first()}/confirm/", {"version": 1}, headers=here)
    assert answer["HX-Redirect"] == "/sign-in/?next=/review/%3Fbody%3Dx"


def test_signing_out_and_another_language_are_no_refusals(client: Client, amara: User) -> None:
    chosen = client.post("/i18n/setlang/", {"language": "fr", "next": "/sign-in/?next=/i18n/setlang/x"})
    assert chosen.status_code == 302
    client.force_login(amara, "django.contrib.auth.backends.ModelBackend")
    assert client.post("/sign-out/").status_code == 302


def test_a_form_without_its_token_is_refused_in_our_look(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {})
    assert answer.status_code == 403
    assert 'class="bar"' in answer.content.decode()


def test_what_is_too_large_is_refused_in_our_look(client: Client, settings, db: None) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = client.post("/i18n/setlang/", {"language": "f" * 100})
    assert answer.status_code == 413
    assert "This is too large" in answer.content.decode()


def test_a_failure_says_so(client: Client, monkeypatch, db: None) -> None:
    monkeypatch.setattr("dispositif.register.web.context._frame", lambda *given: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/sign-in/")
    assert answer.status_code == 500
    assert "The register has failed" in answer.content.decode()


@pytest.mark.parametrize("width", [390, 1440])
def test_account_and_administration_are_accessible(open_page, assert_accessible, person, width: int) -> None:
    page = open_page(person("administrator"), width=width)
    for address in ("/account/", "/administration/", "/administration/bodies/steering-committee/",
                    "/administration/people/", "/administration/trail/"):  # fmt: skip
        page.goto(address)
        assert_accessible(page)


def test_every_deed_of_the_trail_has_a_name() -> None:
    """What is noted anywhere, `f"proposal {state}"` and its like aside: their states are named one by one."""
    sources = "".join(path.read_text("utf-8") for path in Path(dispositif.register.__file__).parent.rglob("*.py"))
    noted = re.findall(r'\bnote(?:_all)?\(\s*\w+,\s*"([^"]+)"', sources)
    noted += re.findall(r'"(\w+ an account)"', sources)
    assert len(noted) > 15
    assert set(noted) <= set(ACTIONS)


def test_a_deed_is_told_in_the_reader_s_language(client: Client, amara: User, body: Body) -> None:
    client.force_login(amara, "django.contrib.auth.backends.ModelBackend")
    client.post("/administration/bodies/steering-committee/units/", {"name": "Lights Desk"})
    page = client.get("/administration/trail/", headers={"Accept-Language": "fr"}).content.decode()
    assert ">enregistrer une unité</td>" in page
    assert ">unité <bdi>Lights Desk</bdi></td>" in page


def test_what_a_deed_was_is_noted_in_plain_words_a_refusal_too() -> None:
    noted = {"granted": False, "scopes": ["read", "review"], "unit": None, "request": 0}
    told = deed(Trail(action="decide", subject="mandate M-1", details=noted)).details
    assert told == [("granted", "no"), ("scopes", "read, review"), ("request", "0")]


def test_who_has_no_role_is_told_so_where_nothing_is_to_be_seen(
    client: Client, person: Callable[[str], User], communique: Document
) -> None:
    page = client.get("/documents/").content.decode()
    assert "There are no documents that you may read." in page
    assert 'href="/sign-in/?next=/documents/"' in page
    assert "A workbook has come back" not in client.get("/reports/").content.decode()
    client.force_login(person("reader"), "django.contrib.auth.backends.ModelBackend")
    assert "You review for no body" in client.get("/review/").content.decode()
    assert "no documents" not in client.get("/documents/").content.decode()


def test_what_is_wrong_in_a_form_of_administration_has_the_focus(client: Client, amara: User, body: Body) -> None:
    client.force_login(amara, "django.contrib.auth.backends.ModelBackend")
    page = client.post("/administration/people/add/", {"name": "zoe", "password": "short"}).content.decode()
    assert " autofocus" in page.partition('name="name"')[2].partition(">")[0]
    Body.objects.create(slug="board", name="Board")
    Membership.objects.create(person=amara, role="administrator")
    assert "Nobody has a role in it alone." in client.get("/administration/bodies/board/").content.decode()
