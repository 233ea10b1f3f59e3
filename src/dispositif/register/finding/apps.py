"""The app."""

from django.apps import AppConfig


class FindingConfig(AppConfig):
    """Full-text search, filters, saved searches, and the questions that pages ask."""

    name = "dispositif.register.finding"
    label = "finding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the index kept by whoever writes paragraphs, in the same transaction."""
        from dispositif.register.finding import indexing
        from dispositif.register.holdings import actions

        actions.INDEXES.append(indexing)
