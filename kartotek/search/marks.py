"""Words nobody can type, by which a search is narrowed inside the index.

What a viewer sees is decided by marks too: a document carries its visibility and its owner, and
a search names the owners whose documents of each visibility the viewer sees. So no change of a
group touches a document, and no search reads what it may not show.
"""

from __future__ import annotations

from collections.abc import Collection

from kartotek.users.models import User
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility


def company_mark(company_id: int) -> str:
    """Return the word that every document of a company carries."""
    return f"zzc{company_id}"


def kind_mark(kind: str) -> str:
    """Return the word that every document of a kind carries."""
    return f"zzk{kind}"


def mailbox_mark(mailbox_id: int) -> str:
    """Return the word that every message of a mailbox carries."""
    return f"zzm{mailbox_id}"


def seen_mark(company_id: int, owner_id: int, visibility: int) -> str:
    """Return the word by which a document says who sees it."""
    if visibility == Visibility.COMPANY:
        return f"zzv{Visibility.COMPANY:d}c{company_id}"
    return f"zzv{visibility}u{owner_id}"


def marks_seen(viewer: Viewer) -> list[str]:
    """Return the marks of which every document that the viewer sees carries one."""
    if viewer.is_admin:
        return [company_mark(viewer.company_id)]
    everyone = seen_mark(viewer.company_id, 0, Visibility.COMPANY)
    narrower = (Visibility.OWNER, Visibility.GROUP, Visibility.GROUP_AND_BELOW)
    own = [f"zzv{one:d}u{viewer.own_id}" for one in narrower]
    return [everyone, *own, *_marks_of_groups(viewer)]


def _marks_of_groups(viewer: Viewer) -> list[str]:
    if not viewer.group_ids:
        return []
    nearest, *above = viewer.group_ids
    others = _members([nearest], viewer)
    marks = [f"zzv{Visibility.GROUP:d}u{pk}" for pk in others]
    below = [*others, *_members(above, viewer)]
    return [*marks, *(f"zzv{Visibility.GROUP_AND_BELOW:d}u{pk}" for pk in below)]


def _members(group_ids: Collection[int], viewer: Viewer) -> list[int]:
    users = User.objects.filter(company_id=viewer.company_id, group_id__in=group_ids)
    return list(users.exclude(pk=viewer.own_id).values_list("pk", flat=True)) if group_ids else []
