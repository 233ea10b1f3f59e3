"""Finding documents by how they were adopted: by a vote or without one, by how a State voted, by sponsor."""

from __future__ import annotations

from typing import Final, get_args

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispositif.adoptions import Cast
from dispositif.adoptions.parties import actor_of
from dispositif.register.errors import Refused
from dispositif.register.holdings.adoption import SPONSOR, mark
from dispositif.register.holdings.listing import with_commas
from dispositif.register.holdings.models import Adoption

CASTS: Final[dict[str, Promise]] = {
    "in_favour": gettext_lazy("In favour"),
    "against": gettext_lazy("Against"),
    "abstaining": gettext_lazy("Abstaining"),
}
"""How a State may have voted, and what that is called."""
By = Adoption.By
_WAYS = {By.VOTE: (By.VOTE, By.UNANIMITY), By.UNANIMITY: (By.UNANIMITY,), By.CONSENSUS: (By.CONSENSUS,)}


def adopted_so(adoption: str = "", voted: str = "", cast: str = "", sponsor: str = "", *, of: str = "identifier") -> Q:
    """What was adopted so: nothing is asked by an empty string. `of` is the lookup of the document's identifier.

    `adoption` is a way of adopting, where a vote of all in favour is a vote too; `voted` is a State, by its identifier
    or a name, and `cast` its vote; `sponsor` is an identifier, or words of a name. Raises Refused for what is none.
    """
    check(adoption, voted, cast)
    asked = Q()
    if adoption:
        asked &= Q(adopted_by__in=_WAYS[By(adoption)])
    if voted:
        ways = [cast] if cast else list(CASTS)
        asked &= _any([Q(marks__contains=mark(way, _state(voted))) for way in ways])
    if sponsor:
        known = sponsor if "/" in sponsor else actor_of(sponsor)
        ways_named = [Q(marks__contains=mark(SPONSOR, known))] if known else []
        asked &= _any([*ways_named, *([] if "/" in sponsor else [Q(sponsor_names__icontains=sponsor)])])
    return Q(**{f"{of}__in": Adoption.objects.filter(asked).values("identifier")}) if asked else Q()


def check(adoption: str, voted: str, cast: str) -> None:
    """Raise Refused for a value that there is not."""
    if adoption not in ("", *By):
        raise Refused(
            _("There is no way of adopting “%(adoption)s”; there are: %(ways)s.")
            % {"adoption": adoption, "ways": with_commas(By.values)}
        )
    if cast not in ("", *get_args(Cast)):
        raise Refused(
            _("There is no vote “%(cast)s”; there are: %(casts)s.")
            % {"cast": cast, "casts": with_commas(get_args(Cast))}
        )
    if cast and not voted:
        raise Refused(_("Which State voted so? Name it as well."))
    if voted:
        _state(voted)


def _state(name: str) -> str:
    found = name if "/" in name else actor_of(name)
    if found is None:
        raise Refused(
            _("No State is known as “%(name)s”. Write its name in full, or its identifier: state/fj.") % {"name": name}
        )
    return found


def _any(ways: list[Q]) -> Q:
    found = ways[0]
    for way in ways[1:]:
        found |= way
    return found
