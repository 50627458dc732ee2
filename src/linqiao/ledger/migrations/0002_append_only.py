"""Postings are append-only."""

from django.db import migrations

from linqiao.journal.append_only import protect


def forwards(apps, schema_editor):
    protect(schema_editor, "ledger_goods_posting", "ledger_money_posting")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(forwards)]
