"""The document: what reading a text gives back. The public format `dispositif/1`.

Every item that was read out of the text carries `start` and `end`, half-open character offsets into the document's text,
so that `text[start:end]` is exactly what was read. `rule` names the record of a language or authority file by which
an item was read ("verbs/urge", "partners/in-coordination-with"); `dispositif explain` prints it.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from dispositif.text import TextWarning

Force = Literal["directive", "deciding", "observing", "reinforcing", "evaluative"]
DocumentKind = Literal[
    "resolution", "decision", "communique", "declaration", "statement", "recommendation", "conclusions", "other"
]
ParagraphKind = Literal[
    "masthead", "title", "formula", "preambular", "operative", "heading", "conclusion", "footnote", "other"
]
ConditionKind = Literal["event", "failure", "approval", "resources", "other"]
DeliverableKind = Literal[
    "report", "meeting", "mission", "resolution", "funding", "assistance", "appointment", "negotiation", "legislation",
    "other",
]  # fmt: skip
CitationKind = Literal[
    "resolution", "decision", "treaty", "charter", "report", "meeting", "statement", "judgment", "other"
]


class Source(Struct, frozen=True, kw_only=True):
    """The file that was read: its name, media type, SHA-256 (hexadecimal) and length in characters of text."""

    name: str
    media_type: str
    sha256: str
    characters: int


class Mention(Struct, frozen=True, kw_only=True, gc=False):
    """Words that name an actor. `actor` is its identifier in the authority files, or None where they hold none."""

    text: str
    start: int
    end: int
    actor: str | None = None
    rule: str = ""


class DateMention(Struct, frozen=True, kw_only=True, gc=False):
    """A date of the heading. `date` is ISO 8601, Gregorian; `agrees` says whether a second calendar's date matches."""

    text: str
    start: int
    end: int
    date: str | None
    calendar: Literal["gregorian", "hijri"]
    agrees: bool | None = None


class Vote(Struct, frozen=True, kw_only=True, gc=False):
    """How the document was adopted, where the text says so."""

    adopted_by: Literal["consensus", "vote", "unanimity"]
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None


class Heading(Struct, frozen=True, kw_only=True):
    """What the document says of itself. `adopted` is ISO 8601, Gregorian."""

    kind: DocumentKind = "other"
    symbol: str | None = None
    title: str = ""
    body: Mention | None = None
    session: str | None = None
    meeting: str | None = None
    place: str | None = None
    adopted: str | None = None
    dates: tuple[DateMention, ...] = ()
    vote: Vote | None = None


class Paragraph(Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph's own words: its printed number and its sub-paragraphs are not inside `start` and `end`."""

    id: str
    part: Literal["main", "annex"]
    kind: ParagraphKind
    path: tuple[str, ...]
    parent: str | None
    start: int
    end: int
    rule: str = ""


class Doubt(Struct, frozen=True, kw_only=True, gc=False):
    """Something the reader was not sure of."""

    code: str
    message: str


class Verb(Struct, frozen=True, kw_only=True, gc=False):
    """The performative verb with its adverbs, as printed, and its lemma."""

    text: str
    lemma: str
    start: int
    end: int


class Act(Struct, frozen=True, kw_only=True, gc=False):
    """One speech act: a body says, asks, decides or values something."""

    id: str
    paragraph: str
    verb: Verb
    force: Force
    strength: int | None
    start: int
    end: int
    doubts: tuple[Doubt, ...] = ()
    rule: str = ""


class Words(Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of the text and nothing more."""

    text: str
    start: int
    end: int


class Condition(Struct, frozen=True, kw_only=True, gc=False):
    """What must happen, fail, be approved or be available first."""

    kind: ConditionKind
    text: str
    start: int
    end: int
    rule: str = ""


class Deadline(Struct, frozen=True, kw_only=True, gc=False):
    """By when. `date` (ISO 8601) where the text fixes a day; `event` where it names what the time runs from or to."""

    text: str
    start: int
    end: int
    date: str | None = None
    event: str | None = None
    rule: str = ""


class Recurrence(Struct, frozen=True, kw_only=True, gc=False):
    """How often. `period` is an ISO 8601 duration (P6M, P1Y, P2Y) or "session"; None where it is not fixed."""

    text: str
    start: int
    end: int
    period: str | None = None
    rule: str = ""


class Deliverable(Struct, frozen=True, kw_only=True, gc=False):
    """What is to come out of it."""

    kind: DeliverableKind
    text: str
    start: int
    end: int
    rule: str = ""


class Mandate(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody is to do something. `addressees` is empty where the text names nobody."""

    id: str
    act: str
    addressees: tuple[Mention, ...]
    action: Words
    partners: tuple[Mention, ...] = ()
    conditions: tuple[Condition, ...] = ()
    deadline: Deadline | None = None
    recurrence: Recurrence | None = None
    deliverable: Deliverable | None = None
    depends_on: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Citation(Struct, frozen=True, kw_only=True, gc=False):
    """A reference to another instrument. `id` is canonical, or None where the text does not determine one."""

    text: str
    start: int
    end: int
    paragraph: str | None
    kind: CitationKind
    id: str | None
    pinpoint: Words | None = None
    rule: str = ""


class Document(Struct, frozen=True, kw_only=True):
    """All that was read out of one document."""

    format: Literal["dispositif/1"] = "dispositif/1"
    source: Source
    language: str
    heading: Heading
    paragraphs: tuple[Paragraph, ...] = ()
    acts: tuple[Act, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    citations: tuple[Citation, ...] = ()
    warnings: tuple[TextWarning, ...] = ()

    def to_json(self, indent: int = 0) -> str:
        """The document as JSON, `indent` spaces deep; 0 for one line."""
        encoded = msgspec.json.encode(self)
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()

    @classmethod
    def from_json(cls, json: str | bytes) -> Document:
        """The document that `to_json` wrote. Raises `msgspec.ValidationError` where the JSON is of another form."""
        return msgspec.json.decode(json, type=cls)


def schema() -> dict[str, object]:
    """The JSON Schema of `dispositif/1`."""
    return msgspec.json.schema(Document)
