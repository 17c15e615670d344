"""Documents and the index over their words, written many at a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from kartotek.search import documents
from kartotek.search.models import Document
from kartotek.users.models import Company

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def titles(*words: str) -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            match = " AND ".join(f'"{word}" *' for word in words)
            sql = "SELECT rowid FROM search_records WHERE search_records MATCH %s"
        else:
            match = " & ".join(f"'{word}':*" for word in words)
            sql = (
                "SELECT id FROM search_document"
                " WHERE to_tsvector('simple', text) @@ to_tsquery('simple', %s)"
            )
        cursor.execute(sql, [match])
        ids = [pk for (pk,) in cursor.fetchall()]
    return list(Document.objects.filter(pk__in=ids).values_list("title", flat=True))


def test_documents_added_together_are_all_found_by_their_words(company: Company) -> None:
    rows = [
        (1, "Lobby lamps", "zzc1 lobby lamps", NOW),
        (2, "Clinic corridors", "zzc1 clinic corridors", NOW),
    ]

    documents.add("deal", rows, company_id=company.pk)

    assert titles("zzc1", "lamps") == ["Lobby lamps"]
    assert titles("zzc1", "corr") == ["Clinic corridors"]


def test_a_document_that_was_deleted_is_not_found_any_more(company: Company) -> None:
    documents.add("deal", [(1, "Lobby lamps", "zzc1 lobby lamps", NOW)], company_id=company.pk)

    Document.objects.filter(kind="deal").delete()
    documents.add("deal", [(2, "Clinic lamps", "zzc1 clinic lamps", NOW)], company_id=company.pk)

    assert titles("zzc1", "lobby") == []
    assert titles("zzc1", "lamps") == ["Clinic lamps"]


def test_a_long_title_is_cut_to_what_its_column_holds(company: Company) -> None:
    documents.add("deal", [(1, "x" * 2000, "zzc1 x", NOW)], company_id=company.pk)

    assert len(Document.objects.get().title) == documents.MAX_TITLE


def test_the_index_of_sqlite_agrees_with_the_documents(company: Company) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its index in line by itself.")
    rows = [(pk, f"Lamp {pk}", f"zzc1 lamp {pk}", NOW) for pk in range(1, 40)]
    documents.add("deal", rows, company_id=company.pk)
    documents.add("message", rows[:5], company_id=company.pk)
    Document.objects.filter(subject_id__lt=3).delete()
    Document.objects.filter(subject_id__lt=10, kind="deal").delete()
    Document.objects.filter(subject_id=12).update(text="zzc1 chandelier")

    with connection.cursor() as cursor:
        # Raises when a word is missing, or left over.
        for name in ("search_records", "search_words"):
            cursor.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
    assert titles("zzc1", "chandelier") == ["Lamp 12"]
