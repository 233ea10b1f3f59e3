"""A register with one body, a person of each role, and the sample communiqué; and a browser to look at it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.utils import translation

from dispositif.register.errors import RegisterError
from dispositif.register.first_steps import SAMPLE
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.people import unchangeable
from dispositif.register.people.models import Membership, Role, Unit
from dispositif.register.review.actions import bring_in


@pytest.fixture(autouse=True)
def in_english() -> None:
    """A request leaves its language to the next test, as a thread of a server leaves it to the next request."""
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def passwords_are_kept_quickly() -> Iterator[None]:
    """What makes guessing a password slow makes hundreds of tests slow too."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def body(db: None) -> Body:
    """A made-up body."""
    return Body.objects.create(slug="steering-committee", name="Steering Committee")


@pytest.fixture
def unit(body: Body) -> Unit:
    """A unit of the body, to which its contributor belongs."""
    return Unit.objects.create(body=body, name="Fisheries Desk")


@pytest.fixture
def person(body: Body, unit: Unit) -> Callable[[str], User]:
    """The person who has a role in the body; each is made when first asked for."""

    def of(role: str) -> User:
        user, is_new = User.objects.get_or_create(username=role, email=f"{role}@example.org")
        if is_new:
            unit_of = unit if role == Role.CONTRIBUTOR else None
            Membership.objects.create(person=user, body=body, role=role, unit=unit_of)
        return user

    return of


@pytest.fixture
def communique(body: Body) -> Document:
    """The sample communiqué, brought in and read."""
    [document] = bring_in(None, body, [read(SAMPLE.read_bytes(), SAMPLE.name)])
    return document


@pytest.fixture(scope="session", autouse=True)
def flushing_is_let_through() -> None:
    """After a test with transactions every table is emptied. The database refuses that for some, but not to tests.

    The triggers come back by themselves: Django announces a migration when it has flushed.
    """
    operations = type(connection.ops)
    plain = operations.sql_flush

    def sql_flush(self: Any, *args: Any, **options: Any) -> list[str]:
        statements = plain(self, *args, **options)
        return [*unchangeable.removing(), *statements] if statements else statements

    # Of the class: a browser's tests have a connection of their own.
    operations.sql_flush = sql_flush  # type: ignore[method-assign]


@pytest.fixture
def tampering(db: None) -> None:
    """Lets a test spoil what nobody can change, to see whether it is found."""
    unchangeable.remove()


@pytest.fixture
def refusal() -> Callable[..., str]:
    """What a person is told where a page refuses: `refusal(client, "/documents/99/")`."""

    def told(client: Client, address: str, asked: dict[str, Any] | None = None) -> str:
        try:
            answer = client.get(address, asked)
        except RegisterError as error:
            return str(error)
        assert answer.status_code in (403, 404, 422)
        return answer.content.decode()

    return told


# In a browser


@pytest.fixture
def open_page(browser: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """Open a page of the live server: `open_page(person, width=390, color_scheme="dark", java_script_enabled=False)`.

    Addresses are those of the register ("/documents/"). With a person it is signed in as that person.
    """
    contexts = []

    def opened(person: User | None = None, width: int = 1440, height: int = 900, **options: Any) -> Any:
        viewport = {"width": width, "height": height}
        context = browser.new_context(base_url=live_server.url, viewport=viewport, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        if person is not None:
            client = Client()
            client.force_login(person, "django.contrib.auth.backends.ModelBackend")
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def browser_page(open_page: Callable[..., Any]) -> Any:
    """A page of the live server, signed in as nobody."""
    return open_page()


@pytest.fixture
def emptied(transactional_db: None) -> Callable[[], None]:
    """Empties every table, as the test runner does between tests."""
    return lambda: call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=False)
