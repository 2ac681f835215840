"""The house rules as rows, so that an administrator finds them: each as it comes."""

from django.db import migrations

RULES = {"blind_second": {"check_score": 0.75, "share": 0.0}}


def add_rules(apps, schema_editor):
    rules = apps.get_model("claims", "HouseRule").objects
    for key, parameters in RULES.items():
        rules.get_or_create(key=key, defaults={"parameters": parameters})


class Migration(migrations.Migration):
    dependencies = [("claims", "0038_append_only")]

    operations = [migrations.RunPython(add_rules, migrations.RunPython.noop)]
