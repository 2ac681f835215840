from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0035_credibility")]

    operations = [
        migrations.CreateModel(
            name="HouseRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        choices=[("blind_second", "blind second verdict")],
                        max_length=30,
                        unique=True,
                        verbose_name="rule",
                    ),
                ),
                ("enabled", models.BooleanField(default=True, verbose_name="on")),
                ("parameters", models.JSONField(blank=True, default=dict, verbose_name="parameters")),
            ],
            options={
                "verbose_name": "house rule",
                "verbose_name_plural": "house rules",
                "ordering": ["pk"],
            },
        ),
    ]
