"""The app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Roles, units and the audit trail."""

    name = "dispositif.register.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
