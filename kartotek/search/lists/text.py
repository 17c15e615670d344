"""Narrowing a list to what is typed: by the words of the search index, or the start of a phone."""

from __future__ import annotations

import re
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet
from phonenumbers import country_code_for_region

from kartotek.contacts.models import PersonPhone
from kartotek.search.models import Document
from kartotek.search.words import company_mark, fts5_query, kind_mark, tsquery, words_of
from kartotek.users.models import Company
from kartotek.users.viewer import Viewer

SHORTEST_PHONE: Final = 3
_PHONE: Final = re.compile(r"\+?[\d\s()./-]*\d[\d\s()./-]*")


def typed_in(kind: str, text: str, *, viewer: Viewer) -> Q:
    """Return the condition under which a record of a kind holds every word of a text.

    The last word may be the beginning of one. A number typed in groups is one number.
    """
    words = words_of(text)
    if not words:
        return Q(pk__in=()) if text.strip() else Q()
    found = Q(pk__in=_documents(kind, words, viewer))
    if kind == "person" and _PHONE.fullmatch(text.strip()):
        found |= _with_phone(text, viewer)
    return found


def _documents(kind: str, words: list[str], viewer: Viewer) -> QuerySet[Document, int]:
    documents = Document.objects.filter(company_id=viewer.company_id, kind=kind)
    marks = [company_mark(viewer.company_id), kind_mark(kind)]
    if connection.vendor == "sqlite":
        documents = Document.objects.extra(
            where=["id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"],
            params=[fts5_query(marks, (), words)],
        )
    else:
        documents = documents.extra(
            where=["to_tsvector('simple', text) @@ to_tsquery('simple', %s)"],
            params=[tsquery(marks, (), words)],
        )
    return documents.values_list("subject_id", flat=True)


def _with_phone(text: str, viewer: Viewer) -> Q:
    """Return the people whose number begins so, with or without the code of the country."""
    digits = "".join(filter(str.isdigit, text))
    national = digits.lstrip("0")
    if len(national) < SHORTEST_PHONE:
        return Q(pk__in=())
    region = Company.objects.values_list("region", flat=True).get(pk=viewer.company_id)
    starts = {f"+{national}", f"+{country_code_for_region(region)}{national}"}
    begins = Q()
    for start in starts:
        # A range, because an index serves no LIKE.
        begins |= Q(e164__gte=start, e164__lt=f"{start}:")
    phones = PersonPhone.objects.filter(begins, company_id=viewer.company_id)
    return Q(pk__in=phones.values("person_id"))
