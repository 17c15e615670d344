"""What a user may see of the things they are told about, asked anew each time it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kartotek.activities.models import Activity, Comment, File, Note
from kartotek.activities.queries.scopes import KINDS, visible
from kartotek.contacts.models import Organization, Person
from kartotek.lib.text import shorten
from kartotek.linking import queries as linking
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord

Ref = tuple[str, int]
"""Type and id of a record, an activity, a note, a comment or a conversation."""

RECORDS: Mapping[str, type[OwnedRecord]] = {
    "deal": Deal,
    "lead": Lead,
    "project": Project,
    "person": Person,
    "organization": Organization,
}
HUNG: Mapping[str, Any] = {"activity": Activity, "note": Note, "file": File}
CONVERSATION = "conversation"
COMMENT = "comment"

SNIPPET = 160


@dataclass(frozen=True)
class Seen:
    """Something the user sees: its name, its first words, and the record it hangs on."""

    title: str
    snippet: str = ""
    on: tuple[str, int, str] | None = None


def seen(refs: Iterable[Ref], *, viewer: Viewer) -> dict[Ref, Seen]:
    """Return those of some things that are there and that the viewer sees.

    A conversation has no title here: it is told with what is told of it.
    """
    by_type: dict[str, set[int]] = defaultdict(set)
    for kind, pk in refs:
        by_type[kind].add(pk)
    found: dict[Ref, Seen] = {}
    for kind, ids in by_type.items():
        if kind in RECORDS:
            found |= _records(kind, ids, viewer)
        elif kind in HUNG:
            found |= _hung(kind, ids, viewer)
        elif kind == COMMENT:
            found |= _comments(ids, viewer)
        elif kind == CONVERSATION:
            found |= {(kind, pk): Seen("") for pk in linking.readable(ids, viewer=viewer)}
    return found


def _records(kind: str, ids: Collection[int], viewer: Viewer) -> dict[Ref, Seen]:
    rows: Any = RECORDS[kind]._default_manager
    alive = rows.alive().visible_to(viewer).filter(pk__in=ids)
    return {(kind, one.pk): Seen(str(one)) for one in alive}


def _hung(kind: str, ids: Collection[int], viewer: Viewer) -> dict[Ref, Seen]:
    rows = visible(HUNG[kind].objects.alive(), viewer).filter(pk__in=ids).select_related(*KINDS)
    return {(kind, one.pk): _seen_hung(one) for one in rows}


def _comments(ids: Collection[int], viewer: Viewer) -> dict[Ref, Seen]:
    """Return comments that are there; who sees their note sees them."""
    rows = Comment.objects.filter(company_id=viewer.company_id, pk__in=ids, deleted_at=None)
    return {
        (COMMENT, pk): Seen("", shorten(text, SNIPPET))
        for pk, text in rows.values_list("pk", "text")
    }


def _seen_hung(one: Any) -> Seen:
    """Return a note, activity or file with the first living record it hangs on."""
    held = [(kind, getattr(one, kind)) for kind in KINDS]
    on = [(kind, at.pk, str(at)) for kind, at in held if at is not None and not at.is_deleted]
    first = on[0] if on else None
    if isinstance(one, Note):
        return Seen(first[2] if first else "", shorten(one.text, SNIPPET), first)
    return Seen(str(one), first[2] if first else "", first)
