from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0074_coverage_edge'),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='owner',
            field=models.CharField(blank=True, help_text='of an outlet: two of one owner are no independent origins', max_length=200, verbose_name='owner'),
        ),
    ]
