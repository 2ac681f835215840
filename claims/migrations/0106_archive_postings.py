"""On PostgreSQL the index of the archive is built in segments: of some thousand articles, in the order of their places,
a row per term with those that hold it. GIN, which takes several times as long to build and reads the holders of all
days for a few, keeps only what came in since, the loose texts. At first all are: `reindex_archive` makes segments.
"""

from django.db import migrations

FORWARD = [
    """CREATE TABLE claims_archive_segment (
        number integer PRIMARY KEY,
        first bigint NOT NULL,
        last bigint NOT NULL,
        articles integer NOT NULL,
        places bigint[] NOT NULL)""",
    """CREATE TABLE claims_archive_posting (
        term varchar(64) COLLATE "C" NOT NULL,
        segment integer NOT NULL,
        articles integer[] NOT NULL,
        PRIMARY KEY (term, segment))""",
    # To press numbers together takes longer than to write them.
    "ALTER TABLE claims_archive_segment ALTER COLUMN places SET STORAGE EXTERNAL",
    "ALTER TABLE claims_archive_posting ALTER COLUMN articles SET STORAGE EXTERNAL",
    "ALTER TABLE claims_archivetext ADD COLUMN loose boolean NOT NULL DEFAULT true",
    "DROP INDEX claims_archive_gin",
    "CREATE INDEX claims_archive_gin ON claims_archivetext USING gin (claims_archive_vector(terms)) WHERE loose",
    "CREATE INDEX claims_archive_loose ON claims_archivetext (place) WHERE loose",
]
BACKWARD = [
    "DROP INDEX claims_archive_loose",
    "DROP INDEX claims_archive_gin",
    "ALTER TABLE claims_archivetext DROP COLUMN loose",
    "CREATE INDEX claims_archive_gin ON claims_archivetext USING gin (claims_archive_vector(terms))",
    "DROP TABLE claims_archive_posting",
    "DROP TABLE claims_archive_segment",
]


def run(statements):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("claims", "0105_appearances_of_a_claim_from_the_index")]

    operations = [migrations.RunPython(run(FORWARD), run(BACKWARD))]
