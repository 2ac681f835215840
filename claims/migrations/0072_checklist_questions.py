"""A checklist for each kind of claim, as a desk finds it; an administrator edits it."""

from django.db import migrations

# (kind, question, the same in Indonesian)
QUESTIONS = [
    ("figure", "Which source publishes the figure, and for which day or year?", "Sumber mana yang menerbitkan angka ini, dan untuk tanggal atau tahun berapa?"),
    ("figure", "Does it mean the same: unit, area, who is counted?", "Apakah maksudnya sama: satuan, wilayah, siapa yang dihitung?"),
    ("figure", "What is it compared with, and is that fair?", "Dibandingkan dengan apa, dan apakah itu adil?"),
    ("event", "Who saw it, or what recorded it?", "Siapa yang melihatnya, atau apa yang merekamnya?"),
    ("event", "Do place and time agree with other reports?", "Apakah tempat dan waktunya cocok dengan laporan lain?"),
    ("event", "Is a picture or video of it from then and there?", "Apakah gambar atau videonya memang dari waktu dan tempat itu?"),
    ("law", "Is the text of the law or rule opened, in its version of that day?", "Apakah naskah hukum atau aturannya sudah dibuka, dalam versi hari itu?"),
    ("prediction", "Who predicts, from what, and how sure are they?", "Siapa yang meramalkan, berdasarkan apa, dan seberapa yakin?"),
    ("intention", "Is the plan stated by those who decide, and is there a date?", "Apakah rencana itu dinyatakan oleh yang memutuskan, dan adakah tanggalnya?"),
    ("position", "Is it their position now, or an older one?", "Apakah itu posisi mereka sekarang, atau yang lama?"),
    ("", "Is the original statement opened, in its own language?", "Apakah pernyataan aslinya sudah dibuka, dalam bahasanya sendiri?"),
    ("", "Is nothing left out that changes the meaning?", "Apakah tidak ada yang dihilangkan sehingga mengubah maknanya?"),
    ("", "Was whoever is accused asked for a reply?", "Apakah pihak yang dituduh sudah dimintai tanggapan?"),
]  # fmt: skip


def add_questions(apps, schema_editor):
    items = apps.get_model("claims", "ChecklistItem").objects
    for position, (kind, text, text_id) in enumerate(QUESTIONS):
        items.get_or_create(kind=kind, text=text, defaults={"text_id": text_id, "position": position})


class Migration(migrations.Migration):
    dependencies = [("claims", "0071_checklist_append_only")]

    operations = [migrations.RunPython(add_questions, migrations.RunPython.noop)]
