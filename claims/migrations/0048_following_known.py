from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0047_digest"),
    ]

    operations = [
        migrations.AddField(
            model_name="following",
            name="known",
            field=models.JSONField(
                blank=True, help_text="of a view: the claims that fitted it at the last look", null=True
            ),
        ),
    ]
