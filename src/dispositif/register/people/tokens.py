"""Tokens: a program acts by one as the person who made it, within the scopes that the token was given."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import timedelta
from hashlib import sha256
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dispositif.register.errors import Forbidden, Missing, Refused
from dispositif.register.holdings.listing import with_commas
from dispositif.register.people.models import Scope, Token
from dispositif.register.people.permissions import note

PREFIX: Final = "dispositif_"
"""How each token begins, so that one that has leaked is found."""
LONGEST: Final = 366
"""Days that a token holds at most."""
_USES_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def make_token(person: User, name: str, scopes: Collection[str], days: int) -> tuple[Token, str]:
    """Make a token for oneself. Gives it and the secret, which is kept nowhere. Raises Refused."""
    if not person.is_authenticated or not person.is_active:
        raise Forbidden(_("Sign in first: a token is somebody's."))
    if not name.strip() or len(name) > 100:
        raise Refused(_("What is the token for? Name it, in 100 characters at most."))
    if not scopes or not set(scopes) <= set(Scope.values):
        raise Refused(
            _("What is the token good for? Choose one or more of: %(all)s.") % {"all": with_commas(Scope.values)}
        )
    if not 1 <= days <= LONGEST:
        raise Refused(_("A token holds for 1 to %(most)d days.") % {"most": LONGEST})
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        person=person,
        name=name.strip(),
        digest=_digest(secret),
        scopes=sorted(set(scopes)),
        expires=timezone.now() + timedelta(days=days),
    )
    note(person, "make a token", None, f"token {token.pk}", name=token.name, scopes=token.scopes)
    return token, secret


@transaction.atomic
def withdraw_token(person: User, pk: int) -> None:
    """Withdraw a token of one's own. Raises Missing where one has no such token."""
    token = Token.objects.filter(person_id=person.pk, pk=pk, withdrawn_at=None).first()
    if token is None:
        raise Missing(_("You have no such token."))
    token.withdrawn_at = timezone.now()
    token.save(update_fields=["withdrawn_at"])
    note(person, "withdraw a token", None, f"token {token.pk}", name=token.name)


def token_of(secret: str) -> Token | None:
    """The token that a secret opens, if it is good. Its use is noted, to the minute."""
    token = Token.objects.select_related("person").filter(digest=_digest(secret)).first()
    if token is None or not token.is_good():
        return None
    now = timezone.now()
    if token.last_used is None or now - token.last_used > _USES_NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used=now)
    return token


def require_scope(token: Token, scope: Scope) -> None:
    """Raise Forbidden where a token was not made for this."""
    if scope not in token.scopes:
        raise Forbidden(
            _("This token is good for: %(has)s. It takes one that is good for: %(needs)s. Make another.")
            % {"has": with_commas(token.scopes), "needs": scope.value}
        )


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
