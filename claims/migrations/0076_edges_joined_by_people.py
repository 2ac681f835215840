from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0075_source_owner'),
    ]

    operations = [
        migrations.AlterField(
            model_name='coverageedge',
            name='kind',
            field=models.CharField(choices=[('joined', 'joined by a person'), ('text_reuse', 'text reuse'), ('translation', 'translation'), ('credit', 'credit'), ('byline', 'byline'), ('attribution', 'attribution'), ('same_quotation', 'same quotation'), ('same_owner', 'same owner')], max_length=15, verbose_name='kind'),
        ),
    ]
