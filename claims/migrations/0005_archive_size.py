"""How large the archive is, kept in one row from now on; starts from what is there."""

from django.db import migrations, models
from django.db.models import Count, Sum


def measure(apps, schema_editor):
    size = apps.get_model("claims", "ArchiveText").objects.aggregate(articles=Count("pk"), terms=Sum("length"))
    apps.get_model("claims", "ArchiveSize").objects.create(pk=1, articles=size["articles"], terms=size["terms"] or 0)


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_event_undoes")]

    operations = [
        migrations.CreateModel(
            name="ArchiveSize",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("articles", models.PositiveIntegerField(default=0)),
                ("terms", models.PositiveBigIntegerField(default=0, help_text="sum of the lengths")),
            ],
        ),
        migrations.RunPython(measure, migrations.RunPython.noop),
    ]
