"""The database itself refuses to change what was seen at an address."""

from django.db import migrations

from claims.models.append_only import guard, unguard

TABLE = "claims_evidencearchive"


class Migration(migrations.Migration):
    dependencies = [("claims", "0052_evidence_archive")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: guard(schema_editor, TABLE),
            lambda apps, schema_editor: unguard(schema_editor, TABLE),
        )
    ]
