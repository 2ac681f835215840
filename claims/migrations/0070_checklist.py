import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0069_claim_relation'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChecklistItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, max_length=20, verbose_name='kind of claim')),
                ('text', models.CharField(max_length=300, verbose_name='question')),
                ('text_id', models.CharField(blank=True, max_length=300, verbose_name='question in Indonesian')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('active', models.BooleanField(default=True, verbose_name='asked')),
            ],
            options={
                'verbose_name': 'question of a checklist',
                'verbose_name_plural': 'questions of checklists',
                'ordering': ['kind', 'position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='checklist_question_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='ChecklistTick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ticked', models.BooleanField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ticks', to='claims.claim')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ticks', to='claims.checklistitem')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'tick of a checklist',
                'verbose_name_plural': 'ticks of checklists',
                'ordering': ['pk'],
            },
        ),
    ]
