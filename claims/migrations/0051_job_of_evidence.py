import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0050_evidence_files"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="job",
            name="job_is_about_one_thing",
        ),
        migrations.AddField(
            model_name="job",
            name="evidence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="jobs",
                to="claims.evidence",
            ),
        ),
        migrations.AlterField(
            model_name="job",
            name="kind",
            field=models.CharField(
                choices=[
                    ("split_article", "split into claims"),
                    ("find_coverage", "look for coverage"),
                    ("bulk", "change many claims"),
                    ("undo_bulk", "take back a change of many claims"),
                    ("archive_evidence", "archive evidence"),
                    ("check_evidence", "look whether evidence changed"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("article__isnull", False),
                        ("bulk__isnull", True),
                        ("claim__isnull", True),
                        ("evidence__isnull", True),
                    ),
                    models.Q(
                        ("article__isnull", True),
                        ("bulk__isnull", True),
                        ("claim__isnull", False),
                        ("evidence__isnull", True),
                    ),
                    models.Q(
                        ("article__isnull", True),
                        ("bulk__isnull", False),
                        ("claim__isnull", True),
                        ("evidence__isnull", True),
                    ),
                    models.Q(
                        ("article__isnull", True),
                        ("bulk__isnull", True),
                        ("claim__isnull", True),
                        ("evidence__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="job_is_about_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                condition=models.Q(("evidence__isnull", False), ("finished_at__isnull", True)),
                fields=("kind", "evidence"),
                name="job_one_unfinished_per_evidence",
            ),
        ),
    ]
