"""The archive by place: day and article in one number, by which the full-text index is ordered, so that a window of
days is one range of it. With the tables that find copies at intake.

FTS5 keeps only which article holds which term now: no positions, no lengths, and the terms as they are instead of
tokenised a second time. PostgreSQL takes them as they are as well.
"""

import django.db.models.deletion
from django.db import migrations, models

SQLITE_NEW = [
    """CREATE VIRTUAL TABLE claims_archive_fts USING fts5(
        terms, content='claims_archivetext', content_rowid='place', tokenize=ascii, detail=none, columnsize=0)""",
    """CREATE TRIGGER claims_archive_insert AFTER INSERT ON claims_archivetext BEGIN
        INSERT INTO claims_archive_fts(rowid, terms) VALUES (new.place, new.terms); END""",
    """CREATE TRIGGER claims_archive_delete AFTER DELETE ON claims_archivetext BEGIN
        INSERT INTO claims_archive_fts(claims_archive_fts, rowid, terms)
        VALUES ('delete', old.place, old.terms); END""",
    """CREATE TRIGGER claims_archive_update AFTER UPDATE ON claims_archivetext BEGIN
        INSERT INTO claims_archive_fts(claims_archive_fts, rowid, terms)
        VALUES ('delete', old.place, old.terms);
        INSERT INTO claims_archive_fts(rowid, terms) VALUES (new.place, new.terms); END""",
    "INSERT INTO claims_archive_fts(claims_archive_fts) VALUES ('rebuild')",
]
SQLITE_OLD = [
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
    "INSERT INTO claims_archive_fts(claims_archive_fts) VALUES ('rebuild')",
]
SQLITE_DROP = [
    "DROP TRIGGER claims_archive_update",
    "DROP TRIGGER claims_archive_delete",
    "DROP TRIGGER claims_archive_insert",
    "DROP TABLE claims_archive_fts",
]
NEW = {
    "sqlite": SQLITE_NEW,
    "postgresql": [
        "CREATE INDEX claims_archive_gin ON claims_archivetext "
        "USING gin (array_to_tsvector(string_to_array(terms, ' ')))"
    ],
}
OLD = {
    "sqlite": SQLITE_OLD,
    "postgresql": ["CREATE INDEX claims_archive_gin ON claims_archivetext USING gin (to_tsvector('simple', terms))"],
}
DROP = {"sqlite": SQLITE_DROP, "postgresql": ["DROP INDEX claims_archive_gin"]}
# Days are counted as Python's toordinal() counts them; 28 bits are left for the article.
FILL = {
    "sqlite": [
        """UPDATE claims_archivetext SET (place, language) = (
            SELECT (COALESCE(CAST(julianday(a.published) - 1721424.5 AS INTEGER), 0) << 28) | a.id, a.language
            FROM claims_article a WHERE a.id = article_id)"""
    ],
    "postgresql": [
        """UPDATE claims_archivetext SET language = a.language,
            place = (COALESCE(a.published - DATE '0001-01-01' + 1, 0)::bigint << 28) | a.id
            FROM claims_article a WHERE a.id = article_id"""
    ],
}


def run(statements_by_vendor):
    def operation(apps, schema_editor):
        for statement in statements_by_vendor[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("claims", "0080_provider_calls")]

    operations = [
        # SQLite makes the table anew for every change of it and loses its triggers.
        migrations.RunPython(run(DROP), run(OLD)),
        migrations.AddField(
            model_name="archivetext",
            name="language",
            field=models.CharField(default="", max_length=8),
        ),
        migrations.AddField(
            model_name="archivetext",
            name="place",
            field=models.BigIntegerField(
                default=0, help_text="day of publication and article in one number: place_of()"
            ),
        ),
        migrations.AlterField(
            model_name="archivetext",
            name="article",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="archive_text",
                serialize=False,
                to="claims.article",
            ),
        ),
        migrations.RunPython(run(FILL), migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="archivetext",
            index=models.Index(fields=["place"], name="archive_place"),
        ),
        migrations.RunPython(run(NEW), run(DROP)),
        migrations.CreateModel(
            name="Shingle",
            fields=[("key", models.BigIntegerField(primary_key=True, serialize=False))],
        ),
        migrations.CreateModel(
            name="TextReuse",
            fields=[
                (
                    "copy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reuse",
                        serialize=False,
                        to="claims.article",
                    ),
                ),
                (
                    "share",
                    models.FloatField(help_text="of the copy's three-word shingles that stand in the parent, 0 to 1"),
                ),
                ("directed", models.BooleanField(help_text="whether the times tell which of the two came first")),
                ("method", models.CharField(help_text="what found it, and its version", max_length=40)),
                ("found_at", models.DateTimeField(auto_now_add=True)),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reused_by", to="claims.article"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("copy", models.F("parent")), _negated=True),
                        name="reuse_of_another_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share__gt", 0), ("share__lte", 1)), name="reuse_share_is_a_share"
                    ),
                ],
            },
        ),
    ]
