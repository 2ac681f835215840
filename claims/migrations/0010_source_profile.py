import django.db.models.deletion
import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0009_list_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="country",
            field=models.CharField(
                blank=True,
                help_text="ISO 3166-1",
                max_length=2,
                validators=[django.core.validators.RegexValidator("^[A-Z]{2}$")],
                verbose_name="country",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed",
                to="claims.source",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="source",
            name="wikidata",
            field=models.CharField(
                blank=True,
                max_length=12,
                validators=[django.core.validators.RegexValidator("^Q[1-9]\\d{0,10}$")],
                verbose_name="Wikidata",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("pk")), _negated=True), name="source_not_merged_into_itself"
            ),
        ),
    ]
