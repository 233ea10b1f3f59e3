"""Assignment, the ledger of what happened, and requests for decisions. Rows of these are only ever added.

Status is nowhere stored as a fact: `followup.status` computes it from these and a date. `Snapshot` repeats today's for
finding, and can be thrown away.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dispositif.register.followup.status import Status
from dispositif.register.holdings.models import Document, Original
from dispositif.register.people.models import Unit
from dispositif.register.review.models import Mandate


class Assignment(models.Model):
    """Who answers for a mandate from a moment on; the last one counts."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="assignments")
    focal_point = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    alternate = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    partners = models.TextField(blank=True)
    due = models.DateField(null=True, help_text="Where a person fixes the day; else the deadline's own rule.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        get_latest_by = "pk"

    def __str__(self) -> str:
        return f"{self.mandate}: {self.unit}"


class Entry(models.Model):
    """An entry of the ledger. What is wrong is put right by another entry, never by a change."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", _("progress")
        EVIDENCE = "evidence", _("evidence")
        EVENT = "event", _("event")  # the event or failure of a condition has occurred
        EXTENSION = "extension", _("extension")
        SUPERSEDED = "superseded", _("superseded")
        RETIRED = "retired", _("retired")
        COMMENT = "comment", _("comment")
        CORRECTION = "correction", _("correction")  # the rest of this entry stands in the place of `corrects`

    class Bearing(models.TextChoices):
        """What an entry says of the state of things."""

        NONE = "", _("nothing")
        UNDER_WAY = "in progress", _("in progress")
        PARTLY = "partly implemented", _("partly implemented")
        FULLY = "implemented", _("implemented")
        NOT = "not implemented", _("not implemented")
        NOT_APPLICABLE = "not applicable", _("not applicable")

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    bearing = models.CharField(max_length=20, choices=Bearing, blank=True)
    addressee = models.CharField(max_length=300, blank=True, help_text="Actor or words of the one addressee it is of.")
    happened = models.DateField()
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    remark = models.TextField(blank=True)
    link = models.URLField(max_length=1000, blank=True)
    symbol = models.CharField(max_length=100, blank=True, help_text="Of the document that is the evidence or decides.")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="entries")
    file = models.ForeignKey(Original, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=300, blank=True)
    passage = models.TextField(blank=True)
    condition = models.PositiveIntegerField(
        null=True,
        help_text="Of the condition that an event meets: where its words begin. Null for all that it waits for.",
    )
    condition_end = models.PositiveIntegerField(null=True, help_text="Where the words of that condition ended then.")
    due = models.DateField(null=True, help_text="The new day of an extension.")
    place = models.CharField(max_length=200, blank=True)
    successor = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    withdrawn = models.BooleanField(default=False, help_text="A correction that puts nothing in the place.")
    seal = models.CharField(max_length=64, help_text="SHA-256 of this entry and the seal of the one before it.")

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.mandate}: {self.kind} of {self.happened}"


class Request(models.Model):
    """Somebody asks for a mandate to be extended, dropped, merged, replaced or retired, on a legal basis."""

    class Kind(models.TextChoices):
        EXTENSION = "extension", _("extension")
        DROPPING = "dropping", _("dropping")
        MERGER = "merger", _("merger")
        REPLACEMENT = "replacement", _("replacement")
        RETIREMENT = "retirement", _("retirement")

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=12, choices=Kind)
    legal_basis = models.TextField()
    reason = models.TextField(blank=True)
    due = models.DateField(null=True)
    successor = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.mandate}: {self.kind}"


class Decision(models.Model):
    """What somebody else than who asked decided about a request."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="decision")
    granted = models.BooleanField()
    remark = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, related_name="decision")

    def __str__(self) -> str:
        return f"{self.request}: {'granted' if self.granted else 'refused'}"


class Notice(models.Model):
    """Something that a person who answers for a mandate is told."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="+")
    message = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    seen = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.message


class Snapshot(models.Model):
    """The standing of a mandate as `snapshots` last computed it, to be found by. It holds until `holds_until`."""

    mandate = models.OneToOneField(
        Mandate, models.CASCADE, primary_key=True, db_constraint=False, related_name="snapshot"
    )
    status = models.CharField(max_length=20, choices=Status)
    since = models.DateField(null=True)
    due = models.DateField(null=True, db_index=True)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    last_entry = models.DateField(null=True)
    holds_until = models.DateField(null=True, db_index=True)

    class Meta:
        indexes = (models.Index(fields=("status",), name="snapshot_by_status"),)

    def __str__(self) -> str:
        return f"{self.mandate}: {self.status}"

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        """What its status is called. Django's own would translate all statuses for each mandate of a page."""
        return str(Status(self.status).label)
