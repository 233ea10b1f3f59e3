"""The facts that a mandate's status is computed from, gathered from the database in a bounded number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from msgspec.structs import replace

from dispositif.document import Deadline
from dispositif.register.followup.deadlines import Sitting, Timing, names_a_sitting
from dispositif.register.followup.ledger import Fact, counting
from dispositif.register.followup.models import Assignment, Decision, Entry, Request
from dispositif.register.followup.status import (
    SUSPENDING,
    Circumstance,
    Facts,
    Standing,
    as_known,
    carried_out,
    standing,
)
from dispositif.register.followup.whose import Named, Said, whose
from dispositif.register.holdings.listing import colon
from dispositif.register.holdings.models import Body
from dispositif.register.review.content import Content
from dispositif.register.review.decisions import LIVE
from dispositif.register.review.models import Mandate
from dispositif.register.review.queries import as_decided_on

AT_ONCE = 500
"""How many mandates are gathered at a time: a database takes no endless list of keys."""


class Held(NamedTuple):
    """A mandate as far as its status depends on it."""

    pk: int
    reference: str
    document: int
    key: str
    state: str
    content: Content
    adopted: date | None
    language: str
    body: int


class Gathered:
    """The facts of some mandates and of all that they wait for, and what they come to on a day.

    `known` is the day whose knowledge is asked for: entries and assignments made later do not count, what was decided
    about the words later neither, and what was read later is not there; None for all.
    """

    def __init__(self, mandates: Iterable[Held], known: date | None = None) -> None:
        self._known = known
        self.mandates, self._in_place_of, self.entries = _with_what_comes_first(mandates, known)
        self._by_key = {(one.document, one.key): one.pk for one in self.mandates.values()}
        self.assignments = _assignments(self.mandates, known)
        self._sittings = sittings(
            {
                one.pk: (one.body, said)
                for one in self.mandates.values()
                if (said := hanging_on_the_calendar(one.content, one.language))
            }
        )

    def standing(self, pk: int, on: date) -> Standing:
        """What has become of the mandate of that key on a day."""
        return standing(self.facts(pk, on), on)

    def around(self, entry: Entry) -> tuple[Standing, Standing]:
        """What had become of a mandate on the day on which an entry of its ledger was made: before that, and by it."""
        on = timezone.localdate(entry.entered_at)
        facts = self.facts(entry.mandate_id, on)
        then = tuple(one for one in facts.entries if one.number <= entry.pk)
        before = tuple(one for one in then if one.number != entry.pk)
        return standing(replace(facts, entries=before), on), standing(replace(facts, entries=then), on)

    def stands(self, pk: int) -> bool:
        """Whether the mandate of that key was there, and was one."""
        return pk in self.mandates and self.mandates[pk].state in LIVE

    def known_entries(self, pk: int) -> list[Entry]:
        """The ledger of a mandate as far as it was known."""
        rows = self.entries.get(pk, [])
        return [one for one in rows if self._known is None or timezone.localdate(one.entered_at) <= self._known]

    def facts(self, pk: int, on: date, above: frozenset[int] = frozenset()) -> Facts:
        """The facts of the mandate of that key. `above` are those that wait for it: a loop is waited for no further."""
        mandate, above = self.mandates[pk], above | {pk}
        assignment = self.assignments.get(pk)
        found = Facts(
            adopted=mandate.adopted,
            conditions=circumstances(mandate.content),
            addressees=tuple(dict.fromkeys(one.actor or one.text for one in mandate.content.addressees)),
            timing=timing(mandate.content, mandate.language, mandate.adopted, self._sittings.get(pk, ())),
            assigned_due=assignment.due if assignment else None,
            entries=tuple(map(fact, self.entries.get(pk, ()))),
            awaits={self.mandates[other].reference: day for other, day in self._what_comes_first(mandate, on, above)},
        )
        return as_known(found, self._known) if self._known else found

    def _what_comes_first(self, mandate: Held, on: date, above: frozenset[int]) -> Iterator[tuple[int, date | None]]:
        """What a mandate waits for on a day, as review and follow-up left it, and since when that is carried out.

        Nothing that was rejected; the parts of what was split; what has taken the place of what was superseded before
        it was carried out, from the day on which it has.
        """
        ahead = [(self._by_key.get((mandate.document, key)), date.min) for key in mandate.content.depends_on]
        seen = {mandate.pk}
        for other, since in ahead:
            if other is None or other in seen or self.mandates[other].state == Mandate.State.REJECTED:
                continue
            seen.add(other)
            if self.mandates[other].state == Mandate.State.REPLACED:
                ahead += [(one, since) for one in self._in_place_of[other] if one in self.mandates]
                continue
            done = None if other in above else carried_out(self.facts(other, on, above), on)
            if done is None and (successors := self._successors(other, on)):
                ahead += [(one, max(since, day)) for one, day in successors.items()]
            else:
                yield other, done and max(since, done)

    def _successors(self, pk: int, on: date) -> dict[int, date]:
        """The mandates that have taken the place of one by a day, and since when."""
        return {
            one.successor: one.happened
            for one in counting(map(fact, self.known_entries(pk)))
            if one.kind == "superseded" and one.happened <= on and one.successor in self.mandates
        }


def standings(mandates: Iterable[Mandate], on: date, known: date | None = None) -> dict[int, Standing]:
    """What has become of mandates on a day, by their keys, in some five queries for each five hundred of them.

    With `known`, as it was known at the end of that day: what was entered and decided later does not count.
    """
    keys = [one.pk for one in mandates]
    found: dict[int, Standing] = {}
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        gathered = Gathered(held(some), known)
        found |= {key: gathered.standing(key, on) for key in some if key in gathered.mandates}
    return found


def held(keys: Collection[int]) -> list[Held]:
    """The mandates of those keys."""
    return _held(Q(pk__in=keys))


def as_held(mandate: Mandate) -> Held:
    """A mandate that has been read with its document."""
    document = mandate.document
    return Held(
        pk=mandate.pk,
        reference=mandate.reference,
        document=mandate.document_id,
        key=mandate.key,
        state=mandate.state,
        content=mandate.read_content(),
        adopted=document.adopted,
        language=document.language,
        body=document.body_id,
    )


def circumstances(content: Content) -> tuple[Circumstance, ...]:
    """The conditions of a mandate, as status needs them."""
    return tuple(Circumstance(one.text, one.start, one.end, one.kind in SUSPENDING) for one in content.conditions)


def own_deadline(content: Content) -> Deadline | None:
    """By when a mandate is to be done. A deadline inside the words of a condition is the condition's own."""
    deadline = content.deadline
    if deadline and any(one.start <= deadline.start and deadline.end <= one.end for one in content.conditions):
        return None
    return deadline


