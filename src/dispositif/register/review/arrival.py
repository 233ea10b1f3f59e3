"""A file that a person brings in: taken, recognized, or refused with a sentence; never in the way of the next one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from msgspec import structs

from dispositif.errors import DispositifError
from dispositif.exports import Edition
from dispositif.register.errors import Refused
from dispositif.register.holdings.actions import known, read, recognized
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.holdings.tally import tally
from dispositif.register.people.permissions import Person, note, require
from dispositif.register.review.actions import bring_in


class Choice(NamedTuple):
    """What a person says of a document; whatever is left out is taken as the document says it."""

    body: Body | None = None
    meeting: Meeting | None = None
    adopted: date | None = None


class Arrival(NamedTuple):
    """What became of a file, in a sentence, and the document that it is, where it is one.

    `warnings` are what the engine warns of, as it says it: `holdings.sentences.said` says it in the reader's language.
    """

    name: str
    message: str
    document: Document | None = None
    is_new: bool = False
    warnings: tuple[str, ...] = ()


def arrive(person: Person, name: str, content: bytes, choice: Choice, bodies: Iterable[Body]) -> Arrival:
    """Bring a file in. `bodies` are those among which the document's own is looked for."""
    try:
        return _arrive(person, name, content, choice, bodies)
    except DispositifError as error:
        return Arrival(name, str(error))


def _arrive(person: Person, name: str, content: bytes, choice: Choice, bodies: Iterable[Body]) -> Arrival:
    if choice.body is not None:
        require(person, "bring in", choice.body)
        if (there := known(choice.body, content)) is not None:
            return Arrival(name, recognized(name, there), there)
    found = read(content, name)
    body = choice.body or _own_body(found.name, found.edition, bodies)
    if choice.body is None and (there := known(body, content)) is not None:
        return Arrival(name, recognized(name, there), there)
    adopted = choice.adopted or found.heading.adopted
    dated = structs.replace(found, heading=structs.replace(found.heading, adopted=adopted))
    with transaction.atomic():
        [document] = bring_in(person, body, [dated], choice.meeting or _own_meeting(found.edition, body))
        if choice.adopted is not None and choice.adopted != found.heading.adopted:
            note(person, "date", body, f"document {document.pk}", adopted=choice.adopted.isoformat())
    message = _("%(name)s: brought in. %(tally)s.") % {"name": name, "tally": tally(found.edition)}
    if other := _another_body(found.edition, body):
        message += " " + _("It says that it is of “%(words)s”.") % {"words": other}
    warnings = tuple(warning.message for warning in found.edition.document.warnings)
    return Arrival(name, message, document, True, warnings)


def _another_body(edition: Edition, body: Body) -> str:
    """The words by which a document names another body than the one it was put to; empty where there are none."""
    mention = edition.document.heading.body
    if mention is None or body.actor == mention.actor != "":
        return ""
    words = edition.words(mention)
    one, other = words.casefold(), body.name.casefold()
    return "" if one in other or other in one else words


def _own_body(name: str, edition: Edition, bodies: Iterable[Body]) -> Body:
    """The body that a document says it is of."""
    mention = edition.document.heading.body
    words = edition.words(mention) if mention else ""
    for body in bodies:
        if mention and (body.actor == mention.actor != "" or body.name.casefold() == words.casefold()):
            return body
    if not words:
        raise Refused(_("%(name)s: it does not say which body adopted it. Choose the body.") % {"name": name})
    raise Refused(
        _(
            "%(name)s: it says that it is of “%(words)s”, and there is no body of that name for which you may bring"
            " documents in. Choose the body."
        )
        % {"name": name, "words": words}
    )


def _own_meeting(edition: Edition, body: Body) -> Meeting | None:
    """The session or meeting of the body's calendar that a document names by its number, or took place on its day."""
    heading = edition.document.heading
    meetings = list(body.meetings.all())
    numbered = ((Meeting.Kind.MEETING, heading.meeting), (Meeting.Kind.SESSION, heading.session))
    for kind, number in numbered:
        for meeting in meetings:
            if meeting.kind == kind and number is not None and str(meeting.number) == number:
                return meeting
    day = date.fromisoformat(heading.adopted) if heading.adopted else None
    held = (one for one in meetings if day and one.opens <= day <= (one.closes or one.opens))
    return next(held, None)
