from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0034_verdict_seconds")]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="credibility",
            field=models.CharField(
                blank=True,
                choices=[
                    ("1", "1 confirmed by other sources"),
                    ("2", "2 probably true"),
                    ("3", "3 possibly true"),
                    ("4", "4 doubtful"),
                    ("5", "5 improbable"),
                    ("6", "6 cannot be judged"),
                ],
                max_length=1,
                verbose_name="credibility",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="credibility",
            field=models.CharField(
                blank=True,
                choices=[
                    ("1", "1 confirmed by other sources"),
                    ("2", "2 probably true"),
                    ("3", "3 possibly true"),
                    ("4", "4 doubtful"),
                    ("5", "5 improbable"),
                    ("6", "6 cannot be judged"),
                ],
                max_length=1,
                verbose_name="credibility",
            ),
        ),
    ]
