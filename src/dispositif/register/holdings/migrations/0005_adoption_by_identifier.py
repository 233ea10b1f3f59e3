from django.db import migrations, models

from dispositif.register.holdings.adoption import marks


def fill(apps, editor):
    """An adoption that was kept with each file of a document is kept once, by the document's identifier."""
    adoptions = apps.get_model("holdings", "Adoption").objects
    kept = set()
    for one in adoptions.select_related("document").defer("document__characters").order_by("-pk"):
        identifier = one.document.identifier
        if identifier and identifier not in kept:
            kept.add(identifier)
            found_by = marks(one.ballots, one.sponsors, one.co_sponsors)
            adoptions.filter(pk=one.pk).update(identifier=identifier, **found_by)
        else:
            adoptions.filter(pk=one.pk).delete()


class Migration(migrations.Migration):
    dependencies = [("holdings", "0004_citing")]
    operations = [
        migrations.AddField("adoption", "identifier", models.CharField(default="", max_length=100)),
        migrations.AddField(
            "adoption",
            "marks",
            models.TextField(blank=True, default="", help_text="To be found by: |against state/fj|sponsor state/mt|."),
            preserve_default=False,
        ),
        migrations.AddField(
            "adoption",
            "sponsor_names",
            models.TextField(blank=True, default="", help_text="To be found by: the names of all sponsors."),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
