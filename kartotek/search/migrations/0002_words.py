"""The index over the documents' words: FTS5 on SQLite, a tsvector with GIN on PostgreSQL."""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE search_words USING fts5(
        text, content='search_document', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0"
    )
    """,
    """
    CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN
        INSERT INTO search_words(rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER search_document_gone AFTER DELETE ON search_document BEGIN
        INSERT INTO search_words(search_words, rowid, text) VALUES ('delete', old.id, old.text);
    END
    """,
    """
    CREATE TRIGGER search_document_changed AFTER UPDATE OF text ON search_document BEGIN
        INSERT INTO search_words(search_words, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO search_words(rowid, text) VALUES (new.id, new.text);
    END
    """,
]
POSTGRES = [
    "CREATE INDEX search_words ON search_document USING gin (to_tsvector('simple', text))",
]


def forwards(apps, schema_editor):
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES
    for statement in statements:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("added", "gone", "changed"):
            schema_editor.execute(f"DROP TRIGGER search_document_{name}")
        schema_editor.execute("DROP TABLE search_words")
    else:
        schema_editor.execute("DROP INDEX search_words")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
