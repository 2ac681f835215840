"""One more reason to look at a claim again: copies still say what their origin has changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0083_feeds")]

    operations = [
        migrations.AlterField(
            model_name="reopening",
            name="reason",
            field=models.CharField(
                choices=[
                    ("recheck", "the day to look again has come"),
                    ("contradicted", "coverage contradicts it"),
                    ("changed", "the page of a piece of evidence changed"),
                    ("gone", "the page of a piece of evidence is gone"),
                    ("corrected", "an article that speaks for or against it has a newer version"),
                    ("version", "a newer version says it otherwise, or no more"),
                    ("downstream", "copies still say what their origin has changed"),
                    ("reply", "an answer is overdue"),
                ],
                max_length=20,
                verbose_name="reason",
            ),
        ),
    ]
