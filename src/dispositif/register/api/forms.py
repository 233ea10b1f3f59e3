"""The forms of what is sent and what is answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, get_type_hints

from ninja import Schema
from pydantic import ConfigDict, Field, create_model

from dispositif.adoptions import Cast
from dispositif.register.finding.filters import Filter
from dispositif.register.finding.models import SavedSearch
from dispositif.register.followup.aside import LONGEST_REASON
from dispositif.register.followup.models import Entry, Request
from dispositif.register.holdings.models import Adoption, Meeting
from dispositif.register.review.models import Proposal

_BIGGEST = 2**31 - 1


class Strict(Schema):
    """What is sent: a name that does not exist is refused."""

    model_config = ConfigDict(extra="forbid")


def _asked(kind: Any) -> Any:
    is_number = kind in (int, int | None)
    return (kind, Field(None, ge=0, le=_BIGGEST) if is_number else Field(None))


# The filters of `finding.Filter`, for the description; it is the Filter itself that reads them.
Asked = create_model(
    "Asked", __base__=Schema, **{name: _asked(kind | None) for name, kind in get_type_hints(Filter).items()}
)


class BodyOut(Schema):
    """A body."""

    slug: str
    name: str
    public: bool
    stagnant_after: int


class AsideOut(Schema):
    """By whom, when and why a document was put aside."""

    at: datetime
    by: str
    reason: str


class DocumentOut(Schema):
    """A document; `put_aside` where it stands in no list."""

    id: int
    body: str
    meeting: str
    meeting_id: int | None
    symbol: str
    title: str
    kind: str
    language: str
    adopted: date | None
    place: str
    source_name: str
    sha256: str
    brought_in_at: datetime
    put_aside: AsideOut | None


class MeetingOut(Schema):
    """A session or meeting of a body's calendar."""

    id: int
    kind: Literal[tuple(Meeting.Kind.values)]  # type: ignore[valid-type]
    number: int | None
    name: str
    opens: date
    closes: date | None
    place: str


class ReasonIn(Strict):
    """Why a document is put aside."""

    reason: str = Field(min_length=1, max_length=LONGEST_REASON)


class BelongingIn(Strict):
    """Where a document belongs: what is not named stays as it is. `body` is a slug, `meeting` an id or null."""

    body: str = Field("", max_length=50)
    meeting: int | None = Field(None, ge=0, le=_BIGGEST)
    adopted: date | None = None


class PartyOut(Schema):
    """A State, group or body by its name as printed; `actor` is its record in the authority files, if any."""

    name: str
    actor: str | None


class BallotOut(PartyOut):
    """How a State voted."""

    cast: Cast


class SubjectOut(Schema):
    """A heading that a document is filed under."""

    name: str
    scheme: str


class AdoptionOut(Schema):
    """How a document was adopted, as published beside it. What the source does not tell is null or empty."""

    adopted_by: Literal[("", *Adoption.By.values)]  # type: ignore[valid-type]
    in_favour: int | None
    against: int | None
    abstaining: int | None
    meeting: str
    agenda_item: str
    committee: str
    sponsors: list[PartyOut]
    co_sponsors: list[PartyOut]
    subjects: list[SubjectOut]
    ballots: list[BallotOut]
    doubts: list[str]
    source: str


class DocumentDetailOut(DocumentOut):
    """A document, and how it was adopted where that was taken in."""

    adoption: AdoptionOut | None


class ParagraphOut(Schema):
    """A paragraph; `start` and `end` count characters of the document's text."""

    document: int
    key: str
    part: str
    kind: str
    number: str
    parent: str
    start: int
    end: int
    words: str


class StandingOut(Schema):
    """What has become of a mandate on a day."""

    status: str
    since: date | None
    due: date | None
    due_rule: str
    waiting_for: list[str]
    by_addressee: dict[str, str]
    last_entry: date | None


class MandateOut(Schema):
    """A mandate: as decided where a person has decided, else as read; `put_aside` where its document is."""

    reference: str
    document: int
    body: str
    key: str
    state: str
    version: int
    content: dict[str, Any]
    as_read: dict[str, Any] | None
    put_aside: AsideOut | None
    standing: StandingOut


class RevisionOut(Schema):
    """A step of a mandate's text."""

    at: datetime
    person: str | None
    kind: str
    content: dict[str, Any]
    remark: str


class EntryOut(Schema):
    """An entry of a ledger."""

    id: int
    kind: str
    bearing: str
    addressee: str
    happened: date
    entered_at: datetime
    entered_by: str
    remark: str
    link: str
    symbol: str
    passage: str
    condition: int | None
    due: date | None
    place: str
    successor: str | None
    corrects: int | None
    withdrawn: bool
    file_name: str
    seal: str


class AssignmentOut(Schema):
    """Who answers for a mandate from a moment on."""

    id: int
    unit: str | None
    focal_point: str | None
    alternate: str | None
    partners: str
    due: date | None
    by: str
    at: datetime


