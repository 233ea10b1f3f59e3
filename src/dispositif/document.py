"""The document: what reading a text gives back. The public format `dispositif/1`.

Every item that was read out of the text carries `start` and `end`, half-open character offsets into the document's
text, so that `text[start:end]` is exactly what was read. `rule` names the record of a language or authority file by
which an item was read ("verbs/urge", "partners/in-coordination-with"); `dispositif explain` prints it. The string below
a field is its description in the JSON Schema.
"""

from collections.abc import Iterator
from typing import Final, Literal, Self

import msgspec
from msgspec import Struct

from dispositif.text import TextWarning

_AT_A_TIME: Final = 1000  # items of a list that are written as JSON

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


class Words(Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of the text."""

    text: str
    """The very words: `text[start:end]` of the document's text."""
    start: int
    """Where they begin, in characters from 0."""
    end: int
    """Where they end: the offset after the last character."""


class Doubt(Struct, frozen=True, kw_only=True, gc=False):
    """Something the reader was not sure of."""

    code: str
    """What sort of doubt, for programs."""
    message: str
    """The doubt in a sentence, for people."""


class Source(Struct, frozen=True, kw_only=True):
    """The file that was read."""

    name: str
    """Its name; empty for a text that came out of no file."""
    media_type: str
    """What it was read as."""
    sha256: str
    """SHA-256 of its bytes, in hexadecimal."""
    characters: int
    """How many characters its text has."""


class Mention(Words, frozen=True, kw_only=True, gc=False):
    """Words that name an actor."""

    actor: str | None = None
    """Whom they name: the identifier of a record in the authority files, or null where they hold none."""
    rule: str = ""
    """The record of a language or authority file by which it was read; empty where none was needed."""


class DateMention(Words, frozen=True, kw_only=True, gc=False):
    """A date of the heading."""

    date: str | None
    """The day in ISO 8601, Gregorian; null where the words fix none."""
    calendar: Literal["gregorian", "hijri"]
    """The calendar it is printed in."""
    agrees: bool | None = None
    """Whether it is the day that the other calendar gives beside it; null where there is no other."""


class Vote(Struct, frozen=True, kw_only=True, gc=False):
    """How the document was adopted, where the text says so."""

    adopted_by: Literal["consensus", "vote", "unanimity"]
    """Without a vote, by a vote, or by a vote of all in favour."""
    in_favour: int | None = None
    """Votes in favour."""
    against: int | None = None
    """Votes against."""
    abstaining: int | None = None
    """Abstentions."""


class Heading(Struct, frozen=True, kw_only=True):
    """What the document says of itself."""

    kind: DocumentKind = "other"
    """What sort of document it is."""
    symbol: str | None = None
    """Its symbol as the issuing body prints it (A/RES/79/125)."""
    title: str = ""
    """Its title."""
    body: Mention | None = None
    """Who adopts it."""
    session: str | None = None
    """The session at which it was adopted."""
    meeting: str | None = None
    """The meeting at which it was adopted."""
    place: str | None = None
    """Where it was adopted."""
    adopted: str | None = None
    """The day of adoption in ISO 8601, Gregorian."""
    dates: tuple[DateMention, ...] = ()
    """The dates that the heading prints, in the order of the text."""
    vote: Vote | None = None
    """How it was adopted, where the text says so."""


class Paragraph(Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph's own words: its printed number and its sub-paragraphs are not inside `start` and `end`."""

    id: str
    """Its identifier in the document: pp-2, op-3.b.ii, annex-1.op-4."""
    part: Literal["main", "annex"]
    """Whether it stands in the main text or in an annex."""
    kind: ParagraphKind
    """What it is in the structure of the document."""
    path: tuple[str, ...]
    """The printed numbers from the outside in; • for a bullet; empty where unnumbered."""
    parent: str | None
    """The paragraph that it is a sub-paragraph of."""
    start: int
    """Where it begins, in characters from 0."""
    end: int
    """Where it ends: the offset after the last character."""
    rule: str = ""
    """The record of a language or authority file by which it was read; empty where none was needed."""


class Verb(Words, frozen=True, kw_only=True, gc=False):
    """The performative verb with its adverbs, as printed, and its lemma."""

    lemma: str
    """Its dictionary form."""


class Act(Struct, frozen=True, kw_only=True, gc=False):
    """One speech act: a body says, asks, decides or values something."""

    id: str
    """Its identifier: op-8.a2 is the second act of paragraph op-8."""
    paragraph: str
    """The paragraph in which it begins."""
    verb: Verb
    """The verb that performs it."""
    force: Force
    """What the body does by it."""
    strength: int | None
    """How binding a directive is, from 1 (invites) to 5 (demands); null where that is not asked."""
    start: int
    """Where it begins: at its verb."""
    end: int
    """Where what the verb governs ends: the offset after the last character."""
    doubts: tuple[Doubt, ...] = ()
    """What the reader was not sure of."""
    rule: str = ""
    """The record of a language or authority file by which it was read; empty where none was needed."""


class Condition(Words, frozen=True, kw_only=True, gc=False):
    """What must happen, fail, be approved or be available first."""

    kind: ConditionKind
    """What sort of condition it is."""
    rule: str = ""
    """The record of a language or authority file by which it was read; empty where none was needed."""


class Deadline(Words, frozen=True, kw_only=True, gc=False):
    """By when."""

    date: str | None = None
    """The day in ISO 8601, Gregorian, where the text fixes one."""
    event: str | None = None
    """What the time runs from or to, where the text names it."""
    rule: str = ""
    """The record of a language or authority file by which it was read; empty where none was needed."""


class Recurrence(Words, frozen=True, kw_only=True, gc=False):
    """How often."""

    period: str | None = None
    """An ISO 8601 duration (P6M, P1Y, P2Y) or "session"; null where it is not fixed."""
    rule: str = ""
    """The record of a language or authority file by which it was read; empty where none was needed."""


class Deliverable(Words, frozen=True, kw_only=True, gc=False):
    """What is to come out of it."""

    kind: DeliverableKind
    """What sort of thing it is."""
    rule: str = ""
    """The record of a language or authority file by which it was read; empty where none was needed."""


class Mandate(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody is to do something."""

    id: str
    """Its identifier: op-8.m1 is the first mandate of paragraph op-8."""
    act: str
    """The act that gives it."""
    addressees: tuple[Mention, ...]
    """Who shall act; empty where the text names nobody."""
    action: Words
    """What is to be done."""
    partners: tuple[Mention, ...] = ()
    """In coordination with whom, together with whom, through whom."""
    conditions: tuple[Condition, ...] = ()
    """What must happen, fail, be approved or be available first."""
    deadline: Deadline | None = None
    """By when."""
    recurrence: Recurrence | None = None
    """How often."""
    deliverable: Deliverable | None = None
    """What is to come out of it."""
    depends_on: tuple[str, ...] = ()
    """The mandates that must come first."""
    doubts: tuple[Doubt, ...] = ()
    """What the reader was not sure of."""


class Citation(Words, frozen=True, kw_only=True, gc=False):
    """A reference to another instrument."""

    paragraph: str | None
    """The paragraph it stands in."""
    kind: CitationKind
    """What sort of instrument it refers to."""
    id: str | None
    """The instrument's canonical identifier (A/RES/194(III)); null where the text does not determine one."""
    pinpoint: Words | None = None
    """The place within the instrument ("paragraph 5 (b)")."""
    rule: str = ""
    """The record of a language or authority file by which it was read; empty where none was needed."""


class Document(Struct, frozen=True, kw_only=True):
    """All that was read out of one document."""

    format: Literal["dispositif/1"] = "dispositif/1"
    """The name and version of this format."""
    source: Source
    """The file that was read."""
    language: str
    """The language of the text, in BCP 47."""
    heading: Heading
    """What the document says of itself."""
    paragraphs: tuple[Paragraph, ...] = ()
    """The paragraphs, in the order of the text."""
    acts: tuple[Act, ...] = ()
    """The speech acts, in the order of the text."""
    mandates: tuple[Mandate, ...] = ()
    """Who is to do what, in the order of the text."""
    citations: tuple[Citation, ...] = ()
    """The references to other instruments, in the order of the text."""
    warnings: tuple[TextWarning, ...] = ()
    """What its reader should know."""

    def to_json(self, indent: int = 0) -> str:
        """The document as JSON, `indent` spaces deep; 0 for one line."""
        return self.to_json_bytes(indent).decode()

    def to_json_bytes(self, indent: int = 0) -> bytes:
        """The same in UTF-8, as it is written to a file."""
        return b"".join(self.json_pieces(indent)) if indent else msgspec.json.encode(self)

    def json_pieces(self, indent: int) -> Iterator[bytes]:
        """The same piece by piece, at least one space deep, so that a long document's JSON is never held whole."""
        margin = b"\n" + b" " * indent
        before = b"{"
        for field in self.__struct_fields__:
            yield before + margin + b'"%b": ' % field.encode()
            value = getattr(self, field)
            if isinstance(value, tuple) and value:
                yield from _listed(value, indent, margin)
            else:
                yield _indented(value, indent, margin)
            before = b","
        yield b"\n}"

    @classmethod
    def from_json(cls, json: str | bytes) -> Self:
        """The document that `to_json` wrote. Raises `msgspec.ValidationError` where the JSON is of another form."""
        return msgspec.json.decode(json, type=cls)


def _listed(items: tuple[Struct, ...], indent: int, margin: bytes) -> Iterator[bytes]:
    """The items of a list as JSON, some at a time."""
    before = b"["
    for first in range(0, len(items), _AT_A_TIME):
        listed = _indented(items[first : first + _AT_A_TIME], indent, margin)
        yield before + listed[1 : -len(margin) - 1]
        before = b","
    yield margin + b"]"


def _indented(value: object, indent: int, margin: bytes) -> bytes:
    """A value as JSON, each of its lines behind a margin: no string of JSON holds a line break."""
    return msgspec.json.format(msgspec.json.encode(value), indent=indent).replace(b"\n", margin)
