"""The table of what is kept for a while: how often somebody has tried to sign in."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    dependencies = [("people", "0003_a_document_may_move")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
