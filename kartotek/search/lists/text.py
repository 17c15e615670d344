"""Narrowing a list to what is typed: by the words of the search index, or the start of a phone."""

from __future__ import annotations

import re
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet
from phonenumbers import country_code_for_region

from kartotek.contacts.models import PersonPhone
from kartotek.search.marks import kind_mark, marks_seen
from kartotek.search.models import Document
from kartotek.search.words import Asked, asked, record_fts5, record_tsquery
from kartotek.users.models import Company
from kartotek.users.viewer import Viewer

SHORTEST_PHONE: Final = 3
_PHONE: Final = re.compile(r"\+?[\d\s()./-]*\d[\d\s()./-]*")


def typed_in(kind: str, text: str, *, viewer: Viewer) -> Q:
    """Return the condition under which a record of a kind holds every word of a text.

    Each may be the beginning of one. A number typed in groups is one number.
    """
    wanted = asked(text)
    if not wanted.words:
        return Q(pk__in=()) if text.strip() else Q()
    found = Q(pk__in=_documents(kind, wanted, viewer))
    if kind == "person" and _PHONE.fullmatch(text.strip()):
        found |= _with_phone(text, viewer)
    return found


def _documents(kind: str, wanted: Asked, viewer: Viewer) -> QuerySet[Document, int]:
    documents = Document.objects.filter(company_id=viewer.company_id, kind=kind)
    kinds, seen = [kind_mark(kind)], marks_seen(viewer)
    if connection.vendor == "sqlite":
        documents = Document.objects.extra(
            where=["id IN (SELECT rowid FROM search_records WHERE search_records MATCH %s)"],
            params=[record_fts5(wanted, kinds=kinds, seen=seen, is_named=False)],
        )
    else:
        documents = documents.extra(
            where=["to_tsvector('simple', text) @@ to_tsquery('simple', %s)"],
            params=[record_tsquery(wanted, kinds=kinds, seen=seen, is_named=False)],
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
