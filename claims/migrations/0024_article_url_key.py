from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0023_reanchoring"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="url_key",
            field=models.CharField(
                blank=True,
                db_index=True,
                help_text="hash of the address, without what does not tell pages apart",
                max_length=64,
            ),
        ),
    ]
