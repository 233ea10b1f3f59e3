"""The app."""

from django.apps import AppConfig


class HoldingsConfig(AppConfig):
    """Bodies, their meetings and their documents."""

    name = "dispositif.register.holdings"
    label = "holdings"
    default_auto_field = "django.db.models.BigAutoField"
