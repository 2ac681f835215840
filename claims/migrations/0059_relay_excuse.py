from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0058_rules_of_the_publish_gate")]

    operations = [
        migrations.AddField(
            model_name="relayhop",
            name="excuse",
            field=models.CharField(blank=True, max_length=300, verbose_name="why it was not opened"),
        ),
    ]
