"""What the search field of the top bar finds: records by kind, and the reader's own email."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from kartotek.linking import queries as linking
from kartotek.linking.queries import Brief, ConversationRow
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.search.queries import Hit, find_conversations, find_each
from kartotek.search.reasons import Reason, reasons
from kartotek.search.recent import recent
from kartotek.users.viewer import Viewer
from kartotek.web.jinja import record_url
from kartotek.web.render import page, part
from kartotek.web.search.twins import told_apart
from kartotek.web.search.words import REASONS, TITLES
from kartotek.web.viewer import KartotekRequest

EACH = 12
EACH_OPTION = 4
EMAILS = 30

ITEMS = frozenset(str(kind) for kind in ItemKind)


@dataclass(frozen=True)
class Found:
    """A record that was found; `brief` is there for an item, `reason` where the name is none.

    `second` tells it apart from others of its name.
    """

    hit: Hit
    brief: Brief | None = None
    reason: Reason | None = None
    second: str = ""

    @property
    def url(self) -> str:
        """Where it is shown: a note, activity or file on the record it hangs on."""
        kind, record_id = self.hit.on or (self.hit.kind, self.hit.id)
        return record_url(kind, record_id)

    @property
    def why(self) -> str | Promise:
        """The word for what of it was found."""
        return REASONS.get(self.reason.field, "") if self.reason else ""


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `is_cut`: there is more than is shown."""

    kind: str
    title: str | Promise
    found: list[Found]
    is_cut: bool


@require_GET
def search(request: KartotekRequest) -> HttpResponse:
    """Show what holds every word that was typed."""
    text = request.GET.get("q", "").strip()
    groups = _groups(text, request.viewer, EACH)
    context = {
        "text": text,
        "groups": groups,
        "rows": _mail(text, request.viewer, EMAILS),
        "recent": [] if text else _recent(request.viewer),
    }
    return page(request, "search/search.html", context)


@require_GET
def options(request: KartotekRequest) -> HttpResponse:
    """Answer the best of each kind while one types; what was worked on last where nothing is."""
    text = request.GET.get("q", "").strip()
    context = {
        "text": text,
        "groups": _groups(text, request.viewer, EACH_OPTION),
        "rows": _mail(text, request.viewer, EACH_OPTION),
        "recent": [] if text else _recent(request.viewer),
    }
    return part(request, "search/options.html", "options", context)


def _recent(viewer: Viewer) -> list[Found]:
    hits = recent(viewer=viewer)
    second = told_apart(hits, viewer=viewer)
    return [Found(hit, second=second.get((hit.kind, hit.id), "")) for hit in hits]


def _mail(text: str, viewer: Viewer, limit: int) -> list[ConversationRow]:
    conversations = find_conversations(text, viewer=viewer, limit=limit)
    return linking.rows_by_ids(conversations, viewer=viewer)


def _groups(text: str, viewer: Viewer, each: int) -> list[Group]:
    hits = find_each(text, viewer=viewer, kinds=tuple(TITLES), each=each + 1)
    refs = [ItemRef(ItemKind(hit.kind), hit.id) for hit in hits if hit.kind in ITEMS]
    briefs = {
        (str(ref.kind), ref.id): one for ref, one in linking.briefs(refs, viewer=viewer).items()
    }
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    shown = {kind: some[:each] for kind, some in by_kind.items()}
    all_shown = [hit for some in shown.values() for hit in some]
    why = reasons(all_shown, text, viewer=viewer)
    second = told_apart(all_shown, viewer=viewer)

    def found(hit: Hit) -> Found:
        key = (hit.kind, hit.id)
        return Found(hit, briefs.get(key), why.get(key), second.get(key, ""))

    return [
        Group(
            kind,
            TITLES[kind],
            [found(hit) for hit in some],
            is_cut=len(by_kind[kind]) > each,
        )
        for kind, some in shown.items()
    ]
