"""The address of a record that was merged leads to the one it is part of now."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kartotek.contacts import queries
from kartotek.pipeline.deals import queries as deals
from kartotek.web import render
from kartotek.web.viewer import KartotekRequest

PAGES = {
    "person": "people:person",
    "organization": "organizations:organization",
    "deal": "deals:deal",
}


def led_on(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse | None:
    """Return the way to the survivor of a merged record, with a notice; None for any other.

    Whoever does not see the survivor is not told of it: they find nothing, as before.
    """
    company_id = request.viewer.company_id
    survivor_id = queries.survivor_of(kind, record_id, company_id=company_id)
    if survivor_id is None:
        return None
    response = render.redirect(request, PAGES[kind], survivor_id)
    name = _name(request, kind, survivor_id)
    if not name:
        return response
    text = _("What you looked for is part of %(name)s now.") % {"name": name}
    return render.toast(request, response, text)


def _name(request: KartotekRequest, kind: str, record_id: int) -> str:
    """Return the name of a record, nothing where it is not theirs to see."""
    if kind == "deal":
        return deals.deal_names([record_id], viewer=request.viewer).get(record_id, "")
    side = queries.sides(kind, [record_id], viewer=request.viewer).get(record_id)
    return side.name if side else ""
