import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0045_bulk_act"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="job",
            name="job_is_about_one_thing",
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
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="bulk",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="jobs",
                to="claims.bulkact",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article__isnull", False), ("bulk__isnull", True), ("claim__isnull", True)),
                    models.Q(("article__isnull", True), ("bulk__isnull", True), ("claim__isnull", False)),
                    models.Q(("article__isnull", True), ("bulk__isnull", False), ("claim__isnull", True)),
                    _connector="OR",
                ),
                name="job_is_about_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                condition=models.Q(("bulk__isnull", False), ("finished_at__isnull", True)),
                fields=("kind", "bulk"),
                name="job_one_unfinished_per_bulk_act",
            ),
        ),
    ]
