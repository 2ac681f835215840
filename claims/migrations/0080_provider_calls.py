import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0079_claim_reviews_elsewhere'),
    ]

    operations = [
        migrations.CreateModel(
            name='CoverageSchedule',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='coverage_schedule', serialize=False, to='claims.claim')),
                ('looked_at', models.DateTimeField()),
                ('next_at', models.DateTimeField(blank=True, help_text='empty: not any more by itself', null=True)),
            ],
            options={
                'verbose_name': 'time to look for coverage',
                'verbose_name_plural': 'times to look for coverage',
            },
        ),
        migrations.CreateModel(
            name='ProviderCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider', models.CharField(help_text='its name in the registry; or: archive', max_length=120)),
                ('label', models.CharField(blank=True, help_text='its name for people, as it was then', max_length=120)),
                ('outcome', models.CharField(choices=[('found', 'found'), ('none_found', 'none found'), ('not_asked', 'not asked'), ('failed', 'failed')], max_length=10, verbose_name='outcome')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('words', models.TextField(blank=True, verbose_name='words')),
                ('found', models.PositiveIntegerField(default=0, help_text='things that it named')),
                ('carrying', models.PositiveIntegerField(default=0, help_text='of them, those that carry the claim')),
                ('digests', models.JSONField(blank=True, default=list, help_text='SHA-256 of each raw answer')),
                ('asked_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField()),
                ('retry_after', models.DateTimeField(blank=True, help_text='when it may be asked again', null=True)),
                ('tries', models.PositiveSmallIntegerField(default=1, help_text='askings in a row that came to nothing, this one too')),
                ('is_latest', models.BooleanField(default=True)),
            ],
            options={
                'verbose_name': 'question to a provider',
                'verbose_name_plural': 'questions to providers',
                'ordering': ['pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='job',
            name='job_one_unfinished_per_claim',
        ),
        migrations.AddField(
            model_name='coveragematch',
            name='providers',
            field=models.JSONField(blank=True, default=list, help_text='labels of those who named it; [] = the archive'),
        ),
        migrations.AddField(
            model_name='coveragematch',
            name='rating',
            field=models.CharField(blank=True, help_text="of a fact-check, in its publisher's words", max_length=200, verbose_name='rating'),
        ),
        migrations.AddField(
            model_name='job',
            name='provider',
            field=models.CharField(blank=True, default='', help_text='whom to ask, by name', max_length=120),
        ),
        migrations.AddField(
            model_name='job',
            name='queue',
            field=models.CharField(choices=[('interactive', 'somebody waits for it'), ('background', 'nobody waits for it')], default='interactive', max_length=11),
        ),
        migrations.AddField(
            model_name='job',
            name='stop_asked_at',
            field=models.DateTimeField(blank=True, help_text='somebody wants a running job to end', null=True),
        ),
        migrations.AlterField(
            model_name='event',
            name='act',
            field=models.CharField(choices=[('ingested', 'added the article'), ('split', 'split the article'), ('confirmed', 'confirmed the attribution'), ('rejected', 'rejected the attribution'), ('restored', 'put the attribution back'), ('spans_changed', 'changed the spans'), ('statement_changed', 'changed the statement'), ('source_set', 'set the source'), ('source_created', 'created the source'), ('source_changed', "changed the source's profile"), ('source_merged', 'merged two sources'), ('source_parted', 'took a merge of sources back'), ('source_graded', 'graded the source'), ('anonymity_set', 'noted how the source is unnamed'), ('claim_set', 'moved the appearance to another claim'), ('relays_set', 'changed the relay chain'), ('added', 'added an attribution'), ('verdict', 'signed a verdict'), ('second_asked', 'asked for a blind second verdict'), ('compared', 'compared the two verdicts'), ('stage', 'moved the stage'), ('assigned', 'assigned the claim'), ('due_set', 'set the due date'), ('evidence_added', 'added evidence'), ('evidence_changed', 'changed evidence'), ('evidence_withdrawn', 'withdrew evidence'), ('evidence_restored', 'put evidence back'), ('evidence_archived', 'archived evidence'), ('evidence_flagged', 'found evidence changed or gone'), ('search_noted', 'noted a search'), ('search_withdrawn', 'withdrew a search'), ('search_restored', 'put a search back'), ('recheck_set', 'set the day to look again'), ('look_again', 'gave a reason to look again'), ('looked_again', 'looked again'), ('reply_asked', 'asked for a reply'), ('reply_answered', 'noted an answer'), ('reply_withdrawn', 'withdrew a request for a reply'), ('reply_restored', 'put a request for a reply back'), ('relation_added', 'related it to another claim'), ('relation_withdrawn', 'withdrew a relation to another claim'), ('relation_restored', 'put a relation to another claim back'), ('ticked', 'ticked a question'), ('unticked', 'took a tick away'), ('coverage_found', 'looked for coverage'), ('coverage_stopped', 'stopped the search for coverage'), ('coverage_decided', 'decided a coverage match'), ('edge_decided', 'decided where coverage comes from'), ('taken_up', "took up a statement of the article's own voice"), ('dismissed', "dismissed a statement of the article's own voice"), ('recalled', "put a statement of the article's own voice back"), ('superseded', 'added a newer version'), ('moved', 'moved over from the version before'), ('waits', 'did not find the words in exactly one place of the newer version'), ('placed', 'placed the statement in the newer version'), ('gone', 'noted that the statement is gone'), ('parted', 'took back that this is a newer version'), ('left_open', 'left open where the statement stands in the newer version'), ('lease_taken', 'took the editing over'), ('view_saved', 'saved a view'), ('view_changed', 'changed a view'), ('view_removed', 'removed a view'), ('commented', 'commented'), ('comment_edited', 'edited a comment'), ('comment_withdrawn', 'withdrew a comment'), ('comment_restored', 'put a comment back'), ('undone', 'took back'), ('redone', 'did again')], db_index=True, max_length=20, verbose_name='act'),
        ),
        migrations.AlterField(
            model_name='job',
            name='kind',
            field=models.CharField(choices=[('split_article', 'split into claims'), ('find_coverage', 'look for coverage'), ('ask_provider', 'ask a provider for coverage'), ('bulk', 'change many claims'), ('undo_bulk', 'take back a change of many claims'), ('archive_evidence', 'archive evidence'), ('check_evidence', 'look whether evidence changed')], max_length=20),
        ),
        migrations.AlterField(
            model_name='job',
            name='state',
            field=models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'done'), ('failed', 'failed'), ('cancelled', 'cancelled')], default='waiting', max_length=10),
        ),
        migrations.AlterField(
            model_name='searchentry',
            name='outcome',
            field=models.CharField(choices=[('found', 'found something'), ('nothing', 'found nothing'), ('not_asked', 'not asked'), ('failed', 'failed')], max_length=10, verbose_name='outcome'),
        ),
        migrations.AddConstraint(
            model_name='job',
            constraint=models.UniqueConstraint(condition=models.Q(('claim__isnull', False), ('finished_at__isnull', True)), fields=('kind', 'claim', 'provider'), name='job_one_unfinished_per_claim'),
        ),
        migrations.AddIndex(
            model_name='coverageschedule',
            index=models.Index(condition=models.Q(('next_at__isnull', False)), fields=['next_at'], name='coverage_look_due'),
        ),
        migrations.AddField(
            model_name='providercall',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provider_calls', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='providercall',
            name='job',
            field=models.OneToOneField(blank=True, help_text='one answer per job', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='call', to='claims.job'),
        ),
        migrations.AddIndex(
            model_name='providercall',
            index=models.Index(condition=models.Q(('is_latest', True), ('outcome', 'not_asked'), ('retry_after__isnull', False)), fields=['retry_after'], name='provider_call_to_repeat'),
        ),
        migrations.AddConstraint(
            model_name='providercall',
            constraint=models.UniqueConstraint(condition=models.Q(('is_latest', True)), fields=('claim', 'provider'), name='provider_call_one_latest'),
        ),
        migrations.AddConstraint(
            model_name='providercall',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['not_asked', 'failed']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='provider_call_says_why'),
        ),
        migrations.AddConstraint(
            model_name='providercall',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('found__gt', 0), ('outcome', 'found')), models.Q(models.Q(('outcome', 'found'), _negated=True), ('found', 0)), _connector='OR'), name='provider_call_found_something_or_not'),
        ),
    ]
