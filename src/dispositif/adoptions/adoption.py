"""The adoption of one document, as frozen types."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dispositif.document import Doubt

Cast = Literal["in_favour", "against", "abstaining"]


class Party(Struct, frozen=True, kw_only=True):
    """A State, group or body, by the name that the source prints."""

    name: str
    """The very words of the source."""
    actor: str | None = None
    """Its record in the authority files; null where they hold none of that name."""


class Ballot(Party, frozen=True, kw_only=True):
    """How one State voted. States that took no part are not listed by the sources."""

    cast: Cast
    """In favour, against or abstaining."""


class Subject(Struct, frozen=True, kw_only=True):
    """A heading under which a library files the document."""

    name: str
    """The heading."""
    scheme: str = ""
    """The list of headings that it belongs to."""


class Adoption(Struct, frozen=True, kw_only=True):
    """How one document was adopted. What the source does not tell is null or empty."""

    symbol: str
    """The document's symbol as the source prints it."""
    id: str
    """The symbol as citations bear it: without white space (S/RES/2504(2020))."""
    title: str = ""
    """The document's title."""
    date: str | None = None
    """The day of adoption in ISO 8601."""
    meeting: str | None = None
    """The number of the meeting at which it was adopted."""
    meeting_text: str = ""
    """The meeting as the source prints it, which may say more: resumed, by mail."""
    session: str = ""
    """The session as the source prints it."""
    adopted_by: Literal["consensus", "vote", "unanimity"] | None = None
    """Without a vote, by a vote, or by a vote of all in favour."""
    adopted_text: str = ""
    """The same as the source prints it."""
    in_favour: int | None = None
    """Votes in favour, as the source counts them; null where there was no vote."""
    against: int | None = None
    """Votes against."""
    abstaining: int | None = None
    """Abstentions."""
    ballots: tuple[Ballot, ...] = ()
    """How each State voted, where that was recorded."""
    sponsors: tuple[Party, ...] = ()
    """Who submitted the draft."""
    co_sponsors: tuple[Party, ...] = ()
    """Who joined the sponsors later."""
    subjects: tuple[Subject, ...] = ()
    """What the document is filed under."""
    agenda_item: str = ""
    """The agenda item as the source prints it."""
    agenda_title: str = ""
    """The title of the agenda item."""
    committee: str = ""
    """The committee that recommended it, as the source prints it."""
    draft: str = ""
    """The symbol of the draft or of the report that held it."""
    record: str = ""
    """The symbol of the record of the meeting."""
    goals: tuple[str, ...] = ()
    """The numbers of the Sustainable Development Goals that it is filed under."""
    doubts: tuple[Doubt, ...] = ()
    """Where the source contradicts itself."""
    file: str = ""
    """The file it was read from."""
    line: int = 0
    """The line of the file, from 1; 0 where the whole file tells it."""


class Fault(Struct, frozen=True, kw_only=True):
    """Something that could not be read."""

    file: str
    """The file it is in."""
    line: int
    """The line of the file, from 1; 0 where it is the file as a whole."""
    message: str
    """What is wrong, and what to do about it."""


def doubts(ballots: tuple[Ballot, ...], counts: dict[Cast, int | None]) -> tuple[Doubt, ...]:
    """Where States are listed, and are not as many as the votes that are counted."""
    found: list[Doubt] = []
    for cast, count in counts.items():
        listed = sum(ballot.cast == cast for ballot in ballots)
        if ballots and count is not None and listed != count:
            message = f"{count} votes are counted ({cast}), but {listed} States are listed."
            found.append(Doubt(code="count-differs", message=message))
    return tuple(found)
