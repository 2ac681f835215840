from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0101_event_act_of_changed_feeds'),
    ]

    operations = [
        migrations.AddField(
            model_name='feed',
            name='version',
            field=models.PositiveIntegerField(default=1, help_text='counts what people change, not readings'),
        ),
    ]
