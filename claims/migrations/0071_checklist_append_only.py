"""The database itself refuses to change a tick: taking it away is another row."""

from django.db import migrations

from claims.models.append_only import guard, unguard

TABLE = "claims_checklisttick"


class Migration(migrations.Migration):
    dependencies = [("claims", "0070_checklist")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: guard(schema_editor, TABLE),
            lambda apps, schema_editor: unguard(schema_editor, TABLE),
        )
    ]
