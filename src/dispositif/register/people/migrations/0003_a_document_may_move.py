"""A document may be of another body than it was brought in for: its trigger is made anew after the migration."""

from django.db import migrations


def let_go(apps, schema_editor):
    on = " ON holdings_document" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS holdings_document_keeps_words{on}")


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0002_tokens"),
        ("holdings", "0002_adoption"),
    ]

    operations = [migrations.RunPython(let_go, migrations.RunPython.noop)]
