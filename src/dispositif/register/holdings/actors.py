"""What actors are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from django.utils.translation import get_language

from dispositif.authorities import records


def actor_name(actor: str) -> str:
    """What the authority files call an actor officially, in the reader's language, else in English, else in any.

    Its identifier where they hold no name.
    """
    known = records().get(actor)
    if known is None:
        return actor
    languages = known.names or known.within
    names = languages.get(get_language() or "") or languages.get("en") or next(iter(languages.values()), ())
    return names[0] if names else actor


def called(key: str, names: Mapping[str, str]) -> str:
    """An addressee in the words of the text (`names`), else what it is called that an entry names besides."""
    return names.get(key) or (actor_name(key) if "/" in key else key)


def identified(words: str, names: Mapping[str, str]) -> str:
    """The key of the one addressee that a person means: by the words of the text, or a name in the authority files.

    The words themselves where no name is meant, or more than one may be.
    """
    said = " ".join(words.split())
    meant = {text: key for key, text in names.items()}
    return meant.get(said) or _by_name().get(said.casefold()) or said


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in records().values():
        for name in (name for some in one.names.values() for name in some):
            found[name.casefold()].add(one.id)
    return {name: actors.pop() for name, actors in found.items() if len(actors) == 1}
