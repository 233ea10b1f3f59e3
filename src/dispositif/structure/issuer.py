"""Who a heading's body is, by the authority files."""

from __future__ import annotations

import re
from typing import Final

from dispositif.authorities import actors, organization_of, record
from dispositif.authorities.identifiers import body_of_symbol

_ORGANS: Final = ("organ", "conference", "committee", "subsidiary")
_NO_ORGANIZATIONS: Final = ("", "group", "state")
_LONGEST_STATE: Final = 80  # characters: no name of a State is longer
_LONGEST_CITY: Final = 4  # words
_PARTED: Final = re.compile(r", | [-–—] ")  # a city from its State
_SERVING: Final = ("secretariat", "office-holder", "department")


def actor_of(name: str, front: str, language: str, symbol: str | None) -> str | None:
    """The record that the body's `name` means in a document with this `front`; None where the files hold none.

    Another body of the same name bears it where the document's `symbol` is of that body's.
    """
    known = actors(language)
    name = " ".join(name.split())
    numbered = body_of_symbol(symbol) if symbol else None
    if numbered and numbered in known.resolve(name, numbered.partition("/")[0]).among:
        return numbered
    whole = known.resolve(name)
    if whole.actor and is_body(whole.actor):
        return whole.actor
    organization = _organization(front, language)
    own = known.resolve(name, organization) if organization else whole
    if own.actor or whole.actor:  # "the Heads of State and Government": an organ, if an organization calls it so
        return own.actor or whole.actor
    under = [actor for actor in known.under_treaty(front) if actor in own.among]
    if len(under) == 1:
        return under[0]
    return _part_of(name, organization, language)


def _part_of(name: str, organization: str | None, language: str) -> str | None:
    """The body that is named last in a name: "the Ministerial Meeting of the Committee" is a meeting of that.

    Of several organizations that speak together none is meant ("the Ministers of the League and the Concord"); one that
    stands first, before its States, is: "the Harbour Four Ministers of Arca, Belmar and the Concord".
    """
    known = actors(language)
    parts = [(start, known.resolve(name[start:end], organization).actor) for start, end, _ in known.find(name)]
    named = [(start, actor) for start, actor in parts if actor and not _names_another(name, start, actor)]
    # Its leaders are not the State; "the Foreign Ministers of the Member States of the Concord" are the Concord's.
    bodies = [one for _, actor in named if (one := actor if is_body(actor) else organization_of(actor))]
    if len({organization_of(one) or one for one in bodies}) < 2:
        return bodies[-1] if bodies else None
    states = named[1][1].startswith("state/")
    return bodies[0] if states and named[0] == (0, bodies[0]) else None


def _names_another(name: str, start: int, actor: str) -> bool:
    """Whether what is found in a name is the common noun of another's: "Harbour | Contact Group"."""
    before = name[:start].rstrip().rpartition(" ")[2]
    return record(actor).kind == "group" and before[:1].isupper()


def _organization(front: str, language: str) -> str | None:
    """The organization of the first body that the front names in full."""
    for _, _, claims in actors(language).find(front):
        for claim in claims:
            if claim.sort == "name" and claim.organization not in _NO_ORGANIZATIONS:
                return claim.organization
    return None


def organ(name: str, language: str) -> str | None:
    """The organ of an organization whose whole name these words are, if they are one."""
    actor = actors(language).resolve(name).actor
    return actor if actor and is_body(actor) and "/" in actor and record(actor).kind not in _SERVING else None


def names_organs(name: str, language: str) -> bool:
    """Whether organs of several organizations, and nothing else, bear the name: "Executive Board"."""
    among = actors(language).resolve(name).among
    return len(among) > 1 and all(is_body(one) and record(one).kind == "organ" for one in among)


def is_body(actor: str | None) -> bool:
    """Whether a record is of a body that adopts; a State or a sort of actor is none."""
    return actor is not None and not actor.startswith(("group/", "state/"))


def leading_organization(words: str, language: str) -> tuple[int, int, str] | None:
    """The organization with whose name these words begin: start, end, record."""
    for start, end, claims in actors(language).find(words):
        named = {claim.actor for claim in claims if claim.sort == "name"}
        actor = named.pop() if len(named) == 1 else None
        if actor and start <= words.find(" ") + 1 and is_body(actor) and "/" not in actor:
            return start, end, actor
        break
    return None


def leading_name(words: str, language: str) -> int:
    """Where the known name ends with which these words begin; 0 if they begin with none."""
    start, end, _ = next(iter(actors(language).find(words)), (1, 0, ()))
    return 0 if start else end


def first_organ(words: str, language: str) -> tuple[int, int, str] | None:
    """The first organ that these words name in full: start, end, record."""
    for start, end, claims in actors(language).find(words):
        organs = {claim.actor for claim in claims if claim.sort == "name" and record(claim.actor).kind in _ORGANS}
        if len(organs) == 1:
            return start, end, organs.pop()
    return None


def is_state(name: str, language: str) -> bool:
    """Whether these words are the name of a State."""
    known = actors(language)
    return any((known.resolve(words).actor or "").startswith("state/") for words in (name, name.title()))


def city(words: str, language: str) -> str:
    """The city on a line that names one and its State, else ""."""
    place, *country = _PARTED.split(words, maxsplit=1)
    named = country and len(country[0]) < _LONGEST_STATE and place[:1].isupper() and place.count(" ") < _LONGEST_CITY
    named = named and is_state(country[0], language)
    return place if named else ""


def is_organization(name: str, language: str) -> bool:
    """Whether these words, with an article or in capitals, are the name of an organization or of a body of one."""
    known = actors(language)
    return any(is_body(known.resolve(words).actor) for words in (name, name.title()))
