"""The questions that the pages of finding ask: facets, an actor's mandates, what needs attention, progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _

from dispositif.register.finding.filters import ATTENTION, NEWEST_FIRST, OPEN, Filter, standing_mandates
from dispositif.register.followup.queries import answered_for_by
from dispositif.register.followup.status import Status
from dispositif.register.holdings.actors import actor_name
from dispositif.register.holdings.models import Body
from dispositif.register.people.models import Unit
from dispositif.register.people.permissions import Person
from dispositif.register.review.kinds import DELIVERABLES, FORCES
from dispositif.register.review.models import Involvement, Mandate

_MOST = 12
# What is counted, by the names of the filters: narrow columns, which take no texts and no names with them.
_COLUMNS: Final = {
    "body": "document__body",
    "status": "snapshot__status",
    "force": "force",
    "deliverable": "deliverable",
    "condition": "conditional",
    "unit": "snapshot__unit",
}


class Value(NamedTuple):
    """A value of a filter: what the query string calls it, what people call it, and how many mandates have it."""

    value: str
    label: str
    many: int


class Facet(NamedTuple):
    """A filter with the values that occur."""

    name: str
    label: str
    values: list[Value]


class Found(NamedTuple):
    """The mandates that were found."""

    keys: Sequence[int] | QuerySet[Mandate, int]
    """Their keys, those of the newest documents first."""
    total: int
    facets: list[Facet]
    """What they could be narrowed by."""


class Progress(NamedTuple):
    """How many mandates are in each status: of a body, or of an addressee."""

    value: str
    label: str
    counts: dict[Status, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def keys(mandates: QuerySet[Mandate]) -> QuerySet[Mandate, int]:
    """The keys of mandates, those of the newest documents first."""
    return mandates.order_by(*NEWEST_FIRST).values_list("pk", flat=True)


def found(mandates: QuerySet[Mandate], bodies: Iterable[Body], units: Iterable[Unit]) -> Found:
    """What is found, to be shown page by page; two queries. `bodies` and `units` give facets their names."""
    rows = mandates.order_by().values_list(*_COLUMNS.values()).annotate(many=Count("pk"))
    counted = Counter({tuple(values): many for *values, many in rows})
    return Found(keys(mandates), counted.total(), _facets(counted, mandates, bodies, units))


def looked_up(mandates: QuerySet[Mandate], bodies: Iterable[Body], units: Iterable[Unit]) -> Found:
    """The same where mandates take long to find, as by words: they are looked for once, and counted here."""
    rows = list(mandates.order_by(*NEWEST_FIRST).values_list("pk", *_COLUMNS.values()))
    keys = [row[0] for row in rows]
    return Found(keys, len(keys), _facets(Counter(row[1:] for row in rows), _having(keys), bodies, units))


def _having(keys: Sequence[int]) -> QuerySet[Mandate]:
    """The mandates of those keys, however many: what was found once is not looked for again."""
    listed = RawSQL("SELECT value FROM json_each(%s)", [msgspec.json.encode(keys).decode()])
    if connection.vendor == "postgresql":
        listed = RawSQL("SELECT unnest(%s::bigint[])", [keys])
    return Mandate.objects.filter(pk__in=listed)


def _facets(
    counted: Counter[tuple[object, ...]], mandates: QuerySet[Mandate], bodies: Iterable[Body], units: Iterable[Unit]
) -> list[Facet]:
    """What mandates could be narrowed by; `counted` are the values of _COLUMNS that they have."""
    labels = {
        "body": _("Body"), "status": _("Status"), "force": _("Force"), "deliverable": _("Deliverable"),
        "condition": _("Condition"), "unit": _("Responsible unit"),
    }  # fmt: skip
    named: dict[str, Mapping[object, tuple[str, str]]] = {
        "body": {one.pk: (one.slug, one.name) for one in bodies},
        "status": {one.value: (one.value, str(one.label)) for one in Status},
        "force": {kind: (kind, str(name)) for kind, name in FORCES.items()},
        "deliverable": {kind: (kind, str(name)) for kind, name in DELIVERABLES.items()},
        "condition": {True: ("true", _("depends on a condition")), False: ("false", _("without condition"))},
        "unit": {one.pk: (str(one.pk), one.name) for one in units},
    }
    found = [
        Facet(name, labels[name], _values(counted, place, named.get(name, {}))) for place, name in enumerate(_COLUMNS)
    ]
    return [facet for facet in (*found, _addressees(mandates)) if facet.values]


def _values(counted: Counter[tuple[object, ...]], place: int, named: Mapping[object, tuple[str, str]]) -> list[Value]:
    total: Counter[object] = Counter()
    for values, many in counted.items():
        total[values[place]] += many
    return [
        Value(*named.get(value, (str(value), str(value))), many)
        for value, many in total.most_common()
        if value not in ("", None)
    ][:_MOST]


def _addressees(mandates: QuerySet[Mandate]) -> Facet:
    parts = Involvement.objects.filter(mandate__in=mandates.order_by(), part=Involvement.Part.ADDRESSEE)
    counted = parts.exclude(actor="").values("actor").annotate(count=Count("mandate", distinct=True))
    values = [
        Value(row["actor"], actor_name(row["actor"]), row["count"])
        for row in counted.order_by("-count", "actor")[:_MOST]
    ]
    return Facet("addressee", _("Addressee"), values)


def attention(person: Person) -> dict[str, int]:
    """How many of the mandates that a person may see need attention, by the names of ATTENTION; one query."""
    today = timezone.localdate()
    counted = {name.replace("-", "_"): Count("pk", filter=find(today)) for name, find in ATTENTION.items()}
    counts = standing_mandates(person).order_by().aggregate(**counted)
    return {name: counts[name.replace("-", "_")] for name in ATTENTION}


class Own(NamedTuple):
    """What somebody answers for: how much of it is open, and overdue; by the filter that asks for it."""

    unit: str
    """The unit that answers for it; empty for the person."""
    query: str
    open: int
    overdue: int


def of_ones_own(person: Person) -> list[Own]:
    """What a person answers for, and what is answered for by units in which they are; two queries to four.

    Most people answer for nothing: that is asked first, as it takes no look at the mandates.
    """
    if not person.is_authenticated:
        return []
    overdue = ATTENTION["overdue"](timezone.localdate())
    counted = {"open": Count("pk", filter=Q(snapshot__status__in=OPEN)), "overdue": Count("pk", filter=overdue)}
    standing, mine, found = standing_mandates(person).order_by(), Filter(answers=person.get_username()), list[Own]()
    if answered_for_by(mine.answers).exists():
        found.append(Own("", mine.to_query(), **mine.apply(standing).aggregate(**counted)))
    if units := dict(Unit.objects.filter(members__person=person.pk).values_list("pk", "name")):
        rows = standing.filter(snapshot__unit__in=list(units)).values("snapshot__unit").annotate(**counted)
        many = {unit: counts for unit, *counts in rows.values_list("snapshot__unit", *counted)}
        found += [Own(name, Filter(unit=one).to_query(), *many[one]) for one, name in units.items() if one in many]
    return [one for one in found if one.open]


def actors(person: Person, words: str = "") -> list[Progress]:
    """The actors that were asked for something, with what became of it; those asked most first."""
    parts = Involvement.objects.filter(
        mandate__in=standing_mandates(person).order_by(), part=Involvement.Part.ADDRESSEE
    )
    counted = (
        parts.exclude(actor="").order_by().values("actor", "mandate__snapshot__status").annotate(count=Count("pk"))
    )
    found = _progress(
        (row["actor"], actor_name(row["actor"]), row["mandate__snapshot__status"], row["count"]) for row in counted
    )
    return [one for one in found if words.casefold() in f"{one.label} {one.value}".casefold()]


def names(person: Person, actor: str) -> list[tuple[str, int]]:
    """The names by which texts call an actor, as they stand there, with how often; those used most first."""
    parts = Involvement.objects.filter(actor=actor, mandate__in=standing_mandates(person).order_by())
    counted = parts.order_by().values("name").annotate(count=Count("pk")).order_by("-count", "name")
    return [(row["name"], row["count"]) for row in counted]


def given_by(person: Person, paragraphs: Iterable[tuple[int, str]]) -> dict[tuple[int, str], list[Mandate]]:
    """The mandates that paragraphs (document and key) give and that are followed up, by these; one query."""
    places = set(paragraphs)
    standing = standing_mandates(person).filter(
        document__in={document for document, _key in places}, paragraph__in={key for _document, key in places}
    )
    found: dict[tuple[int, str], list[Mandate]] = {}
    for one in standing.select_related("snapshot").order_by("document", "start", "pk"):
        found.setdefault((one.document_id, one.paragraph), []).append(one)
    return found


def by_body(person: Person) -> list[Progress]:
    """What became of the mandates of each body."""
    return by_body_of(standing_mandates(person))


def by_body_of(mandates: QuerySet[Mandate]) -> list[Progress]:
    """What became of some mandates, body by body."""
    counted = (
        mandates.order_by()
        .values("document__body__slug", "document__body__name", "snapshot__status")
        .annotate(count=Count("pk"))
    )
    return _progress(
        (row["document__body__slug"], row["document__body__name"], row["snapshot__status"], row["count"])
        for row in counted
    )


def _progress(rows: Iterable[tuple[str, str, str | None, int]]) -> list[Progress]:
    found: dict[str, Progress] = {}
    for value, label, status, count in rows:
        counts = found.setdefault(value, Progress(value, label, {})).counts
        key = Status(status or Status.ACTIVE)
        counts[key] = counts.get(key, 0) + count
    return sorted(found.values(), key=lambda one: (-one.total, one.label))
