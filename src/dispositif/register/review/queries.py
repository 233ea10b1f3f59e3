"""Looking up what is to be reviewed, and a document as people decided it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from dispositif import document as form
from dispositif.exports import Edition
from dispositif.register.holdings.aside import in_lists
from dispositif.register.holdings.models import Body, Document, Paragraph, Reading
from dispositif.register.review.content import Content, contents
from dispositif.register.review.decisions import LIVE
from dispositif.register.review.models import Mandate, Proposal, Revision


def queue(bodies: QuerySet[Body]) -> QuerySet[Mandate]:
    """The drafts of some bodies, the most doubtful first, then in the order of the text."""
    drafts = Mandate.objects.filter(in_lists("document"), state=Mandate.State.DRAFT, document__body__in=bodies)
    return (
        drafts.select_related("document__body")
        .defer("document__characters", "read_otherwise")
        .order_by("-doubts", "document_id", "start", "pk")
    )


def paragraphs_of(mandates: Sequence[Mandate]) -> dict[int, list[Paragraph]]:
    """The paragraph of each mandate, and the one below it in which its action begins, by the mandate's key."""
    wanted = Q(pk__in=[])
    for one in mandates:
        begins = Q(start__lte=one.start, end__gt=one.start)
        wanted |= Q(document=one.document_id) & (Q(key=one.paragraph) | begins)
    rows = list(Paragraph.objects.filter(wanted).order_by("document", "start"))
    return {
        one.pk: [
            row
            for row in rows
            if row.document_id == one.document_id and (row.key == one.paragraph or row.start <= one.start < row.end)
        ]
        for one in mandates
    }


def awaited(contents: Iterable[tuple[int, Mapping[str, Any] | None]]) -> dict[int, dict[str, str]]:
    """The references of what mandates wait for, by the keys of their documents and their own, given what they say.

    One query where any waits for another.
    """
    wanted = {(document, key) for document, says in contents for key in (says or {}).get("depends_on", ())}
    found: dict[int, dict[str, str]] = {document: {} for document, _ in wanted}
    if wanted:
        named = Mandate.objects.filter(document__in=found, key__in={key for _, key in wanted})
        for document, key, reference in named.values_list("document_id", "key", "reference"):
            found[document][key] = reference
    return found


def open_proposals(bodies: QuerySet[Body]) -> QuerySet[Proposal]:
    """What newer readings propose and nobody has decided about, document by document."""
    found = Proposal.objects.filter(in_lists("document"), state=Proposal.State.OPEN, document__body__in=bodies)
    related = found.select_related("document__body", "mandate", "reading")
    return related.defer("document__characters", "reading__result").order_by("document", "pk")


class Then(NamedTuple):
    """What a mandate said at the end of a day, and its state."""

    content: Content
    state: str


def as_decided_on(mandates: Collection[int], day: date) -> dict[int, Then | None]:
    """What was decided about mandates (their keys) by the end of a day, where it is not what stands today.

    None for what nobody had read yet. Two queries, which bring contents only of mandates that were decided about later.
    """
    later = Revision.objects.filter(mandate=OuterRef("mandate"), at__date__gt=day)
    words = Case(When(Exists(later), then=Cast("content", TextField())), default=Value(""), output_field=TextField())
    rows = Revision.objects.filter(mandate__in=mandates).order_by("pk").annotate(words=words)
    steps: dict[int, list[_Step]] = defaultdict(list)
    for mandate, kind, at, *it in rows.values_list("mandate", "kind", "at", "words", "reading", "mandate__key"):
        steps[mandate].append(_Step(kind, timezone.localdate(at) <= day, *it))
    known = {mandate: sum(step.is_known for step in some) for mandate, some in steps.items()}
    then = {mandate: some[known[mandate] - 1] for mandate, some in steps.items() if 0 < known[mandate] < len(some)}
    said = _said(then.values())
    found: dict[int, Then | None] = {mandate: None for mandate, many in known.items() if many == 0}
    for mandate, step in then.items():
        found[mandate] = Then(said[step], _state(steps[mandate], known[mandate] - 1))
    return found


class _Step(NamedTuple):
    kind: str
    is_known: bool
    words: str | None
    """Its content; None where its reading says it, of the mandate with a key."""
    reading: int | None
    key: str


def _said(steps: Collection[_Step]) -> dict[_Step, Content]:
    """What each step says."""
    found = {step: Content.from_json(step.words) for step in steps if step.words is not None}
    by_reading: dict[int, list[_Step]] = defaultdict(list)
    for step in steps:
        if step.words is None and step.reading is not None:
            by_reading[step.reading].append(step)
    for reading in Reading.objects.filter(pk__in=list(by_reading)).order_by().iterator() if by_reading else ():
        read = contents(reading.read_document())
        found |= {step: read[step.key] for step in by_reading[reading.pk]}
    return found


