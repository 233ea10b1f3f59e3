"""A mandate's content repeated in the columns and rows by which it is found. The only place that writes these."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

from dispositif.register.holdings.rows import insert
from dispositif.register.review.content import Content
from dispositif.register.review.models import Involvement, Mandate

REPEATED_BY: list[Callable[[Collection[int]], None]] = []
"""What layers above repeat of mandates: each is called in the same transaction, with the keys of what changed."""

_INVOLVEMENT = ("mandate", "part", "name", "actor")


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
    """Give a mandate its content and the columns that repeat it. It is not saved."""
    mandate.content = content.to_builtins()
    for name, value in columns(content).items():
        setattr(mandate, name, value)


def renew(mandates: Iterable[Mandate]) -> None:
    """Write the involvements and dependencies of saved mandates anew."""
    changed = list(mandates)
    Involvement.objects.filter(mandate__in=changed).delete()
    Mandate.depends_on.through.objects.filter(from_mandate__in=changed).delete()
    link({mandate.pk: (mandate.document_id, mandate.read_content()) for mandate in changed})


def link(contents: dict[int, tuple[int, Content]]) -> None:
    """Write the involvements and dependencies of new mandates: by the mandate's key, its document's and its content."""
    insert(Involvement, _INVOLVEMENT, (row for pk, (_, content) in contents.items() for row in _parts(pk, content)))
    _chain(contents)
    for repeat in REPEATED_BY:
        repeat(contents.keys())


def _chain(contents: dict[int, tuple[int, Content]]) -> None:
    chained = {document for document, content in contents.values() if content.depends_on}
    if not chained:
        return
    keys = {
        (document, key): pk
        for document, key, pk in Mandate.objects.filter(document__in=chained).values_list("document", "key", "pk")
    }
    links = Mandate.depends_on.through
    links.objects.bulk_create(
        [
            links(from_mandate_id=pk, to_mandate_id=first)
            for pk, (document, content) in contents.items()
            for key in dict.fromkeys(content.depends_on)
            if (first := keys.get((document, key))) not in (None, pk)
        ]
    )


def _parts(mandate: int, content: Content) -> Iterator[Sequence[object]]:
    for mention in content.addressees:
        yield mandate, Involvement.Part.ADDRESSEE.value, mention.text, mention.actor or ""
    for mention in content.partners:
        yield mandate, Involvement.Part.PARTNER.value, mention.text, mention.actor or ""
