"""The app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Mandates as read and as decided."""

    name = "dispositif.register.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"
