import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0055_house_rule_keys"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "published"),
                            ("correction", "correction"),
                            ("update", "update"),
                            ("clarification", "clarification"),
                            ("retraction", "retraction"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note for readers")),
                ("frozen", models.JSONField()),
                ("published_at", models.DateTimeField(auto_now_add=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="publications", to="claims.claim"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "publication",
                "verbose_name_plural": "publications",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("claim", "version"), name="publication_unique_version"),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "first"), models.Q(("note", ""), _negated=True), _connector="OR"),
                        name="publication_change_has_a_note",
                    ),
                ],
            },
        ),
    ]