class DecisionOut(Schema):
    """What was decided about a request."""

    granted: bool
    remark: str
    by: str
    at: datetime


class RequestOut(Schema):
    """What was asked for a mandate."""

    id: int
    kind: str
    legal_basis: str
    reason: str
    due: date | None
    successor: str | None
    asked_by: str
    asked_at: datetime
    decision: DecisionOut | None


class ActorOut(Schema):
    """An actor, with the number of mandates that address it."""

    id: str
    name: str
    mandates: int


class ChangeOut(Schema):
    """A mandate that changed between two days; null where it had not been read, or was none."""

    mandate: str
    before: str | None
    after: str | None
    entries: list[int]


class Remark(Strict):
    """What a person adds to a decision."""

    remark: str = Field("", max_length=10_000)


class Correction(Remark):
    """What a mandate really says: a content as GET gives it, its spans in the document's text."""

    content: dict[str, Any]


class Split(Remark):
    """What the parts of a mandate say."""

    parts: list[dict[str, Any]] = Field(max_length=50)


class Merger(Remark):
    """Mandates that are really one: the version that was seen of each, by reference."""

    versions: dict[str, int] = Field(max_length=50)


class EntryIn(Strict):
    """What is entered. `corrects` is the id of the entry that a correction puts right."""

    kind: Literal[tuple(Entry.Kind.values)]  # type: ignore[valid-type]
    happened: date
    bearing: Literal[tuple(Entry.Bearing.values)] = ""  # type: ignore[valid-type]
    addressee: str = Field("", max_length=300)
    remark: str = Field("", max_length=100_000)
    link: str = Field("", max_length=1000)
    symbol: str = Field("", max_length=100)
    passage: str = Field("", max_length=100_000)
    condition: int | None = Field(None, ge=0, le=_BIGGEST)
    due: date | None = None
    place: str = Field("", max_length=200)
    successor: str | None = Field(None, max_length=12)
    corrects: int | None = Field(None, ge=0, le=_BIGGEST)
    withdrawn: bool = False
    document: int | None = Field(None, ge=0, le=_BIGGEST)


class AssignmentIn(Strict):
    """Who shall answer. `seen` is the id of the last assignment, null where there was none."""

    unit: str | None = Field(None, max_length=200)
    focal_point: str | None = Field(None, max_length=150)
    alternate: str | None = Field(None, max_length=150)
    partners: str = Field("", max_length=10_000)
    due: date | None = None
    seen: int | None = Field(None, ge=0, le=_BIGGEST)


class RequestIn(Strict):
    """What is asked for."""

    kind: Literal[tuple(Request.Kind.values)]  # type: ignore[valid-type]
    legal_basis: str = Field(max_length=10_000)
    reason: str = Field("", max_length=10_000)
    due: date | None = None
    successor: str | None = Field(None, max_length=12)


class DecisionIn(Strict):
    """What is decided about a request."""

    granted: bool
    remark: str = Field("", max_length=10_000)


class ProposalOut(Schema):
    """What a newer reading would change; `version` is that of the mandate, null where a mandate is proposed."""

    id: int
    document: int
    body: str
    kind: Literal[tuple(Proposal.Kind.values)]  # type: ignore[valid-type]
    state: Literal[tuple(Proposal.State.values)]  # type: ignore[valid-type]
    mandate: str | None
    version: int | None
    content: dict[str, Any] | None
    engine: str


class NoticeOut(Schema):
    """Something that you were told as one who answers for a mandate; `seen` is null while it is new."""

    id: int
    mandate: str
    message: str
    at: datetime
    seen: datetime | None


class SearchIn(Strict):
    """A search to be kept, in the place of the one of that name. `query` is a query string of /mandates."""

    name: str = Field(max_length=200)
    query: str = Field("", max_length=4000)
    digest: Literal[tuple(SavedSearch.Digest.values)] = ""  # type: ignore[valid-type]


class SearchOut(Schema):
    """A search that you keep, with the addresses of its feeds: whoever knows them can read them."""

    id: int
    name: str
    query: str
    digest: str
    deadlines: str
    changes: str


class DeadlineOut(Schema):
    """A day by which something is to be done."""

    due: date
    mandate: str
    document: int
    body: str
    action: str
    status: str
    unit: str


class ProblemOut(Schema):
    """Why a call was not carried out (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, Any]] | None = None


def _list_of(form: Any) -> Any:
    name = f"{form.__name__.removesuffix('Out')}List"
    return create_model(name, __base__=Schema, count=(int, ...), items=(list[form], ...), next=(str | None, None))


BodyList, DocumentList, ParagraphList = _list_of(BodyOut), _list_of(DocumentOut), _list_of(ParagraphOut)
MandateList, ActorList, ChangeList, EntryList = map(_list_of, (MandateOut, ActorOut, ChangeOut, EntryOut))
MeetingList = _list_of(MeetingOut)
ProposalList, NoticeList, SearchList, DeadlineList = map(_list_of, (ProposalOut, NoticeOut, SearchOut, DeadlineOut))