def _state(steps: Sequence[_Step], place: int) -> str:
    """The state in which a step left a mandate that has taken another since."""
    kind = Revision.Kind(steps[place].kind)
    if kind in (Revision.Kind.SPLIT, Revision.Kind.MERGED):
        # What is replaced can only be reopened; a part of what was split begins so, and what took others in goes on.
        is_replaced = place > 0 and steps[place + 1].kind == Revision.Kind.REOPENED
        return Mandate.State.REPLACED if is_replaced else Mandate.State.ADDED
    return _STATES[kind]


_STATES: Final[Mapping[Revision.Kind, Mandate.State]] = {
    Revision.Kind.READ: Mandate.State.DRAFT,
    Revision.Kind.READ_AGAIN: Mandate.State.DRAFT,
    Revision.Kind.REOPENED: Mandate.State.DRAFT,
    Revision.Kind.CONFIRMED: Mandate.State.CONFIRMED,
    Revision.Kind.CORRECTED: Mandate.State.CORRECTED,
    Revision.Kind.ADDED: Mandate.State.ADDED,
    Revision.Kind.REJECTED: Mandate.State.REJECTED,
}


def as_read(document: Document) -> Edition:
    """A document as it was last read, beside its text."""
    return Edition(document.readings.latest().read_document(), document.characters)


def all_as_read(keys: Collection[int]) -> dict[int, Edition]:
    """Documents as they were last read, by their keys; one query."""
    last = Reading.objects.filter(document=OuterRef("document")).order_by("-made_at", "-pk").values("pk")[:1]
    return _editions(Reading.objects.filter(document__in=keys, pk=Subquery(last)), "document")


class Made(NamedTuple):
    """A reading, told from every other: a key may come again where a backup is put back."""

    key: int
    at: datetime


def last_made(documents: Sequence[int]) -> list[Made]:
    """The last reading of each of some documents (their keys), in their order; one query, that brings no texts."""
    rows = Reading.objects.filter(document__in=documents).values_list("document", "pk", "made_at")
    last = {document: Made(key, at) for document, key, at in rows}  # the last one counts
    return [last[key] for key in documents]


def as_made(readings: Sequence[Made]) -> list[Edition]:
    """The document of each reading as it was read there; one query."""
    found = _editions(Reading.objects.filter(pk__in=[one.key for one in readings]), "pk")
    return [found[one.key] for one in readings]


def _editions(readings: QuerySet[Reading], by: str) -> dict[int, Edition]:
    rows = readings.order_by().values_list(by, "result", "document__characters")
    return {key: Edition(form.Document.from_json(result), characters) for key, result, characters in rows}


def as_decided(document: Document, mandates: Iterable[Mandate], reading: Reading) -> Edition:
    """A document with its mandates as they stand: as decided where a person has decided, else as read."""
    read, everything = reading.read_document(), list(mandates)
    acts = {(act.verb.start, act.verb.end): act for act in read.acts}
    added: list[form.Act] = []
    shown = []
    for mandate in everything:
        if mandate.state not in LIVE:
            continue
        content = mandate.read_content()
        act = acts.get((content.verb.start, content.verb.end))
        if act is None:
            act = _act(mandate.key, content)
            acts[act.verb.start, act.verb.end] = act
            added.append(act)
        shown.append(_mandate(mandate.key, act.id, content))
    return Edition(
        form.Document(
            source=read.source,
            language=read.language,
            heading=read.heading,
            paragraphs=read.paragraphs,
            acts=tuple(sorted((*read.acts, *added), key=lambda act: act.start)),
            mandates=tuple(shown),
            citations=read.citations,
            warnings=read.warnings,
        ),
        document.characters,
        _standing(everything),
    )


def _act(key: str, content: Content) -> form.Act:
    """The act of a mandate whose verb a person found."""
    return form.Act(
        id=f"{key}.a",
        paragraph=content.paragraph,
        verb=content.verb,
        force=content.force,
        strength=content.strength,
        start=content.verb.start,
        end=max(content.verb.end, content.action.end),
    )


def _mandate(key: str, act: str, content: Content) -> form.Mandate:
    return form.Mandate(
        id=key,
        act=act,
        addressees=content.addressees,
        action=content.action,
        partners=content.partners,
        conditions=content.conditions,
        deadline=content.deadline,
        recurrence=content.recurrence,
        deliverable=content.deliverable,
        depends_on=content.depends_on,
        doubts=content.doubts,
    )


def _standing(mandates: list[Mandate]) -> str:
    drafts = sum(mandate.state == Mandate.State.DRAFT for mandate in mandates)
    if drafts == len(mandates):
        return _("What is marked was read by a machine and confirmed by nobody.")
    if not drafts:
        return _("People have decided about all of its mandates.")
    return _("Of its %(all)d mandates people have decided about %(decided)d; the others were read by a machine.") % {
        "all": len(mandates),
        "decided": len(mandates) - drafts,
    }


def with_counts(documents: QuerySet[Document, Any]) -> QuerySet[Document, Any]:
    """Documents with how many mandates stand in each (`standing`) and how many of them are drafts (`drafts`)."""
    return documents.annotate(
        standing=Count("mandates", filter=Q(mandates__state__in=LIVE)),
        drafts=Count("mandates", filter=Q(mandates__state=Mandate.State.DRAFT)),
    )
