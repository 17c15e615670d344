"""Finding records by words, as far as the viewer may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from kartotek.activities.models import Activity, File, Note
from kartotek.activities.queries.scopes import visible
from kartotek.contacts.models import Organization, Person
from kartotek.lib.text import tokens
from kartotek.mail.models import FolderEntry, Mailbox, Message
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.search.documents import MESSAGE
from kartotek.search.marks import company_mark, kind_mark, mailbox_mark, marks_seen
from kartotek.search.models import Document
from kartotek.search.words import (
    Asked,
    asked,
    fts5_query,
    record_fts5,
    record_tsquery,
    tsquery,
    words_of,
)
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord, seen_by

RECORDS: Mapping[str, type[OwnedRecord]] = {
    "person": Person,
    "organization": Organization,
    "deal": Deal,
    "lead": Lead,
    "project": Project,
}
HUNG: Mapping[str, type[Activity | Note | File]] = {
    "activity": Activity,
    "note": Note,
    "file": File,
}
ON = ("deal", "lead", "project", "person", "organization")
# So many of the newest hits are looked at; whoever has more types another word.
DEPTH = 400
RECORD_DEPTH = 200
LEAST_DEPTH = 40
ITEMS = frozenset({"deal", "lead", "project"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found; `id` is a conversation's for mail.

    `on` is the record that a note, activity or file hangs on.
    """

    kind: str
    id: int
    title: str
    is_open: bool = True
    on: tuple[str, int] | None = None


def find(
    text: str,
    *,
    viewer: Viewer,
    kinds: Collection[str] = tuple(RECORDS),
    with_closed: bool = True,
    limit: int = 20,
) -> list[Hit]:
    """Return records of some kinds that hold every word of `text`, each as a beginning.

    Open deals, leads and projects come first, then those whose title begins with what was
    typed, then those whose title has all words, then the newest.

    Args:
        text: what was typed; letters count without their marks and in any case, a phone number
            in any form.
        viewer: only what they may see is ever returned.
        kinds: of RECORDS and HUNG.
        with_closed: whether closed and archived items are returned too.
        limit: hits at most.
    """
    seen = marks_seen(viewer)
    return _best(asked(text), seen, kinds, viewer, with_closed=with_closed, limit=limit)


def find_each(text: str, *, viewer: Viewer, kinds: Collection[str], each: int) -> list[Hit]:
    """Return what `find` returns for each of some kinds alone, one kind after the other.

    Args:
        text: what was typed.
        viewer: only what they may see is ever returned.
        kinds: of RECORDS and HUNG, in the order of the answer.
        each: hits of a kind at most.
    """
    wanted, seen = asked(text), marks_seen(viewer)
    return [
        hit
        for kind in kinds
        for hit in _best(wanted, seen, (kind,), viewer, with_closed=True, limit=each)
    ]


def find_conversations(text: str, *, viewer: Viewer, limit: int = 50) -> list[int]:
    """Return conversations of the viewer's own mailboxes that hold every word, newest first."""
    words = words_of(text)
    boxes = _own_boxes(company_id=viewer.company_id, user_id=viewer.own_id) if words else []
    marks = [mailbox_mark(pk) for pk in boxes]
    if not marks:
        return []
    found = _matching([company_mark(viewer.company_id), kind_mark(MESSAGE)], marks, words)
    ids = [one.subject_id for one in found]
    here = FolderEntry.objects.filter(message_id__in=ids, mailbox_id__in=boxes, gone_at=None)
    conversations = (
        Message.objects.filter(pk__in=here.values("message_id"), conversation_id__isnull=False)
        .order_by("-sent_at")
        .values_list("conversation_id", flat=True)
    )
    return [pk for pk in dict.fromkeys(conversations) if pk is not None][:limit]


@prepared
def _own_boxes(*, company_id: int, user_id: int) -> QuerySet[Mailbox, int]:
    own = Mailbox.objects.filter(company_id=company_id, user_id=user_id)
    return own.values_list("pk", flat=True)


@dataclass(frozen=True, slots=True)
class _Look:
    """What is looked for in the index: words, marks of kinds and of who sees, how deep."""

    wanted: Asked
    kinds: Sequence[str]
    seen: Sequence[str]
    depth: int


def _best(
    wanted: Asked,
    seen: Sequence[str],
    kinds: Collection[str],
    viewer: Viewer,
    *,
    with_closed: bool,
    limit: int,
) -> list[Hit]:
    if not wanted.words:
        return []
    depth = RECORD_DEPTH if set(kinds) & ITEMS else max(LEAST_DEPTH, min(2 * limit, RECORD_DEPTH))
    found = _candidates(_Look(wanted, [kind_mark(kind) for kind in kinds], seen, depth), viewer)
    hits = [hit for hit in _seen(found, viewer) if with_closed or hit.is_open]
    begun = " ".join(wanted.words)
    order = {(one.kind, one.subject_id): place for place, one in enumerate(found)}
    hits.sort(
        key=lambda hit: (
            not hit.is_open,
            not " ".join(tokens(hit.title)).startswith(begun),
            order[hit.kind, hit.id],
        )
    )
    return hits[:limit]


