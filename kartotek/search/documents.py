"""Writing documents and the index over their words, many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from kartotek.mail.bulk import insert_each, new_ids
from kartotek.search.models import Document

Row = tuple[int, str, str, datetime]
"""Which record, its title, its words (`words.document_text`), and when it is from."""

MAX_TITLE = 1001
MESSAGE = "message"


def add(kind: str, rows: Sequence[Row], *, company_id: int) -> None:
    """Add the documents of records that have none, and index their words.

    On SQLite the index is written by one statement for all rows. A trigger would write it once
    a row, since SQLite brings a virtual table up to date before each statement with a trigger.

    Args:
        kind: of the records.
        rows: one a record.
        company_id: whose.
    """
    if not rows:
        return
    ids = new_ids(Document, len(rows))
    insert_each(
        Document,
        ["id", "company_id", "kind", "subject_id", "title", "text", "at"],
        [
            (pk, company_id, kind, subject_id, title[:MAX_TITLE], text, at)
            for pk, (subject_id, title, text, at) in zip(ids, rows, strict=True)
        ],
    )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {index_of(kind)}(rowid, text)"  # noqa: S608  One of our two.
                " SELECT id, text FROM search_document WHERE id BETWEEN %s AND %s",
                [ids[0], ids[-1]],
            )


def index_of(kind: str) -> str:
    """Return the name of the index on SQLite that holds the words of a kind.

    Records have one of their own: it answers beginnings of two letters at once, which would make
    that of mail several times as large.
    """
    return "search_words" if kind == MESSAGE else "search_records"
