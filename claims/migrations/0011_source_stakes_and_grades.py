import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0010_source_profile"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SourceGrade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(blank=True, max_length=80, verbose_name="topic")),
                ("key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "A: completely reliable"),
                            ("B", "B: usually reliable"),
                            ("C", "C: fairly reliable"),
                            ("D", "D: not usually reliable"),
                            ("E", "E: unreliable"),
                            ("F", "F: cannot be judged"),
                        ],
                        max_length=1,
                        verbose_name="grade",
                    ),
                ),
                ("reason", models.TextField(max_length=1000, verbose_name="reason")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("granted", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "grade",
                "verbose_name_plural": "grades",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SourceStake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=80, verbose_name="topic")),
                ("key", models.CharField(editable=False, max_length=80)),
            ],
            options={
                "verbose_name": "stake",
                "verbose_name_plural": "stakes",
                "ordering": ["key"],
            },
        ),
        migrations.AddField(
            model_name="sourcegrade",
            name="answers",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answered_by",
                to="claims.sourcegrade",
            ),
        ),
        migrations.AddField(
            model_name="sourcegrade",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sourcegrade",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="grades", to="claims.source"
            ),
        ),
        migrations.AddField(
            model_name="sourcestake",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="stakes", to="claims.source"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcegrade",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="grade_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcegrade",
            constraint=models.CheckConstraint(
                condition=models.Q(("answers__isnull", True), ("granted", True), _connector="OR"),
                name="grade_answer_is_a_grant",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcestake",
            constraint=models.UniqueConstraint(fields=("source", "key"), name="stake_unique_topic_per_source"),
        ),
    ]
