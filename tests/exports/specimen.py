"""A document made by hand, in which everything occurs that an export has to show."""

from __future__ import annotations

import hashlib

from dispositif.document import (
    Act,
    Citation,
    Condition,
    DateMention,
    Deadline,
    Deliverable,
    Document,
    Doubt,
    Heading,
    Mandate,
    Mention,
    Paragraph,
    Recurrence,
    Source,
    Verb,
    Vote,
    Words,
)
from dispositif.exports.edition import Edition
from dispositif.text import TextWarning

TEXT = """\
Resolution 7/2 of the Lantern Assembly
Upkeep of lights & beacons

Recalling its resolution 5/1 <of the fifth session>,

1. Requests the Keeper, in consultation with the Pilots' Guild, subject to the availability of funds,
to submit a report on the northern lights by 1 June 2031, and thereafter every two years;
2. Decides:
(a) To open a lamp store; welcomes the gift of oil;
3. If the Guild fails to act, urges it to send
=SUM(A1) a mission under resolution 5/1, paragraph 3;
Annex
1. Calls for calm.
"""


def span(words: str, after: str = "") -> dict[str, int]:
    """Where `words` stand in the specimen, the first place after the words `after`."""
    start = TEXT.index(words, TEXT.index(after))
    return {"start": start, "end": start + len(words)}


def taken(words: str, after: str = "") -> dict[str, object]:
    """The same with the words themselves."""
    return {"text": words, **span(words, after)}


def verb(words: str, lemma: str) -> Verb:
    return Verb(**taken(words), lemma=lemma)


def act(identifier: str, words: Verb, end: str, force: str, strength: int | None = None, **more: object) -> Act:
    paragraph = identifier.rpartition(".")[0]
    until = span(end, words.text)["end"]
    return Act(
        id=identifier,
        paragraph=paragraph,
        verb=words,
        force=force,
        strength=strength,
        start=words.start,
        end=until,
        rule=f"verbs/{words.lemma}",
        **more,
    )


def paragraph(
    identifier: str, kind: str, first: str, last: str, path: tuple[str, ...] = (), **more: object
) -> Paragraph:
    start = span(first)["start"]
    more = {"part": "main", "parent": None, **more}
    return Paragraph(id=identifier, kind=kind, path=path, start=start, end=span(last, first)["end"], **more)


HEADING = Heading(
    kind="resolution",
    symbol="LA/RES/7/2",
    title="Upkeep of lights & beacons",
    body=Mention(**taken("Lantern Assembly"), actor=None),
    session="7",
    meeting="12",
    place="Port <Halden>",
    adopted="2030-02-03",
    dates=(DateMention(**taken("1 June 2031"), date="2031-06-01", calendar="gregorian", agrees=True),),
    vote=Vote(adopted_by="vote", in_favour=9, against=0, abstaining=2),
)

DOCUMENT = Document(
    source=Source(
        name="lanterns.txt",
        media_type="text/plain",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        characters=len(TEXT),
    ),
    language="en",
    heading=HEADING,
    paragraphs=(
        paragraph("masthead-1", "masthead", "Resolution 7/2", "Lantern Assembly"),
        paragraph("title-1", "title", "Upkeep", "beacons"),
        paragraph("pp-1", "preambular", "Recalling", "session>,"),
        paragraph("op-1", "operative", "Requests", "two years;", ("1",)),
        paragraph("op-2", "operative", "Decides:", "Decides:", ("2",)),
        paragraph("op-2.a", "operative", "To open", "oil;", ("2", "a"), parent="op-2"),
        paragraph("op-3", "operative", "If the Guild", "paragraph 3;", ("3",)),
        paragraph("annex-1.op-1", "operative", "Calls for calm.", "Calls for calm.", ("1",), part="annex"),
    ),
    acts=(
        act("pp-1.a1", verb("Recalling", "recall"), "session>", "reinforcing"),
        act("op-1.a1", verb("Requests", "request"), "two years", "directive", 3),
        act("op-2.a1", verb("Decides", "decide"), "lamp store", "deciding"),
        act("op-2.a.a1", verb("welcomes", "welcome"), "gift of oil", "evaluative"),
        act(
            "op-3.a1",
            verb("urges", "urge"),
            "paragraph 3",
            "directive",
            4,
            doubts=(Doubt(code="extent", message='Whether "under" goes with the mission.'),),
        ),
        act("annex-1.op-1.a1", verb("Calls for", "call for"), "calm", "directive", 3),
    ),
    mandates=(
        Mandate(
            id="op-1.m1",
            act="op-1.a1",
            addressees=(Mention(**taken("the Keeper"), actor="lantern/keeper", rule="addressees/object"),),
            action=Words(**taken("to submit a report on the northern lights")),
            partners=(Mention(**taken("the Pilots' Guild")),),
            conditions=(Condition(**taken("subject to the availability of funds"), kind="resources"),),
            deadline=Deadline(**taken("by 1 June 2031"), date="2031-06-01"),
            recurrence=Recurrence(**taken("every two years"), period="P2Y"),
            deliverable=Deliverable(**taken("a report on the northern lights"), kind="report"),
        ),
        Mandate(id="op-2.a.m1", act="op-2.a1", addressees=(), action=Words(**taken("To open a lamp store"))),
        Mandate(
            id="op-3.m1",
            act="op-3.a1",
            addressees=(Mention(**taken("it", "urges")),),
            action=Words(**taken("=SUM(A1) a mission under resolution 5/1, paragraph 3")),
            conditions=(Condition(**taken("If the Guild fails to act"), kind="failure"),),
            # Ends inside the citation, so that the two cross.
            deliverable=Deliverable(**taken("a mission under resolution"), kind="mission"),
            depends_on=("op-1.m1",),
            doubts=(Doubt(code="anaphor", message='"it" may be the Guild or the Keeper.'),),
        ),
        Mandate(id="annex-1.op-1.m1", act="annex-1.op-1.a1", addressees=(), action=Words(**taken("calm"))),
    ),
    citations=(
        Citation(
            **taken("resolution 5/1"), paragraph="pp-1", kind="resolution", id="LA/RES/5/1", rule="instruments/lantern"
        ),
        Citation(
            **taken("resolution 5/1, paragraph 3"),
            paragraph="op-3",
            kind="resolution",
            id=None,
            pinpoint=Words(**taken("paragraph 3")),
        ),
    ),
    warnings=(TextWarning(code="made-by-hand", message="This document was made by hand."),),
)

EDITION = Edition(DOCUMENT, TEXT)
