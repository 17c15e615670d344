"""Mail from before an item was added: a preview, and linking what was ticked, with Undo."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.errors import Invalid, NotFound
from kartotek.flows import inbox_changes
from kartotek.linking import queries
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.web import render
from kartotek.web.forms import form_part
from kartotek.web.inbox.link_many import told
from kartotek.web.numbers import record_numbers
from kartotek.web.viewer import KartotekRequest

SCREEN = "inbox/past.html"


def past_context(request: KartotekRequest, kind: str, item_id: int) -> dict[str, object]:
    """Return what the dialog takes: the item, and the conversations that may be about it.

    Raises:
        NotFound: the item is gone or not theirs to see.
    """
    item = _item(kind, item_id)
    seen = queries.briefs([item], viewer=request.viewer)
    if item not in seen or seen[item].state == "deleted":
        raise NotFound(_("This deal, lead or project is gone."))
    return {"item": seen[item], "past": queries.past_conversations(item, viewer=request.viewer)}


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "past_conversations", past_context)
def past(request: KartotekRequest, kind: str, item_id: int) -> HttpResponse:
    """Show the unlinked mail of an item's people, or link what was ticked to the item."""
    if request.method == "GET":
        context = past_context(request, kind, item_id)
        if request.htmx:
            return render.part(request, SCREEN, "past_conversations", context)
        return render.page(request, SCREEN, context)
    ids = record_numbers(request.POST.getlist("ids"))
    if not ids:
        text = _("Tick the conversations that are about it.")
        raise Invalid(text, {"form": text})
    done = inbox_changes.link_conversations(
        conversation_ids=ids, item=_item(kind, item_id), by=request.viewer, at=timezone.now()
    )
    text = _("%(count)s of %(asked)s linked") % {"count": len(done.ids), "asked": done.asked}
    return told(request, done, text)


def _item(kind: str, item_id: int) -> ItemRef:
    """Return what an address names.

    Raises:
        NotFound: there is no such kind of item.
    """
    if kind not in set(ItemKind):
        raise NotFound(_("This deal, lead or project is gone."))
    return ItemRef(ItemKind(kind), item_id)
