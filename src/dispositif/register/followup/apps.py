"""The app."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Assignment, the ledger, status and reports."""

    name = "dispositif.register.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"
