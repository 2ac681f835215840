import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0033_comment")]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="second_wanted",
            field=models.BooleanField(default=False, verbose_name="blind second verdict asked for"),
        ),
        migrations.AddField(
            model_name="verdict",
            name="awaits_second",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="verdict",
            name="blind_to",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="second",
                to="claims.verdict",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="decides",
            field=models.OneToOneField(
                blank=True,
                help_text="the second of the two verdicts that differed",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="claims.verdict",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="summary",
            field=models.CharField(blank=True, max_length=300, verbose_name="public summary"),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("blind_to__isnull", True),
                    models.Q(("awaits_second", False), ("decides__isnull", True)),
                    _connector="OR",
                ),
                name="verdict_is_second_or_deciding",
            ),
        ),
    ]
