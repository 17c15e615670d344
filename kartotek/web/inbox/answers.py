"""What an act on a conversation redraws: the part of whichever page it was done from."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import ResolverMatch, resolve
from django.utils.safestring import SafeString

from kartotek.linking import queries
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.web.inbox.shown import conversation_context
from kartotek.web.records.side import side_pieces
from kartotek.web.render import answer, draw, draw_part, in_place, redirect
from kartotek.web.viewer import KartotekRequest

RECORD_AREAS = {
    "people": "person",
    "organizations": "organization",
    "deals": "deal",
    "leads": "lead",
    "projects": "project",
}
SCREEN = "inbox/conversation.html"
PANES = ("link_bar", "conversation_panel")


def changed(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Return a conversation's row, its link bar and panel, or a record's side, drawn anew.

    Without htmx it leads to the conversation.
    """
    is_seen = bool(queries.readable([conversation_id], viewer=request.viewer))
    if not is_seen and (is_on_its_page(request) or not request.htmx):
        # An admin who unlinked what was shared with him alone by that link.
        return redirect(request, "inbox:inbox")
    if not request.htmx:
        return redirect(request, "inbox:conversation", conversation_id)
    place = _place(request)
    if place is not None and place.view_name == "inbox:queue":
        return HttpResponse(status=204, headers={"HX-Trigger": "queue:next"})
    return answer(*_pieces(request, conversation_id))


def panes(request: KartotekRequest, context: dict[str, object]) -> HttpResponse:
    """Return the link bar and the panel of a conversation's page drawn anew."""
    return answer(*_panes(request, context))


def left_inbox(request: KartotekRequest, conversation_ids: Iterable[int]) -> HttpResponse:
    """Return rows that went, with news for the list; from elsewhere it leads to the inbox."""
    if not request.htmx or is_on_its_page(request):
        return redirect(request, "inbox:inbox")
    gone = [in_place(f"#conversation-{pk}", SafeString(""), "delete") for pk in conversation_ids]
    return _with_news(answer(*gone))


def inbox_again(request: KartotekRequest) -> HttpResponse:
    """Return news that let the open list draw itself anew, or lead to the inbox."""
    if not request.htmx:
        return redirect(request, "inbox:inbox")
    return _with_news(HttpResponse(status=204))


def many_changed(request: KartotekRequest) -> HttpResponse:
    """Return a record's side drawn anew, or news that let the open list draw itself."""
    place = _place(request)
    pieces = _side(request, place) if place is not None else []
    return answer(*pieces) if pieces else inbox_again(request)


def is_on_its_page(request: KartotekRequest) -> bool:
    """Return whether the act was done on the page of a conversation."""
    place = _place(request)
    return place is not None and place.view_name == "inbox:conversation"


def item_here(request: KartotekRequest) -> ItemRef | None:
    """Return the deal, lead or project on whose page something is done, if it is one."""
    place = _place(request)
    kind = RECORD_AREAS.get(place.app_name, "") if place is not None else ""
    if place is None or kind not in set(ItemKind):
        return None
    held = [*place.args, *place.kwargs.values()]
    return ItemRef(ItemKind(kind), int(held[0])) if held else None


def _with_news(response: HttpResponse) -> HttpResponse:
    response["HX-Trigger"] = "inbox:changed"
    return response


def _pieces(request: KartotekRequest, conversation_id: int) -> list[SafeString]:
    place = _place(request)
    if place is not None and place.view_name == "inbox:conversation":
        return _panes(request, conversation_context(request, conversation_id))
    side = _side(request, place) if place is not None else []
    if side:
        return side
    row = queries.row(conversation_id, viewer=request.viewer)
    if row is None:
        return []
    drawn = draw(request, "components/conversation_row.html", "conversation_row", row)
    return [in_place(f"#conversation-{row.id}", drawn, "outerMorph")]


def _side(request: KartotekRequest, place: ResolverMatch) -> list[SafeString]:
    """Return the side of the record whose page it is, drawn anew; nothing elsewhere."""
    held = [*place.args, *place.kwargs.values()]
    if place.app_name not in RECORD_AREAS or not held:
        return []
    return side_pieces(request, RECORD_AREAS[place.app_name], int(held[0]))


def _panes(request: KartotekRequest, context: dict[str, object]) -> list[SafeString]:
    return [
        in_place(f"#{name}", draw_part(request, SCREEN, name, context), "outerMorph")
        for name in PANES
    ]


def _place(request: KartotekRequest) -> ResolverMatch | None:
    """Return which page the act was done from."""
    address = request.htmx.current_url
    return resolve(urlsplit(address).path) if address else None
