"""The rules of the publish gate as rows, so that an administrator finds them: each on."""

from django.db import migrations

RULES = ("hops_opened", "summary", "reviewer")


def add_rules(apps, schema_editor):
    rules = apps.get_model("claims", "HouseRule").objects
    for key in RULES:
        rules.get_or_create(key=key)


class Migration(migrations.Migration):
    dependencies = [("claims", "0050_publication_append_only")]

    operations = [migrations.RunPython(add_rules, migrations.RunPython.noop)]
