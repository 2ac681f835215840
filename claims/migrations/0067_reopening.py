import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0066_claim_recheck'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('recheck', 'the day to look again has come'), ('contradicted', 'coverage contradicts it'), ('changed', 'the page of a piece of evidence changed'), ('gone', 'the page of a piece of evidence is gone'), ('corrected', 'an article that speaks for or against it has a newer version'), ('version', 'a newer version says it otherwise, or no more'), ('reply', 'an answer is overdue')], max_length=20, verbose_name='reason')),
                ('key', models.CharField(help_text='what was noticed; the same is told once', max_length=60)),
                ('reopened', models.BooleanField(default=False, help_text='the claim was approved and went back in progress')),
                ('noticed_at', models.DateTimeField(auto_now_add=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='claims.claim')),
                ('evidence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.evidence')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reply', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.replyrequest')),
            ],
            options={
                'verbose_name': 'reason to look again',
                'verbose_name_plural': 'reasons to look again',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='reopening',
            constraint=models.UniqueConstraint(fields=('claim', 'key'), name='reopening_told_once'),
        ),
    ]
