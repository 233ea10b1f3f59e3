"""A register with one body, a person of each role, and the sample communiqué."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from dispositif.register.first_steps import SAMPLE
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.people.models import Membership, Role, Unit
from dispositif.register.review.actions import bring_in


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


@pytest.fixture
def emptied(transactional_db: None) -> Callable[[], None]:
    """Empties every table, as the test runner does between tests."""
    return lambda: call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=False)
