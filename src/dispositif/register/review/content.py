"""What a mandate says: the form that a machine's reading and a person's decision have in common."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from dispositif.document import (
    Condition,
    Deadline,
    Deliverable,
    Document,
    Doubt,
    Force,
    Mandate,
    Mention,
    Recurrence,
    Verb,
    Words,
)


class Content(Struct, frozen=True, kw_only=True):
    """A mandate with the act that gives it. Spans count in the document's text, which never changes."""

    paragraph: str
    """The paragraph that gives it: op-8."""
    verb: Verb
    """The verb of its act."""
    force: Force
    """What the body does by it."""
    strength: int | None = None
    """How binding a directive is, 1 to 5."""
    addressees: tuple[Mention, ...] = ()
    """Who shall act; empty where the text names nobody."""
    action: Words
    """What is to be done."""
    partners: tuple[Mention, ...] = ()
    """With whom."""
    conditions: tuple[Condition, ...] = ()
    """What must happen, fail, be approved or be available first."""
    deadline: Deadline | None = None
    """By when."""
    recurrence: Recurrence | None = None
    """How often."""
    deliverable: Deliverable | None = None
    """What is to come out of it."""
    depends_on: tuple[str, ...] = ()
    """The keys of the mandates of the same document that must come first."""
    doubts: tuple[Doubt, ...] = ()
    """What the reader was not sure of."""

    def spans(self) -> Iterator[Words]:
        """All words of the text that it holds."""
        yield from (self.verb, self.action, *self.addressees, *self.partners, *self.conditions)
        yield from (words for words in (self.deadline, self.recurrence, self.deliverable) if words is not None)

    def says_the_same(self, other: Content) -> bool:
        """Whether two contents differ in nothing but doubts and the rules by which they were read."""
        return self._essence() == other._essence()

    def _essence(self) -> object:
        bare = msgspec.structs.replace(self, doubts=())
        return _without_rules(bare.to_builtins())

    def to_builtins(self) -> dict:
        """As a database keeps it."""
        return msgspec.json.decode(msgspec.json.encode(self))

    def to_json(self) -> str:
        """The same as a JSON string."""
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_json(cls, json: str) -> Content:
        """What `to_json` gave. Raises `msgspec.ValidationError` where it is of another form."""
        return msgspec.json.decode(json, type=cls)

    @classmethod
    def from_builtins(cls, kept: object) -> Content:
        """What `to_builtins` gave. Raises `msgspec.ValidationError` where it is of another form."""
        return msgspec.convert(kept, cls)


def contents(document: Document) -> dict[str, Content]:
    """The mandates of a document by their identifiers in it."""
    acts = {act.id: act for act in document.acts}
    return {mandate.id: _content(mandate, acts) for mandate in document.mandates}


def _content(mandate: Mandate, acts: dict) -> Content:
    act = acts[mandate.act]
    return Content(
        paragraph=act.paragraph,
        verb=act.verb,
        force=act.force,
        strength=act.strength,
        addressees=mandate.addressees,
        action=mandate.action,
        partners=mandate.partners,
        conditions=mandate.conditions,
        deadline=mandate.deadline,
        recurrence=mandate.recurrence,
        deliverable=mandate.deliverable,
        depends_on=mandate.depends_on,
        doubts=(*act.doubts, *mandate.doubts),
    )


def _without_rules(kept: object) -> object:
    if isinstance(kept, dict):
        return {name: _without_rules(value) for name, value in kept.items() if name != "rule"}
    return [_without_rules(value) for value in kept] if isinstance(kept, list) else kept
