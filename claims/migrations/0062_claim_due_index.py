from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0061_axis_labels")]

    operations = [
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(condition=models.Q(("due__isnull", False)), fields=["due"], name="claim_by_due"),
        ),
    ]
