import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0039_house_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Following",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("muted", models.BooleanField(default=False)),
                (
                    "since",
                    models.DateTimeField(
                        default=django.utils.timezone.now, help_text="what happened before is not told"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followings",
                        to="claims.article",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followings",
                        to="claims.claim",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followings",
                        to="claims.source",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followings",
                        to="claims.savedview",
                    ),
                ),
            ],
            options={
                "verbose_name": "following",
                "verbose_name_plural": "followings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("article__isnull", False),
                                ("claim__isnull", True),
                                ("source__isnull", True),
                                ("view__isnull", True),
                            ),
                            models.Q(
                                ("article__isnull", True),
                                ("claim__isnull", False),
                                ("source__isnull", True),
                                ("view__isnull", True),
                            ),
                            models.Q(
                                ("article__isnull", True),
                                ("claim__isnull", True),
                                ("source__isnull", False),
                                ("view__isnull", True),
                            ),
                            models.Q(
                                ("article__isnull", True),
                                ("claim__isnull", True),
                                ("source__isnull", True),
                                ("view__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="following_exactly_one_thing",
                    ),
                    models.UniqueConstraint(fields=("user", "article"), name="following_article_once"),
                    models.UniqueConstraint(fields=("user", "claim"), name="following_claim_once"),
                    models.UniqueConstraint(fields=("user", "source"), name="following_source_once"),
                    models.UniqueConstraint(fields=("user", "view"), name="following_view_once"),
                ],
            },
        ),
    ]
