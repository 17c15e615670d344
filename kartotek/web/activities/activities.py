"""The activities page: what is to do, late, for a day or this week, done, and everything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from kartotek.activities import queries
from kartotek.activities.queries import MOST_COUNTED, ActivityRow, Asked, Span
from kartotek.users import queries as users
from kartotek.users.viewer import Viewer
from kartotek.web import render, words
from kartotek.web.activities.week import first_weekday
from kartotek.web.numbers import record_number
from kartotek.web.viewer import KartotekRequest

SCREEN = "activities/activities.html"
EVERYONE = "everyone"

# More than a screen holds; what follows is fetched on scrolling.
ROWS = 30

TITLES: dict[Span, Promise] = {
    Span.TO_DO: _("To do"),
    Span.OVERDUE: _("Overdue"),
    Span.TODAY: _("Today"),
    Span.TOMORROW: _("Tomorrow"),
    Span.WEEK: _("This week"),
    Span.DONE: _("Done"),
    Span.ALL: _("All"),
}


@dataclass(frozen=True)
class Choice:
    """A list one can choose, with how many activities it holds; empty where nobody counts."""

    span: Span
    text: Promise
    count: str


@dataclass(frozen=True)
class Group:
    """Activities under one heading; an empty title goes on under that of the page before."""

    title: str
    rows: list[ActivityRow]


@require_GET
def activities(request: KartotekRequest) -> HttpResponse:
    """Show a page of activities, or the rows that follow one."""
    context = list_context(request, request.GET)
    if request.htmx and request.GET.get("after"):
        return render.part(request, SCREEN, "rows", context)
    return render.page(request, SCREEN, context)


def list_context(request: KartotekRequest, asked: QueryDict) -> dict[str, object]:
    """Return what the list shows for a query string."""
    wanted = asked_for(request, asked)
    viewer = request.viewer
    after = asked.get("after", "")
    page = queries.activities(wanted, viewer=viewer, after=after, limit=ROWS)
    groups = _groups(page.rows, asked.get("under", "") if after else "")
    counts = {} if after else queries.count_activities(wanted, viewer=viewer)
    return {
        "page": page,
        "groups": groups,
        "under": groups[-1].title or asked.get("under", "") if groups else "",
        "span": wanted.span,
        "choices": [Choice(one, text, _count(counts.get(one))) for one, text in TITLES.items()],
        **filter_context(wanted, viewer=viewer),
    }


def filter_context(wanted: Asked, *, viewer: Viewer) -> dict[str, object]:
    """Return what the choice of owner and type takes, above the list and the calendar."""
    people = users.users_of(viewer=viewer)
    types = queries.types(viewer=viewer, with_inactive=True)
    return {
        "owner_id": wanted.owner_id,
        "owners": [(one.id, one.name) for one in people if one.is_active],
        "type": wanted.type,
        "types": types,
        "type_name": next((one.name for one in types if one.key == wanted.type), ""),
    }


def asked_for(request: KartotekRequest, asked: QueryDict) -> Asked:
    """Return which activities a query string asks for: one's own to do, unless it says more."""
    chosen, owner = asked.get("show", ""), asked.get("of", "")
    return Asked(
        span=Span(chosen) if chosen in set(Span) else Span.TO_DO,
        now=timezone.localtime(),
        owner_id=_owner(owner, request.viewer),
        type=asked.get("type") or None,
        first_weekday=first_weekday(request.viewer),
    )


def asked_on_screen(request: KartotekRequest) -> QueryDict:
    """Return the query string of the list that a request was sent from."""
    return QueryDict(urlsplit(request.htmx.current_url or "").query)


def _owner(said: str, viewer: Viewer) -> int | None:
    if said == EVERYONE:
        return None
    number = record_number(said)
    return viewer.own_id if number is None else number


def _count(found: int | None) -> str:
    if found is None:
        return ""
    return words.number(found) if found < MOST_COUNTED else f"{words.number(MOST_COUNTED - 1)}+"


def _groups(rows: Iterable[ActivityRow], under: str) -> list[Group]:
    """Return rows by heading; the first heading is left out where the page before ended in it."""
    found: list[Group] = []
    for row in rows:
        title = _heading(row)
        if found and title == (found[-1].title or under):
            found[-1].rows.append(row)
        else:
            found.append(Group("" if not found and title == under else title, [row]))
    return found


def _heading(row: ActivityRow) -> str:
    if row.done_at is not None:
        return words.day(row.done_at)
    if row.due is None:
        return _now("No day")
    return _now("Overdue") if words.overdue(row.due) else words.day(row.due)
