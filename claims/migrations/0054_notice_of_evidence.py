from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0053_evidence_archive_append_only"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("mention", "somebody mentions me"),
                    ("assigned", "somebody gives me a claim"),
                    ("comment", "a comment"),
                    ("stage", "a claim moves to another stage"),
                    ("verdict", "a verdict is signed"),
                    ("correction", "a claim or its attribution is corrected"),
                    ("evidence", "evidence of a claim is added or withdrawn, or its page changed"),
                    ("coverage", "coverage of a claim was found"),
                    ("reanchoring", "a newer version says it otherwise, or no more"),
                    ("version", "an article has a newer version"),
                    ("source", "a source is changed, graded or merged"),
                    ("view", "a claim newly fits a saved view"),
                ],
                max_length=12,
            ),
        ),
    ]
