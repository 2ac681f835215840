"""The database itself refuses to change a threshold: another one is another row."""

from django.db import migrations

from claims.models.append_only import guard, unguard

TABLE = "claims_coveragethreshold"


class Migration(migrations.Migration):
    dependencies = [("claims", "0086_coverage_threshold")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: guard(schema_editor, TABLE),
            lambda apps, schema_editor: unguard(schema_editor, TABLE),
        )
    ]
