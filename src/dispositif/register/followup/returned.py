"""A workbook that has come back: what it would change, and the change itself. Twice uploaded, it changes once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from msgspec import Struct

from dispositif.register.errors import Refused, RegisterError
from dispositif.register.followup import actions
from dispositif.register.followup.actions import Answering
from dispositif.register.followup.entering import Saying
from dispositif.register.followup.models import Assignment, Entry
from dispositif.register.followup.spreadsheet import Row
from dispositif.register.holdings.listing import in_words, with_commas
from dispositif.register.people.models import Unit
from dispositif.register.people.permissions import to_be_read
from dispositif.register.review.models import Mandate


class Change(Struct, frozen=True, kw_only=True):
    """What a row of the workbook does, in a sentence; or why it cannot."""

    row: int
    mandate: str
    says: str
    refused: str = ""


def preview(person: User, rows: Sequence[Row]) -> list[Change]:
    """What a workbook would change, with nothing changed: it is carried out and undone."""
    with transaction.atomic():
        found = carry_out(person, rows)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def carry_out(person: User, rows: Sequence[Row]) -> list[Change]:
    """Add what is filled in to the ledgers, and assign. Rows that change nothing are passed over.

    A row that cannot be taken is refused by itself, with a sentence that says why.
    """
    found: list[Change] = []
    mandates = _mandates(person, rows)
    units = {(unit.body_id, unit.name): unit for unit in Unit.objects.all()}
    for row in rows:
        try:
            with transaction.atomic():
                if row.mandate not in mandates:
                    raise Refused(_("There is no mandate %(mandate)s for you.") % {"mandate": row.mandate or "—"})
                said = list(_carried_out(person, mandates[row.mandate], row, units))
            found += (Change(row=row.number, mandate=row.mandate, says=one) for one in said)
        except RegisterError as error:
            found.append(Change(row=row.number, mandate=row.mandate, says="", refused=str(error)))
    return found


def _mandates(person: User, rows: Sequence[Row]) -> dict[str, Mandate]:
    found = Mandate.objects.filter(to_be_read(person, "document"), reference__in={row.mandate for row in rows})
    found = found.select_related("document__body")
    return {one.reference: one for one in found.defer("document__characters")}


def _carried_out(person: User, mandate: Mandate, row: Row, units: dict[tuple[int, str], Unit]) -> Iterator[str]:
    if (answering := _answering(mandate, row, units)) is not None:
        actions.assign(person, mandate, answering, row.assignment)
        yield _("It is assigned to %(unit)s.") % {"unit": answering.unit}
    if (saying := _saying(row)) is not None and not _is_there(mandate, saying):
        actions.enter(person, mandate, saying)
        if mandate.version != row.version:
            yield _("Its text was reviewed since the workbook was sent: see whether what is entered still holds.")
        yield _("%(kind)s of %(day)s is entered: %(words)s") % {
            "kind": Entry.Kind(saying.kind).label,
            "day": in_words(saying.happened),
            "words": _in_words(saying),
        }


def _in_words(saying: Saying) -> str:
    *first, last = filter(None, [_called(saying.bearing), saying.remark, saying.symbol or saying.link])
    return ". ".join([*(one.rstrip(". ") for one in first), last])


def _called(bearing: str) -> str:
    return str(Entry.Bearing(bearing).label) if bearing else ""


def _answering(mandate: Mandate, row: Row, units: dict[tuple[int, str], Unit]) -> Answering | None:
    """Who shall answer for it, where the row names another unit than it went out with."""
    rows = list(Assignment.objects.filter(mandate=mandate).select_related("unit", "focal_point", "alternate"))
    sent = next((one for one in rows if one.pk == row.assignment), None)
    now = rows[-1] if rows else None
    before, is_now = _unit(sent), _unit(now)
    if row.unit in (before, is_now):
        return None
    unit = units.get((mandate.document.body_id, row.unit))
    if row.unit and unit is None:
        raise Refused(
            _("“%(unit)s” is no unit of %(body)s. Choose one of the list.")
            % {"unit": row.unit, "body": mandate.document.body}
        )
    if not now:
        return Answering(unit=unit)
    return Answering(
        unit=unit, focal_point=now.focal_point, alternate=now.alternate, partners=now.partners, due=now.due
    )


def _unit(assignment: Assignment | None) -> str:
    return str(assignment.unit or "") if assignment else ""


def _saying(row: Row) -> Saying | None:
    """What a row enters; None where nothing is filled in."""
    if not (row.finding or row.remark or row.source):
        if row.happened or row.no_day:
            raise Refused(_("Only “Happened on” is filled in: what happened? Fill in a finding, words or a source."))
        return None
    if row.finding and row.finding not in Entry.Bearing.values:
        raise Refused(
            _("“%(finding)s” is no finding. Choose one of: %(all)s.")
            % {"finding": row.finding, "all": with_commas(one.label for one in Entry.Bearing if one.value)}
        )
    if row.no_day:
        raise Refused(_("“%(words)s” is no certain day. Write it as 2024-05-31.") % {"words": row.no_day})
    if row.happened is None:
        raise Refused(_("“Happened on” is empty: on which day did it happen?"))
    is_link = row.source.startswith(("https://", "http://"))
    kind = Entry.Kind.EVIDENCE if row.source else Entry.Kind.PROGRESS if row.finding else Entry.Kind.COMMENT
    return Saying(
        kind=kind,
        happened=row.happened,
        bearing=row.finding,
        remark=row.remark,
        link=row.source if is_link else "",
        symbol="" if is_link else row.source,
    )


def _is_there(mandate: Mandate, saying: Saying) -> bool:
    """Whether the ledger holds the very same, entered before, from the same workbook or by hand."""
    same = ("kind", "happened", "bearing", "remark", "link", "symbol")
    return Entry.objects.filter(mandate=mandate, **{name: getattr(saying, name) for name in same}).exists()
