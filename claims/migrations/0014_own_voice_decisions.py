from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0013_event_acts_of_sources"),
    ]

    operations = [
        migrations.AddField(
            model_name="ownvoice",
            name="dismissed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="ownvoice",
            name="reasons",
            field=models.JSONField(blank=True, default=list, help_text='why: ["figure: 30 percent", …]'),
        ),
        migrations.AddConstraint(
            model_name="ownvoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("dismissed", False), ("taken_up_as__isnull", True), _connector="OR"),
                name="own_voice_dismissed_or_taken_up",
            ),
        ),
    ]
