"""Signing in by an OpenID Connect server, from the button to the overview, against a server that answers."""

from __future__ import annotations

import base64
import json
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic, sleep, time
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from dispositif.register.holdings.models import Body
from dispositif.register.people.actions import give_role
from dispositif.register.people.models import Membership, Trail

BUTTON = "/sign-in/oidc/oidc/login/"
DISCOVERY = "/.well-known/openid-configuration"
CLIENT, SECRET = "the-register", "kept between the two"


class SignInServer:
    """A small OpenID Connect server: discovery, authorization, tokens (signed), userinfo, keys.

    `claims` is what it says of whoever comes; `faults` are answers (status, body) in the place of its own.
    """

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.claims: dict[str, Any] = {"sub": "0042", "preferred_username": "amara", "email": "amara@example.org"}
        self.in_token: dict[str, Any] = {}
        self.refusal = ""
        self.faults: dict[str, tuple[int, str]] = {}
        self.asked: list[str] = []
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._codes: dict[str, dict[str, str]] = {}
        self._tokens: set[str] = set()

    def answer(self, path: str, sent: dict[str, str], bearer: str) -> tuple[int, str, str]:
        """The status, the body, and where it leads."""
        self.asked.append(path)
        if path in self.faults:
            return *self.faults[path], ""
        if path == "/authorize":
            return 302, "", self._authorized(sent)
        found = {
            DISCOVERY: self._configuration,
            "/token": lambda: self._token(sent),
            "/userinfo": lambda: self.claims if bearer in self._tokens else None,
            "/keys": self._keys,
        }[path]()
        return (200, json.dumps(found), "") if found is not None else (401, "{}", "")

    def _configuration(self) -> dict[str, Any]:
        ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return {
            "issuer": self.issuer,
            **{f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in ends.items()},
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _authorized(self, sent: dict[str, str]) -> str:
        assert (sent["client_id"], sent["response_type"]) == (CLIENT, "code")
        assert {"openid", "profile", "email"} <= set(sent["scope"].split())
        assert sent["code_challenge_method"] == "S256"
        back = {"state": sent["state"]}
        if self.refusal:
            back["error"] = self.refusal
        else:
            code = secrets.token_urlsafe()
            self._codes[code] = sent
            back["code"] = code
        return f"{sent['redirect_uri']}?{urlencode(back)}"

    def _token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        asked = self._codes.pop(sent["code"], None)
        challenge = base64.urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if (
            asked is None
            or (sent["client_id"], sent["client_secret"]) != (CLIENT, SECRET)
            or asked["redirect_uri"] != sent["redirect_uri"]
            or asked["code_challenge"] != challenge
        ):
            return None
        token = secrets.token_urlsafe()
        self._tokens.add(f"Bearer {token}")
        now = int(time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, **self.claims, **self.in_token}
        signed = jwt.encode(said, self._key, "RS256", {"kid": "1"})
        return {"access_token": token, "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def _keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]}


@contextmanager
def serving() -> Iterator[SignInServer]:
    """The server, at an address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._answer({name: values[0] for name, values in parse_qs(content).items()})

        def _answer(self, sent: dict[str, str]) -> None:
            at = urlsplit(self.path)
            status, body, leads_to = server.answer(
                at.path, sent or dict(parse_qsl(at.query)), self.headers.get("Authorization", "")
            )
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if leads_to:
                self.send_header("Location", leads_to)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Nothing: a test's output is its own."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = SignInServer(f"http://127.0.0.1:{listening.server_port}")
    thread = Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield server
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture
def server(settings, db: None) -> Iterator[SignInServer]:
    cache.clear()
    with serving() as found:
        providers = deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
        providers["openid_connect"]["APPS"] = [
            {
                "provider_id": "oidc",
                "name": "The Union’s accounts",
                "client_id": CLIENT,
                "secret": SECRET,
                "settings": {"server_url": found.issuer},
            }
        ]
        settings.SOCIALACCOUNT_PROVIDERS = providers
        yield found


def _signed_in(client: Client, address: str = BUTTON) -> HttpResponse:
    """What the person sees in the end, after the way to the server and back."""
    sent = client.post(address)
    if sent.status_code != 302:
        return sent
    at_server = requests.get(sent["Location"], allow_redirects=False, timeout=20)
    back = at_server.headers["Location"].removeprefix("http://testserver")
    return client.get(back, follow=True)


def _name(client: Client) -> str:
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key).username if key else ""


def test_an_unknown_person_gets_an_account_without_a_role(client: Client, server: SignInServer, body: Body) -> None:
    assert "The Union’s accounts" in client.get("/sign-in/").content.decode()
    shown = _signed_in(client)
    assert (shown.status_code, _name(client)) == (200, "amara")
    amara = User.objects.get(username="amara")
    assert (amara.email, amara.has_usable_password(), amara.is_staff) == ("amara@example.org", False, False)
    assert not Membership.objects.filter(person=amara).exists()
    assert "You have no role yet" in client.get("/account/").content.decode()
    assert client.get(f"/sessions/{body.slug}/").status_code == 404
    assert Trail.objects.get(action="come by single sign-on").subject == "person amara"
    assert server.asked == [DISCOVERY, "/authorize", DISCOVERY, "/token", "/userinfo"]


def test_whoever_comes_again_has_the_role_that_was_given(
    client: Client, server: SignInServer, body: Body, person: Callable[[str], User]
) -> None:
    _signed_in(client)
    client.post("/sign-out/")
    give_role(person("administrator"), "amara", body, "reader")
    server.claims |= {"preferred_username": "amara.of.the.fleet", "roles": ["administrator"]}
    _signed_in(client)
    assert _name(client) == "amara"
    assert [one.role for one in Membership.objects.filter(person__username="amara")] == ["reader"]
    assert client.get(f"/sessions/{body.slug}/").status_code == 200
    assert User.objects.filter(username__startswith="amara").count() == 1


def test_a_name_that_is_taken_is_not_taken_over(client: Client, server: SignInServer, person: Callable) -> None:
    keeper = person("administrator")
    server.claims |= {"preferred_username": "administrator"}
    _signed_in(client)
    assert _name(client) not in ("", "administrator")
    assert not Membership.objects.filter(person__username=_name(client)).exists()
    assert not keeper.socialaccount_set.exists()


def test_an_address_that_an_account_has_is_not_taken_over(client: Client, server: SignInServer, person) -> None:
    person("manager")
    server.claims |= {"email": "Manager@example.org", "email_verified": True}
    shown = _signed_in(client)
    assert (shown.status_code, _name(client)) == (409, "")
    assert "sign in with its password" in shown.content.decode()
    assert User.objects.count() == 1


def test_who_has_an_account_connects_it(client: Client, server: SignInServer, person: Callable[[str], User]) -> None:
    client.force_login(person("manager"), "django.contrib.auth.backends.ModelBackend")
    server.claims |= {"email": "manager@example.org"}
    assert _signed_in(client, f"{BUTTON}?process=connect").redirect_chain[-1][0] == "/account/"
    client.post("/sign-out/")
    _signed_in(client)
    assert _name(client) == "manager"


def test_a_closed_account_stays_closed(client: Client, server: SignInServer) -> None:
    _signed_in(client)
    client.post("/sign-out/")
    User.objects.update(is_active=False)
    shown = _signed_in(client)
    assert (shown.redirect_chain[-1][0], _name(client)) == ("/sign-in/closed/", "")


def test_who_stops_at_the_server_is_told_so(client: Client, server: SignInServer) -> None:
    server.refusal = "access_denied"
    shown = _signed_in(client)
    assert (shown.redirect_chain[-1][0], _name(client)) == ("/sign-in/cancelled/", "")


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        (DISCOVERY, 503, "{}"),
        (DISCOVERY, 200, "<html>Sorry</html>"),
        (DISCOVERY, 200, "{}"),
        (DISCOVERY, 200, "[]"),
        ("/token", 400, '{"error": "invalid_grant"}'),
        ("/token", 500, "<html>Sorry</html>"),
        ("/token", 200, "<html>Sorry</html>"),
        ("/token", 200, '{"access_token": "one", "id_token": "not signed by anybody"}'),
        ("/token", 200, '{"access_token": "one", "expires_in": "soon"}'),
        ("/userinfo", 500, "{}"),
        ("/userinfo", 200, "<html>Sorry</html>"),
        ("/userinfo", 200, '{"email": "nobody@example.org"}'),
        ("/userinfo", 200, '{"sub": "somebody-else"}'),
        ("/userinfo", 200, '["sub"]'),
    ],
)
def test_an_error_of_the_server_is_a_sentence(
    client: Client, server: SignInServer, path: str, status: int, said: str
) -> None:
    server.faults[path] = (status, said)
    shown = _signed_in(client)
    assert (shown.status_code, _name(client), User.objects.count()) == (502, "", 0)
    assert "Try again in some minutes" in shown.content.decode()
    server.faults.clear()
    _signed_in(client)
    assert _name(client) == "amara"


@pytest.mark.parametrize(
    "in_token", [{"aud": "another"}, {"iss": "http://elsewhere.example"}, {"exp": 1}, {"sub": "somebody-else"}], ids=str
)
def test_a_token_for_another_is_refused(client: Client, server: SignInServer, in_token: dict) -> None:
    server.in_token = in_token
    assert (_signed_in(client).status_code, _name(client), User.objects.count()) == (502, "", 0)


def test_a_server_that_is_not_there_is_a_sentence(client: Client, server: SignInServer, settings) -> None:
    server.issuer = "http://127.0.0.1:9"
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = server.issuer
    shown = _signed_in(client)
    assert (shown.status_code, "does not answer" in shown.content.decode()) == (502, True)


def test_a_way_back_that_nobody_asked_for_opens_nothing(client: Client, server: SignInServer) -> None:
    shown = client.get(f"{BUTTON}callback/?code=abc&state=never-given", follow=True)
    assert (shown.status_code, _name(client)) == (403, "")
    assert "Begin again at the sign-in page" in shown.content.decode()


def test_an_error_of_the_way_is_a_sentence(client: Client, server: SignInServer) -> None:
    server.refusal = "server_error"
    shown = _signed_in(client)
    assert (shown.status_code, _name(client)) == (502, "")


def test_a_register_that_is_set_so_leads_a_browser_there_and_back(browser: Any, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with serving() as server:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
            "DISPOSITIF_HOME": str(tmp_path),
            "DISPOSITIF_OIDC_ISSUER": server.issuer,
            "DISPOSITIF_OIDC_CLIENT": CLIENT,
            "DISPOSITIF_OIDC_SECRET": SECRET,
        }
        words = ["-m", "dispositif", "register", "serve", "--home", str(tmp_path), "--port", str(port)]
        register = subprocess.Popen([sys.executable, *words], env=environment, stdout=subprocess.DEVNULL)
        context = browser.new_context(base_url=f"http://127.0.0.1:{port}")
        try:
            page = context.new_page()
            _open(page, "/sign-in/")
            page.get_by_role("button", name="Single sign-on").click()
            page.wait_for_url(f"http://127.0.0.1:{port}/")
            assert page.get_by_role("link", name="amara").is_visible()
        finally:
            context.close()
            register.terminate()
            register.wait(20)


def _open(page: Any, address: str) -> None:
    """Once the register has started."""
    until = monotonic() + 60
    while True:
        try:
            page.goto(address)
        except Exception:  # noqa: BLE001 the driver has no kind of error for a server that is not there yet
            assert monotonic() < until
            sleep(0.2)
        else:
            return
