"""An index of SQLite for records alone, which answers beginnings of two letters at once.

Mail keeps the index it has. The words of records written before are carried over as they are;
who sees them is added, and they are read whole again when they change next.
"""

from django.db import migrations

MAIL_VIEW = "CREATE VIEW search_mail AS SELECT id, text FROM search_document WHERE kind = 'message'"
RECORD_VIEW = (
    "CREATE VIEW search_other AS SELECT id, text FROM search_document WHERE kind <> 'message'"
)
MAIL = """
    CREATE VIRTUAL TABLE search_words USING fts5(
        text, content='search_mail', content_rowid='id', detail=none,
        tokenize="unicode61 remove_diacritics 0"
    )
"""
RECORDS = """
    CREATE VIRTUAL TABLE search_records USING fts5(
        text, content='search_other', content_rowid='id', detail=none, prefix='2 3 5 6',
        tokenize="unicode61 remove_diacritics 0"
    )
"""
ALL = MAIL.replace("search_mail", "search_document")
FEWER_MERGES = "INSERT INTO search_words(search_words, rank) VALUES ('automerge', 8)"
TRIGGERS = """
    CREATE TRIGGER search_{name}_gone AFTER DELETE ON search_document
    WHEN old.kind {sign} 'message' BEGIN
        INSERT INTO {table}({table}, rowid, text) VALUES ('delete', old.id, old.text);
    END;
    CREATE TRIGGER search_{name}_changed AFTER UPDATE OF text ON search_document
    WHEN old.kind {sign} 'message' BEGIN
        INSERT INTO {table}({table}, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO {table}(rowid, text) VALUES (new.id, new.text);
    END
"""
OLD_TRIGGERS = """
    CREATE TRIGGER search_document_gone AFTER DELETE ON search_document BEGIN
        INSERT INTO search_words(search_words, rowid, text) VALUES ('delete', old.id, old.text);
    END;
    CREATE TRIGGER search_document_changed AFTER UPDATE OF text ON search_document BEGIN
        INSERT INTO search_words(search_words, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO search_words(rowid, text) VALUES (new.id, new.text);
    END
"""
TABLES = {
    "person": "contacts_person",
    "organization": "contacts_organization",
    "deal": "deals_deal",
    "lead": "leads_lead",
    "project": "projects_project",
}
SEEN = """
    UPDATE search_document SET text = text || ' ' || (
        SELECT CASE WHEN visibility = 7 THEN 'zzv7c' || company_id
               ELSE 'zzv' || visibility || 'u' || owner_id END
        FROM {table} WHERE {table}.id = search_document.subject_id
    )
    WHERE kind = '{kind}' AND subject_id IN (SELECT id FROM {table})
"""


def _triggers(text):
    return [one + "END" for one in text.split("END;")[:-1]] + [text.split("END;")[-1]]


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)


def _drop(schema_editor, *names):
    for name in names:
        schema_editor.execute(f"DROP TRIGGER search_{name}_gone")
        schema_editor.execute(f"DROP TRIGGER search_{name}_changed")


def forwards(apps, schema_editor):
    lite = schema_editor.connection.vendor == "sqlite"
    if lite:
        _drop(schema_editor, "document")
    _run(schema_editor, [SEEN.format(kind=kind, table=TABLES[kind]) for kind in TABLES])
    if not lite:
        return
    _run(schema_editor, ["DROP TABLE search_words", MAIL_VIEW, RECORD_VIEW, MAIL, RECORDS])
    _run(schema_editor, [FEWER_MERGES])
    for name, sign, table in (("mail", "=", "search_words"), ("other", "<>", "search_records")):
        _run(schema_editor, _triggers(TRIGGERS.format(name=name, sign=sign, table=table)))
        schema_editor.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    _drop(schema_editor, "mail", "other")
    _run(schema_editor, ["DROP TABLE search_words", "DROP TABLE search_records"])
    _run(schema_editor, ["DROP VIEW search_mail", "DROP VIEW search_other", ALL, FEWER_MERGES])
    _run(schema_editor, _triggers(OLD_TRIGGERS))
    schema_editor.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0004_words_without_places"),
        ("contacts", "0001_initial"),
        ("deals", "0001_initial"),
        ("leads", "0001_initial"),
        ("projects", "0001_initial"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
