from django.db import migrations

from claims.sources.homes import home_of
from claims.sources.outlets import host_of

BATCH = 2_000


def fill(apps, schema_editor):
    """Say of the articles that are there whose site they stand on."""
    Article = apps.get_model("claims", "Article")
    rows = Article.objects.exclude(url="").filter(site="").only("pk", "url")
    of_site = {}
    for article in rows.iterator(chunk_size=BATCH):
        of_site.setdefault(home_of(host_of(article.url)), []).append(article.pk)
    for site, pks in of_site.items():
        for start in range(0, len(pks), BATCH):
            Article.objects.filter(pk__in=pks[start : start + BATCH]).update(site=site)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0108_article_site"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
