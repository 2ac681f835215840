"""The full-text index of claims: FTS5 on SQLite, GIN on PostgreSQL; filled with what is there."""

from django.db import migrations

FORWARD = {
    "sqlite": [
        """CREATE VIRTUAL TABLE claims_claim_search USING fts5(
            words, tokenize="unicode61 remove_diacritics 2", prefix='2 3')"""
    ],
    "postgresql": [
        """CREATE TABLE claims_claim_search (
            claim_id bigint PRIMARY KEY REFERENCES claims_claim (id) ON DELETE CASCADE, words tsvector NOT NULL)""",
        "CREATE INDEX claims_claim_search_gin ON claims_claim_search USING gin (words)",
    ],
}
# All that was known of a claim by words then; `claims.models.search` knows what it is now.
WORDS = """
    SELECT c.id,
        c.statement || ' ' || c.gloss
        || ' ' || COALESCE((SELECT {join}(s.quote, ' ') FROM claims_attributionspan s
                            JOIN claims_attribution a ON a.id = s.attribution_id
                            WHERE a.claim_id = c.id AND a.review_state <> 'rejected'), '')
        || ' ' || COALESCE((SELECT {join}(v.rationale, ' ') FROM claims_verdict v WHERE v.claim_id = c.id), '')
        || ' ' || COALESCE((SELECT {join}(e.title || ' ' || e.quote || ' ' || e.note, ' ')
                            FROM claims_evidence e WHERE e.claim_id = c.id), '') AS words
    FROM claims_claim c"""
FILL = {
    "sqlite": "INSERT INTO claims_claim_search(rowid, words) " + WORDS.format(join="group_concat"),
    "postgresql": "INSERT INTO claims_claim_search(claim_id, words) SELECT found.id, to_tsvector('simple', found.words) "
    f"FROM ({WORDS.format(join='string_agg')}) found",
}

# The words as they were when this migration was written: the product's own search may name later columns.
WORDS = """
    SELECT c.id, c.statement || ' ' || c.gloss
        || ' ' || COALESCE((SELECT {join}(s.quote, ' ') FROM claims_attributionspan s
                            JOIN claims_attribution a ON a.id = s.attribution_id
                            WHERE a.claim_id = c.id AND a.review_state <> 'rejected'), '')
        || ' ' || COALESCE((SELECT {join}(v.rationale, ' ') FROM claims_verdict v WHERE v.claim_id = c.id), '')
        || ' ' || COALESCE((SELECT {join}(e.title || ' ' || e.quote || ' ' || e.note, ' ')
                            FROM claims_evidence e WHERE e.claim_id = c.id), '') AS words
    FROM claims_claim c"""
FILL = {
    "sqlite": f"INSERT INTO claims_claim_search(rowid, words) {WORDS.format(join='group_concat')}",
    "postgresql": f"""INSERT INTO claims_claim_search(claim_id, words)
        SELECT found.id, to_tsvector('simple', found.words) FROM ({WORDS.format(join="string_agg")}) found""",
}


def create(apps, schema_editor):
    for statement in FORWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
    schema_editor.execute(FILL[schema_editor.connection.vendor])


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE claims_claim_search")


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_key_map")]

    operations = [migrations.RunPython(create, drop)]
