"""The UN's extract files of adoption data: a JSON object a line for each document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from dispositif.adoptions.adoption import Adoption, Ballot, Cast, Fault, Party, Subject, doubts
from dispositif.adoptions.parties import actor_of
from dispositif.adoptions.vocabulary import vocabulary
from dispositif.authorities.identifiers import squeezed
from dispositif.document import Vote
from dispositif.languages.time import calendar

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ORDINAL = re.compile(r"\d+")
_COUNTED = re.compile(r"\b(\d{1,3})-(\d{1,3})-(\d{1,3})\b")
_NONE = ("N.A.", "")


class _Row(Struct, frozen=True, kw_only=True):
    """A line as it is published; other fields may stand in it."""

    symbol: Annotated[str, Meta(min_length=1)]
    title: str = ""
    resolution_title: str = ""
    session: str = ""
    adoption_meeting: str = ""
    adoption_date: str = ""
    adoption_type: str = ""
    originating_document: str = ""
    draft_resolution: str = ""
    committee: str = ""
    agenda_item: str = ""
    agenda_item_name: str = ""
    pv: str = ""
    outcome_letter: str = ""
    in_favour_count: str | int = msgspec.field(default="", name="MS_in_favour_count")
    against_count: str | int = msgspec.field(default="", name="MS_against_count")
    abstaining_count: str | int = msgspec.field(default="", name="MS_abstaining_count")
    in_favour: tuple[str, ...] = msgspec.field(default=(), name="MS_in_favour")
    against: tuple[str, ...] = msgspec.field(default=(), name="MS_against")
    abstaining: tuple[str, ...] = msgspec.field(default=(), name="MS_abstaining")
    sponsors: tuple[str, ...] = ()
    additional_sponsors: tuple[str, ...] = ()
    goals: tuple[str, ...] = msgspec.field(default=(), name="SDGs")
    subjects: tuple[tuple[str, str], ...] = ()


def of_extract(content: bytes, file: str) -> Iterator[Adoption | Fault]:
    """The adoption on each line, or what is wrong with the line."""
    for line, row in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if not row.strip():
            continue
        try:
            yield _adoption(msgspec.json.decode(row, type=_Row), file, line)
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
            message = f"is not adoption data ({error}). Correct the line, or take the file from its source again."
            yield Fault(file=file, line=line, message=message)


def _adoption(row: _Row, file: str, line: int) -> Adoption:
    """A line's adoption. Raises ValueError where a number is none."""
    vote = _vote(row)
    counts: dict[Cast, int | None] = {
        "in_favour": vote.in_favour if vote else None,
        "against": vote.against if vote else None,
        "abstaining": vote.abstaining if vote else None,
    }
    listed: tuple[tuple[Cast, tuple[str, ...]], ...] = (
        ("in_favour", row.in_favour), ("against", row.against), ("abstaining", row.abstaining),
    )  # fmt: skip
    ballots = tuple(Ballot(name=name, actor=actor_of(name), cast=cast) for cast, names in listed for name in names)
    meeting = _ORDINAL.match(row.adoption_meeting)
    return Adoption(
        symbol=row.symbol,
        id=squeezed(row.symbol),
        title=row.title or row.resolution_title,
        date=_day(row.adoption_date),
        meeting=meeting[0] if meeting else None,
        meeting_text=row.adoption_meeting,
        session=row.session,
        adopted_by=vote.adopted_by if vote else None,
        adopted_text=row.adoption_type,
        in_favour=counts["in_favour"],
        against=counts["against"],
        abstaining=counts["abstaining"],
        ballots=ballots,
        sponsors=_parties(row.sponsors),
        co_sponsors=_parties(row.additional_sponsors),
        subjects=tuple(Subject(name=name, scheme=scheme) for name, scheme in row.subjects),
        agenda_item=_stated(row.agenda_item),
        agenda_title=_stated(row.agenda_item_name),
        committee=_stated(row.committee),
        draft=_stated(row.originating_document or row.draft_resolution),
        record=_stated(row.pv or row.outcome_letter),
        goals=row.goals,
        doubts=doubts(ballots, counts),
        file=file,
        line=line,
    )


def _vote(row: _Row) -> Vote | None:
    """How it was adopted, with the counts where there was a vote; None where the line does not tell."""
    printed = row.adoption_type.casefold()
    means = next((one.means for one in vocabulary().adopted_by if printed.startswith(one.begins)), None)
    counted = _COUNTED.search(printed)
    if means == "consensus":
        return Vote(adopted_by=means)
    figures = [int(one or 0) for one in (row.in_favour_count, row.against_count, row.abstaining_count)]
    if counted and not any(figures):
        figures = [int(one) for one in counted.groups()]
    if not means and not counted and not any(figures):
        return None
    return Vote(adopted_by=means or "vote", in_favour=figures[0], against=figures[1], abstaining=figures[2])


def _day(printed: str) -> str | None:
    iso = _ISO_DAY.match(printed)
    if iso:
        return iso[0]
    day = calendar(vocabulary().language).day(printed)
    return day.iso if day else None


def _parties(names: tuple[str, ...]) -> tuple[Party, ...]:
    return tuple(Party(name=name, actor=actor_of(name)) for name in names)


def _stated(printed: str) -> str:
    return "" if printed in _NONE else printed
