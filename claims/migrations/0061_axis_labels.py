"""A row for each key of the three axes, so that an administrator finds it: words and colour as they come."""

from django.db import migrations

KEYS = {
    "stage": (
        "new", "in_progress", "in_review", "changes_requested", "approved", "published", "correcting", "retracted",
        "not_checkworthy", "duplicate", "archived",
    ),
    "finding": (
        "unreviewed", "verbatim", "faithful", "distorted", "misattributed", "relayed_only", "untraceable",
        "unattributed", "denied",
    ),
    "status": (
        "unverified", "true", "mostly_true", "mixed", "mostly_false", "false", "missing_context", "unproven",
        "not_checkable", "outdated",
    ),
}  # fmt: skip


def add_labels(apps, schema_editor):
    labels = apps.get_model("claims", "AxisLabel").objects
    for axis, keys in KEYS.items():
        for position, key in enumerate(keys):
            labels.get_or_create(axis=axis, key=key, defaults={"position": position})


class Migration(migrations.Migration):
    dependencies = [("claims", "0060_axis_label")]

    operations = [migrations.RunPython(add_labels, migrations.RunPython.noop)]
