import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0085_event_act_of_thresholds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CoverageThreshold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("same", "claim and article in one language"),
                            ("abroad", "claim and article in two languages"),
                        ],
                        max_length=6,
                        verbose_name="group",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("value", models.FloatField(verbose_name="threshold")),
                (
                    "decisions",
                    models.PositiveIntegerField(help_text="how many decisions it was proposed from; 0 = taken back"),
                ),
                ("adopted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "adopted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "threshold of coverage",
                "verbose_name_plural": "thresholds of coverage",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("group", "version"), name="threshold_unique_version"),
                    models.CheckConstraint(
                        condition=models.Q(("value__gt", 0), ("value__lt", 1)), name="threshold_is_a_share"
                    ),
                ],
            },
        ),
    ]
