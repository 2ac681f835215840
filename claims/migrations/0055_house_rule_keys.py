from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0054_notice_of_evidence")]

    operations = [
        migrations.AlterField(
            model_name="houserule",
            name="key",
            field=models.CharField(
                choices=[
                    ("origins", "a primary source or independent origins"),
                    ("hops_opened", "every relay opened or excused"),
                    ("archived", "evidence archived"),
                    ("summary", "a public summary"),
                    ("reviewer", "reviewed by somebody who signed no verdict"),
                    ("blind_second", "blind second verdict"),
                ],
                max_length=30,
                unique=True,
                verbose_name="rule",
            ),
        ),
    ]
