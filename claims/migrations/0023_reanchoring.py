import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0022_receipt_path"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reanchoring",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "needs re-anchoring"),
                            ("moved", "moved over"),
                            ("placed", "placed by a person"),
                            ("gone", "no longer in the newer version"),
                        ],
                        db_index=True,
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "places",
                    models.PositiveIntegerField(default=0, help_text="in how many places the machine found the words"),
                ),
                ("words_changed", models.BooleanField(default=False)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "re-anchoring",
                "verbose_name_plural": "re-anchorings",
            },
        ),
        migrations.RemoveIndex(
            model_name="attribution",
            name="attribution_standing_of_claim",
        ),
        migrations.RemoveIndex(
            model_name="attribution",
            name="attribution_claims_of_source",
        ),
        migrations.AddField(
            model_name="attribution",
            name="superseded",
            field=models.BooleanField(
                default=False,
                help_text="a newer version of the article speaks for it: moved over, or split afresh there",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="act",
            field=models.CharField(
                choices=[
                    ("ingested", "added the article"),
                    ("split", "split the article"),
                    ("confirmed", "confirmed the attribution"),
                    ("rejected", "rejected the attribution"),
                    ("restored", "put the attribution back"),
                    ("spans_changed", "changed the spans"),
                    ("statement_changed", "changed the statement"),
                    ("source_set", "set the source"),
                    ("source_created", "created the source"),
                    ("source_changed", "changed the source's profile"),
                    ("source_merged", "merged two sources"),
                    ("source_parted", "took a merge of sources back"),
                    ("source_graded", "graded the source"),
                    ("anonymity_set", "noted how the source is unnamed"),
                    ("claim_set", "moved the appearance to another claim"),
                    ("relays_set", "changed the relay chain"),
                    ("added", "added an attribution"),
                    ("verdict", "signed a verdict"),
                    ("stage", "moved the stage"),
                    ("assigned", "assigned the claim"),
                    ("evidence_added", "added evidence"),
                    ("coverage_found", "looked for coverage"),
                    ("coverage_decided", "decided a coverage match"),
                    ("taken_up", "took up a statement of the article's own voice"),
                    ("dismissed", "dismissed a statement of the article's own voice"),
                    ("recalled", "put a statement of the article's own voice back"),
                    ("superseded", "added a newer version"),
                    ("moved", "moved over from the version before"),
                    ("waits", "did not find the words in exactly one place of the newer version"),
                    ("placed", "placed the statement in the newer version"),
                    ("gone", "noted that the statement is gone"),
                    ("left_open", "left open where the statement stands in the newer version"),
                    ("undone", "took back"),
                    ("redone", "did again"),
                ],
                db_index=True,
                max_length=20,
                verbose_name="act",
            ),
        ),
        migrations.AddIndex(
            model_name="attribution",
            index=models.Index(fields=["claim", "review_state", "superseded"], name="attribution_standing_of_claim"),
        ),
        migrations.AddIndex(
            model_name="attribution",
            index=models.Index(
                fields=["source", "review_state", "superseded", "claim"], name="attribution_claims_of_source"
            ),
        ),
        migrations.AddField(
            model_name="reanchoring",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reanchorings", to="claims.article"
            ),
        ),
        migrations.AddField(
            model_name="reanchoring",
            name="attribution",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="reanchoring", to="claims.attribution"
            ),
        ),
        migrations.AddField(
            model_name="reanchoring",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reanchoring",
            name="moved_as",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moved_from",
                to="claims.attribution",
            ),
        ),
        migrations.AddConstraint(
            model_name="reanchoring",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("moved_as__isnull", False), ("state__in", ["moved", "placed"])),
                    models.Q(("moved_as__isnull", True), ("state__in", ["waiting", "gone"])),
                    _connector="OR",
                ),
                name="reanchoring_moved_has_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="reanchoring",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", False), ("decided_by__isnull", False), ("state__in", ["placed", "gone"])
                    ),
                    models.Q(("decided_by__isnull", True), ("state__in", ["waiting", "moved"])),
                    _connector="OR",
                ),
                name="reanchoring_decided_means_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="reanchoring",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("moved_as__isnull", True),
                    models.Q(("moved_as", models.F("attribution")), _negated=True),
                    _connector="OR",
                ),
                name="reanchoring_moves_to_another_row",
            ),
        ),
    ]
