"""Who works with the register: units, roles in a body, and what everybody did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dispositif.register.holdings.models import Body


class Unit(models.Model):
    """A unit that answers for mandates: a department, a mission, a focal point's office."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("body", "name"), name="a_unit_once"),)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person is in a body, each with what those before it may do."""

    READER = "reader", _("reader")
    CONTRIBUTOR = "contributor", _("contributor")
    EDITOR = "editor", _("editor")
    MANAGER = "manager", _("manager")
    ADMINISTRATOR = "administrator", _("administrator")


class Membership(models.Model):
    """A person's role in a body (in all where `body` is empty). A contributor writes for the mandates of `unit`."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="members")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "body"), nulls_distinct=False, name="one_role_in_a_body"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.role}, {self.body or 'all bodies'}"


class Trail(models.Model):
    """The audit trail: who did what, to what, when. Only ever added to."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=100, help_text="What it was done to: mandate M-4K7Q2X9C.")
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.action}: {self.subject}"


class Scope(models.TextChoices):
    """What a token is good for, within what its owner may do."""

    READ = "read", _("read")
    REVIEW = "review", _("bring in and review")
    FOLLOW_UP = "follow up", _("enter, assign, ask and decide")


class Token(models.Model):
    """A token by which a program acts as a person. The token itself is shown once; what is kept is its SHA-256."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    last_used = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    def is_good(self) -> bool:
        """Whether it opens anything now."""
        return self.withdrawn_at is None and self.expires > timezone.now() and self.person.is_active

    def scope_names(self) -> list[str]:
        """What it is good for, in words."""
        return [str(Scope(scope).label) for scope in self.scopes]
