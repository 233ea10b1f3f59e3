"""The app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages."""

    name = "dispositif.register.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
