from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0012_attribution_anonymity"),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="act",
            field=models.CharField(
                choices=[
                    ("ingested", "added the article"),
                    ("split", "split the article"),
                    ("confirmed", "confirmed the attribution"),
                    ("rejected", "rejected the attribution"),
                    ("restored", "put the attribution back"),
                    ("spans_changed", "changed the spans"),
                    ("statement_changed", "changed the statement"),
                    ("source_set", "set the source"),
                    ("source_created", "created the source"),
                    ("source_changed", "changed the source's profile"),
                    ("source_merged", "merged two sources"),
                    ("source_parted", "took a merge of sources back"),
                    ("source_graded", "graded the source"),
                    ("anonymity_set", "noted how the source is unnamed"),
                    ("claim_set", "moved the appearance to another claim"),
                    ("relays_set", "changed the relay chain"),
                    ("added", "added an attribution"),
                    ("verdict", "signed a verdict"),
                    ("stage", "moved the stage"),
                    ("assigned", "assigned the claim"),
                    ("evidence_added", "added evidence"),
                    ("coverage_found", "looked for coverage"),
                    ("coverage_decided", "decided a coverage match"),
                    ("taken_up", "took up a statement of the article's own voice"),
                    ("undone", "took back"),
                    ("redone", "did again"),
                ],
                db_index=True,
                max_length=20,
                verbose_name="act",
            ),
        ),
    ]
