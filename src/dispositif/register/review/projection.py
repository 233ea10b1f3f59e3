"""A mandate's content repeated in the columns and rows by which it is found. The only place that writes these."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from dispositif.document import Mention
from dispositif.register.review.content import Content
from dispositif.register.review.models import Involvement, Mandate

REPEATED_BY: list[Callable[[Iterable[Mandate]], None]] = []
"""What the layers above repeat of mandates: each is called, in the same transaction, with those that have changed."""


def set_content(mandate: Mandate, content: Content) -> None:
    """Give a mandate its content and the columns that repeat it. It is not saved."""
    mandate.content = content.to_builtins()
    mandate.paragraph = content.paragraph
    mandate.start = content.action.start
    mandate.verb = content.verb.lemma
    mandate.force = content.force
    mandate.strength = content.strength
    mandate.action = content.action.text
    mandate.deadline_text = content.deadline.text if content.deadline else ""
    fixed = content.deadline.date if content.deadline else None
    mandate.deadline_date = date.fromisoformat(fixed) if fixed else None
    mandate.recurrence = (content.recurrence.period or "") if content.recurrence else ""
    mandate.deliverable = content.deliverable.kind if content.deliverable else ""
    mandate.conditional = bool(content.conditions)
    mandate.doubts = len(content.doubts)


def involvements(mandate: Mandate, content: Content) -> Iterable[Involvement]:
    """The rows that say which actors have a part in it. They are not saved."""
    parts: list[tuple[Involvement.Part, tuple[Mention, ...]]] = [
        (Involvement.Part.ADDRESSEE, content.addressees),
        (Involvement.Part.PARTNER, content.partners),
    ]
    for part, mentions in parts:
        for mention in mentions:
            yield Involvement(mandate=mandate, part=part, name=mention.text, actor=mention.actor or "")


def renew(mandates: Iterable[Mandate]) -> None:
    """Write the involvements and dependencies of saved mandates of one document anew."""
    changed = list(mandates)
    if not changed:
        return
    Involvement.objects.filter(mandate__in=changed).delete()
    keys = dict(Mandate.objects.filter(document=changed[0].document_id).values_list("key", "pk"))
    rows: list[Involvement] = []
    links = []
    for mandate in changed:
        content = mandate.read_content()
        rows += involvements(mandate, content)
        links += [
            Mandate.depends_on.through(from_mandate_id=mandate.pk, to_mandate_id=keys[key])
            for key in dict.fromkeys(content.depends_on)
            if key in keys and keys[key] != mandate.pk
        ]
    Involvement.objects.bulk_create(rows)
    Mandate.depends_on.through.objects.filter(from_mandate__in=changed).delete()
    Mandate.depends_on.through.objects.bulk_create(links)
    for repeat in REPEATED_BY:
        repeat(changed)
