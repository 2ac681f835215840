import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0073_event_act_of_edges'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CoverageEdge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('copy_name', models.CharField(blank=True, max_length=200)),
                ('copy_node', models.CharField(editable=False, max_length=420)),
                ('origin_name', models.CharField(blank=True, max_length=200)),
                ('origin_node', models.CharField(editable=False, max_length=420)),
                ('kind', models.CharField(choices=[('text_reuse', 'text reuse'), ('translation', 'translation'), ('credit', 'credit'), ('byline', 'byline'), ('attribution', 'attribution'), ('same_quotation', 'same quotation'), ('same_owner', 'same owner')], max_length=15, verbose_name='kind')),
                ('method', models.CharField(help_text='what proposed it, and its version', max_length=40)),
                ('score', models.FloatField(help_text='0 to 1', verbose_name='score')),
                ('evidence', models.TextField(blank=True, verbose_name='evidence')),
                ('evidence_start', models.PositiveIntegerField(blank=True, null=True)),
                ('evidence_end', models.PositiveIntegerField(blank=True, null=True)),
                ('origin_start', models.PositiveIntegerField(blank=True, null=True)),
                ('state', models.CharField(choices=[('proposed', 'unconfirmed'), ('confirmed', 'confirmed'), ('cut', 'cut')], default='proposed', max_length=10, verbose_name='state')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('found_at', models.DateTimeField(auto_now_add=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coverage_edges', to='claims.claim')),
                ('copy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article')),
                ('origin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article')),
            ],
            options={
                'verbose_name': 'edge of coverage',
                'verbose_name_plural': 'edges of coverage',
                'constraints': [models.UniqueConstraint(fields=('claim', 'copy_node', 'origin_node'), name='edge_unique_between_two_ends'), models.CheckConstraint(condition=models.Q(('copy_node', models.F('origin_node')), _negated=True), name='edge_leads_elsewhere'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('copy__isnull', False), ('copy_name', '')), models.Q(models.Q(('copy__isnull', True)), models.Q(('copy_name', ''), _negated=True)), _connector='OR'), models.Q(models.Q(('origin__isnull', False), ('origin_name', '')), models.Q(models.Q(('origin__isnull', True)), models.Q(('origin_name', ''), _negated=True)), _connector='OR')), name='edge_ends_are_an_article_or_a_name'), models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 1)), name='edge_score_is_a_share'), models.CheckConstraint(condition=models.Q(models.Q(('evidence_end__isnull', True), ('evidence_start__isnull', True)), models.Q(('evidence_in__isnull', False), ('evidence_start__lt', models.F('evidence_end'))), _connector='OR'), name='edge_evidence_span_ordered')],
            },
        ),
    ]
