"""The journal is append-only."""

from django.db import migrations

from linqiao.journal.append_only import protect


def forwards(apps, schema_editor):
    protect(schema_editor, "journal_entry")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(forwards)]
