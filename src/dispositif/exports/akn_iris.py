"""IRIs by the naming convention of Akoma Ntoso, for the instruments of any body.

/akn/un/statement/deliberation/unga/2022-12-07/77-109      a work, with the date of its adoption
/akn/un/statement/deliberation/unga/77-109                 the same where nothing tells the date: how it is cited
"""

from __future__ import annotations

import re

from dispositif.authorities import records
from dispositif.authorities.identifiers import body_of_symbol
from dispositif.authorities.series import bodies
from dispositif.document import CitationKind, DocumentKind

INTERNATIONAL = "int"
"""What stands for the jurisdiction where the organization is not known."""

_STATE = "state/"
_NOT_A_WORD = re.compile(r"[^\w.]+")
_TYPES: dict[str, str] = {"treaty": "act/treaty", "charter": "act/charter", "judgment": "judgment/decision"}
_ADOPTED = ("resolution", "decision", "statement", "declaration", "recommendation", "communique", "conclusions")


def work(kind: DocumentKind | CitationKind, actor: str | None, number: str, date: str | None = None) -> str:
    """The IRI of a work: what kind it is, the body that issued it, its number, and the date it was adopted on."""
    organ = "" if (actor or "").startswith(_STATE) else (actor or "").partition("/")[2]
    if organ and actor in bodies():
        organ = bodies()[actor].iri or organ
    sort = _TYPES.get(kind) or ("statement/deliberation" if kind in _ADOPTED else f"doc/{kind}")
    steps = (jurisdiction(actor), sort, slug(organ), date or "", slug(number))
    return "/akn/" + "/".join(step for step in steps if step)


def jurisdiction(actor: str | None) -> str:
    """Whose law a work of the actor is: a State's code, an organization, or no one's in particular."""
    organization, _, code = (actor or "").partition("/")
    if organization in records():
        return organization
    return code if (actor or "").startswith(_STATE) else INTERNATIONAL


def iri_of(kind: CitationKind, identifier: str) -> str:
    """The IRI of a cited work, without a date, from its canonical identifier."""
    body = body_of_symbol(identifier)
    if body is not None:
        return work(kind, body, number_of(identifier))
    if identifier.startswith("charter/"):
        return work(kind, identifier.partition("/")[2], "")
    return work(kind, None, identifier)


def number_of(symbol: str) -> str:
    """The number in a symbol: without the letters of the series, where the body is known by them."""
    body = body_of_symbol(symbol)
    own = sorted((bodies()[body].own if body else ()), key=len, reverse=True)
    return next((symbol[len(start) :] for start in own if symbol.startswith(start)), symbol)


def slug(words: str) -> str:
    """Words as a step of an IRI: "2561 (2021)" is 2561-2021. Nothing that an IRI cannot hold is left."""
    return _NOT_A_WORD.sub("-", words).strip("-.")
