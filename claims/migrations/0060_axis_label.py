from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0059_relay_excuse"),
    ]

    operations = [
        migrations.CreateModel(
            name="AxisLabel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "axis",
                    models.CharField(
                        choices=[
                            ("stage", "stage"),
                            ("finding", "attribution finding"),
                            ("status", "verification status"),
                        ],
                        max_length=10,
                        verbose_name="axis",
                    ),
                ),
                ("key", models.CharField(max_length=20, verbose_name="key")),
                ("labels", models.JSONField(blank=True, default=dict, verbose_name="labels")),
                (
                    "colour",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("green", "green"),
                            ("amber", "amber"),
                            ("vermillion", "vermillion"),
                            ("purple", "purple"),
                            ("blue", "blue"),
                            ("grey", "grey"),
                        ],
                        max_length=12,
                        verbose_name="colour",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="place")),
            ],
            options={
                "verbose_name": "label of a key",
                "verbose_name_plural": "labels of keys",
                "ordering": ["axis", "position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("axis", "key"), name="axis_label_unique_key")],
            },
        ),
    ]
