from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0028_lease")]

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
                    ("dismissed", "dismissed a statement of the article's own voice"),
                    ("recalled", "put a statement of the article's own voice back"),
                    ("superseded", "added a newer version"),
                    ("moved", "moved over from the version before"),
                    ("waits", "did not find the words in exactly one place of the newer version"),
                    ("placed", "placed the statement in the newer version"),
                    ("gone", "noted that the statement is gone"),
                    ("parted", "took back that this is a newer version"),
                    ("left_open", "left open where the statement stands in the newer version"),
                    ("lease_taken", "took the editing over"),
                    ("undone", "took back"),
                    ("redone", "did again"),
                ],
                db_index=True,
                max_length=20,
                verbose_name="act",
            ),
        ),
    ]
