"""A mandate's content repeated in the columns and rows by which it is found. The only place that writes these."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from dispositif.register.holdings.rows import Row, insert
from dispositif.register.review.content import Content
from dispositif.register.review.models import Involvement, Mandate


class Layer(Protocol):
    """A layer above, which repeats something of mandates. It is called in the transaction that writes them."""

    def renew(self, mandates: Collection[int], /) -> None:
        """Mandates (their keys) have changed."""

    def of_draft(self, content: Content, adopted: date | None, language: str, awaits: Iterable[str], /) -> Any:
        """What it will keep of a mandate that is brought in: made where the document is read, as plain data.

        `awaits` are the mandates of the document for which it waits, as the document calls them.
        """

    def begin(self, body: int, drafts: Mapping[int, Any], /) -> None:
        """Mandates of a body (its key) were brought in: by their keys what `of_draft` gave."""


REPEATED_BY: list[Layer] = []
"""The layers above that repeat something of mandates."""

INVOLVEMENT = ("mandate", "part", "name", "actor")
"""The columns of what `parts` gives, after its mandate's key."""
CHAIN = ("from_mandate", "to_mandate")
"""The columns of what `chain` gives."""


def columns(content: Content) -> dict[str, object]:
    """The columns of a mandate that repeat its content."""
    fixed = content.deadline.date if content.deadline else None
    return {
        "paragraph": content.paragraph,
        "start": content.action.start,
        "verb": content.verb.lemma,
        "force": content.force,
        "strength": content.strength,
        "action": content.action.text,
        "deadline_text": content.deadline.text if content.deadline else "",
        "deadline_date": date.fromisoformat(fixed) if fixed else None,
        "recurrence": (content.recurrence.period or "") if content.recurrence else "",
        "deliverable": content.deliverable.kind if content.deliverable else "",
        "conditional": bool(content.conditions),
        "doubts": len(content.doubts),
    }


def set_content(mandate: Mandate, content: Content) -> None:
    """Give a mandate its content and the columns that repeat it; what was read is kept. It is not saved."""
    read = mandate.as_read
    show_content(mandate, content)
    set_as_read(mandate, read)


def show_content(mandate: Mandate, content: Content) -> None:
    """Give a mandate that is not to be saved another content, and the columns that repeat it."""
    mandate.content = content.to_builtins()
    for name, value in columns(content).items():
        setattr(mandate, name, value)


def set_as_read(mandate: Mandate, read: dict | None) -> None:
    """Say what was read of a mandate, as `Content.to_builtins` gives it: None where no machine has. It is not saved."""
    mandate.is_read = read is not None
    mandate.read_otherwise = read if read != mandate.content else None


def renew(mandates: Iterable[Mandate]) -> None:
    """Write the involvements and dependencies of saved mandates anew."""
    changed = {mandate: mandate.read_content() for mandate in mandates}
    Involvement.objects.filter(mandate__in=changed).delete()
    Mandate.depends_on.through.objects.filter(from_mandate__in=changed).delete()
    insert(Involvement, INVOLVEMENT, ((one.pk, *row) for one, content in changed.items() for row in parts(content)))
    _chain(changed)
    for layer in REPEATED_BY:
        layer.renew([mandate.pk for mandate in changed])


def parts(content: Content) -> Iterator[Row]:
    """The parts that actors have in a mandate: which part, in whose words, which actor."""
    for mention in content.addressees:
        yield Involvement.Part.ADDRESSEE.value, mention.text, mention.actor or ""
    for mention in content.partners:
        yield Involvement.Part.PARTNER.value, mention.text, mention.actor or ""


def _chain(changed: Mapping[Mandate, Content]) -> None:
    chained = {mandate.document_id for mandate, content in changed.items() if content.depends_on}
    if not chained:
        return
    keys = {
        (document, key): pk
        for document, key, pk in Mandate.objects.filter(document__in=chained).values_list("document", "key", "pk")
    }
    waiting = ((mandate.pk, mandate.document_id, content.depends_on) for mandate, content in changed.items())
    insert(Mandate.depends_on.through, CHAIN, chain(waiting, keys))


def chain(waiting: Iterable[tuple[int, int, Iterable[str]]], keys: Mapping[tuple[int, str], int]) -> Iterator[Row]:
    """Which mandate waits for which of the same document.

    `waiting` are the keys of mandates and of their documents, with what they wait for as the document calls it; `keys`
    are those of mandates, by their documents and what these call them.
    """
    for pk, document, depends_on in waiting:
        for key in dict.fromkeys(depends_on):
            if (first := keys.get((document, key))) not in (None, pk):
                yield pk, first
