"""The facts of a lead that are edited one at a time."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kartotek.pipeline.leads.queries import LeadPage
from kartotek.users.viewer import Viewer
from kartotek.web.items import choices
from kartotek.web.records.facts import Fact, visibility_options
from kartotek.web.records.sections import owners
from kartotek.web.words import amount


def summary_of(lead: LeadPage) -> list[Fact]:
    """Return what a lead may bring, and when."""
    return [
        Fact(
            "amount",
            _("Value"),
            lead.amount,
            _url(lead, "amount"),
            input="money",
            text=amount(lead.amount, lead.currency),
        ),
        Fact(
            "expected_close_on",
            _("Expected close"),
            lead.expected_close_on,
            _url(lead, "expected_close_on"),
            input="date",
        ),
    ]


def details_of(lead: LeadPage, viewer: Viewer) -> list[Fact]:
    """Return the facts of the details section."""
    return [
        Fact("title", _("Title"), lead.title, _url(lead, "title")),
        Fact(
            "source_name",
            _("Source"),
            lead.source_name,
            _url(lead, "source_name"),
            input="select",
            options=choices.sources(viewer, beside=lead.source_name),
        ),
        Fact(
            "currency",
            _("Currency"),
            lead.currency,
            _url(lead, "currency"),
            input="select",
            options=choices.currencies(viewer),
        ),
        Fact(
            "visibility",
            _("Visible to"),
            lead.visibility,
            _url(lead, "visibility"),
            input="select",
            options=visibility_options(),
        ),
    ]


def owner_of(lead: LeadPage, viewer: Viewer) -> Fact:
    """Return the fact that says who owns a lead."""
    return Fact(
        "owner_id",
        _("Owner"),
        lead.owner.id,
        _url(lead, "owner_id"),
        input="select",
        options=owners(viewer),
    )


def _url(lead: LeadPage, name: str) -> str:
    return reverse("leads:fact", args=(lead.id, name))
