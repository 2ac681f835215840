"""Who corrected the relation of a coverage match."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0081_archive_place"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="coveragematch",
            name="relation_by",
            field=models.ForeignKey(
                blank=True,
                help_text="who corrected the relation; empty for the matcher's",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="coveragematch",
            name="reasons",
            field=models.JSONField(default=dict, help_text="{names, figures, terms, relation, …} as shown to people"),
        ),
    ]
