from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0011_source_stakes_and_grades"),
    ]

    operations = [
        migrations.AddField(
            model_name="attribution",
            name="anonymity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("office", "spokesperson named by office only"),
                    ("rank", "official named by rank or country"),
                    ("close", "person close to somebody"),
                    ("plural", "several, unnamed"),
                    ("single", "one person, unnamed"),
                    ("passive", "nobody: a passive or “it is believed”"),
                ],
                max_length=10,
                verbose_name="how the source is unnamed",
            ),
        ),
        migrations.AddField(
            model_name="attribution",
            name="anonymity_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="reason the article gives"),
        ),
    ]
