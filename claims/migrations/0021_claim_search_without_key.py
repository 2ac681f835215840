"""On PostgreSQL the index of words follows its claims by triggers, no longer by a foreign key.

Django does not know the table, so `manage.py flush` (which every transactional test ends with) names it in no TRUNCATE,
and PostgreSQL truncates no table that a foreign key of another one refers to.
"""

from django.db import migrations

KEY = "claims_claim_search_claim_id_fkey"
FORWARD = f"""
    ALTER TABLE claims_claim_search DROP CONSTRAINT {KEY};
    CREATE FUNCTION claims_claim_search_forget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE claims_claim_search;
        ELSE
            DELETE FROM claims_claim_search WHERE claim_id = OLD.id;
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER claims_claim_search_deleted AFTER DELETE ON claims_claim
        FOR EACH ROW EXECUTE FUNCTION claims_claim_search_forget();
    CREATE TRIGGER claims_claim_search_truncated AFTER TRUNCATE ON claims_claim
        FOR EACH STATEMENT EXECUTE FUNCTION claims_claim_search_forget()"""
BACKWARD = f"""
    DROP TRIGGER claims_claim_search_truncated ON claims_claim;
    DROP TRIGGER claims_claim_search_deleted ON claims_claim;
    DROP FUNCTION claims_claim_search_forget;
    ALTER TABLE claims_claim_search ADD CONSTRAINT {KEY}
        FOREIGN KEY (claim_id) REFERENCES claims_claim (id) ON DELETE CASCADE"""


def on_postgresql(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statements)

    return run


class Migration(migrations.Migration):
    dependencies = [("claims", "0020_longer_name_keys")]

    operations = [migrations.RunPython(on_postgresql(FORWARD), on_postgresql(BACKWARD))]
