"""What a newer reading proposes, taken or left one by one by a person."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dispositif.register.errors import Missing, Stale
from dispositif.register.people.permissions import Person, note, require_for
from dispositif.register.review.content import Content, contents
from dispositif.register.review.decisions import LIVE, claim, free_key, write
from dispositif.register.review.models import Mandate, Proposal, Revision


@transaction.atomic
def take(person: Person, pk: int, version: int) -> Mandate:
    """A person finds a proposal right: what was read now is what the mandate says from now on.

    `version` is that of the mandate beside which the person saw it; of no account where a mandate is proposed.
    """
    proposal = _decide(person, pk, Proposal.State.TAKEN)
    mandate = proposal.mandate
    if mandate is None:
        content = Content.from_builtins(proposal.content)
        mandate = Mandate(document=proposal.document, key=_key(proposal, content), content=proposal.content, version=0)
        return _write(mandate, person, Revision.Kind.CONFIRMED, Mandate.State.CONFIRMED, content, proposal)
    mandate = claim(person, mandate.reference, version, *LIVE)
    if proposal.content is None:
        return _write(mandate, person, Revision.Kind.REJECTED, Mandate.State.REJECTED, mandate.read_content(), proposal)
    content = Content.from_builtins(proposal.content)
    return _write(mandate, person, Revision.Kind.CONFIRMED, Mandate.State.CONFIRMED, content, proposal)


@transaction.atomic
def leave(person: Person, pk: int) -> Proposal:
    """A person finds a proposal wrong: nothing changes, and the same is not proposed again."""
    return _decide(person, pk, Proposal.State.LEFT)


def _write(
    mandate: Mandate, person: Person, kind: str, state: Mandate.State, content: Content, proposal: Proposal
) -> Mandate:
    remark = _("As proposed by engine %(engine)s.") % {"engine": proposal.reading.engine}
    return write(mandate, person, kind, state, content, remark, proposal.reading)


def _key(proposal: Proposal, content: Content) -> str:
    """The key that the reading gave it, where that is still free."""
    taken = set(proposal.document.mandates.values_list("key", flat=True))
    read = contents(proposal.reading.read_document())
    found = next((key for key, other in read.items() if other == content and key not in taken), None)
    return found or free_key(proposal.document, content.paragraph)


def _decide(person: Person, pk: int, state: Proposal.State) -> Proposal:
    proposal = (
        Proposal.objects.select_related("document__body", "reading", "mandate__document__body").filter(pk=pk).first()
    )
    if proposal is None:
        raise Missing(_("There is no such proposal."))
    require_for(person, "review", proposal.document)
    decided = {"state": state, "decided_by": person.pk, "decided_at": timezone.now()}
    if not Proposal.objects.filter(pk=pk, state=Proposal.State.OPEN).update(**decided):
        raise Stale(_("Somebody else has decided about this proposal. Nothing was changed."))
    proposal.state = state
    subject = f"mandate {proposal.mandate}" if proposal.mandate else f"document {proposal.document_id}"
    note(person, f"proposal {state}", proposal.document.body, subject, proposal=pk)
    return proposal
