from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0042_tell_from_here"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="due",
            field=models.DateField(blank=True, null=True, verbose_name="due"),
        ),
    ]
