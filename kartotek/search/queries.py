"""Finding records by words, as far as the viewer may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from kartotek.contacts.models import Organization, Person
from kartotek.mail.models import FolderEntry, Mailbox, Message
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.search.index_mail import MESSAGE
from kartotek.search.models import Document
from kartotek.search.words import (
    company_mark,
    fts5_query,
    kind_mark,
    mailbox_mark,
    tsquery,
    words_of,
)
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord, seen_by

RECORDS: dict[str, type[OwnedRecord]] = {
    "person": Person,
    "organization": Organization,
    "deal": Deal,
    "lead": Lead,
    "project": Project,
}
# So many of the newest hits are looked at; whoever has more types another word.
DEPTH = 400


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found; `id` is a conversation's for mail."""

    kind: str
    id: int
    title: str
    is_open: bool = True


def find(
    text: str,
    *,
    viewer: Viewer,
    kinds: Collection[str] = tuple(RECORDS),
    with_closed: bool = True,
    limit: int = 20,
) -> list[Hit]:
    """Return records of some kinds that hold every word of `text`, the last as a beginning.

    Open deals, leads and projects come first, then those whose title begins with what was
    typed, then the newest.

    Args:
        text: what was typed; letters count without their marks and in any case.
        viewer: only what they may see is ever returned.
        kinds: of person, organization, deal, lead, project.
        with_closed: whether closed and archived items are returned too.
        limit: hits at most.
    """
    words = words_of(text)
    if not words:
        return []
    found = _matching([company_mark(viewer.company_id)], [kind_mark(kind) for kind in kinds], words)
    by_kind: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for document in found:
        by_kind[document.kind].append((document.subject_id, document.title))
    hits = [hit for kind, rows in by_kind.items() for hit in _visible(kind, rows, viewer)]
    if not with_closed:
        hits = [hit for hit in hits if hit.is_open]
    order = {(one.kind, one.subject_id): place for place, one in enumerate(found)}
    hits.sort(key=lambda hit: (not hit.is_open, order[hit.kind, hit.id]))
    return hits[:limit]


def find_conversations(text: str, *, viewer: Viewer, limit: int = 50) -> list[int]:
    """Return conversations of the viewer's own mailboxes that hold every word, newest first."""
    words = words_of(text)
    own = Mailbox.objects.filter(company_id=viewer.company_id, user_id=viewer.own_id)
    marks = [mailbox_mark(pk) for pk in own.values_list("pk", flat=True)]
    if not words or not marks:
        return []
    found = _matching([company_mark(viewer.company_id), kind_mark(MESSAGE)], marks, words)
    ids = [one.subject_id for one in found]
    here = FolderEntry.objects.filter(message_id__in=ids, mailbox__in=own, gone_at=None)
    conversations = (
        Message.objects.filter(pk__in=here.values("message_id"), conversation_id__isnull=False)
        .order_by("-sent_at")
        .values_list("conversation_id", flat=True)
    )
    return [pk for pk in dict.fromkeys(conversations) if pk is not None][:limit]


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


def _visible(kind: str, rows: Sequence[tuple[int, str]], viewer: Viewer) -> list[Hit]:
    """Return the hits of one kind that the viewer may see and that are not deleted."""
    ids = [pk for pk, _ in rows]
    records = RECORDS[kind]._default_manager.filter(seen_by(viewer), pk__in=ids, deleted_at=None)
    seen = {one.pk: getattr(one, "is_open", True) for one in records}
    return [Hit(kind, pk, title, seen[pk]) for pk, title in rows if pk in seen]
