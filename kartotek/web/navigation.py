"""The areas of the product, in the order of the rail, and what the menus of the top bar hold."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kartotek.users.models import User
from kartotek.users.permissions import Permission
from kartotek.users.viewer import Viewer
from kartotek.web.live.address import address


@dataclass(frozen=True)
class Area:
    """A place of the rail or an entry of a menu.

    `apps` are the address spaces in which it is the current one; `narrow` says whether it keeps
    its place on phones; `key` is the second key after `G` or `+`. Who lacks the `permission` does
    not get to see it.
    """

    label: str | Promise
    icon: str
    page: str
    apps: tuple[str, ...] = ()
    key: str = ""
    kind: str = ""
    narrow: bool = True
    permission: Permission | None = None


AREAS = (
    Area(_("Inbox"), "mail", "inbox:inbox", ("inbox",), "i"),
    Area(
        _("Contacts"),
        "contact-round",
        "people:people",
        ("people", "organizations", "duplicates", "timeline"),
        "c",
    ),
    Area(_("Deals"), "square-kanban", "deals:board", ("deals",), "d"),
    Area(_("Leads"), "sprout", "leads:leads", ("leads",), "l", narrow=False),
    Area(_("Activities"), "calendar-check", "activities:activities", ("activities",), "a"),
    Area(_("Projects"), "folder-kanban", "projects:board", ("projects",), "p", narrow=False),
)

SETTINGS = Area(_("Settings"), "settings", "settings:email_sync", ("settings",), "s", narrow=False)

ADD = (
    Area(_("Person"), "user-round", "people:add", key="p", kind="person"),
    Area(_("Organization"), "building-2", "organizations:add", key="o", kind="organization"),
    Area(_("Deal"), "diamond", "deals:add", key="d", kind="deal"),
    Area(_("Lead"), "sprout", "leads:add", key="l", kind="lead"),
    Area(_("Project"), "folder-kanban", "projects:add", key="j", kind="project"),
    Area(_("Activity"), "calendar-check", "activities:add", key="a"),
)

ACCOUNT = (
    Area(_("Personal preferences"), "settings", "settings:preferences"),
    Area(_("Company settings"), "building-2", "settings:company"),
)

SETTINGS_GROUPS = (
    (
        _("Personal preferences"),
        (
            Area(_("Profile"), "user-round", "settings:preferences"),
            Area(_("Password and tokens"), "key-round", "settings:access"),
            Area(_("Email sync"), "mail", "settings:email_sync"),
            Area(_("Notifications"), "bell", "settings:notifications"),
        ),
    ),
    (
        _("Company"),
        (
            Area(_("General"), "building-2", "settings:company"),
            Area(_("Users"), "users-round", "settings:users"),
            Area(
                _("Data fields"),
                "square-pen",
                "settings:fields",
                permission=Permission.MANAGE_FIELDS,
            ),
            Area(_("Labels"), "tag", "settings:labels"),
            Area(
                _("Project boards"),
                "folder-kanban",
                "settings:boards",
                permission=Permission.MANAGE_PIPELINES,
            ),
            Area(
                _("Lead sources"),
                "sprout",
                "settings:sources",
                permission=Permission.MANAGE_PIPELINES,
            ),
            Area(
                _("Activity types"),
                "calendar-check",
                "settings:activity_types",
                permission=Permission.MANAGE_COMPANY,
            ),
            Area(
                _("Pipelines"),
                "square-kanban",
                "settings:pipelines",
                permission=Permission.MANAGE_PIPELINES,
            ),
            Area(
                _("Duplicate rules"),
                "merge",
                "settings:duplicates",
                permission=Permission.MANAGE_DUPLICATE_RULES,
            ),
            Area(_("Deleted records"), "trash-2", "settings:deleted"),
            Area(_("Groups"), "network", "settings:groups", permission=Permission.MANAGE_USERS),
            Area(
                _("Permission sets"),
                "shield-check",
                "settings:permission_sets",
                permission=Permission.MANAGE_USERS,
            ),
            Area(
                _("Changelog"), "history", "settings:changelog", permission=Permission.MANAGE_USERS
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Entry:
    """An area with its address, ready to be shown."""

    area: Area
    url: str
    is_current: bool


@dataclass(frozen=True)
class Group:
    """Entries of the settings under one heading."""

    title: str | Promise
    entries: list[Entry]


@dataclass(frozen=True)
class Shell:
    """What stands around every page of somebody who is signed in.

    `more` are the areas that have no place of their own in the bar of a phone.
    """

    areas: list[Entry]
    settings: list[Entry]
    more: list[Entry]
    settings_groups: list[Group]
    add: list[Entry]
    account: list[Entry]
    search_url: str
    logout_url: str
    name: str
    email: str
    theme: str
    has_single_keys: bool
    unread: int
    live: str


def shell(request: HttpRequest) -> Shell:
    """Return the rail and the top bar for the page of `request`."""
    match = request.resolver_match
    current = (match.app_name, match.view_name) if match else ("", "")
    user = getattr(request, "user", None)
    known = user if isinstance(user, User) else None
    viewer = getattr(request, "viewer", None)
    areas = _entries(AREAS, current)
    settings = _entries((SETTINGS,), current)
    return Shell(
        areas=areas,
        settings=settings,
        more=[entry for entry in [*areas, *settings] if not entry.area.narrow],
        settings_groups=[
            Group(title, _entries(_allowed(held, viewer), current))
            for title, held in SETTINGS_GROUPS
        ],
        add=_entries(ADD, current),
        account=_entries(ACCOUNT, current),
        search_url=_address("search:search"),
        logout_url=_address("login:logout"),
        name=known.name if known else "",
        email=known.email if known else "",
        theme=_theme(request),
        has_single_keys=known.has_single_keys if known else True,
        unread=known.unread_count if known else 0,
        live=address(request) if known else "",
    )


def _theme(request: HttpRequest) -> str:
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in {"light", "dark"} else ""


def _allowed(areas: tuple[Area, ...], viewer: Viewer | None) -> tuple[Area, ...]:
    """Return the areas that are open to the viewer."""
    return tuple(
        area
        for area in areas
        if area.permission is None or (viewer is not None and viewer.may(area.permission))
    )


def _entries(areas: tuple[Area, ...], current: tuple[str, str]) -> list[Entry]:
    app, page = current
    placed = [(area, _address(area.page)) for area in areas]
    return [Entry(area, url, app in area.apps or page == area.page) for area, url in placed if url]


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
