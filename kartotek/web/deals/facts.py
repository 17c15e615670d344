"""The facts of a deal that are edited one at a time."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kartotek.pipeline.deals.queries import DealPage
from kartotek.users.viewer import Viewer
from kartotek.web.items import choices
from kartotek.web.records.facts import Fact, visibility_options
from kartotek.web.records.sections import owners
from kartotek.web.words import amount


def summary_of(deal: DealPage) -> list[Fact]:
    """Return what a deal may bring, and when."""
    found = [
        Fact(
            "amount",
            _("Value"),
            deal.amount,
            _url(deal, "amount"),
            input="money",
            text=amount(deal.amount, deal.currency),
        ),
        Fact(
            "expected_close_on",
            _("Expected close"),
            deal.expected_close_on,
            _url(deal, "expected_close_on"),
            input="date",
        ),
    ]
    if deal.closed_at is not None:
        words = _("Won on") if deal.status == "won" else _("Lost on")
        closed_on = timezone.localdate(deal.closed_at)
        found.append(Fact("closed_on", words, closed_on, _url(deal, "closed_on"), input="date"))
    if deal.status == "lost":
        reason = _url(deal, "lost_reason")
        found.append(Fact("lost_reason", _("Lost reason"), deal.lost_reason, reason))
    return found


def details_of(deal: DealPage, viewer: Viewer) -> list[Fact]:
    """Return the facts of the details section."""
    return [
        Fact("title", _("Title"), deal.title, _url(deal, "title")),
        Fact(
            "currency",
            _("Currency"),
            deal.currency,
            _url(deal, "currency"),
            input="select",
            options=choices.currencies(viewer),
        ),
        Fact(
            "visibility",
            _("Visible to"),
            deal.visibility,
            _url(deal, "visibility"),
            input="select",
            options=visibility_options(),
        ),
    ]


def owner_of(deal: DealPage, viewer: Viewer) -> Fact:
    """Return the fact that says who owns a deal."""
    return Fact(
        "owner_id",
        _("Owner"),
        deal.owner.id,
        _url(deal, "owner_id"),
        input="select",
        options=owners(viewer),
    )


def _url(deal: DealPage, name: str) -> str:
    return reverse("deals:fact", args=(deal.id, name))
