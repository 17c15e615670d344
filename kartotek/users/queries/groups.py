"""Reading the groups and permission sets of a company."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.users.models import Group, PermissionSet, User
from kartotek.users.permissions import ALL, REGULAR, Permission, known
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class GroupRow:
    """A group in its place of the tree; `depth` counts the groups above it."""

    id: int
    name: str
    parent_id: int | None
    depth: int
    user_count: int
    below_count: int


@dataclass(frozen=True)
class SetRow:
    """A permission set; `word` is `admin`, `regular` or its id."""

    word: str
    name: str
    permissions: frozenset[Permission]
    user_count: int

    @property
    def is_own(self) -> bool:
        """Whether the company made it."""
        return self.word.isdecimal()


def groups_of(*, viewer: Viewer) -> list[GroupRow]:
    """Return the groups of the viewer's company, each followed by those below it."""
    groups = list(Group.objects.filter(company_id=viewer.company_id).order_by("name", "pk"))
    counts = _counts("group", viewer)
    below: dict[int | None, list[Group]] = {}
    for group in groups:
        below.setdefault(group.parent_id, []).append(group)

    def walk(parent_id: int | None, depth: int) -> Iterator[GroupRow]:
        for group in below.get(parent_id, []):
            under = len(below.get(group.pk, []))
            held = counts.get(group.pk, 0)
            yield GroupRow(group.pk, group.name, group.parent_id, depth, held, under)
            yield from walk(group.pk, depth + 1)

    return list(walk(None, 0))


def group_row(group_id: int, *, viewer: Viewer) -> GroupRow:
    """Return one group of the viewer's company.

    Raises:
        NotFound: there is none with this id.
    """
    for row in groups_of(viewer=viewer):
        if row.id == group_id:
            return row
    raise NotFound(_("There is no such group."))


def sets_of(*, viewer: Viewer) -> list[SetRow]:
    """Return the permission sets of the viewer's company: built-in ones first, then by name."""
    kept = list(PermissionSet.objects.filter(company_id=viewer.company_id).order_by("name", "pk"))
    counts = _counts("permission_set", viewer)
    active = User.objects.filter(company_id=viewer.company_id, is_active=True)
    admins = active.filter(is_admin=True).count()
    regular = next((one for one in kept if one.is_regular), None)
    regulars = counts.get(regular.pk if regular else None, 0)
    allowed = known(regular.permissions) if regular else REGULAR
    return [
        SetRow("admin", _("Admin"), ALL, admins),
        SetRow("regular", _("Regular user"), allowed, regulars),
        *(
            SetRow(str(one.pk), one.name, known(one.permissions), counts.get(one.pk, 0))
            for one in kept
            if not one.is_regular
        ),
    ]


def set_called(word: str, *, viewer: Viewer) -> SetRow:
    """Return the permission set of this word: `admin`, `regular` or an id.

    Raises:
        NotFound: there is none.
    """
    for row in sets_of(viewer=viewer):
        if row.word == word:
            return row
    raise NotFound(_("There is no such permission set."))


def _counts(field: str, viewer: Viewer) -> dict[int | None, int]:
    """Return how many users there are by their group or set; admins have no set."""
    users = User.objects.filter(company_id=viewer.company_id)
    if field == "permission_set":
        users = users.filter(is_admin=False, is_active=True)
    rows = users.order_by().values_list(f"{field}_id").annotate(count=Count("pk"))
    return dict(rows)
