"""Searches that people keep."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_key() -> str:
    """The secret part of a feed's address."""
    return secrets.token_urlsafe(24)


class SavedSearch(models.Model):
    """A search that a person keeps, to be told of what is new in it."""

    class Digest(models.TextChoices):
        NEVER = "", _("never")
        DAILY = "daily", _("daily")
        WEEKLY = "weekly", _("weekly")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="searches")
    name = models.CharField(max_length=200)
    query = models.TextField(blank=True, help_text="The filters as a query string.")
    digest = models.CharField(max_length=10, choices=Digest, blank=True)
    told_until = models.DateTimeField(null=True, help_text="What is newer was not yet in a digest.")
    key = models.CharField(max_length=50, unique=True, default=new_key, help_text="The secret of its feeds.")

    class Meta:
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=("person", "name"), name="a_name_once_a_person"),)

    def __str__(self) -> str:
        return self.name
