"""The app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    """Roles, units, tokens and the audit trail."""

    name = "dispositif.register.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """After each migration, see that the database refuses what nobody may do."""
        from dispositif.register.people import unchangeable

        def install(**_: object) -> None:
            unchangeable.install()

        post_migrate.connect(install, sender=self, weak=False, dispatch_uid="unchangeable")
