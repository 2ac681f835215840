"""The rules of the publish gate as rows, so that an administrator finds them: each on."""

from django.db import migrations

RULES: dict[str, dict[str, int]] = {
    "origins": {"independent": 2},
    "hops_opened": {},
    "archived": {},
    "summary": {},
    "reviewer": {},
}


def add_rules(apps, schema_editor):
    rules = apps.get_model("claims", "HouseRule").objects
    for key, parameters in RULES.items():
        rules.get_or_create(key=key, defaults={"parameters": parameters})


class Migration(migrations.Migration):
    dependencies = [("claims", "0057_publication_append_only")]

    operations = [migrations.RunPython(add_rules, migrations.RunPython.noop)]
