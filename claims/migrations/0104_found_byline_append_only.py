"""The database itself refuses to change what was told of a byline, as it does with what a page said."""

from django.db import migrations

from claims.models.append_only import guard, unguard

TABLE = "claims_foundbyline"


class Migration(migrations.Migration):
    dependencies = [("claims", "0103_found_byline")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: guard(schema_editor, TABLE),
            lambda apps, schema_editor: unguard(schema_editor, TABLE),
        )
    ]
