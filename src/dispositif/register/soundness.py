"""Whether the register is sound: every hash, every span, every chain of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from dispositif.exports.edition import one_line
from dispositif.register.followup.models import Snapshot
from dispositif.register.followup.seals import broken
from dispositif.register.holdings.models import Citation, Document, Original, Paragraph
from dispositif.register.review.content import Content, contents
from dispositif.register.review.models import Involvement, Mandate, Revision

_ROWS = 200


class Fault(NamedTuple):
    """Something that is not as it must be."""

    subject: str
    what: str


def check() -> Iterator[Fault]:
    """All faults there are; none in a sound register."""
    for checks in CHECKS:
        yield from checks()


def _originals() -> Iterator[Fault]:
    for original in Original.objects.iterator(chunk_size=_ROWS):
        if sha256(original.content).hexdigest() != original.sha256:
            yield Fault(f"original {original.sha256}", "its bytes are not those that came")


def _documents() -> Iterator[Fault]:
    """Spans of paragraphs, citations and mandates, a document at a time: its text is loaded once."""
    for document in Document.objects.order_by("pk").iterator(chunk_size=_ROWS):
        text = document.characters
        for paragraph in Paragraph.objects.filter(document=document):
            if one_line(text[paragraph.start : paragraph.end]) != paragraph.words:
                yield Fault(f"document {document.pk}, {paragraph.key}", "its words are not those of the text")
        for start, end in Citation.objects.filter(document=document).values_list("start", "end"):
            if not 0 <= start < end <= len(text):
                yield Fault(f"document {document.pk}", f"a citation at {start} to {end} is outside the text")
        read = {one.pk: contents(one.read_document()) for one in document.readings.all()}
        for mandate in Mandate.objects.filter(document=document).prefetch_related("revisions"):
            yield from _mandate(mandate, text, read)


def _mandate(mandate: Mandate, text: str, read: Mapping[int, Mapping[str, Content]]) -> Iterator[Fault]:
    subject = f"mandate {mandate.reference}"
    revisions = list(mandate.revisions.all())
    said = [_said(one, mandate.key, read) for one in revisions]
    if not revisions:
        yield Fault(subject, "it has no revision")
    for number, content in enumerate(said, 1):
        if content is None:
            yield Fault(subject, f"revision {number}: its reading says nothing of it")
            continue
        for words in content.spans():
            if text[words.start : words.end] != words.text:
                yield Fault(
                    subject, f"revision {number}: “{words.text}” are not the words of the text at {words.start}"
                )
    if said and said[-1] is not None and mandate.read_content() != said[-1]:
        yield Fault(subject, "its content is not that of its last revision")


def _said(revision: Revision, key: str, read: Mapping[int, Mapping[str, Content]]) -> Content | None:
    """What a revision of a mandate with a key says; `read` are the mandates of each reading of its document."""
    if revision.content is not None:
        return Content.from_builtins(revision.content)
    return read.get(revision.reading_id or 0, {}).get(key)


def _repeated() -> Iterator[Fault]:
    """What repeats a reading or a mandate, without a constraint of the database to it."""
    for model, of, what in (
        (Paragraph, "document", Document),
        (Citation, "document", Document),
        (Involvement, "mandate", Mandate),
        (Snapshot, "mandate", Mandate),
    ):
        rows = model.objects.exclude(Exists(what.objects.filter(pk=OuterRef(f"{of}_id")))).order_by()
        for pk in rows.values_list("pk", flat=True):
            yield Fault(f"{model._meta.verbose_name} {pk}", f"the {of} that it is of is not there")


def _ledger() -> Iterator[Fault]:
    for entry in broken():
        yield Fault(f"mandate {entry.mandate}", f"entry {entry.pk} of its ledger was changed after it was made")


CHECKS: tuple[Callable[[], Iterator[Fault]], ...] = (_originals, _documents, _repeated, _ledger)
"""Each looks at one thing."""
