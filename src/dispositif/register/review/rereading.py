"""Reading a document again with a newer engine.

A paragraph in which nobody has decided anything is simply read anew: a draft is a machine's word, and the newer
machine's stands in its place, with a revision. In a paragraph where a person has decided, assigned or written
something, nothing changes by itself: every difference is a proposal, taken or left by a person. No mandate vanishes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from msgspec import structs

from dispositif.exports import Edition
from dispositif.languages import languages
from dispositif.register.errors import Refused
from dispositif.register.holdings.actions import Read, heading, read, read_anew, taken
from dispositif.register.holdings.models import Document, Reading
from dispositif.register.people.models import Trail
from dispositif.register.people.permissions import Person, note, require_for
from dispositif.register.review.content import Content, contents
from dispositif.register.review.continuity import Extent, carried_on
from dispositif.register.review.decisions import LIVE, write
from dispositif.register.review.models import Mandate, Proposal, Revision
from dispositif.register.review.projection import renew, set_as_read

Kind, State = Proposal.Kind, Proposal.State


class Changes(NamedTuple):
    """What a new reading of a document came to."""

    document: Document
    renewed: int = 0
    """Drafts that now say something else."""
    new: int = 0
    """New drafts."""
    proposed: int = 0
    """Differences that a person is asked about."""


def read_again(person: Person | None, document: Document) -> Changes:
    """Read a document anew. `person` is None where the register's owner does it at the command line.

    Raises Forbidden, a ReadingError, and Refused where this version takes other characters out of the file: the spans
    of what people decided count in those that the register holds.
    """
    if person is not None:
        require_for(person, "review", document)
    language = document.language if document.language in languages() else None
    found = read(bytes(document.original.content), document.source_name, language)
    if found.characters != document.characters:
        raise Refused(
            _(
                "%(document)s: this version takes other characters out of the file, in which nothing that was decided "
                "would have its place. It was left as it is."
            )
            % {"document": document}
        )
    return _take_up_again(person, document, found)


@transaction.atomic
def _take_up_again(person: Person | None, document: Document, found: Read) -> Changes:
    # Held to the end, so that two readings do not cross.
    document = Document.objects.select_for_update(of=("self",)).select_related("body").get(pk=document.pk)
    last = document.readings.latest()
    # Who decides about one of them at this moment waits, and is told of the new reading then.
    mandates = {mandate.key: mandate for mandate in document.mandates.select_for_update(of=("self",))}
    read = carried_on(
        found.edition.document,
        [Extent(one.start, one.end, one.key) for one in document.paragraphs.all()],
        [Extent(action["start"], action["end"], key) for key, action in _actions(mandates)],
    )
    result = read.to_json()
    if result == last.result:
        return Changes(document)
    reading = read_anew(document, taken(found.content, found.name, found.characters, read))
    _describe(document, last, reading)
    changes = _Comparison(document, reading, mandates).carry_out()
    numbers = {"renewed": changes.renewed, "new": changes.new, "proposed": changes.proposed}
    note(person, "read again", document.body, f"document {document.pk}", engine=reading.engine, **numbers)
    return changes


def _actions(mandates: dict[str, Mandate]) -> Iterator[tuple[str, dict]]:
    for key, mandate in mandates.items():
        yield key, mandate.content["action"]


def _describe(document: Document, last: Reading, reading: Reading) -> None:
    """Take over what the heading says, where the register still says what the last reading said."""
    before, after = (_facts(one, document.characters) for one in (last, reading))
    changed = [name for name in after if getattr(document, name) == before[name] != after[name]]
    for name in changed:
        setattr(document, name, after[name])
    document.save(update_fields=changed)


def _facts(reading: Reading, characters: str) -> dict[str, object]:
    facts = structs.asdict(heading(Edition(reading.read_document(), characters)))
    del facts["language"]
    return facts


class _Comparison:
    """A new reading against the mandates of its document."""

    def __init__(self, document: Document, reading: Reading, mandates: dict[str, Mandate]) -> None:
        self.document, self.reading, self.mandates = document, reading, mandates
        self.read = contents(reading.read_document())
        self.touched = _touched(mandates)
        self.open = list(document.proposals.filter(state=State.OPEN))
        self.left = list(document.proposals.filter(state=State.LEFT))
        self.renewed: list[Mandate] = []
        self.new: list[Mandate] = []
        self.proposals: list[Proposal] = []

    def carry_out(self) -> Changes:
        for key, content in self.read.items():
            mandate = self.mandates.get(key)
            if mandate is None:
                self._found(key, content)
            elif mandate.state in LIVE:
                self._seen(mandate, content)
        for mandate in self.mandates.values():
            if mandate.key not in self.read and mandate.state in LIVE and mandate.is_read:
                self._propose(Kind.GONE, mandate, None)
        outdated = [proposal.pk for proposal in self.open]
        Proposal.objects.filter(pk__in=outdated).update(state=State.OUTDATED)
        Proposal.objects.bulk_create(self.proposals)
        # Once more, now that all of them are there to be waited for.
        renew([*self.new, *self.renewed])
        return Changes(self.document, len(self.renewed), len(self.new), len(self.proposals))

    def _found(self, key: str, content: Content) -> None:
        if content.paragraph in self.touched:
            self._propose(Kind.NEW, None, content)
            return
        mandate = Mandate(document=self.document, key=key, content=content.to_builtins(), version=0)
        write(mandate, None, Revision.Kind.READ, Mandate.State.DRAFT, content, reading=self.reading)
        self.new.append(mandate)

    def _seen(self, mandate: Mandate, content: Content) -> None:
        before = Content.from_builtins(mandate.as_read) if mandate.as_read is not None else None
        decided = mandate.read_content()
        set_as_read(mandate, content.to_builtins())
        if mandate.state == Mandate.State.DRAFT and mandate.paragraph not in self.touched:
            if content != decided:
                mandate.version += 1
                write(mandate, None, Revision.Kind.READ_AGAIN, Mandate.State.DRAFT, content, reading=self.reading)
                self.renewed.append(mandate)
            return
        mandate.save(update_fields=["is_read", "read_otherwise"])
        is_open = any(proposal.mandate_id == mandate.pk for proposal in self.open)
        is_news = is_open or before is None or not before.says_the_same(content)
        if is_news and not decided.says_the_same(content):
            self._propose(Kind.CHANGED, mandate, content)

    def _propose(self, kind: Proposal.Kind, mandate: Mandate | None, content: Content | None) -> None:
        """Ask a person, unless the same was asked before: then it stays open, or left."""
        for proposal in self.open:
            if _is(proposal, kind, mandate, content):
                self.open.remove(proposal)
                return
        if any(_is(proposal, kind, mandate, content) for proposal in self.left):
            return
        self.proposals.append(
            Proposal(
                document=self.document,
                reading=self.reading,
                mandate=mandate,
                kind=kind,
                content=content.to_builtins() if content is not None else None,
            )
        )


def _is(proposal: Proposal, kind: Proposal.Kind, mandate: Mandate | None, content: Content | None) -> bool:
    if proposal.kind != kind or proposal.mandate_id != (mandate.pk if mandate is not None else None):
        return False
    kept = Content.from_builtins(proposal.content) if proposal.content is not None else None
    return kept is content or (kept is not None and content is not None and kept.says_the_same(content))


def _touched(mandates: dict[str, Mandate]) -> set[str]:
    """The paragraphs in which a person has decided, assigned or written anything: the audit trail knows."""
    by_subject = {f"mandate {mandate.reference}": mandate for mandate in mandates.values()}
    subjects = Trail.objects.filter(subject__in=by_subject, person__isnull=False).values_list("subject", flat=True)
    return {by_subject[subject].paragraph for subject in subjects} | {
        mandate.paragraph for mandate in mandates.values() if mandate.state != Mandate.State.DRAFT
    }
