import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0068_event_acts_of_relations'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('repeats', 'repeats'), ('narrows', 'narrows'), ('widens', 'widens'), ('contradicts', 'contradicts'), ('updates', 'updates'), ('denies', 'denies'), ('quotes', 'quotes')], max_length=12, verbose_name='relation')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relations', to='claims.claim')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relations_to_it', to='claims.claim')),
            ],
            options={
                'verbose_name': 'relation of claims',
                'verbose_name_plural': 'relations of claims',
                'constraints': [models.CheckConstraint(condition=models.Q(('claim', models.F('other')), _negated=True), name='relation_is_with_another_claim'), models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('claim', 'other', 'kind'), name='relation_said_once')],
            },
        ),
    ]