def timing(content: Content, language: str, adopted: date | None, calendar: tuple[Sitting, ...]) -> Timing:
    """What a mandate says of time, beside the calendar of its body."""
    often = content.recurrence
    return Timing(
        language=language,
        adopted=adopted,
        deadline=own_deadline(content),
        recurrence=often.text if often else "",
        period=(often.period or "") if often else "",
        sittings=calendar,
        said=hanging_on_the_calendar(content, language),
    )


def fact(entry: Entry) -> Fact:
    """An entry as status needs it."""
    return Fact(
        number=entry.pk,
        kind=entry.kind,
        happened=entry.happened,
        entered=timezone.localdate(entry.entered_at),
        bearing=entry.bearing,
        addressee=entry.addressee,
        condition=entry.condition,
        condition_end=entry.condition_end,
        due=entry.due,
        successor=entry.successor_id,
        corrects=entry.corrects_id,
        withdrawn=entry.withdrawn,
    )


def _known_then(mandates: Iterable[Held], known: date | None) -> dict[int, Held]:
    """Mandates by their keys, with the words and the state that had been decided by a day; None for today."""
    found = {one.pk: one for one in mandates}
    if known is None or known >= timezone.localdate():
        return found
    for pk, then in as_decided_on(found.keys(), known).items():
        if then is None:
            del found[pk]
        else:
            found[pk] = found[pk]._replace(content=then.content, state=then.state)
    return found


def _with_what_comes_first(
    mandates: Iterable[Held], known: date | None
) -> tuple[dict[int, Held], dict[int, list[int]], dict[int, list[Entry]]]:
    """The given ones and all that they wait for, directly or not; what stands in the place of what; their ledgers."""
    found = more = _known_then(mandates, known)
    in_place_of: dict[int, list[int]] = {}
    entries: dict[int, list[Entry]] = {}
    while True:
        entries |= _entries(more)
        in_place_of |= _replacements({pk for pk, one in more.items() if one.state == Mandate.State.REPLACED})
        missing = _missing(found, in_place_of, entries)
        more = _known_then((one for one in _held(missing) if one.pk not in found), known) if missing else {}
        if not more:
            return found, in_place_of, entries
        found = found | more


