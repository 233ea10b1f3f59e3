"""Mandates as read and as decided. Both layers are kept: what a machine read, and what a person made of it."""

from __future__ import annotations

import secrets
from base64 import b32encode

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dispositif.register.holdings.models import Document, Reading
from dispositif.register.review.content import Content, contents

# Crockford's base 32, without letters that are taken for digits, in the place of the usual one.
_SIGNS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def new_reference() -> str:
    """A mandate's permanent identifier: M-4K7Q2X9C."""
    return "M-" + b32encode(secrets.token_bytes(5)).translate(_SIGNS).decode()


class Mandate(models.Model):
    """A mandate that is followed up. Its reference holds through new readings, corrections and renumbering.

    `content` is what counts: as decided where a person has decided, else as read. What was read is kept beside it only
    where it is another. The columns below repeat parts of it, to be found by; `review.projection` alone writes them.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")  # as a machine read it
        CONFIRMED = "confirmed", _("confirmed")  # a person found it right as it was read
        CORRECTED = "corrected", _("corrected")  # a person changed it
        ADDED = "added", _("added")  # a person found it where no machine had
        REJECTED = "rejected", _("rejected")  # a person found that it is none
        REPLACED = "replaced", _("replaced")  # split into others, or merged into another

    reference = models.CharField(max_length=12, default=new_reference)
    document = models.ForeignKey(Document, models.PROTECT, db_index=False, related_name="mandates")
    key = models.CharField(max_length=100, help_text="Permanent within the document: op-8.m1, or op-8.x1 where added.")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1, help_text="Counts decisions: a stale form names an older one.")
    is_read = models.BooleanField(default=True, help_text="Whether a machine has read it: a person may have added it.")
    read_otherwise = models.JSONField(null=True, help_text="The content as last read, where that is not `content`.")
    content = models.JSONField()
    replaced_by = models.ManyToManyField("self", symmetrical=False, related_name="replaces")
    depends_on = models.ManyToManyField("self", symmetrical=False, related_name="awaited_by")

    paragraph = models.CharField(max_length=100)
    start = models.PositiveIntegerField(help_text="Where its action begins.")
    verb = models.CharField(max_length=100)
    force = models.CharField(max_length=12)
    strength = models.PositiveSmallIntegerField(null=True)
    action = models.TextField()
    deadline_text = models.TextField(blank=True)
    deadline_date = models.DateField(null=True)
    recurrence = models.CharField(max_length=20, blank=True)
    deliverable = models.CharField(max_length=20, blank=True)
    conditional = models.BooleanField(default=False)
    doubts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("document", "start", "pk")
        constraints = (
            models.UniqueConstraint(fields=("document", "key"), name="a_key_once_in_a_document"),
            models.UniqueConstraint(fields=("reference",), name="a_reference_once"),
        )
        indexes = (
            models.Index(fields=("state", "-doubts", "document", "start"), name="queue_by_doubt"),
            # What is counted and filtered stands here whole: a row with its contents is a hundred times as long.
            models.Index(
                fields=("document", "paragraph", "state", "force", "deliverable", "conditional", "id"),
                name="mandate_counted",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        """What its state is called. Django's own would translate all states for each mandate of a page."""
        return str(self.State(self.state).label)

    @property
    def as_read(self) -> dict | None:
        """Its content as last read; None where a person added it and no machine has read it since."""
        if not self.is_read:
            return None
        return self.content if self.read_otherwise is None else self.read_otherwise

    def read_content(self) -> Content:
        """Its content as an object."""
        return Content.from_builtins(self.content)


class Involvement(models.Model):
    """An actor's part in a mandate, for finding: addressee or partner."""

    class Part(models.TextChoices):
        ADDRESSEE = "addressee", _("addressee")
        PARTNER = "partner", _("partner")

    mandate = models.ForeignKey(
        Mandate, models.CASCADE, db_constraint=False, db_index=False, related_name="involvements"
    )
    part = models.CharField(max_length=10, choices=Part)
    name = models.TextField(help_text="As the text says it.")
    actor = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("actor",), name="involvement_by_actor"),
            models.Index(fields=("mandate", "part", "actor"), name="involvement_by_mandate"),
        )

    def __str__(self) -> str:
        return self.actor or self.name


class Revision(models.Model):
    """One step in a mandate's life as a text: read, confirmed, corrected … Only ever added to.

    What a machine read stands in its reading, and is not kept here once more.
    """

    class Kind(models.TextChoices):
        READ = "read", pgettext_lazy("a mandate", "read")
        CONFIRMED = "confirmed", _("confirmed")
        CORRECTED = "corrected", _("corrected")
        ADDED = "added", _("added")
        REJECTED = "rejected", _("rejected")
        SPLIT = "split", _("split")
        MERGED = "merged", _("merged")
        REOPENED = "reopened", _("reopened")
        READ_AGAIN = "read again", _("read again")

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="revisions")
    at = models.DateTimeField(auto_now_add=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    # Nothing takes a reading away: to look for it once more at each commit would say no more.
    reading = models.ForeignKey(
        Reading, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    kind = models.CharField(max_length=12, choices=Kind)
    content = models.JSONField(null=True, help_text="What it says from then on; null where `reading` says it.")
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.mandate} {self.kind}"

    def read_content(self) -> Content:
        """What the mandate says from then on."""
        if self.content is not None:
            return Content.from_builtins(self.content)
        assert self.reading
        return contents(self.reading.read_document())[self.mandate.key]


class Proposal(models.Model):
    """What a newer reading would change. A person takes it or leaves it; nothing changes by itself."""

    class Kind(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        GONE = "gone", _("gone")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        TAKEN = "taken", _("taken")
        LEFT = "left", _("left")
        OUTDATED = "outdated", _("outdated")  # a later reading says something else

    document = models.ForeignKey(Document, models.CASCADE, related_name="proposals")
    reading = models.ForeignKey(Reading, models.CASCADE, related_name="proposals")
    mandate = models.ForeignKey(Mandate, models.CASCADE, null=True, related_name="proposals")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN, db_index=True)
    content = models.JSONField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.kind}: {self.mandate or self.document}"
