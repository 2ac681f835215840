from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0062_claim_due_index'),
    ]

    operations = [
        migrations.AlterField(
            model_name='event',
            name='act',
            field=models.CharField(choices=[('ingested', 'added the article'), ('split', 'split the article'), ('confirmed', 'confirmed the attribution'), ('rejected', 'rejected the attribution'), ('restored', 'put the attribution back'), ('spans_changed', 'changed the spans'), ('statement_changed', 'changed the statement'), ('source_set', 'set the source'), ('source_created', 'created the source'), ('source_changed', "changed the source's profile"), ('source_merged', 'merged two sources'), ('source_parted', 'took a merge of sources back'), ('source_graded', 'graded the source'), ('anonymity_set', 'noted how the source is unnamed'), ('claim_set', 'moved the appearance to another claim'), ('relays_set', 'changed the relay chain'), ('added', 'added an attribution'), ('verdict', 'signed a verdict'), ('second_asked', 'asked for a blind second verdict'), ('compared', 'compared the two verdicts'), ('stage', 'moved the stage'), ('assigned', 'assigned the claim'), ('due_set', 'set the due date'), ('evidence_added', 'added evidence'), ('evidence_changed', 'changed evidence'), ('evidence_withdrawn', 'withdrew evidence'), ('evidence_restored', 'put evidence back'), ('evidence_archived', 'archived evidence'), ('evidence_flagged', 'found evidence changed or gone'), ('search_noted', 'noted a search'), ('search_withdrawn', 'withdrew a search'), ('search_restored', 'put a search back'), ('recheck_set', 'set the day to look again'), ('look_again', 'gave a reason to look again'), ('looked_again', 'looked again'), ('reply_asked', 'asked for a reply'), ('reply_answered', 'noted an answer'), ('reply_withdrawn', 'withdrew a request for a reply'), ('reply_restored', 'put a request for a reply back'), ('coverage_found', 'looked for coverage'), ('coverage_decided', 'decided a coverage match'), ('taken_up', "took up a statement of the article's own voice"), ('dismissed', "dismissed a statement of the article's own voice"), ('recalled', "put a statement of the article's own voice back"), ('superseded', 'added a newer version'), ('moved', 'moved over from the version before'), ('waits', 'did not find the words in exactly one place of the newer version'), ('placed', 'placed the statement in the newer version'), ('gone', 'noted that the statement is gone'), ('parted', 'took back that this is a newer version'), ('left_open', 'left open where the statement stands in the newer version'), ('lease_taken', 'took the editing over'), ('view_saved', 'saved a view'), ('view_changed', 'changed a view'), ('view_removed', 'removed a view'), ('commented', 'commented'), ('comment_edited', 'edited a comment'), ('comment_withdrawn', 'withdrew a comment'), ('comment_restored', 'put a comment back'), ('undone', 'took back'), ('redone', 'did again')], db_index=True, max_length=20, verbose_name='act'),
        ),
    ]
