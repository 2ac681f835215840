import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0063_event_acts_of_looking_again'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=200, verbose_name='where')),
                ('words', models.TextField(verbose_name='words')),
                ('language', models.CharField(blank=True, max_length=8, verbose_name='language')),
                ('outcome', models.CharField(choices=[('found', 'found something'), ('nothing', 'found nothing')], max_length=10, verbose_name='outcome')),
                ('found', models.PositiveIntegerField(blank=True, null=True, verbose_name='how many')),
                ('looked_at', models.PositiveIntegerField(blank=True, help_text='things compared, for a search of our own', null=True)),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('searched_on', models.DateField(verbose_name='day')),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='searches', to='claims.claim')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'search',
                'verbose_name_plural': 'searches',
            },
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('place', ''), _negated=True), models.Q(('words', ''), _negated=True)), name='search_says_where_and_what'),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'nothing'), _negated=True), ('found__isnull', True), ('found', 0), _connector='OR'), name='search_nothing_is_none'),
        ),
    ]
