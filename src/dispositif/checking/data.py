"""The data of a language by which drafts are checked."""

from __future__ import annotations

from functools import cache

from dispositif.languages import folder, languages, section
from dispositif.languages.patterns import Patterns
from dispositif.languages.schema import CheckWords
from dispositif.languages.time import Calendar


@cache
def checks(language: str) -> CheckWords | None:
    """What a draft in a language is checked for; None where the language has no data for it."""
    if language not in languages() or not (folder(language) / "checks.yaml").exists():
        return None
    return section(language, "checks", CheckWords)


@cache
def reviews(language: str) -> Patterns:
    """The words by which a body says that it will look at a matter again; none where there are no data."""
    data = checks(language)
    return Patterns(data.reviews, Calendar(language).slots) if data else Patterns((), {})
