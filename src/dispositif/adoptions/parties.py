"""From the names of States and groups in adoption data, often in capitals, to the records of the authority files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from dispositif.adoptions.vocabulary import vocabulary
from dispositif.authorities import records


def actor_of(name: str) -> str | None:
    """The record of that name in any language, whatever its capitals and accents; null where none has it."""
    known = _actors()
    folded = _folded(name)
    if folded in known:
        return known[folded]
    # "X (on behalf of the group Y)" was submitted by X.
    for words in vocabulary().on_behalf:
        first, found, _ = folded.partition(_folded(words, strip=False))
        if found:
            return known.get(first.strip())
    return None


def listed(names: str) -> Iterator[str]:
    """The names of a list in one line: "X, Y and Z". "Y and Z" is two where both are known and the whole is not."""
    for name in filter(None, (part.strip() for part in names.split(", "))):
        yield from (name,) if actor_of(name) else _pair(name)


def _pair(name: str) -> tuple[str, ...]:
    words = name.split(vocabulary().last)
    pairs = [(vocabulary().last.join(words[:n]), vocabulary().last.join(words[n:])) for n in range(1, len(words))]
    return next((pair for pair in pairs if all(map(actor_of, pair))), (name,))


@cache
def _actors() -> dict[str, str | None]:
    """Records by name; nobody where two records share the name, unless one of the two is a State."""
    found: dict[str, str | None] = {}
    states: dict[str, str] = {}
    for record in records().values():
        for names in record.names.values():
            for name in names:
                folded = _folded(name)
                if record.kind == "state":
                    states[folded] = record.id
                found[folded] = record.id if found.get(folded, record.id) == record.id else None
    return found | states


def _folded(name: str, *, strip: bool = True) -> str:
    """Letters without case and accents, one kind of apostrophe, one kind of space."""
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("’", "'").replace("`", "'")
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.split()) if strip else letters
