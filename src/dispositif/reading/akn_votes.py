"""What Akoma Ntoso files tell of the vote on a document: in their metadata, or where the vote is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from dispositif.reading.composition import fold
from dispositif.reading.markup import all_words, local_name

_CASTS = {"inFavour": "in_favour", "against": "against", "abstaining": "abstaining"}
_OUTCOMES = {
    "adoptedWithoutVote": "consensus",
    "adoptedByAcclamation": "consensus",
    "adoptedRecordedVote": "vote",
    "adoptedUnanimously": "unanimity",
}


class MarkedVote(NamedTuple):
    """A vote as marked up: how the text was adopted ("" where not told), counts, and the voters by how they voted."""

    adopted_by: str
    counts: dict[str, int]
    voters: list[tuple[str, str]]


def vote(root: etree._Element) -> MarkedVote:
    """The vote on the first document of the file."""
    counts: dict[str, int] = {}
    voters: list[tuple[str, str]] = []
    for element in root.iter("{*}count", "{*}quantity"):
        cast = _CASTS.get(_referred(element), "")
        value = (element.get("value") or element.get("normalized") or "").strip()
        if cast and value.isdecimal():
            counts.setdefault(cast, int(value))
    # Some files name the voters in their metadata, some where the vote is printed, some in both places.
    for place in ("{*}count", "{*}outcome"):
        for element in root.iter(place) if not voters else ():
            cast = _CASTS.get(_referred(element), "")
            voters += ((cast, name) for name in _names(element) if cast)
    return MarkedVote(_adopted_by(root) or ("vote" if counts else ""), counts, voters)


def facts(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The vote as facts of the text: how it was adopted, the counts, and who voted how, a name a line."""
    marked = vote(root)
    yield "adopted_by", marked.adopted_by
    yield from ((name, str(count)) for name, count in marked.counts.items())
    for cast in _CASTS.values():
        yield f"{cast}_by", "\n".join(name for how, name in marked.voters if how == cast)


def voters(facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Who voted, out of the facts of a text: how, and the name."""
    for cast in _CASTS.values():
        yield from ((cast, name) for name in facts.get(f"{cast}_by", "").splitlines())


def _adopted_by(root: etree._Element) -> str:
    for element in root.iter("{*}voting", "{*}outcome"):
        stated = element.get("outcome", "") if local_name(element) == "voting" else _referred(element)
        if stated.removeprefix("#") in _OUTCOMES:
            return _OUTCOMES[stated.removeprefix("#")]
    return ""


def _names(element: etree._Element) -> Iterator[str]:
    for organization in element.iter("{*}organization"):
        for name in fold(all_words(organization)).rstrip("].").split(", "):
            if name:
                yield name


def _referred(element: etree._Element) -> str:
    return element.get("refersTo", "").removeprefix("#")
