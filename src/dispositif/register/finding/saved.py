"""What people do with searches that they keep. A search is its keeper's own: nobody else sees or changes it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from dispositif.register.errors import Missing, Refused
from dispositif.register.finding.filters import Filter
from dispositif.register.finding.models import SavedSearch, new_key
from dispositif.register.people.permissions import Person


def keep(person: User, name: str, asked: Filter, digest: str = "") -> SavedSearch:
    """Keep a search under a name, in the place of the one that had it. Raises Refused."""
    name = name.strip()
    if not name:
        raise Refused(_("Give the search a name to keep it by."))
    if len(name) > 200:
        raise Refused(_("The name is too long: at most 200 characters."))
    if digest not in SavedSearch.Digest.values:
        raise Refused(_("There is no digest “%(digest)s”; there are: daily, weekly.") % {"digest": digest})
    kept = {"query": asked.to_query(), "digest": digest, "told_until": timezone.now()}
    return SavedSearch.objects.update_or_create(person=person, name=name, defaults=kept)[0]


def forget(person: Person, pk: int) -> None:
    """Keep a search no longer: its feeds end. Raises Missing."""
    _own(person, pk).delete()


def renew_key(person: Person, pk: int) -> None:
    """Give a search's feeds new addresses: the old ones lead nowhere from now on. Raises Missing."""
    found = _own(person, pk)
    found.key = new_key()
    found.save(update_fields=["key"])


def by_key(key: str) -> SavedSearch:
    """The search that a feed's secret address is of. Raises Missing."""
    found = SavedSearch.objects.select_related("person").filter(key=key, person__is_active=True).first()
    if found is None:
        raise Missing(_("There is no such feed, or its address was renewed. Ask whoever gave it to you."))
    return found


def _own(person: Person, pk: int) -> SavedSearch:
    found = SavedSearch.objects.filter(person_id=person.pk, pk=pk).first()
    if found is None:
        raise Missing(_("You keep no search %(pk)s.") % {"pk": pk})
    return found
