"""What the search field of the top bar finds: records by kind, and the reader's own email."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from kartotek.linking import queries as linking
from kartotek.linking.queries import Brief
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.search.queries import Hit, find, find_conversations
from kartotek.users.viewer import Viewer
from kartotek.web.render import page
from kartotek.web.viewer import KartotekRequest

EACH = 12
EMAILS = 30

TITLES: dict[str, str | Promise] = {
    "person": _("People"),
    "organization": _("Organizations"),
    "deal": _("Deals"),
    "lead": _("Leads"),
    "project": _("Projects"),
}
ITEMS = frozenset(str(kind) for kind in ItemKind)


@dataclass(frozen=True)
class Found:
    """A record that was found; `brief` is there for an item."""

    hit: Hit
    brief: Brief | None


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
    groups = [group for kind in TITLES if (group := _group(kind, text, request.viewer)).found]
    conversations = find_conversations(text, viewer=request.viewer, limit=EMAILS)
    context = {
        "text": text,
        "groups": groups,
        "rows": linking.rows_by_ids(conversations, viewer=request.viewer),
    }
    return page(request, "search/search.html", context)


def _group(kind: str, text: str, viewer: Viewer) -> Group:
    hits = find(text, viewer=viewer, kinds=(kind,), limit=EACH + 1)
    is_item = kind in ITEMS
    refs = [ItemRef(ItemKind(kind), hit.id) for hit in hits] if is_item else []
    briefs = {ref.id: brief for ref, brief in linking.briefs(refs, viewer=viewer).items()}
    found = [Found(hit, briefs.get(hit.id)) for hit in hits[:EACH]]
    return Group(kind, TITLES[kind], found, is_cut=len(hits) > EACH)
