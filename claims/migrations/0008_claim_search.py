"""The full-text index of claims: FTS5 on SQLite, GIN on PostgreSQL; filled with what is there."""

from django.db import migrations

from claims.models import search

FORWARD = {
    "sqlite": [
        """CREATE VIRTUAL TABLE claims_claim_search USING fts5(
            words, tokenize="unicode61 remove_diacritics 2", prefix='2 3')"""
    ],
    "postgresql": [
        """CREATE TABLE claims_claim_search (
            claim_id bigint PRIMARY KEY REFERENCES claims_claim (id) ON DELETE CASCADE, words tsvector NOT NULL)""",
        "CREATE INDEX claims_claim_search_gin ON claims_claim_search USING gin (words)",
    ],
}


def create(apps, schema_editor):
    for statement in FORWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
    search.rebuild(apps.get_model("claims", "Claim").objects.values_list("pk", flat=True))


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE claims_claim_search")


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_key_map")]

    operations = [migrations.RunPython(create, drop)]
