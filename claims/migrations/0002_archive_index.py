"""The full-text index of the archive: FTS5 with triggers on SQLite, GIN on PostgreSQL."""

from django.db import migrations

SQLITE_FORWARD = [
    """CREATE VIRTUAL TABLE claims_archive_fts USING fts5(
        terms, content='claims_archivetext', content_rowid='article_id', tokenize="unicode61 remove_diacritics 0")""",
    """CREATE TRIGGER claims_archive_insert AFTER INSERT ON claims_archivetext BEGIN
        INSERT INTO claims_archive_fts(rowid, terms) VALUES (new.article_id, new.terms); END""",
    """CREATE TRIGGER claims_archive_delete AFTER DELETE ON claims_archivetext BEGIN
        INSERT INTO claims_archive_fts(claims_archive_fts, rowid, terms)
        VALUES ('delete', old.article_id, old.terms); END""",
    """CREATE TRIGGER claims_archive_update AFTER UPDATE ON claims_archivetext BEGIN
        INSERT INTO claims_archive_fts(claims_archive_fts, rowid, terms)
        VALUES ('delete', old.article_id, old.terms);
        INSERT INTO claims_archive_fts(rowid, terms) VALUES (new.article_id, new.terms); END""",
]
SQLITE_BACKWARD = [
    "DROP TRIGGER claims_archive_update",
    "DROP TRIGGER claims_archive_delete",
    "DROP TRIGGER claims_archive_insert",
    "DROP TABLE claims_archive_fts",
]
POSTGRESQL_FORWARD = ["CREATE INDEX claims_archive_gin ON claims_archivetext USING gin (to_tsvector('simple', terms))"]
POSTGRESQL_BACKWARD = ["DROP INDEX claims_archive_gin"]


def run(statements_by_vendor):
    def operation(apps, schema_editor):
        for statement in statements_by_vendor[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return operation


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [
        migrations.RunPython(
            run({"sqlite": SQLITE_FORWARD, "postgresql": POSTGRESQL_FORWARD}),
            run({"sqlite": SQLITE_BACKWARD, "postgresql": POSTGRESQL_BACKWARD}),
        )
    ]
