"""The database itself refuses to change a signed verdict."""

from django.db import migrations

from claims.models.append_only import guard, unguard

TABLE = "claims_verdict"


class Migration(migrations.Migration):
    dependencies = [("claims", "0037_event_acts_of_verdicts")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: guard(schema_editor, TABLE),
            lambda apps, schema_editor: unguard(schema_editor, TABLE),
        )
    ]
