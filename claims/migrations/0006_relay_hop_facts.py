import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_archive_size"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="relayhop",
            name="found",
            field=models.TextField(blank=True, max_length=2000, verbose_name="found there"),
        ),
        migrations.AddField(
            model_name="relayhop",
            name="found_language",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="relayhop",
            name="link",
            field=models.URLField(blank=True, max_length=500, verbose_name="link"),
        ),
        migrations.AddField(
            model_name="relayhop",
            name="mode",
            field=models.CharField(
                blank=True,
                choices=[("direct", "direct"), ("indirect", "indirect"), ("mixed", "mixed")],
                max_length=10,
                verbose_name="how it says it",
            ),
        ),
        migrations.AddField(
            model_name="relayhop",
            name="opened",
            field=models.BooleanField(default=False, verbose_name="opened"),
        ),
        migrations.AddField(
            model_name="relayhop",
            name="opened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="relayhop",
            name="opened_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="relayhop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opened", False), ("opened_at__isnull", True), ("opened_by__isnull", True)),
                    models.Q(("opened", True), ("opened_at__isnull", False), ("opened_by__isnull", False)),
                    _connector="OR",
                ),
                name="relay_opened_means_by_a_person",
            ),
        ),
    ]
