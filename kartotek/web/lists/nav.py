"""The side navigation of lists: areas or states, saved views, labels."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.urls import reverse

from kartotek.contacts.queries import count_pairs
from kartotek.contacts.queries.pairs import COUNTED as MOST_PAIRS
from kartotek.fields import queries as fields
from kartotek.search.lists import views
from kartotek.search.lists.choices import STATES_OF
from kartotek.search.lists.conditions import STATES_ASKED
from kartotek.search.lists.queries import LARGEST_COUNT, Capped, capped, labels_counted, seen
from kartotek.users.viewer import Viewer
from kartotek.web.jinja import url
from kartotek.web.words import number

PAGES = {
    "person": "people:people",
    "organization": "organizations:organizations",
    "deal": "deals:list",
    "lead": "leads:list",
    "project": "projects:list",
}
CONTACTS = ("person", "organization")


@dataclass(frozen=True)
class NavLink:
    """An entry of the side navigation."""

    key: str
    name: str
    url: str
    count: str = ""
    tone: str = ""
    is_starred: bool = False
    is_shared: bool = False


@dataclass(frozen=True)
class Nav:
    """The side navigation; its counts come late, because counting may take a while."""

    kind: str
    current: str
    views: list[NavLink]
    labels: list[NavLink]
    people_count: str = ""
    organization_count: str = ""
    duplicate_count: str = ""
    counts_url: str = ""
    states: list[NavLink] = field(default_factory=list)


def nav_of(kind: str, viewer: Viewer, *, current: str) -> Nav:
    """Return the side navigation without its counts.

    Args:
        kind: which list is shown.
        viewer: who looks.
        current: the key of the entry that is shown: a kind, `view-3`, `label-4`.
    """
    labels = [
        NavLink(f"label-{one.id}", one.name, _label_url(kind, one.id), tone=one.tone)
        for one in fields.labels(kind, viewer=viewer)
    ]
    asked = urlencode({"current": current})
    counts_url = f"{reverse('lists:navigation', args=(kind,))}?{asked}"
    found = Nav(kind, current, _views(kind, viewer), labels, counts_url=counts_url)
    return replace(found, states=_states(kind)) if kind in STATES_OF else found


def counted_nav_of(kind: str, viewer: Viewer, *, current: str) -> Nav:
    """Return the side navigation with its counts."""
    labels = [
        NavLink(
            f"label-{one.id}",
            one.name,
            _label_url(kind, one.id),
            count_text(Capped(one.count, is_more)),
            one.tone,
        )
        for one, is_more in labels_counted(kind, viewer=viewer)
    ]
    if kind in STATES_OF:
        return Nav(kind, current, _views(kind, viewer), labels, states=_states(kind, viewer))
    every = (count_text(capped(seen(one, viewer), LARGEST_COUNT)) for one in CONTACTS)
    people, organizations = every
    pairs = count_pairs(kind, viewer=viewer)
    twice = count_text(Capped(pairs, pairs >= MOST_PAIRS)) if pairs else ""
    return Nav(kind, current, _views(kind, viewer), labels, people, organizations, twice)


def _states(kind: str, viewer: Viewer | None = None) -> list[NavLink]:
    """Return the states in which deals or leads are listed; counted for a viewer."""
    page, asked = reverse(PAGES[kind]), STATES_ASKED[kind]
    return [
        NavLink(
            f"state-{value}",
            str(text),
            f"{page}?filter=state.any-of.{value}",
            count_text(capped(seen(kind, viewer).filter(asked[value]), LARGEST_COUNT))
            if viewer
            else "",
        )
        for value, text in STATES_OF[kind].items()
    ]


def count_text(count: Capped) -> str:
    """Return how many there are in words, such as 1,284, or 10,000+ where it was not counted on."""
    return f"{number(count.count)}+" if count.is_more else number(count.count)


def _views(kind: str, viewer: Viewer) -> list[NavLink]:
    return [
        NavLink(
            f"view-{one.id}",
            one.name,
            f"{reverse(PAGES[kind])}?view={one.id}",
            is_starred=one.is_starred,
            is_shared=one.is_shared,
        )
        for one in views.views_of(kind, viewer=viewer)
    ]


def _label_url(kind: str, label_id: int) -> str:
    return f"{url(PAGES[kind])}?filter=label.any-of.{label_id}"
