"""The words that SQLite's full-text index of claims holds, to be looked up; it stores nothing of its own."""

from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("CREATE VIRTUAL TABLE claims_claim_terms USING fts5vocab(claims_claim_search, row)")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE claims_claim_terms")


class Migration(migrations.Migration):
    dependencies = [("claims", "0106_archive_postings")]

    operations = [migrations.RunPython(create, drop)]
