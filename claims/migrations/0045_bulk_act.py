import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0044_event_act_due"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("take", "take"),
                            ("put_back", "put back"),
                            ("assign", "assign"),
                            ("share", "share out"),
                            ("move", "move to another stage"),
                            ("due", "set the due date"),
                        ],
                        max_length=10,
                    ),
                ),
                ("stage", models.CharField(blank=True, help_text="of a move: where to", max_length=20)),
                ("note", models.CharField(blank=True, max_length=2000)),
                ("due", models.DateField(blank=True, null=True)),
                ("query", models.TextField(blank=True, help_text="the list that the claims were chosen from")),
                ("language", models.CharField(help_text="of the words in `refused` and `kept`", max_length=8)),
                ("rows", models.JSONField(default=list)),
                ("settled", models.PositiveIntegerField(default=0, help_text="rows that were tried")),
                ("done", models.PositiveIntegerField(default=0)),
                ("refused", models.JSONField(default=list)),
                ("taking_back", models.BooleanField(default=False)),
                (
                    "undone_settled",
                    models.PositiveIntegerField(default=0, help_text="rows of which taking back was tried"),
                ),
                ("undone", models.PositiveIntegerField(default=0)),
                ("kept", models.JSONField(default=list)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "bulk act",
                "verbose_name_plural": "bulk acts",
            },
        ),
        migrations.AddField(
            model_name="bulkact",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="bulk",
            field=models.ForeignKey(
                blank=True,
                help_text="the act on many claims that this one is part of",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="claims.bulkact",
            ),
        ),
        migrations.AddIndex(
            model_name="bulkact",
            index=models.Index(fields=["actor", "-id"], name="bulk_act_of_a_person"),
        ),
        migrations.AddConstraint(
            model_name="bulkact",
            constraint=models.CheckConstraint(
                condition=models.Q(("settled__gte", models.F("done"))), name="bulk_act_does_only_what_it_tried"
            ),
        ),
    ]
