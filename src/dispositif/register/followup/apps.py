"""The app."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Assignment, the ledger, status and reports."""

    name = "dispositif.register.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the snapshots renewed whenever a mandate's content is."""
        from dispositif.register.followup import snapshots
        from dispositif.register.review import projection

        projection.REPEATED_BY.append(snapshots)
