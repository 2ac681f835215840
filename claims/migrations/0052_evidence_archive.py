import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0051_job_of_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceArchive",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("archived", "archived"),
                            ("unchanged", "unchanged"),
                            ("changed", "changed"),
                            ("gone", "gone"),
                            ("failed", "failed"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("http_status", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="HTTP status")),
                ("url", models.URLField(blank=True, max_length=2048, verbose_name="address in the end")),
                ("fetched_at", models.DateTimeField(db_index=True, verbose_name="time")),
                ("content_type", models.CharField(blank=True, max_length=100)),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                (
                    "sha256",
                    models.CharField(blank=True, help_text="of the bytes as they were sent, unpacked", max_length=64),
                ),
                ("size", models.PositiveBigIntegerField(default=0)),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="the words that a reader of the page saw", verbose_name="text"
                    ),
                ),
                (
                    "words_changed",
                    models.PositiveIntegerField(default=0, help_text="words that differ from the archived copy"),
                ),
                ("page_file", models.CharField(blank=True, help_text="name below the media folder", max_length=200)),
                ("warc_file", models.CharField(blank=True, help_text="name below the media folder", max_length=200)),
            ],
            options={
                "verbose_name": "archived copy",
                "verbose_name_plural": "archived copies",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="evidence",
            name="quote_end",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="evidence",
            name="quote_start",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="evidencearchive",
            name="evidence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="archives", to="claims.evidence"
            ),
        ),
        migrations.AddField(
            model_name="evidencearchive",
            name="job",
            field=models.OneToOneField(
                help_text="one look per job",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="archive",
                to="claims.job",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="anchored_in",
            field=models.ForeignKey(
                blank=True,
                help_text="the copy whose text the place of the quote counts in; none for an article, which counts in itself",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.evidencearchive",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quote_end__isnull", True), ("quote_start__isnull", True)),
                    models.Q(("quote_end__gt", models.F("quote_start")), ("quote_start__isnull", False)),
                    _connector="OR",
                ),
                name="evidence_quote_has_a_place_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencearchive",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ["archived", "changed"]), _negated=True),
                    models.Q(models.Q(("sha256", ""), _negated=True), models.Q(("page_file", ""), _negated=True)),
                    _connector="OR",
                ),
                name="archived_copy_has_its_bytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencearchive",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ["gone", "failed"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="failed_look_says_why",
            ),
        ),
    ]
