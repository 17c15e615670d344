"""What takes counting and comes late: how many records, the side navigation, totals."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kartotek.search.lists.queries import WITH_WORTH, Listing
from kartotek.web import render
from kartotek.web.lists.kinds import checked_kind
from kartotek.web.lists.nav import count_text, counted_nav_of
from kartotek.web.lists.screen import heads_of
from kartotek.web.lists.state import state_of
from kartotek.web.viewer import KartotekRequest
from kartotek.web.words import amount


@require_GET
def count(request: KartotekRequest, kind: str) -> HttpResponse:
    """Answer how many records a list has: 1,284, or 47 of 1,284, or 10,000+."""
    state = state_of(checked_kind(kind), request.GET, viewer=request.viewer)
    listing = state.listing(request.viewer)
    if state.kind in WITH_WORTH:
        return _counted_worth(state.kind, listing)
    total = listing.total()
    if not state.filter and not state.text:
        return _counted(count_text(total), count_text(total))
    shown = count_text(listing.count())
    words = {"shown": shown, "total": count_text(total)}
    return _counted(shown, _("%(shown)s of %(total)s") % words)


def _counted_worth(kind: str, listing: Listing) -> HttpResponse:
    """Answer how many deals or leads a list has, and what they are worth."""
    counted = listing.count()
    if kind == "deal":
        text = ngettext("%(count)s deal", "%(count)s deals", counted.count)
    else:
        text = ngettext("%(count)s lead", "%(count)s leads", counted.count)
    shown = text % {"count": count_text(counted)}
    worth = " + ".join(amount(one.amount, one.currency) for one in listing.worth())
    return _counted(count_text(counted), " · ".join(filter(None, (shown, worth))))


def _counted(matching: str, text: str) -> HttpResponse:
    """Answer a count; how many match is told apart: not every language says it first."""
    return HttpResponse(format_html('<span data-matching="{}">{}</span>', matching, text))


@require_GET
def navigation(request: KartotekRequest, kind: str) -> HttpResponse:
    """Answer the side navigation with its counts."""
    nav = counted_nav_of(
        checked_kind(kind), request.viewer, current=request.GET.get("current", kind)
    )
    if nav.kind == "deal":
        return render.component(request, "deals/_nav.html", "deals_nav", nav)
    if nav.kind == "lead":
        return render.component(request, "leads/_nav.html", "leads_nav", nav)
    if nav.kind == "project":
        return render.component(request, "projects/_nav.html", "projects_nav", nav)
    return render.component(request, "people/_nav.html", "contacts_nav", nav)


@require_GET
def totals(request: KartotekRequest, kind: str) -> HttpResponse:
    """Answer what the numbers of each shown column add up to."""
    state = state_of(checked_kind(kind), request.GET, viewer=request.viewer)
    listing = state.listing(request.viewer)
    sums = listing.sums()
    heads = heads_of(state, listing)
    worth = listing.worth() if state.kind in WITH_WORTH else ()
    context = {"heads": heads, "sums": sums, "worth": worth}
    return render.part(request, "lists/totals.html", "list_totals", context)
