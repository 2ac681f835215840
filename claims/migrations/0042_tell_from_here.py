"""People are told of what happens from now on, not of all that is in the log already."""

from django.db import migrations


def begin_at_the_end(apps, schema_editor):
    seals = apps.get_model("claims", "EventSeal").objects.order_by("-position")
    last = seals.values_list("position", flat=True).first()
    if last is not None:
        apps.get_model("claims", "LogReader").objects.get_or_create(name="notices", defaults={"position": last})


class Migration(migrations.Migration):
    dependencies = [("claims", "0041_notice")]

    operations = [migrations.RunPython(begin_at_the_end, migrations.RunPython.noop, elidable=True)]
