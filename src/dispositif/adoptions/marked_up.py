"""The adoption data inside an Akoma Ntoso file: vote, workflow, keywords and cover page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree

from dispositif.adoptions.adoption import Adoption, Ballot, Cast, Fault, Party, Subject, doubts
from dispositif.adoptions.parties import actor_of, listed
from dispositif.authorities.identifiers import squeezed
from dispositif.errors import DispositifError
from dispositif.reading import akn
from dispositif.reading.akn_votes import vote
from dispositif.reading.composition import fold
from dispositif.reading.markup import all_words, parse_xml

_ORDINAL = re.compile(r"\d+")


def of_document(content: bytes, file: str) -> Iterator[Adoption | Fault]:
    """The adoption that a file tells; nothing where it tells none."""
    try:
        root, _ = parse_xml(content)
    except DispositifError as error:
        yield Fault(file=file, line=0, message=str(error))
        return
    facts = akn.facts(root)
    symbol = facts.get("symbol", "")
    marked = vote(root)
    if not symbol or not marked.adopted_by:
        return
    cast_by = ballots(marked.voters)
    counts = cast("dict[Cast, int | None]", marked.counts)
    steps = {step.get("outcome", ""): step for step in root.iter("{*}step")}
    yield Adoption(
        symbol=symbol,
        id=squeezed(symbol),
        title=facts.get("title", ""),
        date=facts.get("adopted"),
        meeting=_meeting(root),
        session=facts.get("session", ""),
        adopted_by=cast("None", marked.adopted_by),
        in_favour=counts.get("in_favour"),
        against=counts.get("against"),
        abstaining=counts.get("abstaining"),
        ballots=cast_by,
        sponsors=_parties(steps.get("draftResolution")),
        co_sponsors=_parties(steps.get("draftResolutionAdditionalSponsors")),
        subjects=tuple(_subjects(root)),
        agenda_item=_inline(root, "agenda item"),
        agenda_title=_inline(root, "agenda item name"),
        draft=_said(steps.get("draftResolution")),
        record=_said(steps.get("adopted")),
        goals=tuple(dict.fromkeys(_goals(root))),
        doubts=doubts(cast_by, counts),
        file=file,
    )


def ballots(voters: Iterable[tuple[str, str]]) -> tuple[Ballot, ...]:
    """How each State voted: of each how it did ("in_favour" …) and its name."""
    return tuple(Ballot(name=name, actor=actor_of(name), cast=cast(Cast, how)) for how, name in voters)


def _meeting(root: etree._Element) -> str | None:
    """The number of the meeting that the conclusions mark: "47th" is 47."""
    for element in root.iter("{*}inline", "{*}location"):
        if "adoptionMeeting" in (element.get("name"), element.get("refersTo", "").removeprefix("#")):
            number = _ORDINAL.match(element.get("title", ""))
            return number[0] if number else None
    return None


def _parties(step: etree._Element | None) -> tuple[Party, ...]:
    """The sponsors of a step of the workflow, whose names are parted by commas."""
    names = () if step is None else listed(step.get("by", ""))
    return tuple(Party(name=name, actor=actor_of(name)) for name in names)


def _said(step: etree._Element | None) -> str:
    return "" if step is None else step.get("as", "")


def _subjects(root: etree._Element) -> Iterator[Subject]:
    for keyword in root.iter("{*}keyword"):
        if keyword.get("href") is None and keyword.get("refersTo") is None and keyword.get("value"):
            yield Subject(name=keyword.get("value", ""), scheme=keyword.get("dictionary", ""))


def _goals(root: etree._Element) -> Iterator[str]:
    for keyword in root.iter("{*}keyword"):
        if keyword.get("dictionary") == "SDGO":
            yield keyword.get("value", "")


def _inline(root: etree._Element, name: str) -> str:
    found = next((one for one in root.iter("{*}inline") if one.get("name") == name), None)
    return "" if found is None else fold(all_words(found))
