import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0040_following"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LogReader",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("position", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "reader of the log",
                "verbose_name_plural": "readers of the log",
            },
        ),
        migrations.CreateModel(
            name="NoticeChoices",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("follows_by_itself", models.BooleanField(default=True)),
                ("not_in_page", models.JSONField(blank=True, default=list)),
                ("not_by_mail", models.JSONField(blank=True, default=list)),
                (
                    "mail",
                    models.CharField(
                        choices=[("hourly", "once an hour"), ("daily", "once a day"), ("never", "never")],
                        default="daily",
                        max_length=6,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=8)),
            ],
            options={
                "verbose_name": "choices about notifications",
                "verbose_name_plural": "choices about notifications",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mention", "somebody mentions me"),
                            ("assigned", "somebody gives me a claim"),
                            ("comment", "a comment"),
                            ("stage", "a claim moves to another stage"),
                            ("verdict", "a verdict is signed"),
                            ("correction", "a claim or its attribution is corrected"),
                            ("coverage", "coverage of a claim was found"),
                            ("reanchoring", "a newer version says it otherwise, or no more"),
                            ("version", "an article has a newer version"),
                            ("source", "a source is changed, graded or merged"),
                            ("view", "a claim newly fits a saved view"),
                        ],
                        max_length=12,
                    ),
                ),
                ("in_page", models.BooleanField(default=True)),
                ("by_mail", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="claims.comment",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.event",
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
                        related_name="+",
                        to="claims.savedview",
                    ),
                ),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "indexes": [
                    models.Index(fields=["user", "-id"], name="notice_newest_of_a_person"),
                    models.Index(
                        condition=models.Q(("in_page", True), ("read_at__isnull", True)),
                        fields=["user"],
                        name="notice_unread",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "event"), name="notice_once_per_event"),
                    models.UniqueConstraint(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=("user", "view", "claim"),
                        name="notice_once_per_view_unread",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("event__isnull", False), ("view__isnull", True)),
                            models.Q(("event__isnull", True), ("view__isnull", False)),
                            _connector="OR",
                        ),
                        name="notice_of_an_event_or_a_view",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claim__isnull", True), ("view__isnull", True)),
                            models.Q(("claim__isnull", False), ("view__isnull", False)),
                            _connector="OR",
                        ),
                        name="notice_of_a_view_names_the_claim",
                    ),
                ],
            },
        ),
    ]
