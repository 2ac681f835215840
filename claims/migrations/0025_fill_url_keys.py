from django.db import migrations

from claims.ingest.versions import url_key

BATCH = 500


def fill(apps, schema_editor):
    """Give the articles that are there the key by which their page is found again."""
    Article = apps.get_model("claims", "Article")
    rows = Article.objects.exclude(url="").filter(url_key="").only("pk", "url")
    batch = []
    for article in rows.iterator(chunk_size=BATCH):
        article.url_key = url_key(article.url)
        batch.append(article)
        if len(batch) == BATCH:
            Article.objects.bulk_update(batch, ["url_key"])
            batch.clear()
    Article.objects.bulk_update(batch, ["url_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0024_article_url_key"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