def _candidates(look: _Look, viewer: Viewer) -> list[Document]:
    """Return documents with the words, named so first; each look ends after so many."""
    ids = _ids(look, is_named=True)
    if len(ids) < look.depth:
        ids += _ids(look, is_named=False)
    wanted = list(dict.fromkeys(ids))[: look.depth]
    if not wanted:
        return []
    known = {one.pk: one for one in _kept(ids=wanted, company_id=viewer.company_id)}
    return [known[pk] for pk in wanted if pk in known]


@prepared
def _kept(*, ids: Collection[int], company_id: int) -> QuerySet[Document]:
    return Document.objects.filter(company_id=company_id, pk__in=ids).defer("text")


def _ids(look: _Look, *, is_named: bool) -> list[int]:
    """Return the newest documents; the index yields them newest first and is left early."""
    lite = connection.vendor == "sqlite"
    query = (record_fts5 if lite else record_tsquery)(
        look.wanted, kinds=look.kinds, seen=look.seen, is_named=is_named
    )
    sql = (
        "SELECT rowid FROM search_records WHERE search_records MATCH %s ORDER BY rowid DESC"
        if lite
        else "SELECT id FROM search_document WHERE to_tsvector('simple', text)"
        " @@ to_tsquery('simple', %s) ORDER BY id DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT %s", [query, look.depth])
        return [pk for (pk,) in cursor.fetchall()]


def _matching(all_of: Sequence[str], any_of: Sequence[str], words: Sequence[str]) -> list[Document]:
    return list(_documents(all_of, any_of, words).order_by("-at", "-id")[:DEPTH])


def _documents(
    all_of: Sequence[str], any_of: Sequence[str], words: Sequence[str]
) -> QuerySet[Document]:
    if connection.vendor == "sqlite":
        query = fts5_query(all_of, any_of, words)
        return Document.objects.extra(
            where=["id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"],
            params=[query],
        )
    return Document.objects.extra(
        where=["to_tsvector('simple', text) @@ to_tsquery('simple', %s)"],
        params=[tsquery(all_of, any_of, words)],
    )


def _seen(found: Sequence[Document], viewer: Viewer) -> list[Hit]:
    """Return the hits that the viewer may see and that are not deleted, whatever the index says."""
    by_kind: dict[str, list[Document]] = defaultdict(list)
    for one in found:
        by_kind[one.kind].append(one)
    return [
        hit
        for kind, some in by_kind.items()
        for hit in (_hung if kind in HUNG else _records)(kind, some, viewer)
    ]


def _records(kind: str, found: Sequence[Document], viewer: Viewer) -> list[Hit]:
    ids = [one.subject_id for one in found]
    if kind in ITEMS:
        items = _alive(kind, ids=ids, viewer=viewer)
        seen = {one.pk: bool(getattr(one, "is_open", True)) for one in items}
    else:
        seen = dict.fromkeys(_alive_ids(kind, ids=ids, viewer=viewer), True)
    return [
        Hit(kind, one.subject_id, one.title, seen[one.subject_id])
        for one in found
        if one.subject_id in seen
    ]


@prepared
def _alive(kind: str, /, *, ids: Collection[int], viewer: Viewer) -> QuerySet[Any]:
    known = RECORDS[kind]._default_manager.filter(seen_by(viewer), deleted_at=None)
    return known.filter(pk__in=ids)


@prepared
def _alive_ids(kind: str, /, *, ids: Collection[int], viewer: Viewer) -> QuerySet[Any, int]:
    known = RECORDS[kind]._default_manager.filter(seen_by(viewer), deleted_at=None)
    return known.filter(pk__in=ids).values_list("pk", flat=True)


def _hung(kind: str, found: Sequence[Document], viewer: Viewer) -> list[Hit]:
    ids = [one.subject_id for one in found]
    alive: Any = HUNG[kind]._default_manager.filter(pk__in=ids, deleted_at=None)
    seen = {one.pk: _place(one) for one in visible(alive, viewer)}
    return [
        Hit(kind, one.subject_id, one.title, on=seen[one.subject_id])
        for one in found
        if one.subject_id in seen
    ]


def _place(one: Activity | Note | File) -> tuple[str, int] | None:
    """Return the record a note, activity or file is shown on."""
    for kind in ON:
        record_id = getattr(one, f"{kind}_id")
        if record_id is not None:
            return kind, record_id
    return None
