"""What each permission is called on the screens, and what it means."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kartotek.users.permissions import Permission


@dataclass(frozen=True)
class Words:
    """A permission in the user's words."""

    permission: Permission
    title: str | Promise
    text: str | Promise = ""


@dataclass(frozen=True)
class WordGroup:
    """Permissions under one heading."""

    title: str | Promise
    words: tuple[Words, ...]


GROUPS = (
    WordGroup(
        _("Records"),
        (
            Words(
                Permission.EDIT_OTHERS,
                _("Edit records of others"),
                _("Without it, only their own records can be changed; others can still be read."),
            ),
            Words(Permission.DELETE, _("Delete records")),
            Words(Permission.MERGE, _("Merge records")),
            Words(Permission.BULK_EDIT, _("Change many records at once")),
            Words(Permission.EXPORT, _("Export records")),
            Words(Permission.IMPORT, _("Import records")),
        ),
    ),
    WordGroup(
        _("Shared by everyone"),
        (
            Words(Permission.MANAGE_LABELS, _("Change labels")),
            Words(Permission.MANAGE_SHARED_VIEWS, _("Change shared views")),
            Words(Permission.MANAGE_FIELDS, _("Change custom fields")),
            Words(Permission.MANAGE_DUPLICATE_RULES, _("Change how duplicates are found")),
            Words(Permission.MANAGE_PIPELINES, _("Change pipelines and boards")),
        ),
    ),
    WordGroup(
        _("Company"),
        (
            Words(
                Permission.MANAGE_USERS,
                _("Manage users and groups"),
                _("Never admins, and never more than they may do themselves."),
            ),
            Words(Permission.MANAGE_COMPANY, _("Change company settings")),
        ),
    ),
)

TITLES = {words.permission.value: words.title for group in GROUPS for words in group.words}
