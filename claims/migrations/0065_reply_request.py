import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0064_search_entry'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReplyRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('whom', models.CharField(max_length=200, verbose_name='whom')),
                ('how', models.CharField(choices=[('email', 'e-mail'), ('phone', 'telephone'), ('letter', 'letter'), ('form', 'form on a site'), ('person', 'in person'), ('other', 'another way')], max_length=10, verbose_name='how')),
                ('question', models.TextField(blank=True, verbose_name='question')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('corrected', models.CharField(blank=True, choices=[('', 'not known'), ('yes', 'corrected'), ('partly', 'partly corrected'), ('no', 'not corrected')], default='', max_length=10, verbose_name='corrected')),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reply_requests', to='claims.claim')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'request for a reply',
                'verbose_name_plural': 'requests for a reply',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('whom', ''), _negated=True), name='reply_asked_of_somebody'),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('due_on__gte', models.F('asked_on')), _connector='OR'), name='reply_due_after_it_was_asked'),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on__isnull', False), models.Q(('answer', ''), ('corrected', '')), _connector='OR'), name='reply_answer_has_a_day'),
        ),
    ]
