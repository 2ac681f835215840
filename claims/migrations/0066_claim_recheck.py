from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0065_reply_request'),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='recheck_on',
            field=models.DateField(blank=True, null=True, verbose_name='look again on'),
        ),
    ]
