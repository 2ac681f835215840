"""The database itself refuses to change what was published."""

from django.db import migrations

from claims.models.append_only import guard, unguard

TABLE = "claims_publication"


class Migration(migrations.Migration):
    dependencies = [("claims", "0056_publication")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: guard(schema_editor, TABLE),
            lambda apps, schema_editor: unguard(schema_editor, TABLE),
        )
    ]
