"""The app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The programming interface."""

    name = "dispositif.register.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
