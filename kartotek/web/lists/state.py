"""What an address says of a list: its view, and what was changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from kartotek.search.lists import views
from kartotek.search.lists.asking import Asking
from kartotek.search.lists.columns import FILTERED, SORTED, STANDARD
from kartotek.search.lists.queries import Listing, Wanted
from kartotek.search.lists.rules import Condition, Filter, parsed, written
from kartotek.search.lists.views import ViewRow
from kartotek.users.viewer import Viewer
from kartotek.web.lists.words import KINDS
from kartotek.web.numbers import record_number

# What the address of a board says beside its filter.
BESIDE = ("on", "pipeline", "owner")


@dataclass(frozen=True)
class State:
    """A list as somebody looks at it.

    `has_columns` tells whether the address names them; else they are the view's, the user's own
    choice, or the standard ones. `beside` is what else the address says of a board.
    """

    kind: str
    view: ViewRow | None
    filter: Filter
    sort: str
    columns: tuple[str, ...]
    widths: Mapping[str, int]
    text: str = ""
    has_columns: bool = False
    beside: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_usual(self) -> bool:
        """Whether it is narrowed as lists of its kind are until somebody chooses."""
        return self.filter == _usual(self.kind) and not self.text

    @property
    def is_changed(self) -> bool:
        """Whether it differs from its view, or narrows without one: then it can be saved."""
        if self.view is None:
            return bool(self.filter) and self.filter != _usual(self.kind)
        held = (self.view.filter, self.view.sort, self.view.columns)
        return held != (self.filter, self.sort, self.columns)

    @property
    def query(self) -> str:
        """What follows the question mark in the address of this list."""
        asked = QueryDict(mutable=True)
        asked.update(dict(self.beside))
        if self.view is not None:
            asked["view"] = str(self.view.id)
        if self.filter != (self.view.filter if self.view else _usual(self.kind)):
            asked["filter"] = written(self.filter)
        if self.sort != (self.view.sort if self.view else SORTED[self.kind]):
            asked["sort"] = self.sort
        if self.has_columns and self.columns != (self.view.columns if self.view else ()):
            asked["columns"] = "~".join(self.columns)
        if self.text:
            asked["text"] = self.text
        return asked.urlencode()

    @property
    def url(self) -> str:
        """The address of this list."""
        words = KINDS[self.kind]
        page = reverse(words.board if self.beside.get("on") == "board" else words.page)
        return f"{page}?{self.query}" if self.query else page

    @property
    def wanted(self) -> Wanted:
        """What is asked of the lists' queries."""
        return Wanted(self.kind, self.filter, self.text, self.sort, self.columns)

    def listing(self, viewer: Viewer) -> Listing:
        """Return the list, to be read."""
        return Listing(self.wanted, Asking.now(viewer, timezone.now()))

    def without(self, condition: Condition) -> State:
        """Return the list with one condition less."""
        kept = Filter(
            tuple(one for one in self.filter.all_of if one != condition),
            tuple(one for one in self.filter.any_of if one != condition),
        )
        return replace(self, filter=kept)

    def sorted_by(self, name: str) -> State:
        """Return the list sorted by a column, or the other way round where it is already."""
        return replace(self, sort=f"-{name}" if self.sort == name else name)


def state_of(kind: str, asked: QueryDict, *, viewer: Viewer) -> State:
    """Return what an address says of a list.

    Raises:
        NotFound: it names a view that is gone.
    """
    number = record_number(asked.get("view", ""))
    view = None if number is None else views.view(number, viewer=viewer)
    mine = views.arranged(kind, viewer=viewer, view_id=view.id if view else None)
    named = tuple(filter(None, asked.get("columns", "").split("~")))
    columns = named or (view.columns if view else mine.columns) or STANDARD[kind]
    return State(
        kind=kind,
        view=view,
        filter=parsed(asked.get("filter", "")) if "filter" in asked else _filter_of(kind, view),
        sort=asked.get("sort") or (view.sort if view else SORTED[kind]),
        columns=columns,
        widths={**(view.widths if view else {}), **mine.widths},
        text=asked.get("text", "").strip(),
        has_columns=bool(named),
        beside={name: asked.get(name, "") for name in BESIDE if asked.get(name)},
    )


def _filter_of(kind: str, view: ViewRow | None) -> Filter:
    return view.filter if view else _usual(kind)


def _usual(kind: str) -> Filter:
    """Return how a list is narrowed until somebody chooses."""
    return FILTERED.get(kind, Filter())
