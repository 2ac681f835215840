import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0049_event_acts_of_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("stored", models.CharField(help_text="name below the media folder", max_length=200)),
                (
                    "content_type",
                    models.CharField(help_text="as its bytes tell, not as its sender says", max_length=100),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
            },
        ),
        migrations.RemoveConstraint(
            model_name="evidence",
            name="evidence_is_a_link_or_an_article",
        ),
        migrations.RemoveConstraint(
            model_name="evidence",
            name="evidence_unique_link_per_claim",
        ),
        migrations.RemoveConstraint(
            model_name="evidence",
            name="evidence_unique_article_per_claim",
        ),
        migrations.AddField(
            model_name="evidence",
            name="access",
            field=models.CharField(blank=True, max_length=200, verbose_name="access"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="file_name",
            field=models.CharField(blank=True, max_length=200, verbose_name="name of the file"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("primary", "primary"),
                    ("official", "official"),
                    ("agency", "news agency"),
                    ("dataset", "dataset"),
                    ("expert", "expert"),
                    ("media", "other media"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="language",
            field=models.CharField(blank=True, max_length=8, verbose_name="language"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="evidence",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="evidence",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="evidencefile",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="claims.evidencefile",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            models.Q(("article__isnull", False), ("file__isnull", True)),
                            models.Q(("article__isnull", True), ("file__isnull", False)),
                            _connector="OR",
                        ),
                        ("url", ""),
                    ),
                    models.Q(("article__isnull", True), ("file__isnull", True), models.Q(("url", ""), _negated=True)),
                    _connector="OR",
                ),
                name="evidence_is_a_link_a_file_or_an_article",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("url", ""), _negated=True), ("withdrawn_at__isnull", True)),
                fields=("claim", "url"),
                name="evidence_unique_link_per_claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("article__isnull", False), ("withdrawn_at__isnull", True)),
                fields=("claim", "article"),
                name="evidence_unique_article_per_claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("file__isnull", False), ("withdrawn_at__isnull", True)),
                fields=("claim", "file"),
                name="evidence_unique_file_per_claim",
            ),
        ),
    ]
