from django.db import migrations

from dispositif.register.finding.index_sql import CREATE, DROP


def create(apps, editor):
    for statement in CREATE[editor.connection.vendor]:
        editor.execute(statement)


def drop(apps, editor):
    for statement in DROP:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("finding", "0001_initial"), ("holdings", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
