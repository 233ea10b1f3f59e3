"""What a person decides about a mandate as read: confirm, correct, reject, reopen, add, split, merge.

Each is one transaction and adds a revision; none takes one away. A form names the version that the person saw: where
somebody has decided meanwhile, Stale is raised and nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dispositif.document import Words
from dispositif.register.errors import Missing, Refused, Stale
from dispositif.register.holdings.listing import moment, with_commas
from dispositif.register.holdings.models import Document, Reading
from dispositif.register.people.permissions import Person, note, require_for
from dispositif.register.review.content import Content
from dispositif.register.review.models import Mandate, Revision
from dispositif.register.review.placing import require_no_loop, require_placed
from dispositif.register.review.projection import renew, set_content

State, Kind = Mandate.State, Revision.Kind
LIVE = (State.DRAFT, State.CONFIRMED, State.CORRECTED, State.ADDED)
"""The states of a mandate that stands."""


@transaction.atomic
def confirm(person: Person, reference: str, version: int, remark: str = "") -> Mandate:
    """A person finds a draft right as it stands."""
    mandate = claim(person, reference, version, State.DRAFT)
    content = mandate.read_content()
    return write(mandate, person, Kind.CONFIRMED, _decided(mandate, content), content, remark)


@transaction.atomic
def correct(person: Person, reference: str, version: int, content: Content, remark: str = "") -> Mandate:
    """A person says what a mandate really says. Raises Refused where the text does not say it."""
    mandate = claim(person, reference, version, *LIVE)
    _require_sound(mandate.document, content, mandate.key)
    content = msgspec.structs.replace(content, doubts=())
    if content.deadline is not None and content.deadline != mandate.read_content().deadline:
        # The day is the person's from now on: no rule reckons it anew.
        content = msgspec.structs.replace(content, deadline=msgspec.structs.replace(content.deadline, rule=""))
    state = _decided(mandate, content)
    # Who saves what was read as it was read confirms it.
    kind = Kind.CONFIRMED if state == State.CONFIRMED else Kind.CORRECTED
    return write(mandate, person, kind, state, content, remark)


@transaction.atomic
def reject(person: Person, reference: str, version: int, remark: str = "") -> Mandate:
    """A person finds that it is no mandate. It is kept, and so is its address."""
    mandate = claim(person, reference, version, *LIVE)
    return write(mandate, person, Kind.REJECTED, State.REJECTED, mandate.read_content(), remark)


@transaction.atomic
def reopen(person: Person, reference: str, version: int, remark: str = "") -> Mandate:
    """A decision is taken back: the mandate is a draft again, with the content it had.

    Raises Refused for one that was split or merged while what replaced it still stands.
    """
    states = (State.CONFIRMED, State.CORRECTED, State.ADDED, State.REJECTED, State.REPLACED)
    mandate = claim(person, reference, version, *states)
    if mandate.state == State.REPLACED:
        standing = mandate.replaced_by.filter(state__in=LIVE).values_list("reference", flat=True)
        if standing:
            raise Refused(
                _("%(mandate)s was replaced by %(others)s, which still stands. Reject that first.")
                % {"mandate": mandate, "others": with_commas(standing)}
            )
    return write(mandate, person, Kind.REOPENED, State.DRAFT, mandate.read_content(), remark)


@transaction.atomic
def add(person: Person, document: Document, content: Content, remark: str = "") -> Mandate:
    """A person finds a mandate where no machine had."""
    require_for(person, "review", document)
    key = free_key(document, content.paragraph)
    _require_sound(document, content, key)
    return _made(document, person, Kind.ADDED, key, msgspec.structs.replace(content, doubts=()), remark)


@transaction.atomic
def split(person: Person, reference: str, version: int, parts: Sequence[Content], remark: str = "") -> list[Mandate]:
    """A mandate is really several: each part becomes one, and the whole is kept as replaced by them."""
    mandate = claim(person, reference, version, *LIVE)
    if len(parts) < 2:
        raise Refused(_("A mandate is split into two or more. Say what each of them asks for."))
    if len({(part.action.start, part.action.end, part.addressees) for part in parts}) < len(parts):
        raise Refused(_("Two of the parts ask the same of the same. Select other words for one of them."))
    made = []
    for part in parts:
        key = free_key(mandate.document, part.paragraph)
        _require_sound(mandate.document, part, key)
        content = msgspec.structs.replace(part, doubts=())
        made.append(_made(mandate.document, person, Kind.SPLIT, key, content, remark))
    mandate.replaced_by.set(made)
    write(mandate, person, Kind.SPLIT, State.REPLACED, mandate.read_content(), remark)
    return made


@transaction.atomic
def merge(person: Person, versions: Mapping[str, int], remark: str = "") -> Mandate:
    """Several mandates of one paragraph are really one: the first in the text takes the others in.

    `versions` are what the person saw of each, by reference.
    """
    if len(versions) < 2:
        raise Refused(_("Two or more mandates are merged. Choose those that are really one."))
    claimed = [claim(person, reference, version, *LIVE) for reference, version in versions.items()]
    first, *others = sorted(claimed, key=lambda mandate: (mandate.start, mandate.pk))
    if {(one.document_id, one.paragraph) for one in others} != {(first.document_id, first.paragraph)}:
        raise Refused(_("Only mandates of the same paragraph can be merged. Choose such ones."))
    content = _merged(first.document.characters, [one.read_content() for one in (first, *others)])
    for one in others:
        one.replaced_by.set([first])
        write(one, person, Kind.MERGED, State.REPLACED, one.read_content(), remark)
    return write(first, person, Kind.MERGED, _decided(first, content), content, remark)


def _merged(characters: str, contents: Sequence[Content]) -> Content:
    first = contents[0]
    start = min(content.action.start for content in contents)
    end = max(content.action.end for content in contents)

    def all_of(name: str) -> tuple:
        return tuple(dict.fromkeys(item for content in contents for item in getattr(content, name)))

    def first_of(name: str) -> object:
        return next((found for content in contents if (found := getattr(content, name)) is not None), None)

    return msgspec.structs.replace(
        first,
        action=Words(text=characters[start:end], start=start, end=end),
        **{name: all_of(name) for name in ("addressees", "partners", "conditions", "depends_on")},
        **{name: first_of(name) for name in ("deadline", "recurrence", "deliverable")},
        doubts=(),
    )


def claim(person: Person, reference: str, version: int, *states: Mandate.State) -> Mandate:
    """Take a mandate in the version that the person saw, for this transaction alone."""
    mandate = Mandate.objects.select_related("document__body").filter(reference=reference).first()
    if mandate is None:
        raise Missing(_("There is no mandate %(reference)s.") % {"reference": reference})
    require_for(person, "review", mandate.document)
    if not Mandate.objects.filter(pk=mandate.pk, version=version).update(version=F("version") + 1):
        raise Stale(_stale(mandate))
    mandate.refresh_from_db(fields=["version", "state", "content", "is_read", "read_otherwise"])
    if mandate.state not in states:
        raise Refused(
            _("%(mandate)s is %(state)s: this cannot be done with it. Reopen it first.")
            % {"mandate": mandate, "state": mandate.get_state_display()}
        )
    return mandate


def _stale(mandate: Mandate) -> str:
    last = mandate.revisions.select_related("person").last()
    assert last
    return _(
        "%(mandate)s was %(what)s by %(who)s at %(when)s, after you had opened it. Nothing was changed: look at both."
    ) % {
        "mandate": mandate,
        "what": last.get_kind_display(),
        "who": last.person or _("a new reading"),
        "when": moment(last.at),
    }


def _decided(mandate: Mandate, content: Content) -> Mandate.State:
    """The state of a mandate that a person finds to say `content`."""
    if mandate.as_read is None:
        return State.ADDED
    same = Content.from_builtins(mandate.as_read).says_the_same(content)
    return State.CONFIRMED if same else State.CORRECTED


def _require_sound(document: Document, content: Content, key: str) -> None:
    require_placed(document, content)
    others = document.mandates.exclude(key=key).values_list("key", "content")
    require_no_loop(key, content.depends_on, {other: kept.get("depends_on", ()) for other, kept in others})


def free_key(document: Document, paragraph: str) -> str:
    """A key for a mandate that a person adds to a paragraph: op-8.x1, which no machine gives."""
    taken = set(document.mandates.filter(key__startswith=f"{paragraph}.x").values_list("key", flat=True))
    number = 1
    while f"{paragraph}.x{number}" in taken:
        number += 1
    return f"{paragraph}.x{number}"


def _made(document: Document, person: Person, kind: str, key: str, content: Content, remark: str) -> Mandate:
    mandate = Mandate(document=document, key=key, version=0, is_read=False)
    return write(mandate, person, kind, State.ADDED, content, remark)


def write(
    mandate: Mandate,
    person: Person | None,
    kind: str,
    state: Mandate.State,
    content: Content,
    remark: str = "",
    reading: Reading | None = None,
) -> Mandate:
    """Write a decision: the mandate, its revision, the audit trail. The one way a mandate changes after it was read."""
    mandate.state = state
    if mandate.pk is None:
        mandate.version = 1
    set_content(mandate, content)
    mandate.save()
    Revision.objects.create(
        mandate=mandate,
        person_id=person.pk if person is not None else None,
        reading=reading,
        kind=kind,
        content=None if kind in (Kind.READ, Kind.READ_AGAIN) else mandate.content,
        remark=remark.strip(),
    )
    renew([mandate])
    note(person, f"review: {kind}", mandate.document.body, f"mandate {mandate}", version=mandate.version)
    return mandate