def _replacements(replaced: Set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {pk: [] for pk in replaced}
    if replaced:
        rows = Mandate.replaced_by.through.objects.filter(from_mandate__in=replaced)
        for old, new in rows.values_list("from_mandate_id", "to_mandate_id"):
            found[old].append(new)
    return found


def _missing(
    found: Mapping[int, Held], in_place_of: Mapping[int, list[int]], entries: Mapping[int, list[Entry]]
) -> Q | None:
    """Which mandates are waited for, or stand in the place of some that are, and are not there yet."""
    there = {(one.document, one.key): one.pk for one in found.values()}
    first = {(one.document, key) for one in found.values() for key in one.content.depends_on}
    waited_for = dict.fromkeys(there[one] for one in first & there.keys())
    ahead = list(waited_for)
    for pk in ahead:
        successors = [one.successor_id for one in entries.get(pk, ()) if one.successor_id]
        new = [one for one in (*in_place_of.get(pk, ()), *successors) if one not in waited_for]
        waited_for |= dict.fromkeys(new)
        ahead += new
    first -= there.keys()
    others = waited_for.keys() - found.keys()
    if not first and not others:
        return None
    return Q(pk__in=others) | Q(document__in={one for one, _ in first}, key__in={key for _, key in first})


def _held(which: Q) -> list[Held]:
    rows = Mandate.objects.filter(which).values_list(
        "pk",
        "reference",
        "document",
        "key",
        "state",
        # As text: Django would make a dict of it first.
        Cast("content", TextField()),
        "document__adopted",
        "document__language",
        "document__body",
    )
    return [
        Held(pk, reference, document, key, state, Content.from_json(content), adopted, language, body)
        for pk, reference, document, key, state, content, adopted, language, body in rows
    ]


def hanging_on_the_calendar(content: Content, language: str) -> Said | None:
    """The words that take the sessions or meetings of a body to tell by when a mandate is to be done, if any do."""
    deadline, often, action = own_deadline(content), content.recurrence, content.action
    undated = deadline if deadline and deadline.date is None and names_a_sitting(deadline, language) else None
    part = undated or (often if often and often.period == "session" else None)
    return Said(action.text, part.start - action.start, part.end - action.start, language) if part else None


def _entries(mandates: Collection[int]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = defaultdict(list)
    rows = Entry.objects.filter(mandate__in=mandates).select_related("entered_by", "successor")
    for entry in rows.only(*_columns(Entry), "entered_by__username", "successor__reference").order_by("pk"):
        found[entry.mandate_id].append(entry)
    return found


def _assignments(mandates: Collection[int], known: date | None) -> dict[int, Assignment]:
    rows = Assignment.objects.filter(mandate__in=mandates).select_related("unit", "focal_point", "alternate")
    rows = rows.only(*_columns(Assignment), "unit__name", "focal_point__username", "alternate__username")
    if known:
        rows = rows.filter(at__date__lte=known)
    return {one.mandate_id: one for one in rows.order_by("pk")}


def answered_for_by(name: str) -> QuerySet[Assignment, int]:
    """The keys of the mandates for which the account of that name answers, as focal point or alternate."""
    later = Assignment.objects.filter(mandate=OuterRef("mandate"), pk__gt=OuterRef("pk"))
    named = Assignment.objects.filter(Q(focal_point__username=name) | Q(alternate__username=name))
    return named.exclude(Exists(later)).order_by().values_list("mandate", flat=True)


def asked_for(mandate: Mandate) -> QuerySet[Request]:
    """What was asked for a mandate, with what was decided."""
    rows = mandate.requests.select_related("asked_by", "successor", "decision__by")
    names = ("asked_by__username", "successor__reference", "decision__by__username")
    return rows.only(*_columns(Request), *(f"decision__{name}" for name in _columns(Decision)), *names)


def _columns(model: type[Model]) -> list[str]:
    """The columns of a table, which it is asked for with few of those beside it: each takes as long as a row."""
    return [field.name for field in model._meta.concrete_fields]


def sittings(asked: Mapping[int, tuple[int, Said]]) -> dict[int, tuple[Sitting, ...]]:
    """The calendars by which mandates are reckoned, in the order of sitting: by the keys of the mandates.

    They are asked for with the key of the body whose text it is, and the words; another body's say whose they are. One
    query for all bodies: whose calendar is meant is known by their names.
    """
    if not asked:
        return {}
    bodies: dict[int, Named] = {}
    found: dict[int, list[Sitting]] = defaultdict(list)
    columns = [f"meetings__{name}" for name in ("kind", "number", "name", "opens", "closes")]
    rows = Body.objects.order_by("pk", "meetings__opens", "meetings__pk")
    for pk, body, actor, kind, number, name, opens, closes in rows.values_list("pk", "name", "actor", *columns):
        bodies[pk] = Named(pk, body, actor)
        if kind is not None:
            found[pk].append(Sitting(kind=kind, number=number, name=name, opens=opens, closes=closes))
    named = tuple(bodies.values())
    return {
        pk: tuple(found[meant])
        if (meant := whose(said, own, named)) == own
        else tuple(replace(one, name=f"{bodies[meant].name}{colon()}{one.name}") for one in found[meant])
        for pk, (own, said) in asked.items()
    }
