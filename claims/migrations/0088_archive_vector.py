"""On PostgreSQL a function of our own makes a text's terms searchable. It says what it costs: of the ones it is made of
PostgreSQL thinks that they cost nothing, and rather computed them for every row than look into the index."""

from django.db import migrations

FORWARD = [
    """CREATE FUNCTION claims_archive_vector(text) RETURNS tsvector
        LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 5000
        AS $$ BEGIN RETURN array_to_tsvector(string_to_array($1, ' ')); END $$""",
    "DROP INDEX claims_archive_gin",
    "CREATE INDEX claims_archive_gin ON claims_archivetext USING gin (claims_archive_vector(terms))",
]
BACKWARD = [
    "DROP INDEX claims_archive_gin",
    "CREATE INDEX claims_archive_gin ON claims_archivetext USING gin (array_to_tsvector(string_to_array(terms, ' ')))",
    "DROP FUNCTION claims_archive_vector(text)",
]


def run(statements):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("claims", "0087_coverage_threshold_append_only")]

    operations = [migrations.RunPython(run(FORWARD), run(BACKWARD))]
