"""The index of SQLite without the places of words, written a batch at a time.

A trigger that wrote each new document's words made SQLite write out everything it had collected
before the next one; the words of a whole batch are now written by one statement
(`search/documents.py`). Nobody asks where in a text a word stands.
"""

from django.db import migrations

DROP = "DROP TABLE search_words"
WITHOUT_PLACES = """
    CREATE VIRTUAL TABLE search_words USING fts5(
        text, content='search_document', content_rowid='id', detail=none,
        tokenize="unicode61 remove_diacritics 0"
    )
"""
WITH_PLACES = WITHOUT_PLACES.replace(" detail=none,", "")
FILL = "INSERT INTO search_words(search_words) VALUES ('rebuild')"
# Twice as many pieces as usual before they are put together: reading them costs little.
FEWER_MERGES = "INSERT INTO search_words(search_words, rank) VALUES ('automerge', 8)"
NO_TRIGGER = "DROP TRIGGER search_document_added"
TRIGGER = """
    CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN
        INSERT INTO search_words(rowid, text) VALUES (new.id, new.text);
    END
"""


def _run(schema_editor, statements):
    if schema_editor.connection.vendor == "sqlite":
        for statement in statements:
            schema_editor.execute(statement)


def forwards(apps, schema_editor):
    _run(schema_editor, [NO_TRIGGER, DROP, WITHOUT_PLACES, FEWER_MERGES, FILL])


def backwards(apps, schema_editor):
    _run(schema_editor, [DROP, WITH_PLACES, FILL, TRIGGER])


class Migration(migrations.Migration):
    dependencies = [("search", "0003_saved_views")]
    operations = [migrations.RunPython(forwards, backwards)]
