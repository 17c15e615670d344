"""The facts of an organization that are edited one at a time."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from kartotek.contacts.queries import OrganizationPage
from kartotek.web.records.facts import Fact, visibility_options

SUMMARY = {
    "address": _("Address"),
    "website": _("Website"),
    "employee_count": _("Employees"),
}
DETAILS = {
    "name": _("Name"),
    "industry": _("Industry"),
    "linkedin": _("LinkedIn"),
    "annual_revenue": _("Annual revenue"),
    "suite": _("Suite"),
    "house_number": _("House number"),
    "street": _("Street"),
    "district": _("District"),
    "city": _("City"),
    "state": _("State or county"),
    "region": _("Region"),
    "postcode": _("Postcode"),
    "country": _("Country"),
}
INPUTS = {"address": "area", "employee_count": "number", "annual_revenue": "money"}
LONGEST = {"address": 500, "name": 500, "website": 500, "linkedin": 500}


def summary_of(found: OrganizationPage) -> list[Fact]:
    """Return the facts of the summary, and who sees the organization."""
    visible_to = Fact(
        "visibility",
        _("Visible to"),
        found.visibility,
        _edit_url(found, "visibility"),
        input="select",
        options=visibility_options(),
    )
    return [*(_fact(found, name) for name in SUMMARY), visible_to]


def details_of(found: OrganizationPage) -> list[Fact]:
    """Return the facts of the details section."""
    return [_fact(found, name) for name in DETAILS]


def owner(found: OrganizationPage, owners: list[tuple[int, str]]) -> Fact:
    """Return the fact that says who owns an organization."""
    return Fact(
        "owner_id",
        _("Owner"),
        found.owner_id,
        _edit_url(found, "owner_id"),
        input="select",
        options=owners,
    )


def _fact(found: OrganizationPage, name: str) -> Fact:
    value = getattr(found, name)
    return Fact(
        name,
        (SUMMARY | DETAILS)[name],
        value,
        _edit_url(found, name),
        input=INPUTS.get(name, "text"),
        href=web_address(value) if name in {"website", "linkedin"} else "",
        longest=LONGEST.get(name, 255),
    )


def map_url(line: str) -> str:
    """Return where a map of an address is; nothing is loaded from there by our pages."""
    return f"https://www.openstreetmap.org/search?{urlencode({'query': line})}" if line else ""


def web_address(typed: str) -> str:
    """Return where a typed website leads; nothing for what is none."""
    text = typed.strip()
    if not text or " " in text or "." not in text:
        return ""
    if text.lower().startswith(("http://", "https://")):
        return text
    return "" if ":" in text else f"https://{text}"


def _edit_url(found: OrganizationPage, name: str) -> str:
    return reverse("organizations:fact", args=(found.id, name))
