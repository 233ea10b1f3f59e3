"""What an entry of the ledger must be before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import Struct

from dispositif.register.errors import Refused
from dispositif.register.followup.models import Entry
from dispositif.register.followup.queries import standings
from dispositif.register.holdings.listing import in_words
from dispositif.register.holdings.models import Document
from dispositif.register.review.models import Mandate

DECIDED: Final = frozenset({Entry.Kind.EXTENSION, Entry.Kind.SUPERSEDED, Entry.Kind.RETIRED})
"""The kinds of entry that record what was decided about a mandate: they take the role that decides."""

_SOURCE = ("symbol", "link", "file", "passage")
SAYS: Final[Mapping[str, tuple[str, ...]]] = {
    Entry.Kind.PROGRESS: ("happened", "bearing", "addressee", "remark", "place"),
    Entry.Kind.EVIDENCE: ("happened", "bearing", "addressee", *_SOURCE, "place", "remark"),
    Entry.Kind.EVENT: ("happened", "condition", "remark", *_SOURCE, "place"),
    Entry.Kind.EXTENSION: ("happened", "due", *_SOURCE, "remark"),
    Entry.Kind.SUPERSEDED: ("happened", "successor", *_SOURCE, "remark"),
    Entry.Kind.RETIRED: ("happened", *_SOURCE, "remark"),
    Entry.Kind.COMMENT: ("happened", "addressee", "remark"),
}
"""What a person is asked for an entry of each kind, in that order; the names are those of `Saying`."""

LARGEST_FILE: Final = 20 * 2**20
"""Of the file of an entry, in bytes."""


class Saying(Struct, frozen=True, kw_only=True):
    """What somebody enters. The fields are those of `models.Entry`; `file` is a name and a content."""

    kind: str
    happened: date
    bearing: str = ""
    addressee: str = ""
    remark: str = ""
    link: str = ""
    symbol: str = ""
    document: Document | None = None
    file: tuple[str, bytes] | None = None
    passage: str = ""
    condition: int | None = None
    due: date | None = None
    place: str = ""
    successor: Mandate | None = None
    corrects: Entry | None = None
    withdrawn: bool = False


def counts_as(saying: Saying) -> str:
    """The kind under which an entry counts: a correction counts under that of the entry that was corrected first."""
    return kind_at_first(saying.corrects) if saying.corrects else saying.kind


def kind_at_first(entry: Entry) -> str:
    """The kind of an entry, or of the one that it and corrections before it put right."""
    while entry.corrects is not None:
        entry = entry.corrects
    return entry.kind


def check(mandate: Mandate, saying: Saying) -> None:
    """Raise Refused where an entry cannot be."""
    check_standing(mandate)
    _check_form(saying)
    check_day(mandate, saying.happened)
    if saying.link and not saying.link.startswith(("https://", "http://")):
        raise Refused(_("“%(link)s” is no link to a page: it begins with https:// or http://.") % {"link": saying.link})
    if saying.withdrawn:
        return
    kind = counts_as(saying)
    if kind in _CHECKS:
        _CHECKS[kind](mandate, saying)
    if saying.due and saying.due < saying.happened:
        raise Refused(
            _("The new day, %(due)s, is before the decision of %(day)s. Give a later one.")
            % {"due": in_words(saying.due), "day": in_words(saying.happened)}
        )


def check_standing(mandate: Mandate) -> None:
    """Raise Refused for what the review found to be no mandate, or to be others."""
    if mandate.state in (Mandate.State.REJECTED, Mandate.State.REPLACED):
        raise Refused(
            _("%(mandate)s is followed up no more: the review found it %(state)s. Reopen it there, or follow another.")
            % {"mandate": mandate, "state": mandate.get_state_display()}
        )


def _check_form(saying: Saying) -> None:
    """Raise Refused for what no form could have sent."""
    if saying.kind not in Entry.Kind.values or saying.bearing not in Entry.Bearing.values:
        raise Refused(_("There is no such kind of entry, or no such finding."))
    is_correction = saying.kind == Entry.Kind.CORRECTION
    if is_correction != (saying.corrects is not None) or (saying.withdrawn and not is_correction):
        raise Refused(_("A correction, and it alone, says which entry it corrects."))
    for name in ("addressee", "remark", "link", "symbol", "passage", "place"):
        words, most = getattr(saying, name), getattr(Entry._meta.get_field(name), "max_length", None)
        if "\x00" in words or (most and len(words) > most):
            raise Refused(
                _("%(name)s: too long (at most %(most)s characters), or with a character that cannot be kept.")
                % {"name": name, "most": most or "—"}
            )


def check_size(size: int) -> None:
    """Raise Refused for a file that is too large to be kept, before it is read."""
    if size > LARGEST_FILE:
        raise Refused(_("The file is larger than 20 MB. Give a link to it instead."))


def check_day(mandate: Mandate, happened: date) -> None:
    """Raise Refused for a day in the future, or before the document was adopted."""
    today, adopted = timezone.localdate(), mandate.document.adopted
    if happened > today:
        raise Refused(
            _("%(day)s is in the future. Enter what has happened, with its day (today is %(today)s).")
            % {"day": in_words(happened), "today": in_words(today)}
        )
    if adopted and happened < adopted:
        raise Refused(
            _("%(day)s is before “%(document)s” was adopted, on %(adopted)s. Correct the day.")
            % {"day": in_words(happened), "document": mandate.document, "adopted": in_words(adopted)}
        )


def check_successor(mandate: Mandate, successor: Mandate) -> None:
    """Raise Refused where a mandate would come to be superseded by itself."""
    seen = [mandate.reference]
    one: Mandate | None = successor
    while one is not None:
        if one == mandate:
            raise Refused(
                _("%(chain)s would be a loop: each superseded by the next. Choose another successor.")
                % {"chain": " → ".join([*seen, mandate.reference])}
            )
        seen.append(one.reference)
        last = Entry.objects.filter(mandate=one, successor__isnull=False, corrected_by=None).last()
        one = last.successor if last else None


def _check_comment(_mandate: Mandate, saying: Saying) -> None:
    if not saying.remark:
        raise Refused(_("A comment needs words: write them under “remark”."))
    if saying.bearing:
        raise Refused(
            _("A comment says nothing of the status. Enter progress or evidence, or leave the finding empty.")
        )


def _check_evidence(_mandate: Mandate, saying: Saying) -> None:
    if not (saying.link or saying.symbol or saying.document or saying.file):
        raise Refused(_("Evidence needs a source: a document's symbol, a link or a file."))


def _check_progress(_mandate: Mandate, saying: Saying) -> None:
    if not saying.bearing:
        raise Refused(
            _("Progress needs a finding: in progress, partly implemented, implemented … Else enter a comment.")
        )


def _check_event(mandate: Mandate, saying: Saying) -> None:
    content = mandate.read_content()
    if not content.conditions and not content.depends_on:
        raise Refused(
            _("%(mandate)s has no condition that an event could meet. Enter a comment, or correct it in the review.")
            % {"mandate": mandate}
        )
    where = saying.condition
    if where is not None and not any(one.start <= where < one.end for one in content.conditions):
        raise Refused(_("%(mandate)s has no such condition any more. Open its page again.") % {"mandate": mandate})


def _check_extension(mandate: Mandate, saying: Saying) -> None:
    if saying.due is None or not (saying.symbol or saying.remark):
        raise Refused(_("An extension needs the new day, and the decision that grants it (its symbol, or its words)."))
    if saying.corrects is None:
        check_later(mandate, saying.due, saying.happened)


def check_later(mandate: Mandate, new: date, decided: date) -> None:
    """Raise Refused for a new day that is no later than the one by which a mandate was due when that was decided."""
    due = standings([mandate], decided)[mandate.pk].due
    if due is not None and new <= due:
        raise Refused(
            _("The new day, %(new)s, is no extension: it is due on %(due)s already. Give a later one.")
            % {"new": in_words(new), "due": in_words(due)}
        )


def _check_superseded(mandate: Mandate, saying: Saying) -> None:
    if saying.successor is None and not saying.symbol:
        raise Refused(_("What supersedes it? Name the mandate by its reference, or the document by its symbol."))
    if saying.successor is not None:
        check_successor(mandate, saying.successor)


def _check_retired(_mandate: Mandate, saying: Saying) -> None:
    if not (saying.symbol or saying.remark):
        raise Refused(_("By which decision is it retired? Give its symbol, or its words."))


_CHECKS: Final[Mapping[str, Callable[[Mandate, Saying], None]]] = {
    Entry.Kind.COMMENT: _check_comment,
    Entry.Kind.EVIDENCE: _check_evidence,
    Entry.Kind.PROGRESS: _check_progress,
    Entry.Kind.EVENT: _check_event,
    Entry.Kind.EXTENSION: _check_extension,
    Entry.Kind.SUPERSEDED: _check_superseded,
    Entry.Kind.RETIRED: _check_retired,
}
