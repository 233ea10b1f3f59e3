"""A mandate's content repeated in the columns and rows by which it is found. The only place that writes these."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dispositif.document import Mention
from dispositif.register.review.content import Content
from dispositif.register.review.models import Involvement, Mandate

# Rows that go to the database at once.
_BATCH = 2000


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
    """Write the involvements and dependencies of saved mandates anew."""
    changed = list(mandates)
    links = Mandate.depends_on.through
    Involvement.objects.filter(mandate__in=changed).delete()
    links.objects.filter(from_mandate__in=changed).delete()
    contents = [(mandate, mandate.read_content()) for mandate in changed]
    Involvement.objects.bulk_create([row for pair in contents for row in involvements(*pair)], batch_size=_BATCH)
    chained = {mandate.document_id for mandate, content in contents if content.depends_on}
    keys = {
        (document, key): pk
        for document, key, pk in Mandate.objects.filter(document__in=chained).values_list("document", "key", "pk")
    }
    links.objects.bulk_create(
        [
            links(from_mandate_id=mandate.pk, to_mandate_id=first)
            for mandate, content in contents
            for key in dict.fromkeys(content.depends_on)
            if (first := keys.get((mandate.document_id, key))) not in (None, mandate.pk)
        ],
        batch_size=_BATCH,
    )
