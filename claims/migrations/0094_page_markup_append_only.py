"""The database itself refuses to change what a page said: another page is another row."""

from django.db import migrations

from claims.models.append_only import guard, unguard

TABLE = "claims_pagemarkup"


class Migration(migrations.Migration):
    dependencies = [("claims", "0093_page_markup")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: guard(schema_editor, TABLE),
            lambda apps, schema_editor: unguard(schema_editor, TABLE),
        )
    ]
