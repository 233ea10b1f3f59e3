from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("holdings", "0005_adoption_by_identifier")]
    operations = [
        migrations.RemoveField("adoption", "document"),
        migrations.AlterField(
            "adoption",
            "identifier",
            models.CharField(help_text="Of the document, as `Document.identifier`.", max_length=100, unique=True),
        ),
    ]
